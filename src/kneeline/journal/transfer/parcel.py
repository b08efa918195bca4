"""Read a journal that comes from elsewhere, and believe nothing of it before it is proven.

First its size, then whether it is ours and of a version we know, then the kind of each value, and
at last all of it in an empty journal in memory, where the tables check every row and what belongs
to what. Only what passed all of that is looked at by the merge.
"""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta

from kneeline.journal.errors import JournalError
from kneeline.journal.transfer.json_file import FORMAT, KIND
from kneeline.journal.transfer.shape import (
    JSON_COLUMNS,
    SHAPES,
    UTC,
    ChangedRow,
    DecisionRow,
    columns,
)
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kneeline.journal.transfer.shape import Row

LARGEST = 256 * 1024 * 1024
"""Bytes that are read: thirty years of a busy life take a third of it."""

DEEPEST = 20
"""How deep the parts of a decision may lie in each other; ours take five."""

LONGEST_REASON = 160


class NotImportable(JournalError):
    """The file cannot be taken in; nothing was changed."""


class Head(msgspec.Struct):
    """What every file of ours says about itself, whatever its version."""

    kneeline: str
    format: int
    by: str = ""


Tables: type[msgspec.Struct] = msgspec.defstruct(
    "Tables",
    [
        (table, list.__class_getitem__(shape), msgspec.field(default_factory=list))
        for table, shape in SHAPES.items()
    ],
    namespace={"__doc__": "The rows of each table; a table may be left out."},
    forbid_unknown_fields=True,
)


class Document(msgspec.Struct, forbid_unknown_fields=True):
    """A journal, or some days of one, as Kneeline exports it."""

    kneeline: Literal["journal"]
    format: Literal[1]
    written: Annotated[str, Meta(pattern=UTC, description="When it was exported, in UTC.")]
    tables: Tables  # type: ignore[valid-type]  # made from the shapes above
    by: Annotated[str, Meta(max_length=100, description="The Kneeline that exported it.")] = ""
    since: Annotated[
        date | None, Meta(description="The first day it holds; null for the whole journal.")
    ] = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A journal from elsewhere, proven good, in memory."""

    path: Path
    written: datetime
    by: str
    since: date | None
    rows: sqlite3.Connection
    """An in-memory journal that holds nothing else."""


@contextmanager
def unpacked(path: Path) -> Iterator[Parcel]:
    """Read and prove a file; NotImportable has the sentence that says what is wrong with it."""
    document = _read(path)
    with closing(empty_journal()) as memory:
        _prove(path, document, memory)
        written = datetime.fromisoformat(document.written)
        by, since = document.by, document.since
        del document
        yield Parcel(path, written, by, since, memory)


def _read(path: Path) -> Document:
    raw = _bytes(path)
    try:
        head = msgspec.json.decode(raw, type=Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        says = _("{file} is not a journal that Kneeline exported ({reason}): choose another file.")
        raise NotImportable(path, says.format(file=path, reason=_first_words(error))) from error
    if head.kneeline != KIND:
        says = _("{file} does not hold a journal: choose a file from “kneeline export --to json”.")
        raise NotImportable(path, says.format(file=path))
    if head.format > FORMAT:
        says = _(
            "{file} was exported by a newer Kneeline (format {found}, and this one knows {known}):"
            " install the newest Kneeline here, then import it."
        )
        raise NotImportable(path, says.format(file=path, found=head.format, known=FORMAT))
    if head.format < FORMAT:
        says = _(
            "{file} has format {found}, which no Kneeline writes (this one knows {known}): export"
            " it again."
        )
        raise NotImportable(path, says.format(file=path, found=head.format, known=FORMAT))
    try:
        document = msgspec.json.decode(raw, type=Document)
        datetime.fromisoformat(document.written)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise _wrong(path, _first_words(error)) from error
    return document


def _bytes(path: Path) -> bytes:
    """Return what is in a file, which must be one and no larger than ours can be."""
    too_large = _("{file} is larger than {most} MB, and no journal is: choose another file.")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotImportable(path, _("{file} is not a file: name one.").format(file=path))
        if found.st_size <= LARGEST:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
            if len(raw) <= LARGEST:
                return raw
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        says = _("{file} cannot be read ({reason}): name a file that was exported by Kneeline.")
        raise NotImportable(path, says.format(file=path, reason=reason)) from error
    raise NotImportable(path, too_large.format(file=path, most=LARGEST // 1024 // 1024))


def _prove(path: Path, document: Document, memory: sqlite3.Connection) -> None:
    """Put every row into an empty journal, whose tables refuse what cannot be."""
    memory.execute("BEGIN")
    memory.execute("PRAGMA defer_foreign_keys=ON")
    for table in SHAPES:
        rows: list[Row] = getattr(document.tables, table)
        names = columns(table)
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 (our own tables and columns)
        values = _values(names)
        for number, row in enumerate(rows):
            try:
                _demand_known(row)
                memory.execute(insert, values(row))
            except (sqlite3.Error, OverflowError, ValueError) as error:
                place = _("{table}, row {number}").format(table=table, number=number + 1)
                reason = _("{place}: {problem}").format(place=place, problem=error)
                raise _wrong(path, reason) from error
    strays = memory.execute("PRAGMA foreign_key_check").fetchall()
    if strays:
        reason = _("a row of {table} belongs to nothing").format(table=strays[0][0])
        raise _wrong(path, reason)
    memory.execute("COMMIT")


def _demand_known(row: Row) -> None:
    """Refuse what an undo would write, or a reader would have to follow, without end."""
    if isinstance(row, ChangedRow):
        known = columns(row.kind) if row.kind in SHAPES else ()
        strays = {*row.before, *row.after} - set(known)
        if strays or row.before.keys() != row.after.keys():
            raise ValueError(_("no change can be like this"))
    elif isinstance(row, DecisionRow):
        layer: list[Any] = [row.decision]
        for _level in range(DEEPEST):
            layer = [
                inner
                for each in layer
                for inner in (each.values() if isinstance(each, dict) else each)
                if isinstance(inner, dict | list)
            ]
        if layer:
            raise ValueError(_("it is nested too deeply"))


def _values(names: tuple[str, ...]) -> Callable[[Row], tuple[Any, ...]]:
    """Return what takes the values of a row out of it, as the table holds them."""
    held = [number for number, name in enumerate(names) if name in JSON_COLUMNS]
    take = attrgetter(*names)
    encode = msgspec.json.Encoder().encode

    def values(row: Row) -> tuple[Any, ...]:
        found = list(take(row))
        for number in held:
            found[number] = encode(found[number]).decode()
        return tuple(found)

    return values


def empty_journal() -> sqlite3.Connection:
    """Return a journal in memory with nothing in it."""
    # Slow to import: only for who imports a journal.
    from kneeline.journal.migrations import upgrade  # noqa: PLC0415

    memory = sqlite3.connect(":memory:", isolation_level=None)
    upgrade(memory)
    return memory


def _wrong(path: Path, reason: str) -> NotImportable:
    says = _("{file} cannot be imported ({reason}): export it again where it came from.")
    return NotImportable(path, says.format(file=path, reason=reason))


def _first_words(error: Exception) -> str:
    """Return what is wrong in one line that is not too long to read."""
    words = " ".join(str(error).split()) or error.__class__.__name__
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"
