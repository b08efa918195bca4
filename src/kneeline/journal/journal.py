"""The journal in one's hand: all that may be asked of it and written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.journal import backup, database
from kneeline.journal.deciding import Deciding
from kneeline.journal.diary import Diary
from kneeline.journal.finding import Finding
from kneeline.journal.marking import Marking
from kneeline.journal.remembering import Remembering
from kneeline.journal.telling import Telling
from kneeline.journal.transfer.uniting import Uniting

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


class Journal(Marking, Diary, Remembering, Telling, Deciding, Finding, Uniting):
    """An open journal. All methods raise JournalError subclasses when the file fails them."""


def open_journal(path: Path, *, wall_clock: Callable[[], datetime], anew: bool = False) -> Journal:
    """Open the journal, making or upgrading it where needed (an upgrade begins with a backup).

    `wall_clock` returns the moment, with its time zone. NotAJournal, JournalTooNew,
    JournalDamaged, JournalMissing and JournalUnwritable say why it cannot be done; the file is
    then as it was. `anew` begins a new journal although there are backups of an old one.
    """

    def upgrade(connection: sqlite3.Connection, found: int) -> None:
        # Slow to import and seldom needed: see the docstring of `migrations`.
        from kneeline.journal.migrations import upgrade as run_steps  # noqa: PLC0415

        if found:
            backup.take(path, wall_clock(), before_version=database.VERSION)
        run_steps(connection)

    return Journal(path, database.connect(path, upgrade, anew=anew), wall_clock)
