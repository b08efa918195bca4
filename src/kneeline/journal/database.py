"""Open the journal's file safely, and refuse what must not be touched.

The first 100 bytes of an SQLite file say whose it is, which version wrote it and how long it ought
to be. They are read as plain bytes before SQLite sees the file, because SQLite would write to it
(or beside it) merely by opening it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneeline.journal.errors import JournalMissing, JournalTooNew, NotAJournal, damaged
from kneeline.journal.sentences import in_sentences
from kneeline.journal.shelf import backups_of
from kneeline.journal.soundness import BUSY_SECONDS, connect_to_read, has_waiting_writes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VERSION = 1
"""The journal version this Kneeline writes: the number of steps in `migrations`."""

APPLICATION_ID = 0x4B6E6565
"""Marks an SQLite file as ours ("Knee")."""

TABLES = (
    "sessions",
    "planned",
    "sets",
    "pain_scores",
    "felt",
    "cues_shown",
    "unfinished",
    "timelines",
    "notes",
    "runs",
    "signs",
    "screenings",
    "clearances",
    "pauses",
    "self_tests",
    "gates",
    "moves",
    "profile",
    "decisions",
    "change_log",
    "changed_rows",
)

OTHERS = stat.S_IRWXG | stat.S_IRWXO

MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100
ROLLBACK_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)
"""Durable after every commit (`fullfsync`: on macOS too), and wary of damaged or tampered files."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of an SQLite file say."""

    version: int
    application_id: int
    bytes_expected: int


def connect(
    path: Path, upgrade_from: Callable[[sqlite3.Connection, int], None], *, anew: bool = False
) -> sqlite3.Connection:
    """Open a journal for reading and writing, making it where there is none.

    `upgrade_from` is called with the version found, where that is older than ours (0 for a new
    file). JournalError if the file is not ours, too new, damaged or cannot be written, or if it
    is gone and has backups; `anew` begins one beside them all the same.
    """
    with in_sentences(path):
        if not anew and not path.exists() and backups_of(path):
            raise JournalMissing(path)
        if not _made(path):
            inspect(path)
            make_private(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
            _prove_writable(connection)
            version = version_of(connection)
            if version < VERSION:
                upgrade_from(connection, version)
            _prove_whole(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def inspect(path: Path) -> None:
    """Refuse a file that is not a journal, that is too new, or that is shorter than it says."""
    size = path.stat().st_size
    waiting = has_waiting_writes(path)
    # An empty file is one whose making was cut short; beside backups, it is what a crashed file
    # system leaves of a journal.
    if (size == 0 or _begun_from_nothing(path)) and not waiting and not backups_of(path):
        return
    header = _read_header(path)
    if size < header.bytes_expected and not waiting:
        raise damaged(path)
    version, application_id = header.version, header.application_id
    if waiting:
        version, application_id = _read_with_waiting_writes(path)
    if application_id not in {0, APPLICATION_ID}:
        raise NotAJournal(path)
    if application_id == APPLICATION_ID and version > VERSION:
        raise JournalTooNew(path, version, VERSION)
    if application_id == 0 and (version != 0 or _has_tables(path)):
        raise NotAJournal(path)


def _begun_from_nothing(path: Path) -> bool:
    """Whether power failed while the first page was written: SQLite will take that page back."""
    try:
        with path.with_name(path.name + "-journal").open("rb") as file:
            head = file.read(20)
    except FileNotFoundError:
        return False
    pages_before = head[16:20]
    return head.startswith(ROLLBACK_MAGIC) and pages_before == b"\0\0\0\0"


def _read_header(path: Path) -> Header:
    """Return what the file says about itself; refuse it if it is not SQLite's, or too short."""
    with path.open("rb") as file:
        head = file.read(HEADER_BYTES)
    if not head.startswith(MAGIC[: len(head)]):
        raise NotAJournal(path)
    if len(head) < HEADER_BYTES:
        raise damaged(path)

    def number(start: int, length: int = 4) -> int:
        return int.from_bytes(head[start : start + length], "big")

    page_size = number(16, 2)
    pages = number(28) if number(24) == number(92) else 0
    return Header(
        version=number(60),
        application_id=number(68),
        # 1 stands for 65,536, which does not fit into two bytes.
        bytes_expected=(65_536 if page_size == 1 else page_size) * pages,
    )


def identity(path: Path) -> tuple[int, int] | None:
    """Return which file lies at a path, or None if there is none.

    Writing to a file that was deleted under our feet works, and is gone when we end.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def version_of(connection: sqlite3.Connection) -> int:
    """Return the journal version of an open file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _read_with_waiting_writes(path: Path) -> tuple[int, int]:
    """Return version and application id as they are once the waiting writes are counted in."""
    connection = connect_to_read(path)
    try:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        return version_of(connection), int(application_id)
    finally:
        connection.close()


def _has_tables(path: Path) -> bool:
    connection = connect_to_read(path)
    try:
        return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    finally:
        connection.close()


def _made(path: Path) -> bool:
    """Make the folder and an empty file, readable by this person only, unless there is a file."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, mode=0o700)
    if path.is_dir():
        raise NotAJournal(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return False
    return True


def make_private(path: Path) -> None:
    """Take the file away from other people of this computer, if it is ours to take."""
    if os.name == "posix":
        found = path.stat()
        if found.st_mode & OTHERS and found.st_uid == os.geteuid():
            path.chmod(0o600)


def _prove_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a journal that lacks a table."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    if not frozenset(TABLES) <= {name for (name,) in found}:
        raise damaged(path)


def _prove_writable(connection: sqlite3.Connection) -> None:
    """Begin a write and take it back: SQLite opens a read-only file without a word."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
