"""Two programs on one journal, a synchronised folder, and the command line beside the app."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kneeline.journal import open_journal
from kneeline.journal.conflicts import conflict_copies
from kneeline.journal.database import HEADER_BYTES
from kneeline.journal.soundness import faults
from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import LAST_WORDS, Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.unit.journal.lives import content
from tests.unit.journal.sitting import Wall

LIVES, SECONDS = 10, 25
"""Lives of the app beside the command line, and how long each lasts."""

PAIRS, NOTES = 50, 40
COPIES = 100
NAMES = ("journal (conflicted copy {n}).db", "journal.sync-conflict-2026-{n}.db", "journal-{n}.db")
LONGEST = 20.0
"""Seconds a command may take beside the app, this machine being busy; a lock-up takes for ever."""


def measure(bench: Workbench) -> Iterator[Figure]:
    """Let them write at once."""
    writers = Losses(f"two processes that write {NOTES} notes each into one journal")
    for number in range(share_of(PAIRS, bench.share)):
        writers.tried(lambda n=number: _pair(bench, n))
    yield writers.figure()
    beside, commands, noticed = (
        Losses("the command line writing while the app is in a session"),
        0,
        0,
    )
    for number in range(share_of(LIVES, bench.share)):
        done: list[int] = []
        beside.tried(lambda n=number, d=done: d.extend(_beside(bench, n)))
        commands += done[0] if done else 0
        noticed += done[1] if done else 0
    yield beside.figure(f"{commands} commands beside it; the app noticed others {noticed} times")
    copies = Losses("a conflict copy that appears beside the journal")
    for number in range(share_of(COPIES, bench.share)):
        copies.tried(lambda n=number: _copy(bench.scratch / "synchronised", n))
    yield copies.figure("the journal goes on as it was, and the copy is told of and not touched")


def _pair(bench: Workbench, number: int) -> None:
    path = bench.scratch / f"pair-{number}" / "journal.db"
    writers = [
        subprocess.Popen(
            bench.command("noting", path, name, NOTES),
            env=bench.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "other")
    ]
    for each in writers:
        _said, complaint = each.communicate(timeout=300)
        assert each.returncode == 0, complaint[-LAST_WORDS:]
    with open_journal(path, wall_clock=Wall()) as journal:
        found = [note.text for note in journal.notes()]
    wanted = {f"{name} {turn}" for name in ("one", "other") for turn in range(NOTES)}
    assert len(found) == len(wanted), f"{len(found)} notes of {len(wanted)}"
    assert set(found) == wanted
    assert faults(path) == ()


def _beside(bench: Workbench, number: int) -> tuple[int, int]:
    """Return how many commands wrote beside the app, and how often it noticed."""
    folder = bench.scratch / f"beside-{number}"
    app = subprocess.Popen(
        bench.command("enduring", folder, SECONDS),
        env=bench.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    written, slowest = 0, 0.0
    while app.poll() is None:
        if not (folder / "journal.db").exists():
            time.sleep(0.1)
            continue
        began = time.monotonic()
        command = [sys.executable, "-m", "kneeline", "log", "note", f"Note {written}."]
        done = subprocess.run(
            [*command, "--data-dir", str(folder)],
            env=bench.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-LAST_WORDS:]
        written += 1
        slowest = max(slowest, time.monotonic() - began)
    said, complaint = app.communicate()
    lines = [line for line in said.splitlines() if line.startswith("{")]
    assert lines, complaint[-LAST_WORDS:]
    told: dict[str, Any] = json.loads(lines[-1])
    assert told["done"], "the session did not go on"
    assert told["done"] == told["kept"], "sets are missing"
    assert [each for each in told["told"] if "journal.db" in each] == []
    assert told["noticed"] > 0, "the app did not notice the command line"
    with open_journal(folder / "journal.db", wall_clock=Wall()) as journal:
        assert len(journal.notes()) == written
    assert slowest < LONGEST, f"a command took {slowest:.0f} s"
    return written, told["noticed"]


def _copy(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    path = folder / "journal.db"
    open_journal(path, wall_clock=Wall()).close()
    with open_journal(path, wall_clock=Wall()) as journal:
        journal.write_note("Before.", about=Wall()().date())
        copy = folder / chance.choice(NAMES).format(n=seed)
        shutil.copy(path, copy)
        if chance.random() < 0.5:
            copy.write_bytes(copy.read_bytes()[: chance.randrange(9000)])
        before = copy.read_bytes()
        journal.write_note("After.", about=Wall()().date())
    with open_journal(path, wall_clock=Wall()) as journal:
        assert len(journal.notes()) == 2
    assert copy.read_bytes() == before
    told = conflict_copies(path)
    assert told == ((copy,) if len(before) >= HEADER_BYTES else told), "nobody is told of it"
    assert len(content(path)["notes"]) == 2
