"""How the journal is, found out without changing a byte of it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kneeline.journal import database
from kneeline.journal.errors import JournalError, JournalMissing, damaged, unwritable
from kneeline.journal.sentences import in_sentences
from kneeline.journal.shelf import backups_of
from kneeline.journal.soundness import connect_to_read, faults
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kneeline.journal.shelf import Backup


@dataclass(frozen=True, slots=True)
class Status:
    """A small report about a journal."""

    path: Path
    well: bool
    """Whether it can be opened and trusted; a journal not begun yet is well."""

    says: str
    """One sentence."""

    bytes: int = 0
    version: int | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many of each there are: sessions, sets, pain scores, unfinished sessions."""

    faults: tuple[str, ...] = ()
    """What SQLite's own check found, in its words."""

    backups: tuple[Backup, ...] = ()


def status(path: Path) -> Status:
    """Return how a journal is; never raises for anything the file itself can be."""
    backups = backups_of(path)
    if not path.exists() and backups:
        return Status(path, well=False, says=str(JournalMissing(path)), backups=backups)
    if not path.exists():
        says = _("No journal yet: {file} is made when Kneeline is first opened.")
        return Status(path, well=True, says=says.format(file=path), backups=backups)
    try:
        with in_sentences(path):
            return _look(path, backups)
    except JournalError as error:
        return Status(path, well=False, says=str(error), backups=backups)


def _look(path: Path, backups: tuple[Backup, ...]) -> Status:
    database.inspect(path)
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise unwritable(path, sqlite3.SQLITE_READONLY)
    found = faults(path)
    size = path.stat().st_size
    if found:
        says = str(damaged(path))
        return Status(path, well=False, says=says, bytes=size, faults=found, backups=backups)
    with closing(connect_to_read(path)) as connection:
        version = database.version_of(connection)
        counts = _counts(connection) if version else {}
    says = _("{file} is well: {sessions} sessions, {sets} sets, {scores} pain scores.").format(
        file=path,
        sessions=counts.get("sessions", 0),
        sets=counts.get("sets", 0),
        scores=counts.get("pain_scores", 0),
    )
    return Status(
        path, well=True, says=says, bytes=size, version=version, rows=counts, backups=backups
    )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = {
        "sessions": "WHERE deleted IS NULL",
        "sets": "WHERE deleted IS NULL",
        "pain_scores": "WHERE deleted IS NULL",
        "unfinished": "",
    }
    return {
        table: int(connection.execute(f"SELECT count(*) FROM {table} {which}").fetchone()[0])  # noqa: S608 (our own tables, written above)
        for table, which in tables.items()
    }
