"""A journal that a synchronising program left beside ours is told of, and left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kneeline.journal import Journal
from kneeline.journal.backup import take
from kneeline.journal.conflicts import about_copy, conflict_copies
from tests.unit.journal.sitting import MORNING

NAMES = (
    "journal (conflicted copy 2026-03-02).db",
    "journal.sync-conflict-20260302-073000-ABCDEFG.db",
    "journal-laptop.db",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_beside_is_found_by_any_name(journal: Journal, name: str) -> None:
    copy = journal.path.with_name(name)
    shutil.copy(journal.path, copy)
    assert conflict_copies(journal.path) == (copy,)
    assert str(copy) in about_copy(copy)


def test_backups_and_files_of_others_are_no_copies(journal: Journal) -> None:
    take(journal.path, MORNING)
    journal.path.with_name("journal-notes.db").write_bytes(b"SQLite format 3\0" + b"\0" * 200)
    journal.path.with_name("journal-short.db").write_bytes(b"SQLite")
    journal.path.with_name("journal-folder.db").mkdir()
    assert conflict_copies(journal.path) == ()


def test_a_folder_that_is_gone_holds_none(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "gone" / "journal.db") == ()
