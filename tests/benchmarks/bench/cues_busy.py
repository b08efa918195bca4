"""How late the cues of a long session come while every core is busy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.bench.cues import late
from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

BUSY = "while True: pass"


def measure(bench: Workbench) -> Iterator[Figure]:
    """Live through the same session beside one spinning process for each core."""
    spinners = [subprocess.Popen([sys.executable, "-c", BUSY]) for _core in os.sched_getaffinity(0)]
    try:
        yield from late(bench, "every core busy")
    finally:
        for each in spinners:
            each.kill()
            each.wait()
