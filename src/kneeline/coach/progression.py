"""How a person moves up and down with one exercise, session by session, and why.

Where somebody stands is worked out from the whole past every time, so a corrected entry in the
journal corrects everything that follows from it. The decisions say which rule, of which version
of the rules, moved or held what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.facts import Facts
from kneeline.coach.past import DoneExercise, DoneSession
from kneeline.coach.reading import WEEK, Reading
from kneeline.coach.rules import Action, Rules, Verdict
from kneeline.coach.side import Side
from kneeline.coach.standing import Ladder, Standing, Step

GENTLE = "flare-up"
"""Id of the programme that does not load the knee, for days on which it rests."""

HELD_BY_PAIN = frozenset({"some-pain", "slow-to-settle"})
NEVER = -1_000
"""Clean sessions before one that cannot count towards a step."""

SHORTFALL = frozenset({Action.HOLD, Action.REST})
"""Verdicts after which the weaker side may still lower the repetitions."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict on one exercise after one session, as it is kept in the journal."""

    day: date
    """The day of the session it is about."""

    exercise: str
    facts: Facts
    verdict: Verdict
    before: Standing
    after: Standing
    step: Step | None = None
    """What a step up changed."""


@dataclass(frozen=True, slots=True)
class Track:
    """Where a person stands with one exercise, and how they came there."""

    ladder: Ladder
    standing: Standing
    clean: int = 0
    """Clean sessions in a row since the last step."""

    held: int = 0
    """Sessions in a row that pain kept from moving on."""

    felt: tuple[FeltWhere, ...] = ()
    """Where it was felt since the last change, newest last."""

    stepped: date | None = None
    trended: date | None = None
    """Day of the last step back for a rising trend, which counts once a week."""

    last: date | None = None
    weaker: Side | None = None
    """The side that managed fewer repetitions the last time, if either did."""

    days_off: int = 0
    """Days off behind us, where they are enough to start lower; else 0."""

    decisions: tuple[Decision, ...] = ()
    settled: Track | None = None
    """The track without the days off behind us, to go on from; None where there are none."""

    @property
    def decision(self) -> Decision | None:
        """The newest decision, if there is one."""
        return self.decisions[-1] if self.decisions else None


def follow(
    ladder: Ladder,
    reading: Reading,
    rules: Rules,
    today: date,
    *,
    have: frozenset[str] | None = None,
    known: Track | None = None,
) -> Track:
    """Return where a person stands with an exercise on the morning of `today`.

    Sessions of today wait: the next morning has not answered yet. Gentle days, which rest the
    knee, move nothing. `have` are the things at hand;
    None stands for everything. `known` is the track of an earlier day, to go on from: it saves
    judging years again, and is right as long as nothing before it was edited since.
    """
    track = Track(ladder, ladder.start())
    if known is not None:
        track = known.settled or known
    for session, done in _sessions(ladder.exercise.id, reading, track.last, today):
        track = _back(track, session.day)
        track = _judge(track, reading, rules, session, done, have)
    return _back(track, today)


def _sessions(
    exercise: str, reading: Reading, after: date | None, before: date
) -> Iterator[tuple[DoneSession, DoneExercise]]:
    """Yield each time the exercise was done between two days, both of them excluded."""
    first = 0 if after is None else reading.first_after(after)
    for session in reading.past.sessions[first:]:
        judged = session.day < before and session.programme != GENTLE
        for done in session.exercises if judged else ():
            if done.exercise == exercise:
                yield session, done


def _back(track: Track, day: date) -> Track:
    """Return the track on a day after some days off: long breaks step back, short ones do not."""
    if track.last is None:
        return track
    numbers, ladder = track.ladder.numbers, track.ladder
    off = (day - track.last).days
    if off < numbers.break_repeat_days:
        return track
    if off >= numbers.break_restart_days:
        standing = ladder.down(track.standing, 2)
    elif off >= numbers.break_level_days:
        standing = ladder.down(track.standing)
    else:
        standing = ladder.afresh(track.standing)
    return replace(track, standing=standing, clean=0, held=0, felt=(), days_off=off, settled=track)


def _judge(
    track: Track,
    reading: Reading,
    rules: Rules,
    session: DoneSession,
    done: DoneExercise,
    have: frozenset[str] | None,
) -> Track:
    """Return the track after one session."""
    facts = _facts(track, reading, session, done)
    verdict = rules.judge(facts)
    standing, step = _move(track, verdict, have)
    weaker = _weaker(done)
    if weaker is not None and verdict.action in SHORTFALL:
        standing = track.ladder.with_reps(standing, done.reps[weaker])
    decision = Decision(session.day, done.exercise, facts, verdict, track.standing, standing, step)
    moved = verdict.action not in SHORTFALL
    trended = verdict.rule == "rising-twice"
    return replace(
        track,
        standing=standing,
        clean=_clean(track, verdict, facts),
        held=track.held + 1 if verdict.rule in HELD_BY_PAIN else 0,
        felt=() if moved else facts.felt,
        stepped=session.day if step is not None else track.stepped,
        trended=session.day if trended else track.trended,
        last=session.day,
        weaker=weaker,
        days_off=0,
        settled=None,
        decisions=(*track.decisions, decision),
    )


def _clean(track: Track, verdict: Verdict, facts: Facts) -> int:
    if verdict.rule != "clean-once":
        return 0
    return track.clean if facts.clean_before == NEVER else track.clean + 1


def _facts(track: Track, reading: Reading, session: DoneSession, done: DoneExercise) -> Facts:
    facts = reading.of_exercise(session, done, track.ladder.exercise)
    rises = facts.trend_rises
    if track.trended is not None and (session.day - track.trended).days < WEEK:
        rises = min(rises, reading.numbers.trend_weeks - 1)
    # A session at another level, such as a gentle day's, can step back but never count as clean.
    own = done.level == track.standing.level
    return replace(
        facts,
        trend_rises=rises,
        felt=(*track.felt, *done.felt),
        clean_before=track.clean if own else NEVER,
        held_before=track.held,
        days_since_step=None if track.stepped is None else (session.day - track.stepped).days,
    )


def _move(
    track: Track, verdict: Verdict, have: frozenset[str] | None
) -> tuple[Standing, Step | None]:
    if verdict.action is Action.PROGRESS:
        return track.ladder.up(track.standing, have)
    return track.ladder.down(track.standing, verdict.levels_down), None


def _weaker(done: DoneExercise) -> Side | None:
    """Return the side that managed fewer repetitions, or None where both did the same."""
    if len(done.reps) < len(Side) or len(set(done.reps.values())) == 1:
        return None
    return min(done.reps, key=lambda side: done.reps[side])
