"""How long the window's thread is blocked, with a speech service missing, slow and hung."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

GOAL = 0.050
SECONDS = 45
HUNG = "hung"


def measure(bench: Workbench) -> Iterator[Figure]:
    """Live through the first part of a session, and walk through every page, each time."""
    for speech in ("missing", "slow", HUNG):
        said = bench.ask("blocked", bench.scratch / f"blocked-{speech}", speech, SECONDS)
        for part in ("session", "pages"):
            yield Figure(
                f"longest block of the window's thread, {part}, speech service {speech}",
                f"{said[part] * 1000:.0f} ms",
                goal=f"≤ {GOAL * 1000:.0f} ms",
                met=said[part] <= GOAL,
                why=said["where"][part],
            )
