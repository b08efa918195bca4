"""From the call of a chime to its sound at a null sink, beside a stream that is kept open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench
from tests.benchmarks.loudspeaker import null_sink, there_is_one

GOAL = 0.010
TIMES = 100


def measure(bench: Workbench) -> Iterator[Figure]:
    """Play one chime a hundred times and listen at the sink's monitor."""
    if not there_is_one():
        yield Figure("chime: call → sound at a null sink", "no PulseAudio here", goal="p99 ≤ 10 ms")
        return
    with null_sink(bench) as server:
        said = {
            way: bench.ask("sounding", way, TIMES, PULSE_SERVER=server) for way in ("ours", "bare")
        }
    heard = {way: sorted(each for each in said[way]["late"] if each is not None) for way in said}
    ours, bare = (_late(heard[way]) for way in ("ours", "bare"))
    yield Figure(
        f"chime: call → sound at a null sink, p99 of {TIMES}",
        f"{ours.last * 1000:.1f} ms (p50 {ours.usual * 1000:.1f})",
        f"kept-open raw stream {bare.last * 1000:.1f} ms (p50 {bare.usual * 1000:.1f})",
        goal="p99 ≤ 10 ms",
        met=ours.last <= GOAL,
    )
    silent = len(said["ours"]["late"]) - len(heard["ours"])
    yield Figure("chimes that were never heard", str(silent), goal="0", met=not silent)
    yield Figure(
        "processes spawned for a hundred chimes",
        str(said["ours"]["children"]),
        goal="0",
        met=not said["ours"]["children"],
    )


@dataclass(frozen=True)
class Late:
    """How late sounds came, in seconds."""

    usual: float
    last: float
    """The ninety-ninth of a hundred."""


def _late(heard: list[float]) -> Late:
    return Late(median(heard), heard[max(0, round(len(heard) * 0.99) - 1)])
