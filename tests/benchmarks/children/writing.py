"""Write sets in turn into a journal and into a bare table: writing.py FOLDER TIMES."""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import time
from datetime import datetime
from pathlib import Path

from kneeline.app.locations import find
from kneeline.coach.events import SegmentBegan, SetDone
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.timeline import SegmentKind
from kneeline.journal import Recorder, open_journal
from kneeline.library import load


def now() -> datetime:
    return datetime.now().astimezone()


folder, times = Path(sys.argv[1]), int(sys.argv[2])
library = load(find(folder).resources)
plan = draw_up(library.programmes["daily"], library.exercises, History({}), now().date(), str)
timeline = lay_out(plan)
journal = open_journal(folder / "writing.db", wall_clock=now)
recorder = Recorder(journal)
recorder.begin(timeline)
work = [place for place, each in enumerate(timeline.segments) if each.kind is SegmentKind.WORK]
bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
bare.executescript(
    """
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE sets (id TEXT PRIMARY KEY, session TEXT, segment INTEGER, exercise TEXT,
        level TEXT, phase TEXT, side TEXT, reps INTEGER, seconds REAL, complete INTEGER,
        at TEXT, offset INTEGER, day TEXT, created TEXT, changed TEXT) STRICT;
    CREATE INDEX by_session ON sets (session);
    CREATE INDEX by_day ON sets (day, phase, seconds);
    """
)


def ours(turn: int) -> None:
    place = work[turn % len(work)]
    recorder.observe(
        SegmentBegan(float(turn), place), SetDone(turn + 1.0, place, 8, 30.0, complete=True)
    )


def beside(turn: int) -> None:
    stamp, name = now().isoformat(), f"{random.getrandbits(128):032x}"
    counted = 8, 30.0, 1, stamp, 0, stamp[:10]
    bare.execute("BEGIN IMMEDIATE")
    bare.execute(
        f"INSERT INTO sets VALUES ({', '.join('?' * 15)})",  # noqa: S608 (question marks)
        (name, "s", turn, "bridge", "easy", "activate", "left", *counted, *[stamp] * 2),
    )
    bare.execute("COMMIT")


taken: dict[str, list[float]] = {"ours": [], "bare": []}
for turn in range(times):
    for name, write in sorted((("ours", ours), ("bare", beside)), reverse=turn % 2 == 1):
        began = time.perf_counter()
        write(turn)
        taken[name].append(time.perf_counter() - began)
sys.stdout.write(json.dumps(taken) + "\n")
