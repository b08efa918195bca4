"""What the journal remembers, as the coach wants to read it: oldest first, nothing invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import MECHANICAL, KneeFacts, Sign
from kneeline.coach.screening import Lock, LockRecord, Raised, Tier, lock
from kneeline.coach.side import Side

Scores = Mapping[Side, int]

LONGEST_RUN_KM = 120.0
"""Kilometres beyond which we take a number for a slip of the finger."""

LONGEST_RUN_MINUTES = 24 * 60.0
DAY = timedelta(days=1)
WEEKLY_QUESTIONS = frozenset({"worst-pain-of-the-week", "usual-pain-of-the-week"})
"""Self-tests that are asked each week; a day with nothing else was no round of self-tests."""


@dataclass(frozen=True, slots=True)
class DoneExercise:
    """One exercise of a session, as it was done."""

    exercise: str
    phase: Phase
    level: str
    worst: Scores = field(default_factory=dict)
    """Worst pain said while it was being done; empty where nobody said it hurt."""

    signs: frozenset[Sign] = frozenset()
    felt: tuple[FeltWhere, ...] = ()
    reps: Mapping[Side, int] = field(default_factory=dict)
    """Fewest repetitions of any set, by side, where the sides work one after the other."""

    complete: bool = True
    """Whether every set was done in full."""


@dataclass(frozen=True, slots=True)
class DoneSession:
    """One session, with the answers that belong to it."""

    at: datetime
    exercises: tuple[DoneExercise, ...]
    programme: str = ""
    roll_minutes: float = 0.0
    before: Scores = field(default_factory=dict)
    worst: Scores = field(default_factory=dict)
    """Worst pain of the whole session, from the check-out."""

    hour_after: Scores = field(default_factory=dict)
    after: Scores = field(default_factory=dict)
    """Right at the end, from the check-out."""

    @property
    def day(self) -> date:
        """The day it was done on."""
        return self.at.date()

    def did(self, phase: Phase) -> bool:
        """Whether any exercise of a phase was done."""
        return any(each.phase is phase for each in self.exercises)

    @property
    def signs(self) -> frozenset[Sign]:
        """All signs reported in it."""
        return frozenset(sign for each in self.exercises for sign in each.signs)


class Surface(StrEnum):
    """What a run was on."""

    TREADMILL = "treadmill"
    TRACK = "track"
    ROAD = "road"
    TRAIL = "trail"
    GRASS = "grass"


@dataclass(frozen=True, slots=True)
class DoneRun:
    """One run, entered by hand or guided."""

    at: datetime
    minutes: float
    km: float | None = None
    surface: Surface = Surface.ROAD
    stage: int | None = None
    """Stage of the ladder it followed; None for a free run."""

    before: Scores = field(default_factory=dict)
    worst: Scores = field(default_factory=dict)
    hour_after: Scores = field(default_factory=dict)
    signs: frozenset[Sign] = frozenset()
    cadence: float | None = None
    """Steps a minute, both feet."""

    complete: bool = True
    after: Scores = field(default_factory=dict)
    """Right at the end."""

    def __post_init__(self) -> None:
        """Refuse a run nobody ran."""
        if not 0 < self.minutes <= LONGEST_RUN_MINUTES:
            raise ValueError(f"a run lasts from 1 minute to a day, not {self.minutes:g} minutes")
        if self.km is not None and not 0 < self.km <= LONGEST_RUN_KM:
            raise ValueError(
                f"a run is longer than 0 km and at most {LONGEST_RUN_KM:g} km, not {self.km:g} km"
            )

    @property
    def day(self) -> date:
        """The day it was run on."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Said:
    """Pain that was noted outside of sessions and runs, and is no answer of the next morning."""

    at: datetime
    knee: Side
    score: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Days off for an illness or an injury; they keep the streak."""

    first: date
    last: date | None = None
    """Last day of it; None while it goes on."""

    def covers(self, day: date) -> bool:
        """Whether a day lies in the pause."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Past:
    """Everything the plan of a day is made from. Sessions and runs stand in order of time."""

    sessions: tuple[DoneSession, ...] = ()
    runs: tuple[DoneRun, ...] = ()
    mornings: Mapping[date, Scores] = field(default_factory=dict)
    """This morning's pain, by day."""

    records: tuple[LockRecord, ...] = ()
    pauses: tuple[Pause, ...] = ()
    tests: tuple[date, ...] = ()
    """Days on which the self-tests were done."""

    gates: tuple[date, ...] = ()
    """Days on which the entry gate to running was passed."""

    scores: Mapping[date, tuple[Said, ...]] = field(default_factory=dict)
    """Pain at any other time, by day, in order of time."""

    @property
    def done(self) -> tuple[DoneSession | DoneRun, ...]:
        """Sessions, then runs."""
        return (*self.sessions, *self.runs)

    @property
    def lock(self) -> Lock | None:
        """The lock that red flags, or a knee that locked or gave way, leave closed."""
        mechanical = (
            Raised(done.at, Tier.URGENT, ("mechanical-sign",))
            for done in self.done
            if not MECHANICAL.isdisjoint(done.signs)
        )
        return lock((*self.records, *mechanical))

    def knees(
        self, done: DoneSession | DoneRun, worst: Scores, after: Scores
    ) -> Mapping[Side, KneeFacts]:
        """Return what every knee said that any answer names; `worst` and `after` as they count."""
        morning = self.mornings.get(done.day + DAY, {})
        later = self.noted(done.day, since=done.at)
        named = {*done.before, *worst, *done.hour_after, *morning, *after, *later}
        return {
            knee: KneeFacts(
                done.before.get(knee),
                worst.get(knee),
                done.hour_after.get(knee),
                morning.get(knee),
                after.get(knee),
                later.get(knee),
            )
            for knee in Side
            if knee in named
        }

    def noted(self, day: date, since: datetime | None = None) -> dict[Side, int]:
        """Return the worst that was noted of each knee on a day, outside of sessions and runs."""
        worst: dict[Side, int] = {}
        for said in self.scores.get(day, ()):
            if since is None or said.at >= since:
                worst[said.knee] = max(said.score, worst.get(said.knee, 0))
        return worst

    def stops(self, stop_from: int) -> tuple[datetime, ...]:
        """Return when a session or run had to end because of the knee."""
        return tuple(
            sorted(
                done.at
                for done in self.done
                if done.signs or max(during(done).values(), default=0) >= stop_from
            )
        )

    def worst_by_day(self) -> dict[date, int]:
        """Return the worst pain of each day that has any score, whichever knee and moment."""
        worst = {day: max(scores.values()) for day, scores in self.mornings.items() if scores}
        for done in self.done:
            scores = (*done.before.values(), *during(done).values(), *done.hour_after.values())
            if scores:
                worst[done.day] = max(*scores, worst.get(done.day, 0))
        for day, noted in self.scores.items():
            worst[day] = max(*(said.score for said in noted), worst.get(day, 0))
        return worst

    def newest(self) -> dict[Side, int]:
        """Return the newest pain score of each knee that has one."""
        timed: list[tuple[datetime, Scores]] = [
            *((done.at, _in_turn(done)) for done in self.done),
            *(
                (said.at, {said.knee: said.score})
                for noted in self.scores.values()
                for said in noted
            ),
        ]
        answers = [(day, 0, scores) for day, scores in self.mornings.items()]
        # The morning comes before everything that has an hour.
        answers += [
            (at.date(), place, scores)
            for place, (at, scores) in enumerate(sorted(timed, key=lambda each: each[0]), start=1)
        ]
        newest: dict[Side, int] = {}
        for _day, _place, scores in sorted(answers, key=lambda each: each[:2]):
            newest.update(scores)
        return newest

    def paused(self, day: date) -> bool:
        """Whether a day lies in a pause for illness or injury."""
        return any(pause.covers(day) for pause in self.pauses)


def _in_turn(done: DoneSession | DoneRun) -> Scores:
    """Return the newest score of each knee that belongs to a session or a run."""
    return {**done.before, **done.worst, **done.after, **done.hour_after}


def during(done: DoneSession | DoneRun) -> dict[Side, int]:
    """Return the worst of each knee up to its end, from the check-out or from any exercise."""
    worst = dict(done.worst)
    for knee, score in done.after.items():
        worst[knee] = max(score, worst.get(knee, 0))
    for each in done.exercises if isinstance(done, DoneSession) else ():
        for knee, score in each.worst.items():
            worst[knee] = max(score, worst.get(knee, 0))
    return worst
