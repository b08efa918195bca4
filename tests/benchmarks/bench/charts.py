"""Ten years of pain: from rows to the painted chart, and moving along it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from tests.benchmarks.figures import Figure, ratio
from tests.benchmarks.installed import Workbench

DRAWN, PANNED = 0.5, 1.5
ROUNDS = 5


def measure(bench: Workbench) -> Iterator[Figure]:
    """Draw the same scores three ways, in turn: our chart, a plain QPainter, matplotlib."""
    journal = bench.journal(10) / "journal.db"
    peers = bench.scratch / "peers"
    if not peers.exists():
        quiet = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*quiet, "install", "--target", str(peers), "matplotlib"], check=True)
    path = f"{bench.wheel}:{peers}"
    found: dict[str, list[dict[str, float]]] = {"ours": [], "painter": [], "matplotlib": []}
    for _round in range(ROUNDS):
        for way, said in found.items():
            said.append(bench.ask("charting", way, journal, PYTHONPATH=path))

    def column(way: str, name: str) -> list[float]:
        return [said[name] for said in found[way]]

    def said(way: str, name: str) -> str:
        return f"{median(column(way, name)) * 1000:.1f} ms"

    quicker = ratio(column("ours", "drawn"), column("matplotlib", "drawn"))
    yield Figure(
        "pain chart, 10 years: data → painted",
        said("ours", "drawn"),
        f"own QPainter {said('painter', 'drawn')}",
        f"matplotlib {said('matplotlib', 'drawn')}",
        quicker,
        f"≤ {DRAWN}× matplotlib",
        quicker <= DRAWN,
    )
    slower = ratio(column("ours", "pan"), column("painter", "pan"))
    yield Figure(
        "one frame of moving along it (processor)",
        said("ours", "pan"),
        f"own QPainter {said('painter', 'pan')}",
        f"matplotlib {said('matplotlib', 'pan')}",
        slower,
        f"≤ {PANNED}× QPainter",
        slower <= PANNED,
    )
