"""Two journals of one person become one: every row once, and the last word stands.

Rows are the same if their keys are. Of each row two things are decided apart: what it says, and
whether it is deleted. The change log of both journals decides: the last logged change wins, and
both changes stay in the log. Where nobody changed anything by hand, the row that is further along
wins (a session that has ended, a set that is complete), which is what happened later.

Where the tables allow only one of two different rows (the same file of a run taken in twice, one
day decided twice), the later one stands and the other is kept as deleted. The answers about such
a run move to the one that stands.

All of it is worked out by reading alone; `Merge.writes` is what has to be written. The order in
which journals meet makes no difference, nor does meeting twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from operator import itemgetter
from typing import TYPE_CHECKING

from kneeline.journal.transfer.last_word import (
    Key,
    LogEntry,
    Values,
    deleted,
    further,
    read_log,
    said,
    stands_last,
    unedited,
)
from kneeline.journal.transfer.shape import KEYS, SHAPES, columns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

Progress = Callable[[int, int], object]
"""Is told now and then how many rows of how many are done."""

STEP = 2000
"""Rows between two words of progress."""

ONCE: Mapping[str, tuple[str, ...]] = {
    "runs": ("fingerprint",),
    "planned": ("session", "exercise"),
    "sets": ("session", "segment"),
    "felt": ("session", "segment"),
    "pain_scores": ("session", "question", "knee", "moment"),
    "moves": ("moved_from",),
    "decisions": ("about_day", "about", "ifnull(exercise, '')"),
}
"""What may stand only once in a table, as its unique index says."""

OF_RUNS = ("pain_scores", "notes", "signs")


class Met(Enum):
    """What became of one row of the other journal."""

    NEW = auto()
    SAME = auto()
    TAKEN = auto()
    """It differs, and what the other journal says is newer."""

    KEPT = auto()
    """It differs, and what is here is newer."""


@dataclass(slots=True)
class Merge:
    """What it takes to make one journal say all that another one says."""

    writes: dict[str, dict[Key, Values]] = field(
        default_factory=lambda: {table: {} for table in SHAPES}
    )
    counts: dict[str, Counter[Met]] = field(
        default_factory=lambda: {table: Counter() for table in SHAPES}
    )
    doubles: Counter[str] = field(default_factory=Counter)
    """Rows kept as deleted, because only one of two may stand."""

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to write."""
        return any(self.writes.values())


def merge(
    ours: sqlite3.Connection, theirs: sqlite3.Connection, progress: Progress | None = None
) -> Merge:
    """Return what makes `ours` hold `theirs` too; nothing is written.

    A session that is under way here stays as it is.
    """
    return _Meeting(ours, theirs).merged(progress)


def write(ours: sqlite3.Connection, merged: Merge) -> None:
    """Write a merge; the transaction is the caller's."""
    ours.execute("PRAGMA defer_foreign_keys=ON")
    for table, rows in merged.writes.items():
        if table in ONCE:
            # Out of each other's way first: two rows may have changed places.
            ours.executemany(
                f"UPDATE {table} SET deleted = changed WHERE id = ?",  # noqa: S608 (our own tables)
                ((key[0],) for key in rows),
            )
        names = columns(table)
        sets = ", ".join(f"{name} = excluded.{name}" for name in names if name not in KEYS[table])
        upsert = (
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 (our own tables and columns)
            f" ON CONFLICT ({', '.join(KEYS[table])}) DO UPDATE SET {sets}"
        )
        ours.executemany(upsert, (itemgetter(*names)(row) for row in rows.values()))


