"""From the call of a chime to its sound at a null sink, beside a stream that is kept open."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import monotonic

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

GOAL = 0.010
TIMES = 100
STARTS_WITHIN = 10


def measure(bench: Workbench) -> Iterator[Figure]:
    """Play one chime a hundred times and listen at the sink's monitor."""
    if not shutil.which("pulseaudio") or not shutil.which("parec"):
        yield Figure("chime: call → sound at a null sink", "no PulseAudio here", goal="p99 ≤ 10 ms")
        return
    with _null_sink(bench) as server:
        said = {
            way: bench.ask("sounding", way, TIMES, PULSE_SERVER=server) for way in ("ours", "bare")
        }
    ours, bare = (sorted(said[way]["late"]) for way in ("ours", "bare"))
    last = max(0, round(len(ours) * 0.99) - 1)
    limit = bare[max(0, round(len(bare) * 0.99) - 1)]
    yield Figure(
        f"chime: call → sound at a null sink, p99 of {len(ours)}",
        f"{ours[last] * 1000:.1f} ms (p50 {median(ours) * 1000:.1f})",
        f"kept-open raw stream {limit * 1000:.1f} ms (p50 {median(bare) * 1000:.1f})",
        goal="p99 ≤ 10 ms",
        met=ours[last] <= GOAL,
    )
    yield Figure(
        "processes spawned for a hundred chimes",
        str(said["ours"]["children"]),
        goal="0",
        met=not said["ours"]["children"],
    )


@contextmanager
def _null_sink(bench: Workbench) -> Iterator[str]:
    """Hold a sound server of its own with nothing but a null sink."""
    socket = bench.scratch / "pulse.socket"
    modules = ["module-null-sink", f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
    loaded = [part for module in modules for part in ("-L", module)]
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *loaded],
        env=bench.environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        ends = monotonic() + STARTS_WITHIN
        asked = ["pactl", "--server", f"unix:{socket}", "info"]
        while subprocess.run(asked, capture_output=True, check=False).returncode:
            if monotonic() > ends:
                raise RuntimeError("PulseAudio did not start")
        yield f"unix:{socket}"
    finally:
        server.terminate()
        server.wait()
