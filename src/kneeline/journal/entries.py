"""The rest of what the journal remembers, as the Journal page shows it day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kneeline.coach.facts import Sign
from kneeline.coach.past import Surface
from kneeline.coach.rules import Action
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal.records import (
    Note,
    PainRecord,
    RunSource,
    SelfTestRecord,
    SessionRecord,
    SomeDecision,
)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run; its pain scores are records of their own."""

    id: str
    minutes: float
    km: float | None
    surface: Surface
    stage: int | None
    """Stage of the ladder it followed; None for a free run."""

    cadence: float | None
    """Steps a minute, both feet."""

    complete: bool
    source: RunSource
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class SignRecord:
    """Something a knee did beside hurting, in an exercise of a session or on a run."""

    id: str
    session: str | None
    exercise: str | None
    run: str | None
    knee: Side | None
    sign: Sign
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class ScreeningRecord:
    """The answers to a screening, and what they raised."""

    id: str
    tier: Tier
    flags: tuple[str, ...]
    answers: Mapping[str, bool]
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class ClearanceRecord:
    """A clinician's clearance."""

    id: str
    clinician: str
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class PauseRecord:
    """Days off for an illness or an injury."""

    id: str
    first: date
    last: date | None
    """None while it goes on."""

    at: datetime
    """When it was told."""


@dataclass(frozen=True, slots=True)
class GateRecord:
    """The entry gate to running was passed."""

    id: str
    answers: Mapping[str, bool]
    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """A strength day was moved."""

    id: str
    moved_from: date
    moved_to: date
    at: datetime


Entry = (
    SessionRecord
    | RunRecord
    | PainRecord
    | SignRecord
    | Note
    | ScreeningRecord
    | ClearanceRecord
    | PauseRecord
    | SelfTestRecord
    | GateRecord
    | MoveRecord
)
"""One line of the Journal page."""


@dataclass(frozen=True, slots=True)
class JournalDay:
    """One day on which something was written down."""

    day: date
    sessions: int = 0
    runs: int = 0
    notes: int = 0
    worst: Mapping[Side, int] = field(default_factory=dict)
    """Worst pain of each knee that has a score."""


@dataclass(frozen=True, slots=True)
class Match:
    """Something that a search found."""

    day: date
    found: Note | SessionRecord
    exercise: str | None = None
    """The exercise of the session that was searched for; None for a note."""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What the coach decided about a day, an exercise or a run."""

    id: str
    day: date
    """The day it is about."""

    exercise: str | None
    action: Action
    rule: str
    version: str
    """Version of the rules that decided."""

    decision: SomeDecision | None
    """All of it; None where this version cannot read it any more."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What one change did to one row."""

    change: str
    kind: str
    """`edited`, `deleted` or `undone`."""

    undoes: str | None
    """The change it put back."""

    table: str
    row: str
    before: Mapping[str, object]
    """The fields that changed, as they were."""

    after: Mapping[str, object]
    at: datetime
