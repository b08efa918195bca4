"""Look at an SQLite file without writing to it, and find out whether it is sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from kneeline.journal.errors import says_damaged, says_mistaken

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 1.0
"""How long to wait for another program's write before saying so."""


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open an SQLite file without writing to it, whatever it is; see `inspect`.

    Where nobody else has it open, not even a file appears beside it.
    """
    return sqlite3.connect(
        address_to_read(path), uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )


def address_to_read(path: Path) -> str:
    """Return the address by which SQLite opens a file without writing to it."""
    where = quote(path.resolve().as_posix())
    share = "//" if where.startswith("//") else ""
    how = "mode=ro" if log_of(path).exists() else "mode=ro&immutable=1"
    return f"file:{share}{where}?{how}"


def faults(path: Path, *, most: int = 3) -> tuple[str, ...]:
    """Return what SQLite finds wrong in a file, in its own words; empty if all is well.

    Raises sqlite3.DatabaseError if it cannot be looked at now.
    """
    with closing(connect_to_read(path)) as connection:
        try:
            found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({most})")]
            found += [
                f"a row of {row[0]} belongs to nothing"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
        except sqlite3.DatabaseError as error:
            if says_damaged(error) or says_mistaken(error):
                return (str(error),)
            raise
        except UnicodeDecodeError as error:
            # SQLite quotes what it cannot make sense of.
            return (f"text that is not UTF-8: {error.object!r}",)
    return tuple(fault for fault in found if fault != "ok")[:most]


def has_waiting_writes(path: Path) -> bool:
    """Whether commits lie in the write-ahead log beside the file, from a run that was cut short."""
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


def log_of(path: Path) -> Path:
    """Return where SQLite keeps the commits that are not in the file yet, while it is in use."""
    return path.with_name(path.name + "-wal")
