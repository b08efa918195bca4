"""Opening the Library with all clips, beside decoding one poster for each clip."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

OPENED, BLOCKED = 1.5, 0.050
ROUNDS = 5


def measure(bench: Workbench) -> Iterator[Figure]:
    """Open the page and wait until it is painted; watch the window's thread meanwhile."""
    folder = bench.journal(1)
    said = [bench.ask("opening_library", folder) for _ in range(ROUNDS)]
    posters = [bench.ask("posters", bench.wheel / "kneeline" / "videos") for _ in range(ROUNDS)]
    opened, limit = (
        median(each["opened"] for each in said),
        median(each["seconds"] for each in posters),
    )
    yield Figure(
        "opening the Library with all clips",
        f"{opened * 1000:.0f} ms",
        f"decoding one poster per clip {limit * 1000:.0f} ms",
        ratio=opened / limit,
        goal=f"≤ {OPENED}×",
        met=opened <= OPENED * limit,
    )
    worst = median(each["blocked"] for each in said)
    yield Figure(
        "longest block of the window's thread after it is open",
        f"{worst * 1000:.0f} ms",
        goal=f"≤ {BLOCKED * 1000:.0f} ms",
        met=worst <= BLOCKED,
    )
