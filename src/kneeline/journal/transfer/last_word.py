"""Which of two states of one row is the later one: the change log says, or how far along it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

Values = dict[str, Any]
Key = tuple[Any, ...]

FURTHER: Mapping[str, tuple[str, ...]] = {
    "sessions": ("ended", "seconds"),
    "sets": ("complete", "at"),
    "cues_shown": ("times",),
}
"""The columns that say which of two rows is further along, where that is not `at` alone."""

APART = ("deleted", "changed")
"""Columns that are no part of what a row says."""


class LogEntry(NamedTuple):
    """What one change made of one row."""

    at: str
    change: str
    after: Mapping[str, Any]


Log = Mapping[tuple[str, str], list[LogEntry]]
Stamp = tuple[str, str]


def read_log(connection: sqlite3.Connection) -> Log:
    """Return what every logged change made of each row, oldest first."""
    found: defaultdict[tuple[str, str], list[LogEntry]] = defaultdict(list)
    for table, row, at, change, after in connection.cursor().execute(
        """
        SELECT changed_rows.kind, row, at, change, after FROM changed_rows
            JOIN change_log ON change_log.id = change ORDER BY at, change
        """
    ):
        found[table, row].append(LogEntry(at, change, json.loads(after)))
    return found


def said(row: Values, entries: Iterable[LogEntry]) -> Stamp | None:
    """Return when somebody last changed what a row says; None if nobody ever did by hand."""
    edits = [entry for entry in entries if entry.after.keys() - {"deleted"}]
    if not edits:
        return None
    last = edits[-1]
    if all(row.get(name) == value for name, value in last.after.items() if name != "deleted"):
        return last.at, last.change
    return str(row["changed"]), "~"  # It has moved on since, by itself.


def unedited(row: Values, entries: list[LogEntry]) -> Stamp:
    """Return since when a row says what it says, where nobody changed that by hand."""
    return str(row["created"] if entries else row["changed"]), ""


def deleted(row: Values, entries: Iterable[LogEntry]) -> Stamp:
    """Return when it was decided whether a row is deleted."""
    last = [entry for entry in entries if "deleted" in entry.after][-1:]
    if last and last[0].after["deleted"] == row["deleted"]:
        return last[0].at, last[0].change
    return row["deleted"] or "", ""


def further(table: str, row: Values) -> Key:
    """Return what sorts the rows of one key by how far along they are, and never ties."""
    first = FURTHER.get(table, ("at",))
    rest = sorted(row.keys() - {*first, *APART})
    present = [name for name in (*first, *rest) if name in row]
    return tuple((row[name] is not None, row[name]) for name in present)


def stands_last(table: str, row: Values) -> Key:
    """Return what sorts rivals: the last one stands."""
    first = FURTHER.get(table, ("at",))
    return *((row[name] is not None, row[name]) for name in first), row["id"]