class _Meeting:
    """Two journals side by side."""

    def __init__(self, ours: sqlite3.Connection, theirs: sqlite3.Connection) -> None:
        self._ours, self._theirs = ours, theirs
        self._our_log, self._their_log = read_log(ours), read_log(theirs)
        self._under_way = {row[0] for row in ours.execute("SELECT session FROM unfinished")}
        self._merged = Merge()
        self._stands_for: dict[str, str] = {}

    def merged(self, progress: Progress | None) -> Merge:
        """Meet row by row."""
        total = sum(_count(self._theirs, table) for table in SHAPES)
        done = 0
        for table in SHAPES:
            for theirs in _rows(self._theirs, table):
                self._meet(table, theirs)
                done += 1
                if progress is not None and done % STEP == 0:
                    progress(done, total)
            self._let_one_stand(table)
            if table == "runs":
                self._find_same_runs()
            elif table in OF_RUNS:
                self._move_answers(table)
        if progress is not None:
            progress(total, total)
        return self._merged

    def _meet(self, table: str, theirs: Values) -> None:
        key = itemgetter(*KEYS[table])(theirs)
        key = key if isinstance(key, tuple) else (key,)
        here = self._here(table, key)
        theirs = self._about_the_run_that_stands(table, theirs)
        met = self._merged.counts[table]
        owner = theirs["id"] if table == "sessions" else theirs.get("session")
        if owner in self._under_way:
            met[Met.SAME if here == theirs else Met.KEPT] += 1
            return
        if here is None:
            met[Met.NEW] += 1
            self._merged.writes[table][key] = theirs
            return
        final = self._last_word(table, self._about_the_run_that_stands(table, here), theirs)
        if final != here:
            met[Met.TAKEN] += 1
            self._merged.writes[table][key] = final
        else:
            met[Met.SAME if here == theirs else Met.KEPT] += 1

    def _here(self, table: str, key: Key) -> Values | None:
        which = " AND ".join(f"{name} = ?" for name in KEYS[table])
        found = _select(self._ours, table, which, key)
        return next(found, None)

    # -- one row, two states -----------------------------------------------------------------------

    def _last_word(self, table: str, here: Values, theirs: Values) -> Values:
        if here == theirs:
            return here
        if table == "changed_rows":
            return max(here, theirs, key=lambda row: further(table, row))
        name = (table, str(here["session"] if table == "cues_shown" else here["id"]))
        ours, others = self._our_log.get(name, []), self._their_log.get(name, [])
        says = self._newer(table, (here, ours), (theirs, others))
        gone = max(
            (deleted(here, ours), here["deleted"] or ""),
            (deleted(theirs, others), theirs["deleted"] or ""),
        )[1]
        changed = max(here["changed"], theirs["changed"])
        return {**says, "deleted": gone or None, "changed": changed}

    def _newer(
        self,
        table: str,
        here: tuple[Values, list[LogEntry]],
        theirs: tuple[Values, list[LogEntry]],
    ) -> Values:
        """Return the row whose words are newer."""
        ours, others = said(*here), said(*theirs)
        if ours is not None or others is not None:
            ours, others = ours or unedited(*here), others or unedited(*theirs)
            if ours != others:
                return here[0] if ours > others else theirs[0]
        return max(here[0], theirs[0], key=lambda row: further(table, row))

    # -- of two rows only one may stand ------------------------------------------------------------

    def _let_one_stand(self, table: str) -> None:
        if table not in ONCE:
            return
        writes = self._merged.writes[table]
        rivals: defaultdict[Key, dict[str, Values]] = defaultdict(dict)
        for row in writes.values():
            what = _once(table, row)
            if what is not None and row["deleted"] is None:
                rivals[what][row["id"]] = row
        which = " AND ".join(f"{name} = ?" for name in ONCE[table])
        for what, rows in rivals.items():
            for row in _select(self._ours, table, f"{which} AND deleted IS NULL", what):
                if (row["id"],) not in writes:
                    rows[row["id"]] = row
            for loser in sorted(rows.values(), key=lambda row: stands_last(table, row))[:-1]:
                writes[(loser["id"],)] = {**loser, "deleted": loser["changed"]}
                self._merged.doubles[table] += 1

    def _find_same_runs(self) -> None:
        """Find the runs that do not stand because the same run does."""
        runs = {row["id"]: row for row in _select(self._ours, "runs", "fingerprint NOT NULL", ())}
        runs |= {
            row["id"]: row
            for row in self._merged.writes["runs"].values()
            if row["fingerprint"] is not None
        }
        stand = {row["fingerprint"]: row["id"] for row in runs.values() if row["deleted"] is None}
        for run, row in runs.items():
            stands = stand.get(row["fingerprint"])
            name = ("runs", run)
            entries = [*self._our_log.get(name, []), *self._their_log.get(name, [])]
            by_hand = any("deleted" in entry.after for entry in entries)
            if stands is not None and row["deleted"] is not None and not by_hand:
                self._stands_for[run] = stands

    def _about_the_run_that_stands(self, table: str, row: Values) -> Values:
        if table in OF_RUNS and row["run"] in self._stands_for:
            return {**row, "run": self._stands_for[row["run"]]}
        return row

    def _move_answers(self, table: str) -> None:
        """Move the answers that are here and were not met."""
        writes = self._merged.writes[table]
        for run in self._stands_for:
            for row in _select(self._ours, table, "run = ?", (run,)):
                writes.setdefault((row["id"],), self._about_the_run_that_stands(table, row))


def _once(table: str, row: Values) -> Key | None:
    """Return what may stand only once; None for a row that may stand beside any other."""
    if table == "decisions":
        return row["about_day"], row["about"], row["exercise"] or ""
    what = tuple(row[name] for name in ONCE[table])
    return None if None in what else what


# -- rows ------------------------------------------------------------------------------------------


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[Values]:
    return _select(connection, table, "TRUE", ())


def _select(
    connection: sqlite3.Connection, table: str, which: str, values: Key
) -> Iterator[Values]:
    names = columns(table)
    cursor = connection.cursor()
    cursor.row_factory = None
    found = cursor.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {which}", values)  # noqa: S608 (our own tables and columns)
    return (dict(zip(names, row, strict=True)) for row in found)


def _count(connection: sqlite3.Connection, table: str) -> int:
    cursor = connection.cursor()
    cursor.row_factory = None
    return int(cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 (our own tables)
