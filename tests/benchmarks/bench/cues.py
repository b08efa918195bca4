"""How late the cues of a long session come, beside a bare sleep to the same deadlines."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench
from tests.benchmarks.loudspeaker import null_sink, there_is_one

SHARE, ROOM = 1.5, 0.005
DRIFT = 0.025


def measure(bench: Workbench) -> Iterator[Figure]:
    """Live through a session of all the minutes on a machine with nothing else to do."""
    yield from late(bench, "idle")


def late(bench: Workbench, name: str) -> Iterator[Figure]:
    """Tell how late the cues of a session came, and whether they came ever later."""
    ours, bare = _side_by_side(bench, bench.minutes * 60)
    worst, limit = max(ours), max(bare)
    yield Figure(
        f"worst cue of {len(ours)} in {bench.minutes:g} minutes, {name}",
        f"{worst * 1000:.1f} ms late",
        f"bare sleep to the deadlines {limit * 1000:.1f} ms",
        ratio=worst / limit,
        goal="≤ max(1.5×, +5 ms)",
        met=worst <= max(SHARE * limit, limit + ROOM),
    )
    tenth = max(1, len(ours) // 10)
    drift = sorted(ours[-tenth:])[tenth // 2] - sorted(ours[:tenth])[tenth // 2]
    yield Figure(
        f"drift over the session, {name}",
        f"{drift * 1000:+.1f} ms",
        goal=f"≤ {DRIFT * 1000:.0f} ms",
        met=abs(drift) <= DRIFT,
    )


def _side_by_side(bench: Workbench, seconds: float) -> tuple[list[float], list[float]]:
    if not there_is_one():
        return _together(bench, seconds)
    with null_sink(bench) as server:
        return _together(bench, seconds, PULSE_SERVER=server)


def _together(bench: Workbench, seconds: float, **more: str) -> tuple[list[float], list[float]]:
    ways = [
        subprocess.Popen(
            bench.command("cueing", way, bench.scratch / "cueing", seconds),
            env=bench.environment(**more),
            stdout=subprocess.PIPE,
            text=True,
        )
        for way in ("ours", "bare")
    ]
    said = [json.loads(each.communicate()[0].splitlines()[-1]) for each in ways]
    return said[0], said[1]
