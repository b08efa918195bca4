"""How the journal is, without changing a byte of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.journal import Journal, Recorder, back_up_daily, open_journal
from kneeline.journal.status import status
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import Wall, record

if TYPE_CHECKING:
    from pathlib import Path


def test_no_journal_yet(path: Path) -> None:
    told = status(path)
    assert (told.well, told.version, told.rows, told.backups) == (True, None, {}, ())
    assert told.says.startswith("No journal yet")
    assert not path.exists()


def test_a_journal_in_use(journal: Journal, path: Path, wall: Wall) -> None:
    _, happened = record(Recorder(journal), ALL_FOUR)
    assert happened
    Recorder(journal).begin(ALL_FOUR)
    back_up_daily(path, wall())
    told = status(path)
    assert told.well
    assert dict(told.rows) == {"sessions": 2, "sets": 10, "pain_scores": 6, "unfinished": 1}
    assert told.says == f"{path} is well: 2 sessions, 10 sets, 6 pain scores."
    assert (told.version, told.faults, len(told.backups)) == (1, (), 1)


def test_looking_changes_nothing(path: Path, wall: Wall) -> None:
    with open_journal(path, wall_clock=wall) as journal:
        record(Recorder(journal), ALL_FOUR)
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    assert status(path).bytes == len(before)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, when)
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]


def test_one_that_was_only_just_begun(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    told = status(path)
    assert (told.well, told.version, told.rows) == (True, 0, {})


def test_damage_is_told_in_sqlites_words_and_ours(path: Path, wall: Wall) -> None:
    with open_journal(path, wall_clock=wall) as journal:
        record(Recorder(journal), ALL_FOUR)
    whole = path.read_bytes()
    path.write_bytes(whole[:20480] + b"\xa5" * 4096 + whole[24576:])
    told = status(path)
    assert not told.well
    assert told.faults
    assert "is damaged and has no backup yet" in told.says


def test_what_is_no_journal_is_told_not_raised(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("My diary\n" * 100)
    told = status(path)
    assert not told.well
    assert "is not a Kneeline journal" in told.says
