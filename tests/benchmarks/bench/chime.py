"""From the call of a chime to its sound at a null sink, beside a stream that is kept open."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
