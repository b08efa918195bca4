"""Edit, delete, undo and redo, each kept in the change log: who reads a report can trust it.

Every change is a set of fields of some rows, with what they were and what they became. So undoing
needs no code of its own: it is the same change the other way round, and is kept like any other.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from kneeline.journal import entry_rows, fields, resuming, told
from kneeline.journal.file import JournalFile
from kneeline.journal.stamp import Stamp, later, moment
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kneeline.journal.entries import ChangeRecord

BELONGINGS: Mapping[str, tuple[str, ...]] = {
    "sessions": ("planned", "sets", "pain_scores", "felt", "cues_shown", "notes"),
    "runs": ("pain_scores", "notes"),
}
"""What goes with a session or a run. Signs stay: a lock opens by a clearance and nothing else."""

OWNER = {"sessions": "session", "runs": "run"}
"""The column by which something belongs to a session or a run."""

DELETABLE = (
    *BELONGINGS,
    *("sets", "pain_scores", "felt", "notes", "clearances", "pauses", "self_tests", "gates"),
    "moves",
)

ALONG: Mapping[str, tuple[str, ...]] = {
    "sessions": ("planned", "sets", "pain_scores", "felt", "notes", "signs"),
    "runs": ("pain_scores", "notes", "signs"),
}
"""What moves along when a session or a run is put at another time."""


class NothingNew(ValueError):
    """A change that would change nothing."""


class Touched(NamedTuple):
    """One row, and what some of its fields become."""

    table: str
    row: str
    after: Mapping[str, Any]


class Mending(JournalFile):
    """What a person corrects. The methods return the id of the change, to undo it by.

    ValueError has a sentence for the person, and then nothing is changed.
    """

    def edit(self, row: str, **values: object) -> str:
        """Change some fields of the row with this id; `fields.FIELDS` says which and to what.

        With `at`, a session or a run takes all that belongs to it along.
        """
        table = self._table(row, fields.FIELDS)
        when = values.pop("at", None)
        after = fields.columns(table, values, at=when is not None)
        touched = [Touched(table, row, after)] if after else []
        if when is not None:
            if not isinstance(when, datetime):
                raise ValueError(_("Say when with a day and a time."))
            touched = self._put(table, row, self._moment(when), touched)
        return self._change("edited", touched)

    def delete(self, *rows: str) -> str:
        """Delete the rows with these ids, and what belongs to them, as one change."""
        gone: list[Touched] = []
        for row in rows:
            table = self._table(row, DELETABLE)
            self._not_under_way(row)
            gone += self._gone(table, row)
        return self._change("deleted", gone)

    def discard(self, session: str) -> str:
        """Delete a session that was cut short and all that belongs to it."""
        now = self.now()
        with self._writing():
            for change in resuming.left(session):
                self._connection.execute(change.sql, change.values)
            return self._log("deleted", self._gone("sessions", session), now)

    def undo(self, change: str) -> str:
        """Put back what a change changed; ValueError if a later one changed it again."""
        found = self._read(tuple, "SELECT * FROM changed_rows WHERE change = ?", change)
        if not found:
            raise ValueError(_("There is no such change."))
        touched = []
        for _change, table, row, before, after in found:
            self._unchanged_since(table, row, json.loads(after))
            touched.append(Touched(table, row, json.loads(before)))
        return self._change("undone", touched, undoes=change)

    def redo(self, change: str) -> str:
        """Do again what was undone last of a change; ValueError if nothing was."""
        found = self._read(
            tuple, "SELECT id FROM change_log WHERE undoes = ? ORDER BY at DESC, rowid DESC", change
        )
        if not found:
            raise ValueError(_("This change was not undone."))
        return self.undo(found[0][0])

    def changes(self, row: str | None = None) -> tuple[ChangeRecord, ...]:
        """Return the change log, oldest first; of one row, if one is named."""
        return self._read(
            entry_rows.change_record,
            """
            SELECT change_log.id, change_log.kind, undoes, at, offset, changed_rows.kind AS what,
                row, before, after
            FROM change_log JOIN changed_rows ON change = change_log.id
            WHERE ?1 IS NULL OR row = ?1 ORDER BY at, change_log.rowid, what, row
            """,
            row,
        )

    # -- inside ----------------------------------------------------------------------------------

    def _rewrite(self, table: str, row: str, after: Mapping[str, Any]) -> None:
        """Edit a row wholly; what stays the same is not in the log."""
        with suppress(NothingNew):
            self._change("edited", [Touched(table, row, after)])

    def _table(self, row: str, tables: Iterable[str]) -> str:
        """Return the table of a row; ValueError if it is not there or not one of these."""
        for table in tables:
            if self._one(table, row, "deleted IS NULL") is not None:
                return table
        if self._one("screenings", row) or self._one("signs", row):
            raise ValueError(
                _("A red flag stays in the journal: record that a clinician has cleared it.")
            )
        raise ValueError(_("That is not in the journal, or it cannot be changed."))

    def _one(self, table: str, row: str, also: str = "TRUE") -> sqlite3.Row | None:
        key = _key(table)
        which = f"SELECT * FROM {table} WHERE {key} = ? AND {also}"  # noqa: S608 (names of our own tables)
        found = self._read(lambda each: each, which, row)
        return found[0] if found else None

    def _not_under_way(self, session: str) -> None:
        if self._read(tuple, "SELECT 1 FROM unfinished WHERE session = ?", session):
            raise ValueError(_("That session is still under way: end it first."))

    def _gone(self, table: str, row: str) -> list[Touched]:
        """Return what deleting a row touches."""
        gone = {"deleted": self.now().utc}
        return [Touched(table, row, gone)] + [
            Touched(kind, each, gone)
            for kind in BELONGINGS.get(table, ())
            for each in self._belongings(kind, OWNER[table], row)
        ]

    def _belongings(self, kind: str, owner: str, row: str) -> tuple[str, ...]:
        return self._read(
            lambda each: str(each[0]),
            f"SELECT DISTINCT {_key(kind)} FROM {kind} WHERE {owner} = ? AND deleted IS NULL",  # noqa: S608 (names of our own tables)
            row,
        )

    def _put(self, table: str, row: str, at: Stamp, touched: list[Touched]) -> list[Touched]:
        """Return what putting a row at another time touches, with all that belongs to it."""
        self._not_under_way(row)
        found = self._one(table, row)
        if found is None:
            return touched
        shift = moment(at.utc, at.offset) - moment(found["at"], found["offset"])
        moved = [(table, row)] + [
            (kind, each)
            for kind in ALONG.get(table, ())
            for each in self._belongings(kind, OWNER[table], row)
        ]
        for kind, each in moved:
            record = self._one(kind, each)
            if record is not None:
                touched.append(Touched(kind, each, _shifted(record, shift, at.offset)))
        return touched

    def _unchanged_since(self, table: str, row: str, after: Mapping[str, Any]) -> None:
        found = self._one(table, row)
        if found is None or any(found[field] != value for field, value in after.items()):
            raise ValueError(_("This was changed again later: undo that first."))

    def _change(self, kind: str, touched: Iterable[Touched], undoes: str | None = None) -> str:
        try:
            with self._writing():
                return self._log(kind, touched, self.now(), undoes)
        except sqlite3.IntegrityError as error:
            raise ValueError(_("That does not fit the rest of the journal.")) from error

    def _log(
        self, kind: str, touched: Iterable[Touched], now: Stamp, undoes: str | None = None
    ) -> str:
        """Change rows and log it; the transaction is the caller's."""
        change = told.new_row("change_log", {"kind": kind, "undoes": undoes}, now, now)
        name = str(change.values["id"])
        self._connection.execute(change.sql, change.values)
        done = [self._touch(name, each, now) for each in _merged(touched)]
        if not any(done):
            raise NothingNew(_("That is what the journal says already."))
        return name

    def _touch(self, change: str, touched: Touched, now: Stamp) -> bool:
        """Change a row and log what it was; return whether anything in it changed."""
        table, row, after = touched
        key = _key(table)
        found = self._one(table, row)
        if found is None:
            raise ValueError(_("That is not in the journal, or it cannot be changed."))
        new = {field: value for field, value in after.items() if found[field] != value}
        if not new:
            return False
        before = told.as_json({field: found[field] for field in new})
        sets = ", ".join(f"{field} = :{field}" for field in new)
        self._connection.execute(
            f"UPDATE {table} SET {sets}, changed = :now WHERE {key} = :row",  # noqa: S608 (names of our own tables and columns)
            {**new, "now": now.utc, "row": row},
        )
        self._connection.execute(
            "INSERT INTO changed_rows (change, kind, row, before, after) VALUES (?, ?, ?, ?, ?)",
            (change, table, row, before, told.as_json(new)),
        )
        return True


def _key(table: str) -> str:
    """Return the column that names a row; the cues of a session are changed together."""
    return "session" if table == "cues_shown" else "id"


def _merged(touched: Iterable[Touched]) -> Iterable[Touched]:
    """Return each row once, with all that becomes of it."""
    merged: dict[tuple[str, str], dict[str, Any]] = {}
    for table, row, after in touched:
        merged.setdefault((table, row), {}).update(after)
    return [Touched(table, row, after) for (table, row), after in merged.items()]


def _shifted(record: sqlite3.Row, shift: timedelta, offset: int) -> dict[str, Any]:
    """Return the columns of a row that say when, so much later."""
    at = Stamp(later(record["at"], shift), offset)
    shifted: dict[str, Any] = {"at": at.utc, "offset": at.offset}
    if "day" in record.keys():  # noqa: SIM118 (a row is no mapping)
        shifted["day"] = at.day.isoformat()
    if "ended" in record.keys() and record["ended"]:  # noqa: SIM118
        shifted |= {"ended": later(record["ended"], shift), "ended_offset": offset}
    return shifted
