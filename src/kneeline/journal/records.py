"""What the journal remembers, row by row, as the rest of Kneeline reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from kneeline.coach.ending import SessionEnding
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Facts
from kneeline.coach.pain import Moment
from kneeline.coach.progression import Decision
from kneeline.coach.rules import Verdict
from kneeline.coach.running import RunDecision
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question, Timeline


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session."""

    id: str
    programme: str
    """The programme's id."""

    name: str
    """What the programme was called then, in the language of then."""

    started: datetime
    """On the clock of the place where it happened, like every moment in here."""

    day: date
    """The day it was there."""

    seconds: float
    """Seconds on the session's clock, pauses excluded."""

    sets_planned: int
    sets_done: int
    """Sets done in part or in full."""

    ended: datetime | None
    """None while it is unfinished."""

    ending: SessionEnding | None


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One set that was done, in part or in full."""

    id: str
    session: str
    segment: int | None
    """Place in the session's timeline, from 0; None if it was entered by hand."""

    exercise: str
    level: str
    phase: Phase
    side: Side | None
    """None where both sides work together."""

    set_number: int
    planned_reps: int | None
    planned_seconds: float | None
    reps: int | None
    """Repetitions done, for a set counted in repetitions."""

    seconds: float
    """Seconds of work, pauses excluded."""

    complete: bool
    at: datetime
    """When it was done."""

    day: date


@dataclass(frozen=True, slots=True)
class PainRecord:
    """One pain score of one knee."""

    id: str
    session: str | None
    """The session it belongs to; None for a score given on its own."""

    run: str | None
    """The run it belongs to, if it belongs to one."""

    question: Question | None
    """The question it answered; None if the person said it unasked."""

    exercise: str | None
    """The exercise that was under way when the person said that it hurts."""

    knee: Side
    moment: Moment
    score: int
    """0 (none) to 10 (the worst imaginable)."""

    at: datetime
    day: date


class DailyPain(NamedTuple):
    """The scores of one knee on one day.

    Like the other sums of a day a tuple and no dataclass: ten years of them are made four times as
    fast.
    """

    day: date
    knee: Side
    worst: int
    usual: float
    """The middle one of the day's scores."""


class ExerciseComfort(NamedTuple):
    """How one exercise was taken over some days."""

    exercise: str
    days: int
    sore_days: int
    worst: int


class DailyFelt(NamedTuple):
    """How many sets of one day were felt in one place."""

    day: date
    where: FeltWhere
    sets: int


class DailyWork(NamedTuple):
    """All work of one phase on one day."""

    day: date
    phase: Phase
    seconds: float


@dataclass(frozen=True, slots=True)
class LevelWorked:
    """The newest day on which a level was worked on with one side."""

    day: date
    exercise: str
    level: str
    phase: Phase
    side: Side | None


@dataclass(frozen=True, slots=True)
class FeltRecord:
    """Where a strength set was felt."""

    id: str
    session: str
    exercise: str
    set_number: int
    where: FeltWhere
    at: datetime


@dataclass(frozen=True, slots=True)
class CueShown:
    """A form cue that was shown in one segment of a session."""

    session: str
    segment: int
    exercise: str
    cue: str
    """The form cue's id."""

    times: int
    """How often; more than once if the person went back."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the person wrote about a day or a session."""

    id: str
    session: str | None
    run: str | None
    about: date
    """The day it is about."""

    text: str
    at: datetime
    """When it was written."""


@dataclass(frozen=True, slots=True)
class SelfTestRecord:
    """One result of a self-test."""

    id: str
    test: str
    """The self-test's id."""

    side: Side | None
    """None where the test asks about the whole person."""

    value: float
    """In the unit of the test."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was begun and never ended: the program was closed, or killed."""

    session: str
    timeline: Timeline
    segment: int
    """Where to go on: the segment that was under way, which begins anew."""

    clock: float
    """Seconds on the session's clock up to then."""

    started: datetime
    seen: datetime
    """When it was last heard of."""


class RunSource(StrEnum):
    """Where the journal knows a run from."""

    GUIDED = "guided"
    MANUAL = "manual"
    GPX = "gpx"
    TCX = "tcx"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class DayDecision:
    """One verdict on one day."""

    day: date
    facts: Facts
    verdict: Verdict


SomeDecision = Decision | RunDecision | DayDecision


@dataclass(frozen=True, slots=True)
class Profile:
    """What was told at the first start; None where somebody would rather not say."""

    age: int | None = None
    """In whole years, on the day it was told."""

    told: date | None = None
    """The day on which the age was told."""

    knees: frozenset[Side] = frozenset()
    """The knees that hurt."""

    since: date | None = None
    """Since when."""

    runner: bool | None = None
    have: frozenset[str] = frozenset()
    """Things at hand, in the library's words for equipment."""

    minutes: float | None = None
    """Minutes there are on a day."""

    def age_on(self, day: date) -> int | None:
        """Return the age on a day: never too old, and too young by less than a year."""
        if self.age is None or self.told is None:
            return None
        anniversary = (day.month, day.day) >= (self.told.month, self.told.day)
        return self.age + day.year - self.told.year - (not anniversary)
