"""The steps that bring a journal's tables up to date: a list that only ever grows.

Every step is run once, in order, by sqlite-utils' own `Migrations`, all pending ones in a single
transaction: a journal is upgraded or it is as it was. A step that has been released is never
edited; `tests/migrations` holds a frozen database of every version.

This module is the only one that imports sqlite-utils, and `database` imports it only when a step
has to run. The import takes longer (100 to 200 ms) than everything else at the start together,
and an up-to-date journal needs nothing but the standard library to be opened, read and written.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from kneeline.journal import version_1
from kneeline.journal.database import APPLICATION_ID, VERSION, version_of
from kneeline.journal.soundness import connect_to_read

if TYPE_CHECKING:
    from pathlib import Path

STEPS = Migrations("kneeline")


def upgrade(connection: sqlite3.Connection, steps: Migrations = STEPS) -> None:
    """Run all steps that this journal has not seen yet, all of them or none.

    Foreign keys are off meanwhile, as SQLite asks for when tables are rebuilt (`transform`), and
    checked as a whole before the commit.
    """
    connection.execute("PRAGMA foreign_keys=OFF")
    database = Database(connection, execute_plugins=False, recursive_triggers=False)
    # Before looking which steps are pending: another Kneeline may be upgrading it right now.
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(database)
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            msg = f"the upgrade would leave {len(broken)} rows without what they belong to"
            raise RuntimeError(msg)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={len(steps.applied(database))}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys=ON")


def rotted(path: Path) -> bool:
    """Whether the tables of an up-to-date journal are not what the steps make.

    A flipped bit in the text of a check passes every test of SQLite's and then refuses good rows.
    """
    with closing(connect_to_read(path)) as found, closing(sqlite3.connect(":memory:")) as fresh:
        if version_of(found) != VERSION:
            return False
        upgrade(fresh)
        return _made_of(found) != _made_of(fresh)


def _made_of(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    listed = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(name, sql) for name, sql in listed}


@STEPS()
def m001_first_tables(database: Database) -> None:
    """Make the tables of the first release."""
    for statement in (*version_1.TABLES, *version_1.INDEXES):
        database.execute(statement)
