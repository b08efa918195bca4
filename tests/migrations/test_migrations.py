"""Every journal ever released opens, whole; a newer one is left as it is."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database, Migrations

from kneeline.coach.events import SessionEnding
from kneeline.coach.facts import Sign
from kneeline.coach.screening import Cleared, Raised
from kneeline.coach.side import Side
from kneeline.journal import (
    JournalDamaged,
    JournalTooNew,
    NotAJournal,
    Profile,
    backups_of,
    database,
    migrations,
    open_journal,
)
from kneeline.journal.soundness import faults, has_waiting_writes
from kneeline.journal.status import status
from tests.unit.journal.sitting import Wall

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
FROZEN = {int(each.stem.removeprefix("journal-v")): each for each in HERE.glob("journal-v*.db")}


def schema(path: Path) -> dict[str, str]:
    """Return what every table, index and view of a journal is made of."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: re.sub(r"\s+", " ", sql) for name, sql in rows}


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size and time of every file of a folder."""
    found = {each.name: each.stat() for each in folder.iterdir()}
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in found.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "kneeline"
    folder.mkdir()
    return folder / "journal.db"


@pytest.fixture
def first_version(path: Path) -> Path:
    shutil.copy(FROZEN[1], path)
    return path


@pytest.fixture
def two_versions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Migrations]:
    """A Kneeline of the future: the steps we have, and room for one more."""
    steps = Migrations("kneeline")
    steps(name="m001_first_tables")(migrations.m001_first_tables)
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations.upgrade, "__defaults__", (steps,))
    monkeypatch.setattr(database, "VERSION", 2)
    return steps


def test_the_version_counts_the_steps_and_each_has_its_frozen_journal() -> None:
    names = [each.name for each in migrations.STEPS._migrations]
    assert len(names) == database.VERSION
    assert [name[:5] for name in names] == [f"m{n:03}_" for n in range(1, len(names) + 1)]
    assert set(FROZEN) == set(range(1, database.VERSION + 1))


@pytest.mark.parametrize("version", sorted(FROZEN))
def test_a_frozen_journal_becomes_like_a_fresh_one(
    version: int, path: Path, tmp_path: Path
) -> None:
    shutil.copy(FROZEN[version], path)
    open_journal(path, wall_clock=Wall()).close()
    fresh = tmp_path / "fresh" / "journal.db"
    open_journal(fresh, wall_clock=Wall()).close()
    assert schema(path) == schema(fresh)
    assert faults(path) == ()


@pytest.mark.parametrize("version", sorted(FROZEN))
def test_a_frozen_journal_keeps_everything_it_held(version: int, path: Path) -> None:
    shutil.copy(FROZEN[version], path)
    with open_journal(path, wall_clock=Wall()) as journal:
        endings = [each.ending for each in journal.sessions()]
        assert endings == [SessionEnding.COMPLETED] * 7 + [SessionEnding.HURT, None]
        assert [each.sets_done for each in journal.sessions()] == [10] * 7 + [6, 6]
        assert len(journal.days_with_sessions()) == 9
        assert len(journal.sets_of("reverse-lunge")) == 4 * 7
        assert len(journal.pain_scores()) == 7 * 7 + 3 + 2 + 1
        assert journal.notes()[-1].text == "Day 10: Knie ruhig ✓"
        assert journal.history().pain == {Side.LEFT: 3, Side.RIGHT: 1}
        started = journal.sessions()[0].started
        assert started.isoformat() == "2026-01-05T18:45:00+01:00"
        unfinished = journal.unfinished()
        assert unfinished is not None
        assert (unfinished.segment, unfinished.clock) == (13, 206.0)


@pytest.mark.parametrize("version", sorted(FROZEN))
def test_a_frozen_journal_keeps_what_was_told_outside_sessions(version: int, path: Path) -> None:
    shutil.copy(FROZEN[version], path)
    with open_journal(path, wall_clock=Wall()) as journal:
        past, (run,) = journal.past(), journal.runs()
        (change,) = journal.changes(run.id)
        assert (change.row, change.before, change.after) == (run.id, {"km": 3.5}, {"km": 3.6})
        assert past.runs[0].signs == {Sign.SHARP}
        assert [type(each) for each in past.records] == [Raised, Cleared]
        assert (past.lock, len(past.pauses), past.tests, past.gates) == (
            *(None, 1, (run.day,), (run.day,)),
        )
        assert journal.moves() == {run.day: run.day + timedelta(days=1)}
        assert journal.decisions()[0].decision is not None
        assert journal.profile() == Profile(
            37, run.day, frozenset({Side.LEFT}), runner=True, minutes=35
        )


def test_a_new_journal_is_marked_as_ours(path: Path) -> None:
    open_journal(path, wall_clock=Wall()).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x4B6E6565,)
        assert connection.execute("PRAGMA user_version").fetchone() == (database.VERSION,)
    assert backups_of(path) == ()


def test_an_upgrade_begins_with_a_backup(first_version: Path, two_versions: Migrations) -> None:
    @two_versions()
    def m002_notes_have_words(db: Database) -> None:
        db["notes"].transform(rename={"text": "words"}, defaults={"words": "none"})

    before = schema(first_version)
    with open_journal(first_version, wall_clock=Wall()) as journal:
        words = journal._connection.execute("SELECT words FROM notes").fetchall()
        assert len(words) == 7
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            journal._connection.execute("UPDATE notes SET about = '2026-02-30'")
        assert len(journal.sessions()) == 9
        assert [each.sets_done for each in journal.sessions()] == [10] * 7 + [6, 6]
    (backup,) = backups_of(first_version)
    assert backup.before_version == 2
    assert schema(backup.path) == before
    assert faults(first_version) == faults(backup.path) == ()
    assert status(first_version).version == 2


def test_a_step_that_fails_leaves_the_journal_as_it_was(
    first_version: Path, two_versions: Migrations
) -> None:
    @two_versions()
    def m002_stumbles(db: Database) -> None:
        db.execute("DROP TABLE notes")
        db.execute("ALTER TABLE sets ADD COLUMN load REAL")
        msg = "stumbled"
        raise LookupError(msg)

    before = schema(first_version)
    with pytest.raises(LookupError, match="stumbled"):
        open_journal(first_version, wall_clock=Wall())
    assert schema(first_version) == before
    with closing(sqlite3.connect(first_version)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (7,)


def test_a_step_with_a_mistake_in_it_is_not_called_damage(
    first_version: Path, two_versions: Migrations
) -> None:
    @two_versions()
    def m002_mistaken(db: Database) -> None:
        db.execute("ALTER TABLE nosuch ADD COLUMN load REAL")

    with pytest.raises(sqlite3.OperationalError, match="no such table: nosuch"):
        open_journal(first_version, wall_clock=Wall())
    assert status(first_version).version == 1


def test_a_step_that_would_orphan_rows_is_taken_back(
    first_version: Path, two_versions: Migrations
) -> None:
    @two_versions()
    def m002_orphans(db: Database) -> None:
        db.execute("DELETE FROM sessions")

    with pytest.raises(RuntimeError, match="rows without what they belong to"):
        open_journal(first_version, wall_clock=Wall())
    with closing(sqlite3.connect(first_version)) as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (10,)


def test_two_that_upgrade_at_once_upgrade_once(first_version: Path) -> None:
    with (
        open_journal(first_version, wall_clock=Wall()) as journal,
        open_journal(first_version, wall_clock=Wall()) as other,
    ):
        migrations.upgrade(other._connection)
        assert len(journal.sessions()) == 9


def test_a_damaged_journal_is_not_upgraded(first_version: Path, two_versions: Migrations) -> None:
    two_versions()(lambda db: db.execute("DROP TABLE notes"))
    whole = first_version.read_bytes()
    broken = whole[:20480] + b"\xa5" * 4096 + whole[24576:]
    first_version.write_bytes(broken)
    with pytest.raises(JournalDamaged):
        open_journal(first_version, wall_clock=Wall())
    assert first_version.read_bytes() == broken


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={database.VERSION + 1}")
        connection.execute("CREATE TABLE tomorrow (id TEXT)")


def test_a_newer_journal_is_refused_and_left_byte_for_byte(first_version: Path) -> None:
    make_newer(first_version)
    whole, before = first_version.read_bytes(), contents(first_version.parent)
    with pytest.raises(JournalTooNew, match=r"journal\.db was written by a newer .*: install"):
        open_journal(first_version, wall_clock=Wall())
    assert "newer Kneeline" in status(first_version).says
    assert first_version.read_bytes() == whole
    assert contents(first_version.parent) == before


def test_a_newer_journal_whose_news_is_still_in_the_log_is_left_too(
    first_version: Path, tmp_path: Path
) -> None:
    killed = tmp_path / "killed" / "journal.db"
    killed.parent.mkdir()
    with closing(sqlite3.connect(first_version)) as connection:
        connection.execute("SELECT count(*) FROM notes").fetchone()
        make_newer(first_version)
        assert has_waiting_writes(first_version)
        for name in ("journal.db", "journal.db-wal"):
            shutil.copy(first_version.with_name(name), killed.with_name(name))
    log = killed.with_name("journal.db-wal")
    whole = killed.read_bytes(), log.read_bytes()
    with pytest.raises(JournalTooNew):
        open_journal(killed, wall_clock=Wall())
    assert (killed.read_bytes(), log.read_bytes()) == whole


@pytest.mark.parametrize("claim", ["PRAGMA application_id=7", "PRAGMA user_version=3", "SELECT 1"])
def test_another_programs_database_is_refused_and_left_alone(path: Path, claim: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (id TEXT)")
        connection.execute(claim)
    whole, before = path.read_bytes(), contents(path.parent)
    with pytest.raises(NotAJournal, match=r"journal\.db is not a Kneeline journal: move it"):
        open_journal(path, wall_clock=Wall())
    assert path.read_bytes() == whole
    assert contents(path.parent) == before
