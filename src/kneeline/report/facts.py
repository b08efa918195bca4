"""What a report states, as plain data: rows in, facts out, and no word about pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.screening import Raised
from kneeline.coach.side import Side
from kneeline.insight.days import WEEK, Span
from kneeline.insight.pain import Change, PainTrend
from kneeline.insight.practice import Practice
from kneeline.insight.rows import FeltRow
from kneeline.insight.running import Comparison

if TYPE_CHECKING:
    from kneeline.coach.certainty import Certainty
    from kneeline.coach.past import DoneRun, Past, Pause
    from kneeline.journal import (
        DailyWork,
        Note,
        PainRecord,
        SelfTestRecord,
        SessionRecord,
        SetRecord,
    )
    from kneeline.library.reference import SelfTest
    from kneeline.library.sources import Source

RECENT_DAYS = 4 * WEEK
"""How far back "recent" mornings go."""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of the whole journal; `gather` takes out those of the period."""

    pain: Sequence[PainRecord] = ()
    sessions: Sequence[SessionRecord] = ()
    sets: Sequence[SetRecord] = ()
    work: Sequence[DailyWork] = ()
    felt: Sequence[FeltRow] = ()
    notes: Sequence[Note] = ()
    self_tests: Sequence[SelfTestRecord] = ()
    past: Past | None = None
    sample: bool = False
    """Whether they are made up."""


@dataclass(frozen=True, slots=True)
class Knee:
    """One knee's pain over the period."""

    trend: PainTrend
    change: Change | None
    """Its last week against its first; None where either has too few scores."""

    highest: int | None
    mornings: float | None
    """Mean of its next-morning scores in the last four weeks."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in the period."""

    span: Span
    sessions: int
    endings: Mapping[SessionEnding, int]
    sets_planned: int
    sets_done: int
    days: int
    per_week: tuple[int, ...]
    """Days with a session, week by week; the last week ends with the period."""

    practice: Practice
    felt: Mapping[FeltWhere, int]
    pauses: tuple[Pause, ...]

    @property
    def weeks(self) -> float:
        """How many weeks the period has."""
        return len(self.span) / WEEK


@dataclass(frozen=True, slots=True)
class StandingNow:
    """The newest work on one strength exercise, for each side."""

    exercise: str
    left: str
    """Dose and level in words; empty where that side has not done it."""

    right: str
    last: date


@dataclass(frozen=True, slots=True)
class Stop:
    """Pain that stopped something, or was high enough to."""

    day: date
    knee: Side
    score: int
    during: str
    """The exercise or the run, in words; empty where nobody said."""

    ended: bool
    """Whether the session ended there."""


@dataclass(frozen=True, slots=True)
class Running:
    """The runs of the period."""

    runs: tuple[DoneRun, ...]
    comparison: Comparison | None

    @property
    def minutes(self) -> float:
        """Minutes of all runs together."""
        return sum(run.minutes for run in self.runs)


@dataclass(frozen=True, slots=True)
class Tested:
    """First and newest result of a self-test."""

    test: SelfTest
    side: Side | None
    first: float
    first_day: date
    last: float
    last_day: date

    @property
    def changed(self) -> bool | None:
        """Whether it changed enough to speak of; None where nobody knows how much that is."""
        if self.test.change is None or self.first_day == self.last_day:
            return None
        return abs(self.last - self.first) >= self.test.change


@dataclass(frozen=True, slots=True)
class Ground:
    """The rules' version, and how sure we are of what they stand on."""

    version: str
    rules: Mapping[Certainty, int]
    """How many rules are how certain."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All that a report states."""

    who: str
    """What the person typed; may be empty."""

    made: date
    span: Span
    sample: bool
    knees: tuple[Knee, Knee]
    done: Done
    standings: tuple[StandingNow, ...]
    stops: tuple[Stop, ...]
    flags: tuple[Raised, ...]
    running: Running
    tests: tuple[Tested, ...]
    notes: tuple[Note, ...]
    ground: Ground

    @property
    def empty(self) -> bool:
        """Whether the period holds nothing at all."""
        scored = any(knee.trend.scored_days for knee in self.knees)
        return not (scored or self.done.sessions or self.running.runs or self.notes or self.tests)
