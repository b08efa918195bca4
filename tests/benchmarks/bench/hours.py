"""What an hour of session costs, and whether memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

MIB = 1 << 20
HOUR = 3600
GROWN = 1.05
RAPL = Path("/sys/class/powercap/intel-rapl:0/energy_uj")


def measure(bench: Workbench) -> Iterator[Figure]:
    """Let one process live through sessions, one after the other, for all the minutes there are."""
    joules = _joules()
    said = bench.ask("lasting", bench.scratch / "lasting", bench.minutes * 60)
    share = HOUR / said["seconds"]
    yield Figure("processor for an hour of session", f"{said['processor'] * share:.0f} s")
    yield Figure(
        "written to the disk in an hour of session", f"{said['written'] * share / MIB:.1f} MiB"
    )
    spent = _joules()
    watts = (
        "the machine does not tell"
        if spent is None or joules is None
        else f"{(spent - joules) / said['seconds']:.1f} W"
    )
    yield Figure("power of the whole machine meanwhile", watts)
    first, last = said["memory"][len(said["memory"]) // 4], said["memory"][-1]
    yield Figure(
        f"memory after {said['seconds'] / 60:.0f} minutes of sessions",
        f"{last / MIB:.0f} MiB",
        f"after a quarter of it {first / MIB:.0f} MiB",
        ratio=last / first,
        goal=f"≤ {GROWN}× (flat)",
        met=last <= GROWN * first,
    )


def _joules() -> float | None:
    try:
        return int(RAPL.read_text(encoding="ascii")) / 1e6
    except OSError:
        return None
