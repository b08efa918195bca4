"""Turn what SQLite and the operating system say about a journal into sentences for the person."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kneeline.journal.errors import damaged, says_damaged, says_mistaken, unwritable
from kneeline.journal.soundness import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OS_CODES = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EFBIG: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_CANTOPEN,
    errno.EPERM: sqlite3.SQLITE_CANTOPEN,
    errno.EEXIST: sqlite3.SQLITE_CANTOPEN,
    errno.ENOTDIR: sqlite3.SQLITE_CANTOPEN,
}
"""What the operating system says, in SQLite's words."""


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Raise JournalError subclasses for whatever the world does to a journal.

    A mistake of ours stays what it is.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except sqlite3.DatabaseError as error:
        if says_damaged(error) or (says_mistaken(error) and _unsound(path)):
            raise damaged(path) from error
        if says_mistaken(error):
            raise
        raise unwritable(path, error.sqlite_errorcode) from error
    except OSError as error:
        code = OS_CODES.get(error.errno or 0, sqlite3.SQLITE_IOERR)
        raise unwritable(path, code) from error


def _unsound(path: Path) -> bool:
    """Whether a mistake that looks like ours comes from a file whose very tables have rotted."""
    # Slow to import, and it stands on this module.
    from kneeline.journal.migrations import rotted  # noqa: PLC0415

    try:
        return bool(faults(path)) or rotted(path)
    except (sqlite3.DatabaseError, OSError):
        return False
