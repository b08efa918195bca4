"""A life lived into a real journal comes back from it as the same past."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession, Past, Pause, Surface
from kneeline.coach.screening import Cleared, Raised, Tier
from kneeline.coach.side import Side
from kneeline.journal import Journal, Recorder, open_journal
from kneeline.simulation import PEOPLE, live
from tests.mini import ALL_FOUR
from tests.unit.coach_rules.made_up import shipped
from tests.unit.journal.sitting import MORNING, Wall, record

if TYPE_CHECKING:
    from datetime import date

    from kneeline.coach.screening import LockRecord


def at_eight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def tell(journal: Journal, past: Past) -> None:
    """Write a past down through the public methods, as a person would tell it."""
    for session in past.sessions:
        journal.log_session(session)
    for run in past.runs:
        journal.log_run(run)
    for day, scores in past.mornings.items():
        for knee, score in scores.items():
            journal.log_pain(PainScore(knee, Moment.NEXT_MORNING, score), at=at_eight(day))
    for each in past.records:
        if isinstance(each, Raised):
            journal.screening_raised(each.tier, each.flags, {}, at=each.at)
        else:
            journal.screening_cleared(each.clinician, at=each.at)
    for pause in past.pauses:
        journal.pause_began(pause.first, pause.last)
    for day in past.tests:
        journal.self_test_done("step-down", 12, Side.LEFT, at=at_eight(day))
    for day in past.gates:
        journal.gate_passed({"stairs": True}, at=at_eight(day))


def read_back(past: Past) -> Past:
    wall = Wall(datetime(2027, 12, 31, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with open_journal(path, wall_clock=wall) as journal:
            # One sync to the disk instead of thousands.
            journal._connection.execute("PRAGMA synchronous=OFF")
            tell(journal, past)
        with open_journal(path, wall_clock=wall) as journal:
            return journal.past()


@pytest.mark.parametrize("person", PEOPLE)
def test_a_simulated_life_comes_back_equal(person: str) -> None:
    past = live(PEOPLE[person], 12, shipped()).past
    assert read_back(past) == past
