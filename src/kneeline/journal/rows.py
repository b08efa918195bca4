"""From a row of the database to the record that the rest of Kneeline reads."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from kneeline.coach.ending import SessionEnding
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.pain import HIGHEST, LOWEST, Moment, PainScore
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question, Timeline
from kneeline.journal.records import (
    CueShown,
    DailyFelt,
    DailyPain,
    DailyWork,
    FeltRecord,
    LevelWorked,
    Note,
    PainRecord,
    Profile,
    SelfTestRecord,
    SessionRecord,
    SetRecord,
    Unfinished,
)
from kneeline.journal.stamp import moment

if TYPE_CHECKING:
    import sqlite3


# Ten years of days hold each day, knee and phase many times.
_day = lru_cache(maxsize=1 << 13)(date.fromisoformat)
_side, _phase, _where = lru_cache(Side), lru_cache(Phase), lru_cache(FeltWhere)


def session_record(row: sqlite3.Row) -> SessionRecord:
    """Return the record of a session, with its count of sets."""
    ended = moment(row["ended"], row["ended_offset"]) if row["ended"] else None
    return SessionRecord(
        id=row["id"],
        programme=row["programme"],
        name=row["name"],
        started=moment(row["at"], row["offset"]),
        day=date.fromisoformat(row["day"]),
        seconds=row["clock"],
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
    said = PainScore(Side(row["knee"]), Moment(row["moment"]), row["score"])
    return PainRecord(
        id=row["id"],
        session=row["session"],
        run=row["run"],
        question=_maybe(Question, row["question"]),
        exercise=row["exercise"],
        knee=said.knee,
        moment=said.moment,
        score=said.score,
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
        run=row["run"],
        about=date.fromisoformat(row["about"]),
        text=row["text"],
        at=moment(row["at"], row["offset"]),
    )


def self_test_record(row: sqlite3.Row) -> SelfTestRecord:
    """Return the record of a self-test's result."""
    return SelfTestRecord(
        id=row["id"],
        test=row["test"],
        side=_maybe(Side, row["side"]),
        value=row["value"],
        at=moment(row["at"], row["offset"]),
        day=date.fromisoformat(row["day"]),
    )


def tested(row: tuple[Any, ...]) -> tuple[str, tuple[date, date]]:
    """Return a self-test's id and the first and last day it was done."""
    test, first, last = row
    return test, (_day(first), _day(last))


def cue_record(row: sqlite3.Row) -> CueShown:
    """Return the record of a form cue that was shown."""
    return CueShown(row["session"], row["segment"], row["exercise"], row["cue"], row["times"])


def daily_pain(row: tuple[Any, ...]) -> DailyPain:
    """Return the scores of a knee and a day: day, knee, worst, usual, and all where they are many.

    ValueError for a score that cannot be.
    """
    day, knee, worst, usual, scores = row
    if not LOWEST <= worst <= HIGHEST:
        raise ValueError(f"a pain score of {worst}")
    if scores is not None:
        from statistics import median  # noqa: PLC0415 (2 ms, and seldom so many)

        usual = median(map(int, scores.split(",")))
    return DailyPain(_day(day), _side(knee), worst, usual)


def daily_felt(row: tuple[Any, ...]) -> DailyFelt:
    """Return the sets of a day that were felt in one place: day, where, how many."""
    day, where, sets = row
    return DailyFelt(_day(day), _where(where), sets)


def daily_work(row: tuple[Any, ...]) -> DailyWork:
    """Return a phase's work of a day: day, phase, seconds."""
    day, phase, seconds = row
    return DailyWork(_day(day), _phase(phase), seconds)


def level_record(row: sqlite3.Row) -> LevelWorked:
    """Return when a level was last worked on."""
    return LevelWorked(
        day=date.fromisoformat(row["day"]),
        exercise=row["exercise"],
        level=row["level"],
        phase=Phase(row["phase"]),
        side=_maybe(Side, row["side"]),
    )


def day_of(row: sqlite3.Row) -> date:
    """Return the day of a row."""
    return date.fromisoformat(row["day"])


def move(row: sqlite3.Row) -> tuple[date, date]:
    """Return from which day to which strength was moved."""
    return date.fromisoformat(row["moved_from"]), date.fromisoformat(row["moved_to"])


def profile_record(row: sqlite3.Row) -> Profile:
    """Return what was told at the first start."""
    return Profile(
        age=row["age"],
        told=_maybe(date.fromisoformat, row["told"]),
        knees=frozenset(map(Side, json.loads(row["knees"]))),
        since=_maybe(date.fromisoformat, row["since"]),
        runner=_maybe(bool, row["runner"]),
        have=frozenset(json.loads(row["have"])),
        minutes=row["minutes"],
    )


def unfinished_record(row: sqlite3.Row) -> Unfinished | None:
    """Return the record of an unfinished session, or None if its timeline cannot be read."""
    try:
        timeline = msgspec.json.decode(row["timeline"], type=Timeline)
        timeline.segments[row["segment"]]
    except (msgspec.MsgspecError, IndexError):
        return None
    return Unfinished(
        session=row["session"],
        timeline=timeline,
        segment=row["segment"],
        clock=row["clock"],
        started=moment(row["started"], row["started_offset"]),
        seen=moment(row["at"], row["offset"]),
    )


def _maybe(kind: Any, value: Any) -> Any:  # noqa: ANN401 (one line for many kinds of column)
    return None if value is None else kind(value)
