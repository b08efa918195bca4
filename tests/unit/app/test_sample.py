"""The sample journal: like a life, the same each time, marked, and never mixed with a person's."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kneeline import library
from kneeline.app.command_line import DONE, MISUSED, REFUSED, main
from kneeline.app.progress_source import progress_source
from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import Phase
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.side import Side
from kneeline.journal import Journal, holds_sample, open_journal
from kneeline.journal.sample import MARK, is_empty
from kneeline.journal.soundness import faults
from kneeline.ui.clock import SystemClock

UNTIL = "2026-11-22"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def fill(folder: Path, *words: str) -> int:
    return main(["sample", "--until", UNTIL, "--data-dir", str(folder), *words])


def journal(folder: Path) -> Journal:
    return open_journal(folder / "journal.db", wall_clock=lambda: NOON)


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two-years")
    assert fill(folder, "--years", "2", "--seed", "3") == DONE
    return folder


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(folder / "journal.db") as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
        tables = [name for name in names if re.fullmatch(r"[a-z]+(_[a-z]+)?", name)]
        tables = [name for name in tables if "_by_" not in name and "once" not in name]
        found = {
            name: list(connection.execute(f"SELECT * FROM {name}"))  # noqa: S608 (names from the file itself)
            for name in tables
        }
    connection.close()
    return {name: of_table for name, of_table in found.items() if of_table}


def test_every_row_is_marked_as_made_up(two_years: Path) -> None:
    assert holds_sample(two_years / "journal.db")
    found = rows(two_years)
    assert {"sessions", "sets", "planned", "pain_scores", "felt", "runs", "self_tests"} <= set(
        found
    )
    for table in set(found) - {"sqlite_sequence"}:
        if table.startswith("_") or "migrations" in table:
            continue
        ids = [str(row[0]) for row in found[table]]
        assert all(each.startswith(MARK) for each in ids), table
        assert {UUID(each).version for each in ids} == {8}


def test_it_is_a_sound_journal(two_years: Path) -> None:
    assert faults(two_years / "journal.db") == ()


def test_it_looks_like_a_life(two_years: Path) -> None:
    known = library.load(Path("resources"))
    with journal(two_years) as found:
        sessions, past = found.sessions(), found.past()
        pain, notes = found.pain_scores(), found.notes()
        worked = found.levels_worked()
    assert 150 < len(sessions) < 500
    assert {each.ending for each in sessions} == set(SessionEnding)
    assert {each.knee for each in pain} == set(Side)
    assert set(Moment) - {Moment.HOUR_AFTER} <= {each.moment for each in pain}
    assert 0 < sum(each.score >= 6 for each in pain) < len(pain) / 10
    assert all((past.runs, past.pauses, past.tests, notes))
    assert max(each.day for each in pain) == date(2026, 11, 22)
    for each in worked:
        levels = {level.id for level in known.exercises[each.exercise].levels}
        assert each.level in levels
    climbed = {each.level for each in worked if each.phase is Phase.STRENGTHEN}
    assert len(climbed) > 4


def test_the_same_seed_gives_the_same_life_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("same", "1"), ("other", "2")):
        assert fill(tmp_path / name, "--weeks", "6", "--seed", seed) == DONE
    same, one, other = (rows(tmp_path / name) for name in ("same", "one", "other"))
    assert same["sets"] == one["sets"]
    assert same["pain_scores"] == one["pain_scores"]
    assert other["pain_scores"] != one["pain_scores"]


def test_a_journal_with_one_word_in_it_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with journal(tmp_path) as mine:
        mine.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 4))
    assert fill(tmp_path, "--weeks", "2") == REFUSED
    [sentence] = capsys.readouterr().err.splitlines()
    assert str(tmp_path / "journal.db") in sentence
    assert "--data-dir" in sentence
    assert not holds_sample(tmp_path / "journal.db")
    with journal(tmp_path) as mine:
        assert len(mine.pain_scores()) == 1
        assert mine.sessions() == ()


def test_a_sample_is_not_mixed_with_another(two_years: Path) -> None:
    assert fill(two_years, "--weeks", "2") == REFUSED


def test_an_empty_journal_is_filled(tmp_path: Path) -> None:
    journal(tmp_path).close()
    assert is_empty(tmp_path / "journal.db")
    assert not holds_sample(tmp_path / "journal.db")
    assert fill(tmp_path, "--weeks", "2") == DONE
    assert not is_empty(tmp_path / "journal.db")


@pytest.mark.parametrize("words", [["--years", "0"], ["--years", "31"], ["--weeks", "-1"]])
def test_a_length_nobody_lives_is_refused(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert fill(tmp_path, *words) == REFUSED
    assert "30 years" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_day_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=str(MISUSED)):
        main(["sample", "--weeks", "1", "--until", "soon", "--data-dir", str(tmp_path)])
    assert "“soon” is no day" in capsys.readouterr().err


def test_the_progress_page_says_that_it_is_a_sample(two_years: Path, tmp_path: Path) -> None:
    known, clock = library.load(Path("resources")), SystemClock()
    with journal(two_years) as sample, journal(tmp_path) as mine:
        assert "sample" in progress_source(sample, known, clock).notice
        assert progress_source(mine, known, clock).notice == ""


def test_the_longest_sample_is_as_long_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 30 years are 10,957.5 days. Refused by the calendar, which is asked after the length.
    words = ["sample", "--years", "30", "--until", "0030-01-01", "--data-dir", str(tmp_path)]
    assert main(words) == REFUSED
    assert "calendar" in capsys.readouterr().err
