"""The tables of what a person tells outside a session: runs, signs, red flags, pauses, tests."""

from __future__ import annotations

from kneeline.journal.version_1.columns import AT, AT_ON_A_DAY, KEPT, UUID, a_day, json

RUNS = f"""
CREATE TABLE runs (
    id {UUID},
    minutes REAL NOT NULL CHECK (minutes > 0 AND minutes <= 1440),
    km REAL CHECK (km > 0 AND km <= 120),
    surface TEXT NOT NULL CHECK (surface IN ('treadmill', 'track', 'road', 'trail', 'grass')),
    stage INTEGER CHECK (stage >= 1),
    cadence REAL CHECK (cadence BETWEEN 30 AND 300),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    source TEXT NOT NULL CHECK (source IN ('guided', 'manual', 'gpx', 'tcx', 'fit')),
    fingerprint TEXT CHECK (fingerprint <> ''),
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""
"""`fingerprint` is that of the file a run came from, to notice it twice. No position is kept."""

SIGNS = f"""
CREATE TABLE signs (
    id {UUID},
    session TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    exercise TEXT CHECK (exercise <> ''),
    run TEXT REFERENCES runs (id) ON DELETE CASCADE,
    knee TEXT CHECK (knee IN ('left', 'right')),
    sign TEXT NOT NULL CHECK (sign IN ('sharp', 'swelling', 'locking', 'giving-way')),
    {AT_ON_A_DAY},
    {KEPT},
    CHECK ((session IS NULL) <> (run IS NULL) AND (session IS NULL) = (exercise IS NULL))
) STRICT
"""

SCREENINGS = f"""
CREATE TABLE screenings (
    id {UUID},
    tier TEXT NOT NULL CHECK (tier IN ('emergency', 'same-day', 'urgent', 'prompt-doctor',
        'clinician-first', 'adults-only', 'fine')),
    flags TEXT NOT NULL {json("flags", "array")},
    answers TEXT NOT NULL {json("answers", "object")},
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""

CLEARANCES = f"""
CREATE TABLE clearances (
    id {UUID},
    clinician TEXT NOT NULL CHECK (trim(clinician) <> ''),
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""

PAUSES = f"""
CREATE TABLE pauses (
    id {UUID},
    first TEXT NOT NULL {a_day("first")},
    last TEXT {a_day("last")} CHECK (last >= first),
    {AT},
    {KEPT}
) STRICT
"""

SELF_TESTS = f"""
CREATE TABLE self_tests (
    id {UUID},
    test TEXT NOT NULL CHECK (test <> ''),
    side TEXT CHECK (side IN ('left', 'right')),
    value REAL NOT NULL,
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""

GATES = f"""
CREATE TABLE gates (
    id {UUID},
    answers TEXT NOT NULL {json("answers", "object")},
    {AT_ON_A_DAY},
    {KEPT}
) STRICT
"""
"""Days on which the entry gate to running was passed."""

MOVES = f"""
CREATE TABLE moves (
    id {UUID},
    moved_from TEXT NOT NULL {a_day("moved_from")},
    moved_to TEXT NOT NULL {a_day("moved_to")} CHECK (moved_to <> moved_from),
    {AT},
    {KEPT}
) STRICT
"""

PROFILE = f"""
CREATE TABLE profile (
    id TEXT NOT NULL PRIMARY KEY CHECK (id = 'profile'),
    age INTEGER CHECK (age BETWEEN 1 AND 120),
    told TEXT {a_day("told")} CHECK ((told IS NULL) = (age IS NULL)),
    knees TEXT NOT NULL {json("knees", "array")},
    since TEXT {a_day("since")},
    runner INTEGER CHECK (runner IN (0, 1)),
    have TEXT NOT NULL {json("have", "array")},
    minutes REAL CHECK (minutes > 0 AND minutes <= 1440),
    {AT},
    {KEPT}
) STRICT
"""
"""One row, whose key every journal shares: there is one person."""

TABLES = (
    RUNS,
    SIGNS,
    SCREENINGS,
    CLEARANCES,
    PAUSES,
    SELF_TESTS,
    GATES,
    MOVES,
    PROFILE,
)

INDEXES = (
    "CREATE INDEX runs_by_time ON runs (at)",
    "CREATE INDEX runs_by_day ON runs (day)",
    """CREATE UNIQUE INDEX runs_once ON runs (fingerprint)
       WHERE fingerprint IS NOT NULL AND deleted IS NULL""",
    "CREATE INDEX signs_of_sessions ON signs (session)",
    "CREATE INDEX signs_of_runs ON signs (run) WHERE run IS NOT NULL",
    "CREATE INDEX screenings_by_day ON screenings (day)",
    "CREATE UNIQUE INDEX moves_once ON moves (moved_from) WHERE deleted IS NULL",
)
