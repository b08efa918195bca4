"""Power cuts: the journal's writes are recorded below SQLite, and what a disk may keep is put back.

strace records every write, truncation, flush and deletion of a session on its way to the kernel,
with the promises the program made in between. A cut is made anywhere in that list, even inside a
write. What was flushed before it is there; of the rest a disk may have kept all, nothing, a part
cut off at any byte, or any of its sectors. From that the journal must open and hold what was
promised before the cut.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from kneeline.journal import open_journal
from kneeline.journal.soundness import faults
from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import ROOT, Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.faults.promises import Promises, keeps
from tests.unit.journal.sitting import Wall

CUTS, CUTS_A_TRACE = 4000, 200
LINES = 260
"""Promises a traced program makes; enough for checkpoints and a backup or two."""

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fdatasync,fsync,unlink,close"
CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
DOOMED = ROOT / "tests" / "unit" / "journal" / "doomed.py"
NAMES = {"journal.db", "journal.db-wal", "journal.db-journal"}
FOLDER = "the folder"
SHARED = Path("/dev/shm")  # noqa: S108 (in memory, in a folder of a name of our own)


@dataclass(frozen=True)
class Written:
    """One thing done to a file."""

    file: str
    what: str
    start: int = 0
    content: bytes = b""


@dataclass
class Disk:
    """Files as a disk holds them for certain, and what it was asked to do since its last flush."""

    certain: dict[str, bytearray] = field(default_factory=dict)
    asked: list[Written] = field(default_factory=list)

    def do(self, deed: Written) -> None:
        """Take in what a program does."""
        if deed.what == "flush":
            kept = []
            for each in self.asked:
                # What is gone is gone for certain once the folder is flushed.
                file = FOLDER if each.what == "remove" else each.file
                if file == deed.file:
                    _apply(self.certain, each)
                else:
                    kept.append(each)
            self.asked = kept
        else:
            self.asked.append(deed)

    def cut(self, chance: random.Random) -> dict[str, bytearray]:
        """Return what may be there after a power cut at this moment."""
        left, how = deepcopy(self.certain), chance.choice(("all", "nothing", "torn", "sectors"))
        for number, deed in enumerate(self.asked):
            last = number == len(self.asked) - 1
            if how == "all" or (how == "torn" and not last):
                _apply(left, deed)
            elif how == "torn":
                kept = deed.content[: chance.randrange(len(deed.content) + 1)]
                _apply(left, Written(deed.file, deed.what, deed.start, kept))
            elif how == "sectors":
                for part in _sectors(deed):
                    if chance.random() < 0.5:
                        _apply(left, part)
        return left


def measure(bench: Workbench) -> Iterator[Figure]:
    """Cut the power thousands of times."""
    losses = Losses("power cut anywhere in a session's writes")
    traces = share_of(CUTS // CUTS_A_TRACE, bench.share)
    for seed in range(traces):
        cut_a_trace(_deeds(bench, seed), losses, seed, bench.scratch)
    yield losses.figure(
        "the writes of a program in sessions, taken down below SQLite by strace and put back up to"
        " a random byte; what was not flushed is kept whole, in part, by sectors, or not at all"
    )


def cut_a_trace(deeds: list[Written], losses: Losses, seed: int, scratch: Path) -> None:
    """Cut one recorded life at many places."""
    chance, disk, promises = random.Random(seed), Disk(), Promises()
    places = sorted(chance.choices(range(len(deeds)), k=CUTS_A_TRACE))
    folder = (SHARED if SHARED.is_dir() else scratch) / f"kneeline-power-{os.getpid()}"
    for number, deed in enumerate(deeds):
        if deed.what == "said":
            promises.hear(deed.content)
        else:
            disk.do(deed)
        for _ in range(places.count(number)):
            left = disk.cut(chance)
            losses.tried(lambda left=left: _holds(left, promises, folder))
    shutil.rmtree(folder, ignore_errors=True)


def _holds(left: Mapping[str, bytearray], promises: Promises, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for name, content in left.items():
        (folder / name).write_bytes(content)
    path = folder / "journal.db"
    with open_journal(path, wall_clock=Wall()) as journal:
        keeps(journal, promises, 1)
        unfinished, at = journal.unfinished(), promises.at
        over = {each.id for each in journal.sessions() if each.ending is not None}
        if at is not None and at[0] not in over:
            assert unfinished is not None, "no session is offered to go on with"
            assert (unfinished.session, unfinished.clock >= at[2]) == (at[0], True)
    assert faults(path) == (), "it is damaged"


def _deeds(bench: Workbench, seed: int) -> list[Written]:
    """Let a program do sessions under strace, and return what it did to its journal."""
    trace, folder = bench.scratch / "trace", bench.scratch / f"traced-{seed}"
    watch = ["strace", "-o", str(trace), "-e", f"trace={CALLS}", "-e", "signal=none"]
    # Bytes of files as hexadecimal, as long as they may be.
    watch += ["-xx", "-s", "100000"]
    child = subprocess.Popen(
        [*watch, *bench.command("dying")[:1], str(DOOMED), str(folder / "journal.db"), str(seed)],
        env=bench.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None
    for _ in zip(range(LINES), child.stdout, strict=False):
        pass
    child.stdout.close()  # It dies of having nobody to tell.
    child.wait()
    found, understanding = [], Understanding()
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            match = CALL.match(line)
            if match is not None and int(match[3]) >= 0:
                found += understanding.deeds(match[1], match[2], int(match[3]))
    trace.unlink()
    return found


class Understanding:
    """Follows which number stands for which file, and says what a call did to a file of ours."""

    def __init__(self) -> None:
        self.files = {1: "said"}

    def deeds(self, call: str, arguments: str, result: int) -> list[Written]:
        """Return what one call did to a file of the journal, if it did."""
        text = TEXT.search(arguments)
        content = bytes.fromhex(text[1].replace("\\x", "")) if text else b""
        if call in {"openat", "unlink"}:
            name = os.fsdecode(content).rpartition("/")[2]
            name = FOLDER if name.startswith("traced-") else name
            return self._named(call, name, result)
        first, *rest = arguments.split(", ")
        file = self.files.get(int(first))
        if call == "close":
            self.files.pop(int(first), None)
        if file is None or (file == "said") != (call == "write"):
            return []
        return {
            "write": lambda: [Written(file, "said", content=content)],
            "pwrite64": lambda: [Written(file, "write", int(rest[-1]), content[:result])],
            "ftruncate": lambda: [Written(file, "shorten", int(rest[-1]))],
            "close": list[Written],
        }.get(call, lambda: [Written(file, "flush")])()

    def _named(self, call: str, name: str, result: int) -> list[Written]:
        if call == "unlink":
            return [Written(name, "remove")] if name in NAMES else []
        self.files.pop(result, None)
        if name in NAMES or name == FOLDER:
            self.files[result] = name
        # Its name is taken to be there for certain, as most file systems have it.
        return [Written(name, "make"), Written(name, "flush")] if name in NAMES else []


def _apply(files: dict[str, bytearray], deed: Written) -> None:
    if deed.what == "remove":
        files.pop(deed.file, None)
        return
    content = files.setdefault(deed.file, bytearray())
    if deed.what == "shorten":
        del content[deed.start :]
        content.extend(b"\0" * (deed.start - len(content)))
    elif deed.what == "write" and deed.content:
        content.extend(b"\0" * (deed.start - len(content)))
        content[deed.start : deed.start + len(deed.content)] = deed.content


def _sectors(deed: Written) -> Iterator[Written]:
    """Yield the sectors of a write, which a disk keeps or loses whole."""
    if deed.what != "write":
        yield deed
        return
    place = deed.start
    end = deed.start + len(deed.content)
    while place < end:
        until = min(end, (place // SECTOR + 1) * SECTOR)
        part = deed.content[place - deed.start : until - deed.start]
        yield Written(deed.file, "write", place, part)
        place = until
