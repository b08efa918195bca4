"""The journal's tables, as a list of steps that only ever grows.

Every step is run once, in order, by sqlite-utils' own `Migrations`, all pending ones in a single
transaction: a journal is upgraded or it is as it was. A step that has been released is never
edited; `tests/migrations` holds a frozen database of every version.

This module is the only one that imports sqlite-utils, and `database` imports it only when a step
has to run. The import takes longer (100 to 200 ms) than everything else at the start together,
and an up-to-date journal needs nothing but the standard library to be opened, read and written.

Every row has a UUID, so that two journals can be merged without doubles, the UTC times at which it
was made and last changed, and a place for the time at which it was deleted: deleted rows stay, so
that deleting can be undone. A day is checked against its moment and offset, so that the two never
disagree; it is no generated column, because those make no covering index and sqlite-utils'
`transform` forgets them. `transform` keeps checks, but a partial index has to be dropped before a
column is, and made again after it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

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


def _utc(column: str) -> str:
    """Return the check that a column holds a moment as `stamp` writes it."""
    glob = "????-??-??T??:??:??.???Z"
    fits = f"{column} GLOB '{glob}' AND julianday({column}) IS NOT NULL"
    return f"CHECK ({column} IS NULL OR ({fits}))"


AT = f"""
    at TEXT NOT NULL {_utc("at")},
    offset INTEGER NOT NULL CHECK (offset BETWEEN -1440 AND 1440)
"""
"""When it happened, and how far the person's clock was from UTC."""

AT_ON_A_DAY = f"""
    {AT.strip()},
    day TEXT NOT NULL CHECK (day = date(at, offset || ' minutes'))
"""
"""The same, and on which day that was where the person lives."""

KEPT = f"""
    created TEXT NOT NULL {_utc("created")},
    changed TEXT NOT NULL {_utc("changed")},
    deleted TEXT {_utc("deleted")}
"""

UUID = "TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36)"

SESSIONS = f"""
CREATE TABLE sessions (
    id {UUID},
    programme TEXT NOT NULL CHECK (programme <> ''),
    name TEXT NOT NULL,
    {AT_ON_A_DAY},
    seconds REAL NOT NULL CHECK (seconds >= 0),
    sets_planned INTEGER NOT NULL CHECK (sets_planned >= 0),
    ended TEXT {_utc("ended")} CHECK (ended >= at),
    ended_offset INTEGER CHECK (ended_offset BETWEEN -1440 AND 1440),
    ending TEXT CHECK (ending IN ('completed', 'left', 'hurt')),
    {KEPT},
    CHECK ((ended IS NULL) = (ending IS NULL) AND (ended IS NULL) = (ended_offset IS NULL))
) STRICT
"""

SETS = f"""
CREATE TABLE sets (
    id {UUID},
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    segment INTEGER CHECK (segment >= 0),
    exercise TEXT NOT NULL CHECK (exercise <> ''),
    level TEXT NOT NULL CHECK (level <> ''),
    phase TEXT NOT NULL CHECK (phase IN ('roll', 'activate', 'mobilise', 'strengthen')),
    side TEXT CHECK (side IN ('left', 'right')),
    set_number INTEGER NOT NULL CHECK (set_number >= 1),
    planned_reps INTEGER CHECK (planned_reps >= 1),
    planned_seconds REAL CHECK (planned_seconds > 0),
    reps INTEGER CHECK (reps >= 0),
    seconds REAL NOT NULL CHECK (seconds >= 0),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""

PAIN_SCORES = f"""
CREATE TABLE pain_scores (
    id {UUID},
    session TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    question TEXT CHECK (question IN ('check-in', 'check-out')),
    exercise TEXT CHECK (exercise <> ''),
    knee TEXT NOT NULL CHECK (knee IN ('left', 'right')),
    moment TEXT NOT NULL
        CHECK (moment IN ('before', 'during', 'after', 'hour-after', 'next-morning')),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""

FELT = f"""
CREATE TABLE felt (
    id {UUID},
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    segment INTEGER CHECK (segment >= 0),
    exercise TEXT NOT NULL CHECK (exercise <> ''),
    set_number INTEGER NOT NULL CHECK (set_number >= 1),
    felt_where TEXT NOT NULL
        CHECK (felt_where IN ('glutes', 'thigh', 'knee', 'back', 'elsewhere')),
    {AT},
    {KEPT}
) STRICT
"""

CUES_SHOWN = f"""
CREATE TABLE cues_shown (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    segment INTEGER NOT NULL CHECK (segment >= 0),
    cue TEXT NOT NULL CHECK (cue <> ''),
    exercise TEXT NOT NULL CHECK (exercise <> ''),
    times INTEGER NOT NULL CHECK (times >= 1),
    {AT},
    {KEPT},
    PRIMARY KEY (session, segment, cue)
) STRICT, WITHOUT ROWID
"""

UNFINISHED = f"""
CREATE TABLE unfinished (
    session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    segment INTEGER NOT NULL CHECK (segment >= 0),
    clock REAL NOT NULL CHECK (clock >= 0),
    {AT}
) STRICT
"""

TIMELINES = """
CREATE TABLE timelines (
    session TEXT NOT NULL PRIMARY KEY REFERENCES unfinished (session) ON DELETE CASCADE,
    timeline TEXT NOT NULL CHECK (timeline <> '')
) STRICT
"""
"""Apart from the position, which changes every few seconds: a timeline is tens of kilobytes."""

NOTES = f"""
CREATE TABLE notes (
    id {UUID},
    session TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    about TEXT NOT NULL CHECK (about = date(about, '+0 days')),
    text TEXT NOT NULL CHECK (text <> ''),
    {AT},
    {KEPT}
) STRICT
"""

INDEXES = (
    "CREATE INDEX sessions_by_time ON sessions (at)",
    "CREATE UNIQUE INDEX sets_once ON sets (session, segment) WHERE deleted IS NULL",
    # These hold all that a chart reads, so that ten years are drawn without reading a row.
    "CREATE INDEX sets_by_day ON sets (deleted, day, phase, seconds)",
    "CREATE INDEX sets_by_exercise ON sets (deleted, exercise, level, phase, side, day)",
    """CREATE UNIQUE INDEX pain_scores_once ON pain_scores (session, question, knee, moment)
       WHERE question IS NOT NULL AND deleted IS NULL""",
    "CREATE INDEX pain_scores_by_day ON pain_scores (deleted, day, knee, score)",
    "CREATE INDEX pain_scores_by_time ON pain_scores (knee, at)",
    "CREATE UNIQUE INDEX felt_once ON felt (session, segment) WHERE deleted IS NULL",
    "CREATE INDEX notes_by_day ON notes (about)",
)


@STEPS()
def m001_first_tables(database: Database) -> None:
    """Make the tables of the first release."""
    tables = (SESSIONS, SETS, PAIN_SCORES, FELT, CUES_SHOWN, UNFINISHED, TIMELINES, NOTES)
    for statement in (*tables, *INDEXES):
        database.execute(statement)
