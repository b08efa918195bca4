"""A disk that is full, read-only, failing, slow or gone, under the real app and the recorder."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kneeline.coach.session import SessionEngine
from kneeline.journal import JournalUnwritable, Recorder, open_journal
from kneeline.journal.aside import Aside
from kneeline.journal.soundness import faults
from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import LAST_WORDS, Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.faults.test_journal_disk import fill, tells_all
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import Wall, Witness, steps

FULL_AT_EACH = 600
"""Sessions whose disk is full for a while, each from another write on."""

LIVES = 10
"""Runs of the real app for each kind of trouble."""

SECONDS = 15
SLOW = 5
ERRORS = {"full": "ENOSPC", "read-only": "EROFS", "failing": "EIO"}


def measure(bench: Workbench) -> Iterator[Figure]:
    """Fill a small disk at every write, then give the real app every kind of trouble."""
    yield _full_at_every_write(bench)
    lives = share_of(LIVES, bench.share)
    for trouble, error in ERRORS.items():
        losses, chance = Losses(f"a disk {trouble} for a while, the app itself"), random.Random(3)
        for number in range(lives):
            first = chance.randrange(60, 200)
            inject = f"inject=pwrite64:error={error}:when={first}..{first + chance.randrange(200)}"
            losses.tried(lambda inject=inject, n=number: _endure(bench, n, SECONDS, [inject]))
        yield losses.figure(f"strace lets the journal's writes fail with {error}")
    losses = Losses(f"{SLOW} s for each flush, the app itself")
    slow = [f"inject=fsync,fdatasync:delay_enter={SLOW * 10**6}"]
    for number in range(max(1, lives // 3)):
        losses.tried(lambda n=number: _slow(bench, n, slow))
    yield losses.figure("strace lets each flush of the journal wait; that may pause no session")
    losses = Losses("the folder gone for a while, the app itself")
    for number in range(lives):
        losses.tried(lambda n=number: _told_once(_live(bench, n, SECONDS, [], "gone")))
    yield losses.figure()


def _full_at_every_write(bench: Workbench) -> Figure:
    """Let the disk be full from each write of a session on, for a few writes or for good."""
    losses = Losses("a full disk (tmpfs of 1 MB), from each write of a session on")
    chance = random.Random(5)
    number_of_steps = len(list(steps(SessionEngine(ALL_FOUR))))
    for number in range(share_of(FULL_AT_EACH, bench.share)):
        first = number % number_of_steps
        last = first + chance.choice((1, 2, 10, number_of_steps))
        with _small_disk(bench.scratch / "disk") as disk:
            if disk is None:
                return Figure(losses.what, "not done", why="this machine lets nobody mount a disk")
            losses.tried(lambda d=disk, f=first, m=last: _one_session(d, f, m))
    return losses.figure("what was left at the end was written by the next program, from aside")


class _small_disk:  # noqa: N801 (read as a word, like the other context managers)
    def __init__(self, folder: Path) -> None:
        self.folder, self.there = folder, False

    def __enter__(self) -> Path | None:
        self.folder.mkdir(exist_ok=True)
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "kneeline-soak", str(self.folder)]
        self.there = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        return self.folder if self.there else None

    def __exit__(self, *_error: object) -> None:
        if self.there:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


def _one_session(disk: Path, first: int, last: int) -> None:
    path, witness = disk / "kneeline" / "journal.db", Witness(ALL_FOUR)
    other = disk.with_name("other-disk")
    other.mkdir(exist_ok=True)
    aside, ballast, refused = Aside(path, (path.parent, other)), disk / "ballast", 0
    with open_journal(path, wall_clock=Wall()) as journal:
        journal._connection.execute("PRAGMA wal_autocheckpoint=0")
        recorder = Recorder(journal, aside)
        session = recorder.begin(ALL_FOUR)
        for number, events in enumerate(steps(SessionEngine(ALL_FOUR))):
            witness.see(*events)
            if number == first:
                ballast = fill(disk)
            if number == last:
                ballast.unlink()
            try:
                recorder.observe(*events)
            except JournalUnwritable:
                refused += 1
    ballast.unlink(missing_ok=True)
    with open_journal(path, wall_clock=Wall()) as journal:
        Recorder(journal, aside).take_back()
        tells_all(journal, session, witness)
    assert faults(path) == ()
    assert list(other.iterdir()) == [], "something is left aside"


def _endure(bench: Workbench, number: int, seconds: int, inject: list[str]) -> None:
    _told_once(_live(bench, number, seconds, inject, "below"))


def _slow(bench: Workbench, number: int, inject: list[str]) -> None:
    said = _live(bench, number, 6 * SECONDS, inject, "slow")
    assert said["paused"] == 0, f"paused {said['paused']} times"
    _all_there(said)


def _told_once(said: dict[str, Any]) -> None:
    _all_there(said)
    about_the_disk = [each for each in said["told"] if "journal.db" in each]
    assert len(about_the_disk) == 1, f"told {len(about_the_disk)} times: {said['told']}"


def _all_there(said: dict[str, Any]) -> None:
    assert len(said["done"]) > 2, "the session did not go on"
    assert said["unwritten"] == 0, f"{said['unwritten']} changes wait after {said['tries']} tries"
    lost = {key: each for key, each in said["done"].items() if said["kept"].get(key) != each}
    assert not lost, f"{len(lost)} sets are not in the journal"
    more = set(said["kept"]) - set(said["done"])
    assert not more, f"in the journal, and nobody did them: {more}"


def _live(
    bench: Workbench, number: int, seconds: int, inject: list[str], trouble: str
) -> dict[str, Any]:
    folder = bench.scratch / f"bad-disk-{number}"
    shutil.rmtree(folder, ignore_errors=True)
    open_journal(folder / "journal.db", wall_clock=Wall()).close()
    watch = ["strace", "-f", "-o", "/dev/null", "-e", "signal=none"] if inject else []
    for each in inject:
        calls = each.partition("=")[2].partition(":")[0]
        watch += ["-e", f"trace={calls}", "-e", each]
    for name in ("journal.db", "journal.db-wal") if inject else ():
        watch += ["-P", str(folder / name)]
    done = subprocess.run(
        [*watch, *bench.command("enduring", folder, seconds, trouble)],
        env=bench.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds * 20,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, f"it ended with {done.returncode}: {done.stderr[-LAST_WORDS:]}"
    found: dict[str, Any] = json.loads(lines[-1])
    return found
