"""Tests as part of a soak: each that fails is a loss."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.benchmarks.installed import ROOT, Workbench
from tests.benchmarks.soak.losses import Losses

PASSED, FAILED, SKIPPED = (re.compile(rf"(\d+) {word}") for word in ("passed", "failed", "skipped"))


def run_tests(bench: Workbench, losses: Losses, *words: str) -> int:
    """Run tests once, count each that ran, and return how many were skipped."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *words],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": bench.display},
        capture_output=True,
        text=True,
        check=False,
    )
    last = (done.stdout.splitlines() or [""])[-1]
    counts = [sum(map(int, each.findall(last))) for each in (PASSED, FAILED, SKIPPED)]
    losses.done += counts[0] + counts[1]
    told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    losses.lost += told or ([last] if done.returncode else [])
    return counts[2]
