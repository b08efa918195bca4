"""From a row of the database to the record that the rest of Kneeline reads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.pain import Moment
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.journal.records import FeltRecord, Note, PainRecord, SessionRecord, SetRecord
from kneeline.journal.stamp import moment

if TYPE_CHECKING:
    import sqlite3


def session_record(row: sqlite3.Row) -> SessionRecord:
    """Return the record of a session, with its count of sets."""
    ended = moment(row["ended"], row["ended_offset"]) if row["ended"] else None
    return SessionRecord(
        id=row["id"],
        programme=row["programme"],
        name=row["name"],
        started=moment(row["at"], row["offset"]),
        day=date.fromisoformat(row["day"]),
        seconds=row["seconds"],
        sets_planned=row["sets_planned"],
        sets_done=row["sets_done"],
        ended=ended,
        ending=_maybe(SessionEnding, row["ending"]),
    )


def set_record(row: sqlite3.Row) -> SetRecord:
    """Return the record of a set."""
    return SetRecord(
        id=row["id"],
        session=row["session"],
        segment=row["segment"],
        exercise=row["exercise"],
        level=row["level"],
        phase=Phase(row["phase"]),
        side=_maybe(Side, row["side"]),
        set_number=row["set_number"],
        planned_reps=row["planned_reps"],
        planned_seconds=row["planned_seconds"],
        reps=row["reps"],
        seconds=row["seconds"],
        complete=bool(row["complete"]),
        at=moment(row["at"], row["offset"]),
        day=date.fromisoformat(row["day"]),
    )


def pain_record(row: sqlite3.Row) -> PainRecord:
    """Return the record of a pain score."""
    return PainRecord(
        id=row["id"],
        session=row["session"],
        question=_maybe(Question, row["question"]),
        exercise=row["exercise"],
        knee=Side(row["knee"]),
        moment=Moment(row["moment"]),
        score=row["score"],
        at=moment(row["at"], row["offset"]),
        day=date.fromisoformat(row["day"]),
    )


def felt_record(row: sqlite3.Row) -> FeltRecord:
    """Return the record of an answer to where a set was felt."""
    return FeltRecord(
        id=row["id"],
        session=row["session"],
        exercise=row["exercise"],
        set_number=row["set_number"],
        where=FeltWhere(row["felt_where"]),
        at=moment(row["at"], row["offset"]),
    )


def note_record(row: sqlite3.Row) -> Note:
    """Return the record of a note."""
    return Note(
        id=row["id"],
        session=row["session"],
        about=date.fromisoformat(row["about"]),
        text=row["text"],
        at=moment(row["at"], row["offset"]),
    )


def _maybe(kind: Any, value: str | None) -> Any:  # noqa: ANN401 (one line for four enumerations)
    return None if value is None else kind(value)
