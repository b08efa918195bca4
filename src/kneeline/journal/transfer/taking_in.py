"""Import a journal from a file: what it would bring, and then bring it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from kneeline.journal import backup, database
from kneeline.journal.errors import JournalMissing
from kneeline.journal.journal import Journal, open_journal
from kneeline.journal.sample import AFTER_MARK, MARK
from kneeline.journal.sentences import in_sentences
from kneeline.journal.shelf import Risk, backups_of
from kneeline.journal.soundness import connect_to_read
from kneeline.journal.transfer.merging import Met
from kneeline.journal.transfer.parcel import empty_journal, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kneeline.journal.transfer.last_word import Values
    from kneeline.journal.transfer.merging import Merge, Progress
    from kneeline.journal.transfer.parcel import Parcel

DAYS: Mapping[str, str] = {
    **dict.fromkeys(("sessions", "runs", "pain_scores", "screenings", "self_tests"), "day"),
    "notes": "about",
    "pauses": "first",
}
"""Tables by whose days a person knows what a file brings."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of one table are what."""

    new: int = 0
    same: int = 0
    newer: int = 0
    """They differ, and the file says the newer thing."""

    older: int = 0
    """They differ, and what is here is newer and stays."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing a file would do."""

    file: Path
    written: datetime
    """When the file was exported."""

    since: date | None
    """The first day it holds; None for a whole journal."""

    tables: Mapping[str, Counts] = field(default_factory=dict)
    """Tables of which the file holds rows."""

    doubles: int = 0
    """Rows that would be kept as deleted, because the same thing is there already."""

    first_new: date | None = None
    last_new: date | None = None
    """The days from which something new would come."""

    made_up: int = 0
    """New rows of `kneeline sample`: a made-up life, to be kept out of a real journal."""

    changes_something: bool = False
    """Whether anything would be written."""

    def total(self, what: str) -> int:
        """Return how many rows of all tables are `new`, `same`, `newer` or `older`."""
        return sum(int(getattr(each, what)) for each in self.tables.values())


@dataclass(frozen=True, slots=True)
class Imported:
    """What was imported, and the backup made before it."""

    preview: ImportPreview
    backup: Path | None
    """None where nothing had to be written, or there was no journal yet."""


def preview_import(journal: Path, file: Path, progress: Progress | None = None) -> ImportPreview:
    """Return what importing a file would bring; nothing is written.

    NotImportable has the sentence about a file that cannot be taken in, JournalError that about
    the journal. `progress` is told how many rows of how many are done.
    """
    with unpacked(file) as parcel:
        return _preview(journal, parcel, progress)


def import_json(
    journal: Path, file: Path, now: datetime, progress: Progress | None = None
) -> Imported:
    """Import a file in one commit, with a backup before it; a second time changes nothing.

    NotImportable and JournalError as above, and then nothing was changed.
    """
    with unpacked(file) as parcel:
        preview = _preview(journal, parcel, progress)
        if not preview.changes_something:
            return Imported(preview, None)
        copy = backup.take(journal, now, before=Risk.IMPORT) if journal.exists() else None
        with open_journal(journal, wall_clock=lambda: now) as opened:
            merged = opened.take_in(parcel.rows, progress)
        return Imported(_told(parcel, merged), copy)


def _preview(journal: Path, parcel: Parcel, progress: Progress | None) -> ImportPreview:
    with untouched(journal) as opened:
        return _told(parcel, opened.compared_with(parcel.rows, progress))


@contextmanager
def untouched(path: Path) -> Iterator[Journal]:
    """Open a journal to compare it, without making or writing anything."""
    with in_sentences(path):
        if not path.exists() and backups_of(path):
            raise JournalMissing(path)
        if path.exists():
            database.inspect(path)
        begun = path.exists() and path.stat().st_size > 0
        connection = connect_to_read(path) if begun else empty_journal()
        with Journal(path, connection, _no_clock) as opened:
            yield opened


def _no_clock() -> datetime:
    msg = "comparing two journals takes no time"
    raise RuntimeError(msg)


def _told(parcel: Parcel, merged: Merge) -> ImportPreview:
    days = [
        date.fromisoformat(row[DAYS[table]])
        for table, rows in merged.writes.items()
        if table in DAYS
        for row in rows.values()
    ]
    return ImportPreview(
        file=parcel.path,
        written=parcel.written,
        since=parcel.since,
        tables={
            table: Counts(met[Met.NEW], met[Met.SAME], met[Met.TAKEN], met[Met.KEPT])
            for table, met in merged.counts.items()
            if met
        },
        doubles=merged.doubles.total(),
        first_new=min(days, default=None),
        last_new=max(days, default=None),
        made_up=sum(_is_made_up(row) for rows in merged.writes.values() for row in rows.values()),
        changes_something=merged.changes_something,
    )


def _is_made_up(row: Values) -> bool:
    return MARK <= str(row.get("id", "")) < AFTER_MARK
