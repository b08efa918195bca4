"""What locks the plan goes along when a backup replaces the journal: time must not open a lock."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from kneeline.journal.soundness import address_to_read

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = ("screenings", "clearances")
"""Tables that go along with every row."""

OWNERS = {"sessions": "session", "runs": "run"}

LOCKING = "sign IN ('locking', 'giving-way')"


def carry_locks(present: Path, fresh: Path) -> bool:
    """Add red flags, clearances and signs that lock, from a journal to the copy of a backup.

    A damaged journal gives what can be read of it. Returns whether all of it could be.
    """
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        try:
            connection.execute("ATTACH ? AS present", (address_to_read(present),))
        except sqlite3.DatabaseError:
            return False
        # Not one after the first that cannot be read: signs must not come without their owners.
        return all(_carried(connection, table, which) for table, which in _wanted())


def _wanted() -> list[tuple[str, str]]:
    """Return the tables and which of their rows go along, owners before what belongs to them."""
    owned = [
        (table, f"id IN (SELECT {column} FROM present.signs WHERE {LOCKING})")  # noqa: S608 (our own tables)
        for table, column in OWNERS.items()
    ]
    # A session's sign counts for an exercise that it asked for.
    asked = ("planned", f"session IN (SELECT session FROM present.signs WHERE {LOCKING})")  # noqa: S608 (our own tables)
    return [*((table, "TRUE") for table in WHOLE), *owned, asked, ("signs", LOCKING)]


def _carried(connection: sqlite3.Connection, table: str, which: str) -> bool:
    """Copy the rows of one table, all or none; whether they are deleted is as it is now."""
    names = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
    columns = ", ".join(names)
    sql = f"""
        INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table} WHERE {which}
        ON CONFLICT (id) DO UPDATE SET deleted = excluded.deleted, changed = excluded.changed
    """  # noqa: S608 (our own tables)
    if table in {*OWNERS, "planned"}:
        sql = f"""
            INSERT OR IGNORE INTO main.{table} ({columns})
            SELECT {columns} FROM present.{table} WHERE {which}
        """  # noqa: S608 (our own tables)
    try:
        connection.execute(sql)
    except sqlite3.DatabaseError:
        return False
    return True
