"""What an hour of session costs, and whether memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

MIB = 1 << 20
HOUR = 3600
GROWN = 1.05
A_LONG_DAY = 8 * HOUR
RAPL = Path("/sys/class/powercap/intel-rapl:0/energy_uj")


def measure(bench: Workbench) -> Iterator[Figure]:
    """Let a process live through sessions for all the minutes there are, then for a long day."""
    yield from what_an_hour_costs(bench)
    yield from a_long_day(bench)


def what_an_hour_costs(bench: Workbench) -> Iterator[Figure]:
    """Let one process live through sessions, one after the other, in real time."""
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
    minutes = said["seconds"] / 60
    yield _flat(f"memory after {minutes:.0f} minutes of sessions", said["memory"])


def a_long_day(bench: Workbench) -> Iterator[Figure]:
    """Let one process live through eight hours of its own clock, which runs faster than ours."""
    seconds = bench.minutes * 60
    faster = max(1.0, A_LONG_DAY / seconds)
    said = bench.ask("lasting", bench.scratch / "long-day", seconds, faster)
    hours = said["seconds"] * faster / HOUR
    what = f"memory after {hours:.1f} hours of sessions, {said['sessions']} begun"
    if faster > 1:
        what += f", by a clock that runs {faster:.0f} times as fast"
    yield _flat(what, said["memory"])


def _flat(what: str, memory: Sequence[int]) -> Figure:
    first, last = memory[len(memory) // 4], memory[-1]
    return Figure(
        what,
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
