"""Ask a journal what the charts ask, and the slow way beside it: asking.py JOURNAL."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

from kneeline.journal import open_journal

path = Path(sys.argv[1])
journal = open_journal(path, wall_clock=lambda: datetime.now().astimezone())
bare = sqlite3.connect(path)
bare.row_factory = sqlite3.Row


def rows(table: str) -> list[dict[str, object]]:
    found = bare.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 (our own names)
    return [dict(row) for row in found if row["deleted"] is None]


def worst_by_day() -> object:
    worst: dict[tuple[object, object], int] = {}
    for row in rows("pain_scores"):
        key = row["day"], row["knee"]
        worst[key] = max(worst.get(key, 0), int(str(row["score"])))
    return sorted(worst.items(), key=str)


def work_by_day() -> object:
    seconds: defaultdict[tuple[object, object], float] = defaultdict(float)
    for row in rows("sets"):
        seconds[row["day"], row["phase"]] += float(str(row["seconds"]))
    return sorted(seconds.items(), key=str)


def levels() -> object:
    newest: dict[tuple[object, ...], str] = {}
    for row in rows("sets"):
        key = row["exercise"], row["level"], row["phase"], row["side"]
        newest[key] = max(newest.get(key, ""), str(row["day"]))
    return sorted(newest.items(), key=str)


def felt() -> object:
    return Counter((str(row["at"])[:10], row["felt_where"]) for row in rows("felt"))


ASKED: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    "worst pain by knee and day": (journal.daily_pain, worst_by_day),
    "minutes of work by phase and day": (journal.daily_work, work_by_day),
    "levels worked on": (journal.levels_worked, levels),
    "where it was felt": (journal.daily_felt, felt),
}
said = {}
for name, ways in ASKED.items():
    taken: dict[str, list[float]] = {"ours": [], "dicts": []}
    for _turn in range(5):
        for way, ask in zip(taken, ways, strict=True):
            journal.answers().clear()  # what the journal remembers is not what it costs to ask
            began = time.perf_counter()
            ask()
            taken[way].append(time.perf_counter() - began)
    said[name] = {way: median(times) for way, times in taken.items()}
sys.stdout.write(json.dumps(said) + "\n")
