"""Write a whole journal as one JSON file, a row a line, so that two of them can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import msgspec

from kneeline import __version__
from kneeline.journal.stamp import utc_text
from kneeline.journal.transfer.carrying import Carried
from kneeline.journal.transfer.shape import SHAPES
from kneeline.journal.writing_whole import written_whole

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from kneeline.journal.transfer.merging import Progress

KIND = "journal"
"""What the first word of the file says it is."""

FORMAT = 1
"""The version of the file: it grows when a table's shape changes."""

STEP = 2000
"""Rows between two words of progress."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and where."""

    path: Path
    rows: int
    files: tuple[Path, ...]


def export_json(
    journal: Path,
    out: Path,
    now: datetime,
    *,
    since: date | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write the journal, or its days from `since` on, with deleted rows and the change log.

    JournalError if the journal cannot be read, NotWritten if the file cannot be written.
    """
    with Carried.of(journal, since) as carried, written_whole(out, force=force) as file:
        rows = _write(file, carried, now, progress)
    return Exported(out, rows, (out,))


def _write(file: IO[bytes], carried: Carried, now: datetime, progress: Progress | None) -> int:
    head = {
        "kneeline": KIND,
        "format": FORMAT,
        "written": utc_text(now),
        "by": __version__,
        "since": None if carried.since is None else carried.since.isoformat(),
    }
    encode = msgspec.json.Encoder().encode
    file.write(encode(head)[:-1] + b',"tables":{')
    total, done, before = carried.total(), 0, b"\n"
    for table in SHAPES:
        file.write(before + encode(table) + b":[")
        between = b"\n"
        for row in carried.rows(table):
            file.write(between + encode(row))
            between = b",\n"
            done += 1
            if progress is not None and done % STEP == 0:
                progress(done, total)
        file.write(b"]")
        before = b",\n"
    file.write(b"}}\n")
    return done
