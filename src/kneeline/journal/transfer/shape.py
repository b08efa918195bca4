"""How each row of a journal looks that travels: its columns, as JSON and CSV have them.

A file is checked against these types before anything else looks at it, so that whatever reaches
the merge is at least of the right kind; the tables' own checks say the rest. The JSON Schema that
ships and the description of each CSV column are made from the same types.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment
from kneeline.coach.past import Surface
from kneeline.coach.rules import Action
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.journal.records import RunSource

UTC = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
MOST_LETTERS = 100_000

Id = Annotated[str, Meta(pattern=r"^[0-9a-f-]{36}$", description="UUID of the row.")]
Moment_ = Annotated[str, Meta(pattern=UTC)]
Day = Annotated[str, Meta(pattern=DAY)]
Text = Annotated[str, Meta(max_length=MOST_LETTERS)]
Name = Annotated[str, Meta(min_length=1, max_length=1000)]
Offset = Annotated[
    int, Meta(ge=-1440, le=1440, description="Minutes the person's clock was ahead of UTC.")
]
Years = Annotated[int, Meta(ge=1, le=120)]
Flag = Annotated[int, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Real = Annotated[float, Meta(ge=-1e12, le=1e12)]
Whole = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Scalar = Whole | Real | Text | None
"""What a column can hold."""

Happened = Annotated[Moment_, Meta(description="When it happened, in UTC.")]
DayOf = Annotated[Day, Meta(description="The day it was where the person was.")]
Made = Annotated[Moment_, Meta(description="When the row was written, in UTC.")]
Changed = Annotated[Moment_, Meta(description="When the row was changed last, in UTC.")]
Deleted = Annotated[
    Moment_ | None, Meta(description="When the row was deleted, in UTC; null while it stands.")
]
OfSession = Annotated[Id, Meta(description="The session it belongs to.")]
OfRun = Annotated[Id | None, Meta(description="The run it belongs to, if to one.")]
Exercise = Annotated[Name, Meta(description="The exercise's id in the library.")]
Knee = Annotated[Side, Meta(description="Which knee.")]
OneSide = Annotated[Side | None, Meta(description="The working side; null for both together.")]


class Row(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One row of a table."""


class Session(Row):
    """One session."""

    id: Id
    programme: Annotated[Name, Meta(description="The programme's id.")]
    name: Annotated[Text, Meta(description="What the programme was called then.")]
    at: Annotated[Moment_, Meta(description="When it began, in UTC.")]
    offset: Offset
    day: DayOf
    seconds: Annotated[Real, Meta(description="Seconds on the session's clock, without pauses.")]
    sets_planned: Annotated[Count, Meta(description="Sets it asked for.")]
    ended: Annotated[Moment_ | None, Meta(description="When it ended, in UTC.")]
    ended_offset: Offset | None
    ending: Annotated[SessionEnding | None, Meta(description="How it ended.")]
    source: Annotated[Name, Meta(pattern="^(guided|manual)$", description="Guided, or by hand.")]
    created: Made
    changed: Changed
    deleted: Deleted


class Planned(Row):
    """What a session asked for of one exercise."""

    id: Id
    session: OfSession
    place: Annotated[Count, Meta(description="Order in the session, from 0.")]
    exercise: Exercise
    level: Annotated[Name, Meta(description="The level's id.")]
    phase: Annotated[Phase, Meta(description="Its phase.")]
    sets: Annotated[Count, Meta(description="How many sets, both sides counted.")]
    at: Happened
    offset: Offset
    created: Made
    changed: Changed
    deleted: Deleted


