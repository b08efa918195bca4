"""The tables that a guided session fills as it goes."""

from __future__ import annotations

from kneeline.journal.version_1.columns import AT, AT_ON_A_DAY, KEPT, UUID, a_day, utc

SESSIONS = f"""
CREATE TABLE sessions (
    id {UUID},
    programme TEXT NOT NULL CHECK (programme <> ''),
    name TEXT NOT NULL,
    {AT_ON_A_DAY},
    seconds REAL NOT NULL CHECK (seconds >= 0),
    sets_planned INTEGER NOT NULL CHECK (sets_planned >= 0),
    ended TEXT {utc("ended")} CHECK (ended >= at),
    ended_offset INTEGER CHECK (ended_offset BETWEEN -1440 AND 1440),
    ending TEXT CHECK (ending IN ('completed', 'left', 'hurt')),
    source TEXT NOT NULL CHECK (source IN ('guided', 'manual')),
    {KEPT},
    CHECK ((ended IS NULL) = (ending IS NULL) AND (ended IS NULL) = (ended_offset IS NULL))
) STRICT
"""

PLANNED = f"""
CREATE TABLE planned (
    id {UUID},
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 0),
    exercise TEXT NOT NULL CHECK (exercise <> ''),
    level TEXT NOT NULL CHECK (level <> ''),
    phase TEXT NOT NULL CHECK (phase IN ('roll', 'activate', 'mobilise', 'strengthen')),
    sets INTEGER NOT NULL CHECK (sets >= 0),
    {AT},
    {KEPT}
) STRICT
"""
"""What a session asked for: without it nobody knows later whether an exercise was done in full."""

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
    run TEXT REFERENCES runs (id) ON DELETE CASCADE CHECK (run IS NULL OR session IS NULL),
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
    run TEXT REFERENCES runs (id) ON DELETE CASCADE CHECK (run IS NULL OR session IS NULL),
    about TEXT NOT NULL {a_day("about")},
    text TEXT NOT NULL CHECK (text <> ''),
    {AT},
    {KEPT}
) STRICT
"""

TABLES = (
    SESSIONS,
    PLANNED,
    SETS,
    PAIN_SCORES,
    FELT,
    CUES_SHOWN,
    UNFINISHED,
    TIMELINES,
    NOTES,
)

INDEXES = (
    "CREATE INDEX sessions_by_time ON sessions (at)",
    """CREATE UNIQUE INDEX planned_once ON planned (session, exercise)
       WHERE deleted IS NULL""",
    "CREATE UNIQUE INDEX sets_once ON sets (session, segment) WHERE deleted IS NULL",
    # These hold all that a chart reads, so that ten years are drawn without reading a row.
    "CREATE INDEX sets_by_day ON sets (deleted, day, phase, seconds)",
    "CREATE INDEX sets_by_exercise ON sets (deleted, exercise, level, phase, side, day)",
    """CREATE UNIQUE INDEX pain_scores_once ON pain_scores (session, question, knee, moment)
       WHERE question IS NOT NULL AND deleted IS NULL""",
    "CREATE INDEX pain_scores_by_day ON pain_scores (deleted, day, knee, score)",
    "CREATE INDEX pain_scores_of_runs ON pain_scores (run) WHERE run IS NOT NULL",
    "CREATE INDEX pain_scores_by_time ON pain_scores (knee, at)",
    "CREATE UNIQUE INDEX felt_once ON felt (session, segment) WHERE deleted IS NULL",
    "CREATE INDEX notes_by_day ON notes (about)",
)
