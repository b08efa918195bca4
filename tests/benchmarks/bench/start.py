"""From nothing to the first painted Today, beside a bare window of PySide6."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.figures import Figure, in_turn, milliseconds, ratio
from tests.benchmarks.installed import Workbench

GOAL_TIME, GOAL_MEMORY = 1.5, 1.6
YEARS = 10
STAYED = 12
"""Seconds that Kneeline was open once before: the coach then goes on from a bookmark."""

MIB = 1 << 20
WHY = (
    "the bare window is two fifths of it; our own modules are another third, in which Python 3.11"
    " takes 35 ms to make 123 data classes (one of our own making would take a quarter of that and"
    " was not taken: everybody knows the standard library's); the rest reads the journal, plans the"
    " day and dresses widgets. 1.5× would take a page kept from yesterday, shown before the coach"
    " is loaded"
)


def measure(bench: Workbench) -> Iterator[Figure]:
    """Start both in turn; the journal was open for a while before, as it would have been."""
    folder = bench.journal(YEARS)
    memory: dict[str, list[float]] = {"bare": [], "kneeline": []}
    heavy: set[str] = set()

    def start(*what: object) -> float:
        began = time.monotonic()
        said = bench.ask("painted", *what)
        memory[str(what[0])].append(said["memory"])
        heavy.update(said["heavy"])
        return float(said["at"]) - began

    start("kneeline", folder, STAYED)
    memory["kneeline"].clear()
    heavy.clear()
    times = in_turn(
        {"bare": lambda: start("bare"), "kneeline": lambda: start("kneeline", folder)}, bench.rounds
    )
    slower = ratio(times["kneeline"], times["bare"])
    yield Figure(
        f"process start → first painted Today, journal of {YEARS} years",
        milliseconds(times["kneeline"]),
        f"bare PySide6 window {milliseconds(times['bare'])}",
        "Vorta 3.6×, Anki 7.5× (performance.md)",
        slower,
        f"≤ {GOAL_TIME}×",
        slower <= GOAL_TIME,
        WHY if slower > GOAL_TIME else "",
    )
    more = ratio(memory["kneeline"], memory["bare"])
    yield Figure(
        "peak memory at that point",
        f"{median(memory['kneeline']) / MIB:.0f} MiB",
        f"bare window {median(memory['bare']) / MIB:.0f} MiB",
        "Vorta 110 MiB, Anki 854 MiB (performance.md)",
        more,
        f"≤ {GOAL_MEMORY}×",
        more <= GOAL_MEMORY,
    )
    yield Figure(
        "heavy modules imported at the first paint",
        ", ".join(sorted(heavy)) or "none",
        goal="none",
        met=not heavy,
    )
