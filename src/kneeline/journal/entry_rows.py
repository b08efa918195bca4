"""From a row of the database to an entry of the Journal page."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from kneeline.coach.facts import Sign
from kneeline.coach.past import Surface
from kneeline.coach.progression import Decision
from kneeline.coach.rules import Action
from kneeline.coach.running import RunDecision
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal.entries import (
    ChangeRecord,
    ClearanceRecord,
    DecisionRecord,
    GateRecord,
    MoveRecord,
    PauseRecord,
    RunRecord,
    ScreeningRecord,
    SignRecord,
)
from kneeline.journal.records import DayDecision, RunSource
from kneeline.journal.stamp import moment

if TYPE_CHECKING:
    import sqlite3

    from kneeline.journal.records import SomeDecision

DECISIONS: dict[str, type[Any]] = {
    "exercise": Decision,
    "run": RunDecision,
    "day": DayDecision,
}


def run_record(row: sqlite3.Row) -> RunRecord:
    """Return the record of a run."""
    return RunRecord(
        id=row["id"],
        minutes=row["minutes"],
        km=row["km"],
        surface=Surface(row["surface"]),
        stage=row["stage"],
        cadence=row["cadence"],
        complete=bool(row["complete"]),
        source=RunSource(row["source"]),
        **_when(row),
    )


def sign_record(row: sqlite3.Row) -> SignRecord:
    """Return the record of a sign."""
    return SignRecord(
        id=row["id"],
        session=row["session"],
        exercise=row["exercise"],
        run=row["run"],
        knee=None if row["knee"] is None else Side(row["knee"]),
        sign=Sign(row["sign"]),
        **_when(row),
    )


def screening_record(row: sqlite3.Row) -> ScreeningRecord:
    """Return the record of a screening."""
    flags, answers = tuple(json.loads(row["flags"])), json.loads(row["answers"])
    return ScreeningRecord(row["id"], Tier(row["tier"]), flags, answers, **_when(row))


def clearance_record(row: sqlite3.Row) -> ClearanceRecord:
    """Return the record of a clearance."""
    return ClearanceRecord(row["id"], row["clinician"], **_when(row))


def gate_record(row: sqlite3.Row) -> GateRecord:
    """Return the record of a gate that was passed."""
    return GateRecord(row["id"], json.loads(row["answers"]), **_when(row))


def pause_record(row: sqlite3.Row) -> PauseRecord:
    """Return the record of a pause."""
    last = None if row["last"] is None else date.fromisoformat(row["last"])
    at = moment(row["at"], row["offset"])
    return PauseRecord(row["id"], date.fromisoformat(row["first"]), last, at)


def move_record(row: sqlite3.Row) -> MoveRecord:
    """Return the record of a strength day that was moved."""
    return MoveRecord(
        row["id"],
        date.fromisoformat(row["moved_from"]),
        date.fromisoformat(row["moved_to"]),
        moment(row["at"], row["offset"]),
    )


def decision_record(row: sqlite3.Row) -> DecisionRecord:
    """Return the record of a decision."""
    return DecisionRecord(
        id=row["id"],
        day=date.fromisoformat(row["about_day"]),
        exercise=row["exercise"],
        action=Action(row["action"]),
        rule=row["rule"],
        version=row["version"],
        decision=_decision(row),
        at=moment(row["at"], row["offset"]),
    )


def _decision(row: sqlite3.Row) -> SomeDecision | None:
    try:
        made: SomeDecision = msgspec.json.decode(row["decision"], type=DECISIONS[row["about"]])
    except msgspec.MsgspecError:
        return None
    return made


def change_record(row: sqlite3.Row) -> ChangeRecord:
    """Return the record of what a change did to a row."""
    return ChangeRecord(
        change=row["id"],
        kind=row["kind"],
        undoes=row["undoes"],
        table=row["what"],
        row=row["row"],
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
        at=moment(row["at"], row["offset"]),
    )


def _when(row: sqlite3.Row) -> dict[str, Any]:
    at = moment(row["at"], row["offset"])
    return {"at": at, "day": date.fromisoformat(row["day"])}
