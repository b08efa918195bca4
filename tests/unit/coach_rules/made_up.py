"""What the tests of the rules stand on: the rules as shipped, and short ways to make a past."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from kneeline.coach.coaching import Coaching
from kneeline.coach.exercise import Exercise, FeltWhere
from kneeline.coach.facts import Activity, Facts, KneeFacts, Sign
from kneeline.coach.past import DoneExercise, DoneSession, Past
from kneeline.coach.reading import Reading
from kneeline.coach.rules import Rules
from kneeline.coach.side import Side
from kneeline.coach.standing import Ladder
from kneeline.library import load
from kneeline.library.rules import coaching

RESOURCES = Path(__file__).parents[3] / "resources"
MONDAY = date(2026, 1, 5)
LEFT, RIGHT = Side.LEFT, Side.RIGHT
EVERYTHING = frozenset({"roller", "band", "step", "chair", "wall", "mat", "weight"})
GOOD = (FeltWhere.GLUTES,)


@cache
def shipped() -> Coaching:
    """The library, the rules, the stages and the screening as they are shipped."""
    library = load(RESOURCES)
    assert not library.problems
    return coaching(RESOURCES, library)


def rules() -> Rules:
    return shipped().rules


def exercise(name: str = "reverse-lunge") -> Exercise:
    return shipped().exercises[name]


def ladder(name: str = "reverse-lunge") -> Ladder:
    return Ladder(exercise(name), rules().thresholds)


def reading(past: Past) -> Reading:
    return Reading(past, rules().thresholds)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def at(number: int, hour: int = 18) -> datetime:
    return datetime.combine(day(number), time(hour, tzinfo=UTC))


def both(score: int) -> dict[Side, int]:
    return {LEFT: score, RIGHT: score}


def knee(before: int | None, worst: int | None, hour: int | None, morning: int | None) -> KneeFacts:
    return KneeFacts(before, worst, hour, morning)


QUIET = knee(0, 0, 0, 0)


def facts(one: KneeFacts = QUIET, activity: Activity = Activity.EXERCISE, **more: object) -> Facts:
    """Facts of a right knee, clean once before unless said otherwise."""
    made = Facts(activity, {RIGHT: one}, clean_before=1)
    return replace(made, **more)  # type: ignore[arg-type] # the tests name fields of Facts


def lunge(
    *,
    level: str = "half-held",
    felt: tuple[FeltWhere, ...] = GOOD,
    said: dict[Side, int] | None = None,
    signs: frozenset[Sign] = frozenset(),
    reps: dict[Side, int] | None = None,
    complete: bool = True,
) -> DoneExercise:
    one = exercise()
    return DoneExercise(one.id, one.phase, level, said or {}, signs, felt, reps or {}, complete)


def session(
    number: int, *done: DoneExercise, before: int = 0, worst: int = 0, hour: int | None = 0
) -> DoneSession:
    return DoneSession(
        at(number),
        done or (lunge(),),
        before=both(before),
        worst=both(worst),
        hour_after={} if hour is None else both(hour),
    )


def past(*sessions: DoneSession, mornings: dict[int, int] | None = None) -> Past:
    """A past with these sessions, each with a quiet morning after it unless said otherwise."""
    quiet = {each.day + timedelta(days=1): both(0) for each in sessions}
    said = {day(number): both(score) for number, score in (mornings or {}).items()}
    return Past(sessions, mornings={**quiet, **said})


def without_mornings(one: Past) -> Past:
    return replace(one, mornings={})
