"""SIGKILL at random moments: in a session, and in all that handles the journal as a whole."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from kneeline.journal import backups_of, open_journal
from kneeline.journal.soundness import faults
from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import ROOT, Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.faults.promises import Promises, keeps, stopped_at, whole
from tests.unit.journal.lives import content
from tests.unit.journal.sitting import Wall

IN_SESSIONS, OTHERWISE, UPGRADING = 600, 300, 100
"""The full counts, a thousand together."""

A_CHAIN = 25
"""Kills of one journal, before another is begun: its making is killed too."""

AT_ONCE = 2
FROZEN = ROOT / "tests" / "migrations" / "journal-v1.db"


def measure(bench: Workbench) -> Iterator[Figure]:
    """Kill the app in sessions, the journal's other work, and upgrades."""
    chains = share_of(IN_SESSIONS // A_CHAIN, bench.share)
    losses = Losses("killed in a session, the app itself")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(lambda number: Chain(bench, number, losses).live(), range(chains)))
    sets, resumed = (sum(each) for each in zip(*done, strict=True))
    yield losses.figure(
        f"{sets} sets were confirmed and {resumed} sessions gone on with; one process in each life,"
        " the journal as the killed one left it"
    )
    yield _otherwise(share_of(OTHERWISE, bench.share))
    yield _upgrading(bench, share_of(UPGRADING, bench.share))


class Chain:
    """One journal through many lives of the app."""

    def __init__(self, bench: Workbench, number: int, losses: Losses) -> None:
        self.bench, self.losses = bench, losses
        self.number, self.chance = number, random.Random(number)
        self.folder = bench.scratch / f"killed-{number}"
        self.path = self.folder / "journal.db"
        self.promises, self.kills = Promises(), 0
        self.stopped: list[object] | None = None

    def live(self) -> tuple[int, int]:
        """Kill again and again; return how many sets were promised and sessions resumed."""
        for _ in range(A_CHAIN):
            self.losses.tried(self.one_life)
        sets, resumed = len(self.promises.sets), len(self.promises.resumed)
        shutil.rmtree(self.folder, ignore_errors=True)
        return sets, resumed

    def one_life(self) -> None:
        """Start the app, kill it, and hold the journal to all that was promised so far."""
        before = len(self.promises.resumed)
        self._kill()
        self.kills += 1
        if len(self.promises.resumed) > before:
            assert self.promises.resumed[before] == self.stopped, "resumed at another place"
        if not self.path.exists():
            return
        whole(self.path)
        aside = self.folder / "aside"
        self.stopped, over = stopped_at(self.path, aside)
        at = self.promises.at
        if at is not None and at[0] not in over:
            assert self.stopped is not None, "no session is offered to go on with"
            assert self.stopped[0] == at[0]
            assert self.stopped[2] >= at[2]
        with open_journal(aside / "journal.db", wall_clock=Wall()) as journal:
            keeps(journal, self.promises, self.kills)

    def _kill(self) -> None:
        seed = self.kills
        child = subprocess.Popen(
            self.bench.command("dying", self.folder, seed),
            env=self.bench.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert child.stdout is not None
        early = self.chance.random() < 0.1
        lines = 0 if early else self.chance.choice((1, 2, 5, 12, 30, 60))
        heard = [line for _, line in zip(range(lines), child.stdout, strict=False)]
        time.sleep(self.chance.random() * (1.5 if early else 0.08))
        child.kill()
        heard += child.stdout.readlines()
        left = child.wait()
        child.stdout.close()
        for line in heard:
            self.promises.hear(line)
        assert left == -9, f"it ended by itself with {left}"


def _otherwise(kills: int) -> Figure:
    """Let the fault test kill importing, restoring, exporting and backing up so often."""
    losses = Losses("killed in import, restore, export, tables and backup")

    def kill() -> None:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, "-o", "timeout=7200", "tests/faults/test_interchange_kill.py"],
            cwd=ROOT,
            env={**os.environ, "KNEELINE_KILLS": str(max(kills, 20))},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, " ".join(done.stdout.splitlines()[-3:])

    losses.done = max(kills, 20) - 1
    losses.tried(kill)
    return losses.figure("either wholly before or wholly after, and every copy whole")


def _upgrading(bench: Workbench, kills: int) -> Figure:
    """Kill a Kneeline of the future in its upgrade of a journal of today."""
    losses, chance = Losses("killed in an upgrade"), random.Random(9)
    versions = {1: 0, 2: 0}

    def one_life() -> None:
        folder = bench.scratch / "upgrading"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path = folder / "journal.db"
        shutil.copy(FROZEN, path)
        before = content(path)
        child = subprocess.Popen(
            bench.command("upgrading", path), env=bench.environment(), stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.random() * 1.2)
        child.kill()
        child.wait()
        child.stdout.close()
        assert faults(path) == (), "it is damaged"
        with closing(sqlite3.connect(path)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            count = "SELECT count(*) FROM pragma_table_info('notes') WHERE name = 'mood'"
            (changed,) = connection.execute(count).fetchone()
        versions[version] += 1
        assert changed == (version == 2), "half of it"
        assert content(path) == before, "rows are missing"
        assert all(faults(each.path) == () for each in backups_of(path))

    for _ in range(kills):
        losses.tried(one_life)
    return losses.figure(f"{versions[1]} were as before, {versions[2]} done")
