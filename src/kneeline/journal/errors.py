"""What can go wrong with a journal, each as one sentence that names the file and the remedy."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from kneeline.journal.shelf import backups_of
from kneeline.wording import _

if TYPE_CHECKING:
    from pathlib import Path

PRIMARY = 0xFF
"""The part of SQLite's error code that names the family."""


class JournalError(Exception):
    """The world failed, not we; `str()` is a sentence for the person."""

    def __init__(self, path: Path, sentence: str) -> None:
        """Remember which file it is about."""
        super().__init__(sentence)
        self.path = path


class NotAJournal(JournalError):
    """The file is something else; it was not touched."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        says = _(
            "{file} is not a Kneeline journal: move it to another place, or choose another"
            " folder with --data-dir."
        )
        super().__init__(path, says.format(file=path))


class JournalTooNew(JournalError):
    """A newer Kneeline wrote the file; it was not touched."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        """Say both versions."""
        says = _(
            "{file} was written by a newer Kneeline (journal version {found}, and this one knows"
            " up to {known}): install the newest Kneeline; the journal was left as it is."
        )
        super().__init__(path, says.format(file=path, found=found, known=known))


class JournalDamaged(JournalError):
    """The file cannot be trusted any more; it was left as it is."""

    def __init__(self, path: Path, backup: Path | None) -> None:
        """Name the newest backup, where there is one."""
        if backup is None:
            says = _(
                "{file} is damaged and has no backup yet: keep a copy of it, then move it away"
                " and Kneeline will begin a new journal."
            )
        else:
            says = _(
                "{file} is damaged: “kneeline restore” puts the newest backup, {backup}, in its"
                " place and keeps the damaged file."
            )
        super().__init__(path, says.format(file=path, backup=backup))
        self.backup = backup


class JournalMissing(JournalError):
    """There are backups of a journal, and no journal; no new one was begun in its place."""

    def __init__(self, path: Path) -> None:
        """Name the file and how to put it back."""
        says = _(
            "{file} is gone, but there are backups of it: “kneeline restore” puts the newest one"
            " back."
        )
        super().__init__(path, says.format(file=path))


class JournalUnwritable(JournalError):
    """Nothing can be written now; what was written before is safe."""


def unwritable(path: Path, code: int) -> JournalUnwritable:
    """Return the error for a write that SQLite refused with this code."""
    says = {
        sqlite3.SQLITE_FULL: _("The disk is full, so {file} cannot be written: free some space."),
        sqlite3.SQLITE_READONLY: _(
            "{file} is read-only: allow writing to it, or choose another folder with --data-dir."
        ),
        sqlite3.SQLITE_BUSY: _(
            "Another program is writing to {file}: close it, and Kneeline will try again."
        ),
        sqlite3.SQLITE_CANTOPEN: _(
            "{file} cannot be opened for writing: allow writing in its folder, or choose another"
            " folder with --data-dir."
        ),
    }
    other = _("{file} cannot be written: check that its disk is connected and has free space.")
    return JournalUnwritable(path, says.get(code & PRIMARY, other).format(file=path))


def displaced(path: Path) -> JournalUnwritable:
    """Return the error for a journal that is no longer where it was opened."""
    says = _(
        "{file} was moved, deleted or replaced while Kneeline was open: put it back, or close"
        " Kneeline and open it again."
    )
    return JournalUnwritable(path, says.format(file=path))


DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

OURS = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH})
"""Codes that mean a mistake in our SQL, unless the very tables have rotted."""


def says_damaged(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite says that the file itself is broken.

    Text that is not UTF-8 is noticed by Python's sqlite3, which then gives no code.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return type(error) is sqlite3.OperationalError
    return code & PRIMARY in DAMAGED


def says_mistaken(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite says that what we asked makes no sense."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY in OURS


def damaged(path: Path) -> JournalDamaged:
    """Return the error for a damaged journal, with its newest backup."""
    backups = backups_of(path)
    return JournalDamaged(path, backups[-1].path if backups else None)
