"""A million broken files and words: each gets a sentence, none a crash, a hang or all memory."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import ROOT, Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.benchmarks.soak.tested import run_tests

FULL = {
    "settings": 400_000,
    "arguments": 300_000,
    "programmes": 250_000,
    "exercises": 60_000,
    "rules": 30_000,
    "runs": 30_000,
    "exports": 20_000,
    "pictures": 20_000,
    "journals": 2_000,
    "imports": 1_000,
    "films": 300,
}
"""Executions of each kind; the cheap ones make the million."""

WHAT = {
    "settings": "settings files",
    "arguments": "command-line arguments, as they are read",
    "runs": "run files: GPX, TCX and FIT, plain and packed",
    "programmes": "programme files",
    "exercises": "exercise files",
    "exports": "JSON exports, read and proven",
    "rules": "files of rules",
    "pictures": "pictures of one's own",
    "journals": "journals with damaged pages, opened, read and written to",
    "imports": "JSON exports, taken into a journal and undone",
    "films": "films of one's own",
}
MEMORY = 1024
"""MiB a process may ever take."""

AT_ONCE, BATCH = 2, 10_000


def measure(bench: Workbench) -> Iterator[Figure]:
    """Feed every kind, each in processes of its own."""
    total = 0
    for kind, full in FULL.items():
        losses = Losses(f"bad input: {WHAT[kind]}")
        left, batches = share_of(full, bench.share), []
        while left > 0:
            batches.append(min(left, BATCH))
            left -= batches[-1]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            told = list(
                pool.map(
                    lambda n, k=kind, b=batches: _batch(bench, k, b[n], n), range(len(batches))
                )
            )
        for each in told:
            losses.done += each["done"]
            losses.lost += each["lost"] + ["more"] * (each["losses"] - len(each["lost"]))
            if each["peak"] > MEMORY:
                losses.lost.append(f"took {each['peak']} MiB")
        total += losses.done
        slowest, peak = (max(each[what] for each in told) for what in ("slowest", "peak"))
        yield losses.figure(f"the slowest took {slowest:.2f} s of processor, at most {peak} MiB")
    yield _built_to_hurt(bench)
    yield Figure("bad input: executions of all kinds", f"{total:,}", goal="≥ 1,000,000 at share 1")


def _built_to_hurt(bench: Workbench) -> Figure:
    losses = Losses("bad input: bombs, laughs, claims of 10 GB, deep nesting, pipes")
    words = ("-k", "hurt or memory or deep or claim or bomb or laugh or huge or large or pipe")
    run_tests(bench, losses, *words, "tests/faults/test_import_bad_input.py", "tests/unit/runfiles")
    return losses.figure("the tests that build such files")


def _batch(bench: Workbench, kind: str, times: int, seed: int) -> dict[str, Any]:
    done = subprocess.run(
        bench.command("fuzzing", kind, times, seed),
        env=bench.environment(QT_QPA_PLATFORM="offscreen"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if lines:
        found: dict[str, Any] = json.loads(lines[-1])
        return found
    numbers = [line for line in done.stderr.splitlines() if line.isdigit()]
    reached = int((numbers or ["0"])[-1])
    words = f"the process died with {done.returncode} after {reached}: {done.stderr[-300:]}"
    return {"done": reached, "lost": [words], "losses": 1, "slowest": 0.0, "peak": 0}
