"""Put a backup in the journal's place: shown first, done in steps of which each may be the last.

What is there now is kept before anything replaces it: a sound journal as one more backup, a
damaged one as it is, in a folder of its own. The backup is copied and proven before it takes the
place, and takes it in one rename. Red flags, clearances and signs that lock the plan are carried
over from what is there now: going back in time must not open a lock.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeline.journal import backup, database, shelf
from kneeline.journal.errors import (
    PRIMARY,
    JournalDamaged,
    JournalError,
    JournalUnwritable,
    NotAJournal,
)
from kneeline.journal.locks import carry_locks
from kneeline.journal.sentences import in_sentences
from kneeline.journal.shelf import TAKEN, Risk, backups_of
from kneeline.journal.soundness import address_to_read, connect_to_read, faults, log_of
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kneeline.journal.shelf import Backup

FRESH = ".restoring"
"""How the name of the copy ends until it takes the journal's place."""

COUNTED: Mapping[str, str] = {
    "sessions": "day",
    "sets": "day",
    "pain_scores": "day",
    "runs": "day",
    "notes": "about",
    "self_tests": "day",
    "pauses": "first",
}
"""The tables that a preview counts, and the column that says which day a row is about."""


class Present(StrEnum):
    """How the journal is that a backup would replace."""

    SOUND = "sound"
    DAMAGED = "damaged"
    MISSING = "missing"


class NoBackup(JournalError):
    """There is nothing good to restore; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a restore would do to the rows of one table; deleted rows are not counted."""

    lost: int = 0
    """Rows that are only here now (they stay in the copy that is kept)."""

    gained: int = 0
    """Rows that are only in the backup."""

    put_back: int = 0
    """Rows that differ, and would be as they were."""


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What restoring a backup would do."""

    backup: Path
    taken: datetime | None
    """When it was made, in UTC; None for a file whose name does not say."""

    present: Present
    tables: Mapping[str, Difference]
    """Tables in which something would change; empty where the present journal is unreadable."""

    first_lost: date | None = None
    last_lost: date | None = None
    """The days of what would be lost."""

    def total(self, what: str) -> int:
        """Return how many rows of all tables are `lost`, `gained` or `put_back`."""
        return sum(int(getattr(each, what)) for each in self.tables.values())


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where that is which it replaced."""

    backup: Path
    aside: Path | None
    """The copy of what was there; None where there was nothing."""


def newest_good(journal: Path) -> Backup | None:
    """Return the newest backup that passes its check; None if there is none."""
    return next((each for each in reversed(backups_of(journal)) if is_good(each.path)), None)


def is_good(path: Path) -> bool:
    """Whether a file is a whole journal that this Kneeline can open."""
    try:
        database.inspect(path)
        with closing(connect_to_read(path)) as connection:
            known = 0 < database.version_of(connection) <= database.VERSION
        return known and not faults(path)
    except (JournalError, sqlite3.DatabaseError, OSError, UnicodeDecodeError):
        return False


def preview_restore(journal: Path, chosen: Path | None = None) -> RestorePreview:
    """Return what restoring a backup (the newest good one, if none is named) would do.

    NoBackup if it is not good or there is none; nothing is written.
    """
    source = _demand(journal, chosen)
    taken = next((each.taken for each in backups_of(journal) if each.path == source), None)
    present = _present(journal)
    if present is not Present.SOUND:
        return RestorePreview(source, taken, present, {})
    with in_sentences(journal):
        tables, days = _compared(journal, source)
    return RestorePreview(
        source, taken, present, tables, min(days, default=None), max(days, default=None)
    )


def restore(journal: Path, now: datetime, chosen: Path | None = None) -> Restored:
    """Put a backup (the newest good one, if none is named) in the journal's place.

    NoBackup if it is not good or there is none, JournalUnwritable if the journal is open anywhere
    or the disk refuses: then everything is as it was. Close the journal before.
    """
    restoring = Restoring(journal, now, _demand(journal, chosen))
    for _step in restoring.steps():
        pass
    return Restored(restoring.source, restoring.aside)


class Restoring:
    """A restore in its steps. Whichever is the last, there is a whole journal, old or new."""

    def __init__(self, journal: Path, now: datetime, source: Path) -> None:
        """Be ready to begin."""
        self._journal, self._now, self.source = journal, now, source
        self._fresh = journal.with_name(journal.name + FRESH)
        self.aside: Path | None = None

    def steps(self) -> Iterator[str]:
        """Do it, and name each step when it is done."""
        present = _present(self._journal)
        with in_sentences(self._fresh):
            self._journal.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
            self._fresh.unlink(missing_ok=True)
            try:
                backup.copy(self.source, self._fresh)
                yield "copied"
                yield from self._swap(present)
            finally:
                self._fresh.unlink(missing_ok=True)

    def _swap(self, present: Present) -> Iterator[str]:
        if present is Present.SOUND:
            _demand_closed(self._journal)
            self.aside = backup.take(self._journal, self._now, before=Risk.RESTORE)
        elif present is Present.DAMAGED:
            self.aside = keep_aside(self._journal, self._now)
        yield "set aside"
        if present is not Present.MISSING:
            carry_locks(self._journal, self._fresh)
        backup.prove(self._fresh)
        backup.sync(self._fresh)
        yield "proven"
        if present is not Present.MISSING:
            # The write-ahead log belongs to the file that goes; SQLite would replay it into the
            # one that comes. What it holds has been set aside.
            for name in beside(self._journal):
                name.unlink(missing_ok=True)
            yield "cleared"
        self._fresh.replace(self._journal)
        backup.sync(self._journal.parent)
        yield "replaced"