class Set(Row):
    """One set that was done."""

    id: Id
    session: OfSession
    segment: Annotated[Count | None, Meta(description="Place in the timeline; null by hand.")]
    exercise: Exercise
    level: Annotated[Name, Meta(description="The level's id.")]
    phase: Annotated[Phase, Meta(description="Its phase.")]
    side: OneSide
    set_number: Annotated[Count, Meta(description="Which set of the exercise, from 1.")]
    planned_reps: Annotated[Count | None, Meta(description="Repetitions asked for.")]
    planned_seconds: Annotated[Real | None, Meta(description="Seconds asked for.")]
    reps: Annotated[Count | None, Meta(description="Repetitions done.")]
    seconds: Annotated[Real, Meta(description="Seconds of work.")]
    complete: Annotated[Flag, Meta(description="1 if done in full.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class Pain(Row):
    """One pain score of one knee."""

    id: Id
    session: Annotated[Id | None, Meta(description="The session it belongs to, if to one.")]
    run: OfRun
    question: Annotated[Question | None, Meta(description="The question it answered.")]
    exercise: Annotated[Name | None, Meta(description="The exercise under way, if it hurt in one.")]
    knee: Knee
    moment: Annotated[Moment, Meta(description="Which pain was asked for.")]
    score: Annotated[int, Meta(ge=0, le=10, description="0 (none) to 10 (the worst imaginable).")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class Felt(Row):
    """Where a set was felt."""

    id: Id
    session: OfSession
    segment: Annotated[Count | None, Meta(description="Place in the timeline; null by hand.")]
    exercise: Exercise
    set_number: Annotated[Count, Meta(description="Which set of the exercise, from 1.")]
    felt_where: Annotated[FeltWhere, Meta(description="Where it was felt.")]
    at: Happened
    offset: Offset
    created: Made
    changed: Changed
    deleted: Deleted


class CueShown(Row):
    """A form cue that was shown."""

    session: OfSession
    segment: Annotated[Count, Meta(description="Place in the timeline.")]
    cue: Annotated[Name, Meta(description="The form cue's id.")]
    exercise: Exercise
    times: Annotated[Count, Meta(description="How often.")]
    at: Happened
    offset: Offset
    created: Made
    changed: Changed
    deleted: Deleted


class Note(Row):
    """A note in the person's words."""

    id: Id
    session: Annotated[Id | None, Meta(description="The session it belongs to, if to one.")]
    run: OfRun
    about: Annotated[Day, Meta(description="The day it is about.")]
    text: Annotated[Text, Meta(description="What the person wrote.")]
    at: Happened
    offset: Offset
    created: Made
    changed: Changed
    deleted: Deleted


class Run(Row):
    """One run; no position is kept."""

    id: Id
    minutes: Annotated[Real, Meta(description="Minutes of running.")]
    km: Annotated[Real | None, Meta(description="Kilometres.")]
    surface: Annotated[Surface, Meta(description="What it was run on.")]
    stage: Annotated[Count | None, Meta(description="Stage of the way back; null if free.")]
    cadence: Annotated[Real | None, Meta(description="Steps a minute, both feet.")]
    complete: Annotated[Flag, Meta(description="1 if run to the end.")]
    source: Annotated[RunSource, Meta(description="Where the journal knows it from.")]
    fingerprint: Annotated[Name | None, Meta(description="That of the file it came from.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class SignRow(Row):
    """Something a knee did beside hurting."""

    id: Id
    session: Annotated[Id | None, Meta(description="The session it belongs to, if to one.")]
    exercise: Annotated[Name | None, Meta(description="The exercise of the session.")]
    run: OfRun
    knee: Annotated[Side | None, Meta(description="Which knee, if it was said.")]
    sign: Annotated[Sign, Meta(description="What the knee did.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class Screening(Row):
    """The answers to the red flags."""

    id: Id
    tier: Annotated[Tier, Meta(description="How soon to see whom.")]
    flags: Annotated[list[Name], Meta(description="The red flags raised.")]
    answers: Annotated[dict[str, bool], Meta(description="What was asked, and yes or no.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class Clearance(Row):
    """A clinician's clearance."""

    id: Id
    clinician: Annotated[Name, Meta(description="Who cleared the person.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class Pause(Row):
    """Days off for an illness or an injury."""

    id: Id
    first: Annotated[Day, Meta(description="The first day off.")]
    last: Annotated[Day | None, Meta(description="The last day off; null while it goes on.")]
    at: Happened
    offset: Offset
    created: Made
    changed: Changed
    deleted: Deleted


class SelfTest(Row):
    """The result of a self-test."""

    id: Id
    test: Annotated[Name, Meta(description="The self-test's id.")]
    side: Annotated[Side | None, Meta(description="Which side; null for the whole person.")]
    value: Annotated[Real, Meta(description="In the unit of the test.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class Gate(Row):
    """The entry gate to running was passed."""

    id: Id
    answers: Annotated[dict[str, bool], Meta(description="What was asked, and yes or no.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class Move(Row):
    """A strength day that was moved."""

    id: Id
    moved_from: Annotated[Day, Meta(description="From which day.")]
    moved_to: Annotated[Day, Meta(description="To which day.")]
    at: Happened
    offset: Offset
    created: Made
    changed: Changed
    deleted: Deleted


class ProfileRow(Row):
    """What the person told about themselves."""

    id: Annotated[str, Meta(pattern="^profile$", description="There is one.")]
    age: Annotated[Years | None, Meta(description="In years, on the day of `told`.")]
    told: Annotated[Day | None, Meta(description="The day on which the age was told.")]
    knees: Annotated[list[Side], Meta(description="The knees that hurt.")]
    since: Annotated[Day | None, Meta(description="Since when they hurt.")]
    runner: Annotated[Flag | None, Meta(description="1 if the person runs.")]
    have: Annotated[list[Name], Meta(description="Things at hand.")]
    minutes: Annotated[Real | None, Meta(description="Minutes there are on a day.")]
    at: Happened
    offset: Offset
    created: Made
    changed: Changed
    deleted: Deleted


class DecisionRow(Row):
    """What the coach decided about a day, an exercise or a run."""

    id: Id
    about: Annotated[Name, Meta(pattern="^(day|exercise|run)$", description="What it is about.")]
    about_day: Annotated[Day, Meta(description="The day it is about.")]
    exercise: Annotated[Name | None, Meta(description="The exercise it is about.")]
    action: Annotated[Action, Meta(description="What was decided.")]
    rule: Annotated[Name, Meta(description="The rule that decided.")]
    version: Annotated[Name, Meta(description="Version of the rules.")]
    decision: Annotated[dict[str, Any], Meta(description="All of it, with its facts.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class LogEntry(Row):
    """One change that somebody made to the journal."""

    id: Id
    kind: Annotated[Name, Meta(pattern="^(edited|deleted|undone)$", description="What was done.")]
    undoes: Annotated[Id | None, Meta(description="The change that was put back.")]
    at: Happened
    offset: Offset
    day: DayOf
    created: Made
    changed: Changed
    deleted: Deleted


class ChangedRow(Row):
    """What a change did to one row."""

    change: Annotated[Id, Meta(description="The change.")]
    kind: Annotated[Name, Meta(description="The table.")]
    row: Annotated[Name, Meta(description="The row.")]
    before: Annotated[
        dict[Name, Scalar], Meta(description="The columns that changed, as they were.")
    ]
    after: Annotated[dict[Name, Scalar], Meta(description="What they became.")]


SHAPES: Mapping[str, type[Row]] = MappingProxyType(
    {
        "change_log": LogEntry,
        "changed_rows": ChangedRow,
        "runs": Run,
        "sessions": Session,
        "planned": Planned,
        "sets": Set,
        "pain_scores": Pain,
        "felt": Felt,
        "cues_shown": CueShown,
        "notes": Note,
        "signs": SignRow,
        "screenings": Screening,
        "clearances": Clearance,
        "pauses": Pause,
        "self_tests": SelfTest,
        "gates": Gate,
        "moves": Move,
        "profile": ProfileRow,
        "decisions": DecisionRow,
    }
)
"""The tables that travel, in an order in which what belongs to something comes after it.

`unfinished` and `timelines` stay: a session under way belongs to the computer it is done on.
"""

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(SHAPES, ("id",)),
        "cues_shown": ("session", "segment", "cue"),
        "changed_rows": ("change", "kind", "row"),
    }
)
"""The columns that name a row."""

JSON_COLUMNS = frozenset({"flags", "answers", "knees", "have", "decision", "before", "after"})
"""Columns that hold JSON."""


def columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table, in their order."""
    return SHAPES[table].__struct_fields__
