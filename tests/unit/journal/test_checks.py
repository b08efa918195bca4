"""The tables themselves refuse what cannot be, and know every word the core knows."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import TYPE_CHECKING

import pytest

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import Surface
from kneeline.coach.rules import Action
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.journal import Journal, Recorder, RunSource, database
from kneeline.journal.changes import pain_scored
from tests.mini import ALL_FOUR, DAY
from tests.unit.journal.sitting import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    Full = tuple[Journal, Mapping[str, str]]


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("sessions", "ending", SessionEnding),
        ("sets", "phase", Phase),
        ("sets", "side", Side),
        ("pain_scores", "knee", Side),
        ("pain_scores", "moment", Moment),
        ("felt", "felt_where", FeltWhere),
        ("planned", "phase", Phase),
        ("runs", "surface", Surface),
        ("runs", "source", RunSource),
        ("signs", "sign", Sign),
        ("signs", "knee", Side),
        ("screenings", "tier", Tier),
        ("self_tests", "side", Side),
        ("decisions", "action", Action),
    ],
)
def test_every_word_of_the_core_is_known_and_no_other(
    full: Full, table: str, column: str, words: type[StrEnum]
) -> None:
    journal, _ids = full
    one = f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT max(rowid) FROM {table})"  # noqa: S608 (a test's own words)
    journal._connection.execute("UPDATE pain_scores SET question = NULL")
    for word in words:
        assert journal._connection.execute(one, (word.value,)).rowcount == 1
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        journal._connection.execute(one, ("elsewhen",))


def test_the_questions_that_ask_for_pain_are_known(journal: Journal) -> None:
    record(Recorder(journal), ALL_FOUR)
    found = {score.question for score in journal.pain_scores()}
    assert found == {Question.CHECK_IN, Question.CHECK_OUT}


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("pain_scores", "score = 11"),
        ("pain_scores", "score = -1"),
        ("pain_scores", "score = 'five'"),
        ("pain_scores", "at = '2026-03-02 07:30:00'"),
        ("pain_scores", "at = '2026-13-40T07:30:00.000Z'"),
        ("pain_scores", "offset = 5000"),
        ("pain_scores", "day = '2026-03-03'"),
        ("sets", "offset = 1200"),
        ("pain_scores", "session = '00000000-0000-0000-0000-000000000000'"),
        ("pain_scores", "id = 'short'"),
        ("sets", "seconds = -0.5"),
        ("sets", "reps = -1"),
        ("sets", "complete = 2"),
        ("sets", "exercise = ''"),
        ("sets", "session = NULL"),
        ("sets", "segment = (SELECT max(segment) FROM sets)"),
        ("sets", "changed = 'yesterday'"),
        ("sets", "deleted = 'yesterday'"),
        ("sessions", "ending = NULL"),
        ("sessions", "ended = '2026-03-01T00:00:00.000Z'"),
        ("sessions", "programme = ''"),
        ("felt", "set_number = 0"),
        ("cues_shown", "times = 0"),
        ("sessions", "source = 'guessed'"),
        ("planned", "sets = -1"),
        ("planned", "exercise = 'bridge'"),
        ("pain_scores", "run = '00000000-0000-0000-0000-000000000000'"),
        ("pain_scores", "run = (SELECT id FROM runs), session = (SELECT id FROM sessions)"),
        ("notes", "run = (SELECT id FROM runs), session = (SELECT id FROM sessions)"),
        ("runs", "minutes = 0"),
        ("runs", "minutes = 1441"),
        ("runs", "km = 0"),
        ("runs", "km = 500"),
        ("runs", "stage = 0"),
        ("runs", "cadence = 5"),
        ("runs", "day = '2026-03-03'"),
        ("signs", "run = NULL"),
        ("signs", "exercise = 'bridge'"),
        ("signs", "session = (SELECT id FROM sessions)"),
        ("screenings", "flags = 'calf'"),
        ("screenings", "answers = '[]'"),
        ("clearances", "clinician = ' '"),
        ("pauses", "last = '2026-03-01'"),
        ("pauses", "first = '2026-02-30'"),
        ("self_tests", "test = ''"),
        ("gates", "answers = ''"),
        ("moves", "moved_to = moved_from"),
        ("profile", "id = 'other'"),
        ("profile", "age = 0"),
        ("profile", "told = NULL"),
        ("profile", "minutes = 0"),
        ("decisions", "exercise = 'bridge'"),
        ("decisions", "about = 'exercise'"),
        ("decisions", "rule = ''"),
        ("change_log", "kind = 'undone'"),
        ("change_log", "undoes = id"),
        ("changed_rows", "before = 'nothing'"),
        ("changed_rows", "change = '00000000-0000-0000-0000-000000000000'"),
    ],
)
def test_what_cannot_be_is_refused(full: Full, table: str, wrong: str) -> None:
    journal, _ids = full
    with pytest.raises(sqlite3.IntegrityError):
        journal._connection.execute(f"UPDATE {table} SET {wrong}")  # noqa: S608 (a test's own words)


def test_every_table_has_a_row_to_try_that_on(full: Full) -> None:
    journal, _ids = full
    Recorder(journal).begin(ALL_FOUR)
    for table in database.TABLES:
        assert journal._connection.execute(f"SELECT 1 FROM {table}").fetchone(), table  # noqa: S608 (our own tables)


def test_changes_are_written_all_or_none(journal: Journal) -> None:
    sore = pain_scored(PainScore(Side.LEFT, Moment.BEFORE, 4), journal.now())
    wrong = sore._replace(values=sore.values | {"id": "short"})
    with pytest.raises(sqlite3.IntegrityError):
        journal.commit([sore, wrong])
    assert journal.pain_scores() == ()
    journal.commit([sore])
    assert len(journal.pain_scores()) == 1


def test_a_note_is_about_a_real_day(journal: Journal) -> None:
    journal.write_note("Rain.", about=DAY)
    with pytest.raises(sqlite3.IntegrityError):
        journal._connection.execute("UPDATE notes SET about = '2026-02-30'")


def test_our_own_mistakes_are_not_dressed_up_as_the_worlds(journal: Journal) -> None:
    record(Recorder(journal), ALL_FOUR)
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        journal._read(str, "SELECT nonsense FROM sets")
    journal.path.rename(journal.path.with_name("elsewhere.db"))
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        journal._read(str, "SELECT nonsense FROM sets")