def keep_aside(journal: Path, now: datetime) -> Path:
    """Copy a damaged journal, as it is, into a folder of its own beside it; return the folder."""
    with in_sentences(journal):
        stamp = now.astimezone(UTC).strftime(TAKEN)
        names = (f"damaged-{stamp}{more}" for more in ("", *(f"-{n}" for n in range(2, 1000))))
        folder = next(each for each in map(journal.with_name, names) if not each.exists())
        folder.mkdir(mode=0o700)
        try:
            for path in (journal, *beside(journal)):
                if path.is_file():
                    target = folder / path.name
                    shutil.copyfile(path, target)
                    target.chmod(0o600)
                    backup.sync(target)
            backup.sync(folder)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return folder


def beside(journal: Path) -> tuple[Path, Path]:
    """Return the files that SQLite keeps beside an open journal."""
    return log_of(journal), journal.with_name(journal.name + "-shm")


def _demand(journal: Path, chosen: Path | None) -> Path:
    """Return the backup to restore; NoBackup where that cannot be."""
    if chosen is None:
        newest = newest_good(journal)
        if newest is None:
            says = _("There is no good backup in {folder}: name another file to restore.")
            folder = shelf.folder_of(journal)
            raise NoBackup(folder, says.format(folder=folder))
        return newest.path
    if not chosen.is_file():
        says = _("{file} is not there: “kneeline backup --list” shows what can be restored.")
        raise NoBackup(chosen, says.format(file=chosen))
    if chosen.exists() and journal.exists() and chosen.samefile(journal):
        raise NoBackup(chosen, _("{file} is the journal itself.").format(file=chosen))
    if not is_good(chosen):
        says = _(
            "{file} is not a whole journal that this Kneeline can read, so it was not restored:"
            " choose another, as “kneeline backup --list” shows them."
        )
        raise NoBackup(chosen, says.format(file=chosen))
    return chosen


def _present(journal: Path) -> Present:
    """Return how the journal is; JournalError if it is too new or cannot be looked at now."""
    if not journal.exists():
        return Present.MISSING
    try:
        with in_sentences(journal):
            database.inspect(journal)
            if journal.stat().st_size == 0 and not log_of(journal).exists():
                return Present.MISSING
            return Present.DAMAGED if faults(journal) else Present.SOUND
    except (JournalDamaged, NotAJournal):
        return Present.DAMAGED


def _demand_closed(journal: Path) -> None:
    """Refuse a journal that is open anywhere; all its commits are in the file afterwards."""
    with closing(sqlite3.connect(journal, timeout=0, isolation_level=None)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            mode = "busy"
    if mode != "delete":
        says = _("{file} is open: close Kneeline and every other program that uses it first.")
        raise JournalUnwritable(journal, says.format(file=journal))


def _compared(journal: Path, source: Path) -> tuple[dict[str, Difference], list[date]]:
    """Return what would change in each table, and the days of what would be lost."""
    tables: dict[str, Difference] = {}
    days: list[date] = []
    with closing(connect_to_read(journal)) as connection:
        connection.execute("ATTACH ? AS earlier", (address_to_read(source),))
        for table, day in COUNTED.items():
            lost, first, last = connection.execute(
                _only_in("main", "earlier", table, day)
            ).fetchone()
            (gained, _first, _last) = connection.execute(
                _only_in("earlier", "main", table, day)
            ).fetchone()
            (put_back,) = connection.execute(
                f"SELECT count(*) FROM main.{table} JOIN earlier.{table} AS old USING (id)"  # noqa: S608 (our own tables)
                f" WHERE main.{table}.deleted IS NULL AND old.deleted IS NULL"
                f" AND main.{table}.changed <> old.changed"
            ).fetchone()
            if lost or gained or put_back:
                tables[table] = Difference(lost, gained, put_back)
            days += [date.fromisoformat(each) for each in (first, last) if each]
    return tables, days


def _only_in(here: str, there: str, table: str, day: str) -> str:
    return (
        f"SELECT count(*), min({day}), max({day}) FROM {here}.{table} AS one"  # noqa: S608 (our own tables, named above)
        " WHERE deleted IS NULL AND NOT EXISTS"
        f" (SELECT 1 FROM {there}.{table} AS other"
        " WHERE other.id = one.id AND other.deleted IS NULL)"
    )
