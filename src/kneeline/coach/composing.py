"""Put a session together from what is due, with the things and the minutes somebody has.

An exercise that needs something one lacks is swapped for one that does not; what does not fit
into the time is left out, the core of the treatment last. Each change says so, and only then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kneeline.coach.exercise import Exercise, Phase
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import Plan
from kneeline.coach.programme import Entry, Programme

FULL = "daily"
"""The programme that has every phase; the others fill in what it lacks."""

TRAVEL = "travel"
"""The programme for somebody who has nothing of `BULKY`."""

BULKY = frozenset({"roller", "band", "step"})
"""Things one does not find in a hotel room."""

KEPT_LONGEST = (
    (Phase.MOBILISE, 1),
    (Phase.ROLL, 2),
    (Phase.ACTIVATE, 1),
    (Phase.MOBILISE, 0),
    (Phase.ROLL, 0),
    (Phase.STRENGTHEN, 2),
    (Phase.ACTIVATE, 0),
    (Phase.STRENGTHEN, 1),
)
"""What goes first when time is short, and how many of it are left (source: kneeline-rules)."""


class LeftOut(StrEnum):
    """Why an exercise is not in today's plan."""

    NO_EQUIPMENT = "no-equipment"
    NO_TIME = "no-time"


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise for today, and the one it stands in for."""

    entry: Entry
    exercise: Exercise
    instead_of: Exercise | None = None


def entries(
    programmes: Mapping[str, Programme], phases: Sequence[Phase], first: str = FULL
) -> tuple[Entry, ...]:
    """Return what the programmes have for some phases, in the order we coach.

    Each phase comes from the programme named `first`, or, where that one lacks it, from the first
    other one that has it.
    """
    ordered = [each for key, each in sorted(programmes.items()) if key != first]
    if first in programmes:
        ordered.insert(0, programmes[first])
    chosen: list[Entry] = []
    for phase in phases:
        blocks = (block for each in ordered for block in each.blocks if block.phase is phase)
        block = next(blocks, None)
        chosen += block.entries if block else ()
    return tuple(chosen)


def choose(
    wanted: Sequence[Entry], exercises: Mapping[str, Exercise], have: frozenset[str]
) -> tuple[tuple[Choice, ...], tuple[Exercise, ...]]:
    """Return an exercise for each entry that can be done with what is at hand, and the rest.

    No exercise comes twice, so a swap that is in the plan already does not come again.
    """
    chosen: list[Choice] = []
    rest: list[Exercise] = []
    names = {entry.exercise for entry in wanted}
    for entry in wanted:
        exercise = exercises[entry.exercise]
        taken = {each.exercise.id for each in chosen} | (names - {exercise.id})
        stand_in = next(_doable(exercise, exercises, have, taken), None)
        if stand_in is None:
            rest.append(exercise)
        else:
            chosen.append(Choice(entry, stand_in, None if stand_in is exercise else exercise))
    chosen.sort(key=lambda choice: choice.exercise.phase.order)
    return tuple(chosen), tuple(rest)


def _doable(
    exercise: Exercise, exercises: Mapping[str, Exercise], have: frozenset[str], taken: set[str]
) -> Iterator[Exercise]:
    """Yield the exercise and its swaps, nearest first, that need nothing one lacks."""
    known: dict[str, Exercise] = {exercise.id: exercise}
    queue = [exercise]
    while queue:
        each = queue.pop(0)
        needs = {*each.equipment, *each.levels[0].equipment}
        if have.issuperset(needs) and each.id not in taken:
            yield each
        for name in each.swaps:
            swap = exercises.get(name)
            if swap is not None and name not in known:
                known[name] = swap
                queue.append(swap)


def fit(
    plan: Plan, minutes: float | None, last: Mapping[str, date]
) -> tuple[Plan, tuple[Exercise, ...]]:
    """Return the plan cut down to some minutes, and what was left out; None stands for no limit.

    Of a phase, the exercise that was done last (`last`, by id) goes first, so that they take
    turns. At least one exercise stays, however short the time.
    """
    out: list[Exercise] = []
    for phase, kept in KEPT_LONGEST:
        while minutes is not None and lay_out(plan).seconds > minutes * 60:
            of_phase = [each for each in plan.prescriptions if each.exercise.phase is phase]
            if len(of_phase) <= kept or len(plan.prescriptions) == 1:
                break
            gone = max(
                of_phase, key=lambda each: (last.get(each.exercise.id, date.min), each.exercise.id)
            )
            out.append(gone.exercise)
            left = tuple(each for each in plan.prescriptions if each is not gone)
            plan = replace(plan, prescriptions=left)
    return plan, tuple(out)
