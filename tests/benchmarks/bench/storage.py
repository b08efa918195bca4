"""Writing one set so that a power cut cannot take it, beside bare sqlite3 doing the same."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

GOAL = 1.5


def measure(bench: Workbench) -> Iterator[Figure]:
    """Write sets in turn into a journal and into a bare table with the same columns."""
    said = bench.ask("writing", bench.scratch, 300)
    slower = median(ours / bare for ours, bare in zip(said["ours"], said["bare"], strict=True))
    yield Figure(
        "durable write of one set",
        f"{median(said['ours']) * 1000:.3f} ms",
        f"sqlite3, WAL, FULL {median(said['bare']) * 1000:.3f} ms",
        ratio=slower,
        goal=f"≤ {GOAL}×",
        met=slower <= GOAL,
    )
