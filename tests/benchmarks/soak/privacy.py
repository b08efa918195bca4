"""Nothing leaves the machine, and nobody else on it can read what is kept: watched by strace."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import LAST_WORDS, Workbench
from tests.benchmarks.soak.losses import Losses
from tests.benchmarks.soak.tested import run_tests

SECONDS = 20
FAMILY = re.compile(r"\bsocket\((\w+)")
NAME = re.compile(r'connect\(\d+, \{sa_family=AF_UNIX, sun_path=@?"([^"]*)"')
CALLS = "socket,connect,execve,clone,clone3,fork,vfork"
CHILD = re.compile(r"(?:clone3?|v?fork)\(.* = (\d+)$")
SERVICE = "speech-dispatcher"
"""The system's own speech service, which its library starts where none runs."""

NETWORK = ("AF_INET", "AF_INET6", "AF_PACKET", "AF_BLUETOOTH")
WIDE_OPEN = 0o077
LATITUDE = "51.4778"
GPX = f"""<?xml version="1.0"?><gpx version="1.1" creator="soak"
 xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="{LATITUDE}" lon="-0.0014"><ele>45</ele><time>2026-03-01T07:00:00Z</time></trkpt>
<trkpt lat="51.4790" lon="-0.0100"><ele>46</ele><time>2026-03-01T07:05:00Z</time></trkpt>
<trkpt lat="51.4800" lon="-0.0200"><ele>46</ele><time>2026-03-01T07:10:00Z</time></trkpt>
</trkseg></trk></gpx>"""


class Watched:
    """Runs programs under strace and notes every socket."""

    def __init__(self, bench: Workbench) -> None:
        self.bench, self.trace = bench, bench.scratch / "sockets"
        self.families: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self.programs = 0

    def run(self, command: Sequence[object], *, wanted: int | None = 0) -> None:
        """Run one to its end."""
        watch = ["strace", "-f", "-o", str(self.trace), "-e", f"trace={CALLS}"]
        done = subprocess.run(
            [*watch, "-e", "signal=none", *map(str, command)],
            # A mask that hides nothing: what is private is so by our own doing.
            umask=0,
            env=self.bench.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        self.programs += 1
        assert wanted is None or done.returncode == wanted, done.stderr[-LAST_WORDS:]
        self._count(self.trace.read_text(encoding="utf-8", errors="replace"))

    def _count(self, trace: str) -> None:
        services: set[str] = set()
        for line in trace.splitlines():
            process, _space, call = line.partition(" ")
            began = CHILD.search(call)
            if began is not None and process in services:
                services.add(began[1])
            elif SERVICE in call and "execve(" in call:
                services.add(process)
            elif process in services:
                self.others.update(FAMILY.findall(call))
            else:
                self.families.update(FAMILY.findall(call))
                self.names.update(Path(name).name for name in NAME.findall(call))

    def kneeline(self, *words: object, wanted: int | None = 0) -> None:
        """Run one of Kneeline's own commands."""
        self.run([sys.executable, "-m", "kneeline", *words], wanted=wanted)


def measure(bench: Workbench) -> Iterator[Figure]:
    """Watch a tour, every command, and the app itself for a while."""
    watched, data, out = Watched(bench), bench.scratch / "private" / "data", bench.scratch / "out"
    out.mkdir(mode=0o700)
    losses = Losses("sockets to a network in a tour, every command and the app")
    for number, words in enumerate(_commands(data, out)):
        losses.tried(lambda w=words, n=number: watched.kneeline(*w, wanted=0 if n else None))
    child = bench.command("enduring", data, SECONDS)
    losses.tried(lambda: watched.run(child))
    to_network = {name: watched.families[name] for name in NETWORK if watched.families[name]}
    losses.lost += [f"{count} sockets of {name}" for name, count in to_network.items()]
    local = ", ".join(sorted(watched.names)) or "none"
    others = ", ".join(f"{count} {name}" for name, count in sorted(watched.families.items()))
    services = sum(watched.others[name] for name in NETWORK)
    yield losses.figure(
        f"sockets by family: {others or 'none'}; local ones connected to: {local}; the system's"
        f" speech service, which is not ours, opened {services} of its own to this machine"
    )
    yield _private(data, out)
    yield _no_position(bench)
    crashes = Losses("crash reports and logs with something that a person told us")
    run_tests(bench, crashes, "tests/faults/test_crash.py")
    yield crashes.figure("the tests that make the app fail with scores in its hands")


def _commands(data: Path, out: Path) -> list[tuple[object, ...]]:
    here = ("--data-dir", data)
    return [
        ("doctor", *here),
        ("tour", "--out", out / "tour"),
        ("sample", "--weeks", 8, "--seed", 4, *here),
        ("today", *here),
        ("log", "pain", "left", 2, *here),
        ("log", "note", "Private.", *here),
        ("library", "list", *here),
        ("backup", *here),
        ("chart", "--out", out / "chart.png", *here),
        ("report", "--out", out / "report.pdf", *here),
        ("export", "--to", "json", "--out", out / "out.json", *here),
        ("export", "--to", "csv", "--out", out / "csv", *here),
        ("export", "--to", "fhir", "--out", out / "fhir.json", *here),
        ("import", out / "out.json", "--yes", *here),
        ("restore", "--yes", *here),
    ]


def _private(data: Path, out: Path) -> Figure:
    """Look at the rights of everything that was made."""
    losses = Losses("files and folders that others on the machine could read")
    for place in (data, *data.rglob("*"), *(each for each in out.rglob("*"))):
        if (out / "tour") in (place, *place.parents) and place.suffix != ".db":
            continue  # Pictures of a made-up person, for whoever asked for them.
        mode = place.stat().st_mode
        losses.done += 1
        if mode & WIDE_OPEN:
            losses.lost.append(f"{place.relative_to(out.parent)} {mode & 0o777:o}")
    return losses.figure("made with a mask of 000, by every command and the app")


def _no_position(bench: Workbench) -> Figure:
    """Import a run and look for its places in everything that is kept."""
    losses, data = Losses("positions kept from a run that was imported"), bench.scratch / "ran"
    file = bench.scratch / "run.gpx"
    file.write_text(GPX, encoding="utf-8")
    command = [sys.executable, "-m", "kneeline", "import", str(file), "--yes", "--data-dir", data]
    done = subprocess.run(
        list(map(str, command)),
        env=bench.environment(),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        return Figure(losses.what, "not done", why=f"no run can be imported: {done.stderr.strip()}")
    kept = [each for each in data.rglob("*") if each.is_file()]
    found = [each.name for each in kept if LATITUDE.encode() in each.read_bytes()]
    losses.done, losses.lost = len(kept), found
    return losses.figure("every file of the data folder was searched for the run's first latitude")
