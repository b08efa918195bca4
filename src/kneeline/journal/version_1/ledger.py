"""The tables that let somebody check us: what the coach decided, and what was mended later."""

from __future__ import annotations

from kneeline.journal.version_1.columns import AT_ON_A_DAY, KEPT, UUID, a_day, json

DECISIONS = f"""
CREATE TABLE decisions (
    id {UUID},
    about TEXT NOT NULL CHECK (about IN ('day', 'exercise', 'run')),
    about_day TEXT NOT NULL {a_day("about_day")},
    exercise TEXT CHECK ((exercise IS NULL) = (about <> 'exercise')),
    action TEXT NOT NULL
        CHECK (action IN ('progress', 'hold', 'regress', 'rest', 'stop', 'refer')),
    rule TEXT NOT NULL CHECK (rule <> ''),
    version TEXT NOT NULL CHECK (version <> ''),
    decision TEXT NOT NULL {json("decision", "object")},
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""
"""`decision` is all of it, facts included, as the coach made it; `version` is that of the rules."""

CHANGE_LOG = f"""
CREATE TABLE change_log (
    id {UUID},
    kind TEXT NOT NULL CHECK (kind IN ('edited', 'deleted', 'undone')),
    undoes TEXT REFERENCES change_log (id)
        CHECK ((undoes IS NULL) = (kind <> 'undone')),
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""

CHANGED_ROWS = f"""
CREATE TABLE changed_rows (
    change TEXT NOT NULL REFERENCES change_log (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind <> ''),
    row TEXT NOT NULL CHECK (row <> ''),
    before TEXT NOT NULL {json("before", "object")},
    after TEXT NOT NULL {json("after", "object")},
    PRIMARY KEY (change, kind, row)
) STRICT, WITHOUT ROWID
"""
"""The fields of one row that a change touched: old and new."""

TABLES = (DECISIONS, CHANGE_LOG, CHANGED_ROWS)

INDEXES = (
    """CREATE UNIQUE INDEX decisions_once ON decisions (about_day, about, ifnull(exercise, ''))
       WHERE deleted IS NULL""",
    "CREATE INDEX change_log_by_time ON change_log (at)",
    "CREATE INDEX changed_rows_by_row ON changed_rows (row)",
)
