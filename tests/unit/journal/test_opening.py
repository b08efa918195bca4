"""Opening: what is made, with which rights, how durable, how quick, and next to whom."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.side import Side
from kneeline.journal import (
    Journal,
    JournalDamaged,
    JournalUnwritable,
    Recorder,
    open_journal,
)
from kneeline.journal.database import TABLES
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import Wall, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SORE = PainScore(Side.LEFT, Moment.NEXT_MORNING, 4)
posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")


@pytest.fixture
def journal(path: Path, wall: Wall) -> Iterator[Journal]:
    """A journal that was really made here, with all that opening does."""
    with open_journal(path, wall_clock=wall) as journal:
        yield journal


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_nobody_else_on_this_computer_can_read_it(journal: Journal, path: Path) -> None:
    journal.log_pain(SORE)
    assert rights(path.parent) == 0o700
    beside = sorted(each.name for each in path.parent.iterdir())
    assert beside == ["journal.db", "journal.db-shm", "journal.db-wal"]
    assert {rights(each) for each in path.parent.iterdir()} == {0o600}


@posix
def test_a_journal_that_others_could_read_is_closed_to_them(path: Path, wall: Wall) -> None:
    open_journal(path, wall_clock=wall).close()
    path.chmod(0o644)
    open_journal(path, wall_clock=wall).close()
    assert rights(path) == 0o600


def test_commits_are_durable_and_rows_belong_together(journal: Journal) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys")
    found = [journal._connection.execute(f"PRAGMA {each}").fetchone()[0] for each in asked]
    assert found == ["wal", 2, 1]


def test_every_table_is_strict(journal: Journal) -> None:
    listed = journal._connection.execute("PRAGMA table_list").fetchall()
    strict = {row["name"]: row["strict"] for row in listed}
    assert {name: strict[name] for name in TABLES} == dict.fromkeys(TABLES, 1)


def test_an_up_to_date_journal_needs_nothing_but_the_standard_library(
    path: Path, wall: Wall
) -> None:
    open_journal(path, wall_clock=wall).close()
    program = (
        "import sys\n"
        "from datetime import datetime, timezone\n"
        "from pathlib import Path\n"
        "from kneeline.journal import open_journal\n"
        "journal = open_journal(Path(sys.argv[1]), wall_clock=lambda: datetime.now(timezone.utc))\n"
        "journal.history(), journal.unfinished(), journal.sessions()\n"
        "heavy = {'sqlite_utils', 'numpy', 'PySide6', 'click'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_closing_leaves_one_file_and_may_be_done_twice(path: Path, wall: Wall) -> None:
    with open_journal(path, wall_clock=wall) as journal:
        journal.log_pain(SORE)
    journal.close()
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]


def test_a_making_that_was_cut_short_is_begun_again(path: Path, wall: Wall) -> None:
    path.parent.mkdir()
    path.touch()
    open_journal(path, wall_clock=wall).close()
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert path.stat().st_size > 0
    with open_journal(path, wall_clock=wall) as journal:
        assert journal.sessions() == ()


def test_two_at_once_see_each_other_and_lose_nothing(
    journal: Journal, path: Path, wall: Wall
) -> None:
    session, _ = record(Recorder(journal), ALL_FOUR)
    with open_journal(path, wall_clock=wall) as other:
        assert other.sets(session) == journal.sets(session) != ()
        other.log_pain(SORE)
        journal.log_pain(PainScore(Side.RIGHT, Moment.NEXT_MORNING, 1))
        assert other.history() == journal.history()
        assert other.history().pain == {Side.LEFT: 4, Side.RIGHT: 1}


def test_another_program_that_holds_the_file_is_named_and_nothing_is_lost(
    journal: Journal, path: Path
) -> None:
    recorder = Recorder(journal)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnwritable, match=r"Another program .*journal\.db.*: close it"):
            recorder.begin(ALL_FOUR)
        assert recorder.unwritten > 0
        other.execute("ROLLBACK")
    recorder.write_waiting()
    assert recorder.unwritten == 0
    assert [each.id for each in journal.sessions()] == [recorder.session]


@posix
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_file_that_goes_away_under_our_feet_is_noticed(
    journal: Journal, path: Path, how: str
) -> None:
    recorder = Recorder(journal)
    recorder.begin(ALL_FOUR)
    elsewhere = path.with_name("elsewhere.db")
    if how == "deleted":
        elsewhere.hardlink_to(path)
        path.unlink()
    else:
        path.rename(elsewhere)
    if how == "replaced":
        path.write_bytes(elsewhere.read_bytes())
    with pytest.raises(JournalUnwritable, match=r"was moved, deleted or replaced.*: put it back"):
        journal.log_pain(SORE)
    elsewhere.replace(path)
    journal.log_pain(SORE)
    assert journal.history().pain == {Side.LEFT: 4}


def test_a_journal_that_lacks_a_table_is_damaged(path: Path, wall: Wall) -> None:
    open_journal(path, wall_clock=wall).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE felt")
    with pytest.raises(JournalDamaged, match="is damaged and has no backup yet"):
        open_journal(path, wall_clock=wall)
