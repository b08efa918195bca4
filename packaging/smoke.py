"""Proves an installed Kneeline: `python3 packaging/smoke.py [--root DIR] [--tour DIR] COMMAND …`.

Standard library only and nothing of ours, because it runs beside what it tests: outside a bare
system (`--root` is where that one's files lie), on a runner, on somebody's desktop. A line that is
not expected fails it: that is how a missing library speaks before it matters.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PATIENCE = 900
"""Seconds after which a command counts as hanging."""

FEWEST_PICTURES, FEWEST_EVENTS = 10, 100
"""A whole session leaves several times as many."""

LANGUAGES = ("en", "de", "es")

ANSWERS_WITHIN, ENDS_WITHIN = 60.0, 10.0
"""Seconds a child of ours may take to answer, and to end once its line is closed."""

SMALLEST_PICTURE = 2000
"""Bytes; a screen without anything on it has fewer."""

HARMLESS = re.compile(
    r"^$"
    # The tour draws without a screen: no graphics card, and no window manager to tell sizes to.
    r"|No RHI backend\. Using CPU conversion"
    r"|This plugin does not support propagateSizeHints"
    # A bare system has no desktop's session: no folder for it and no portal to ask.
    r"|^QStandardPaths: (XDG_RUNTIME_DIR|runtime directory)"
    r"|^qt\.qpa\.theme\."
)


class Failed(Exception):
    """What was not as it should be."""


def run(command: Sequence[str], *words: str, more: Mapping[str, str] | None = None) -> str:
    """Return what a command prints; Failed if it ends badly, hangs or complains."""
    try:
        done = subprocess.run(
            [*command, *words],
            env={**os.environ, **(more or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as hanging:
        raise Failed(f"{' '.join(words)} hangs") from hanging
    complaints = [row for row in done.stderr.splitlines() if not HARMLESS.search(row)]
    if done.returncode or complaints:
        said = "\n".join([*done.stdout.splitlines()[-3:], *complaints[-30:]])
        raise Failed(f"{' '.join(words)} ended with {done.returncode}:\n{said}")
    return done.stdout


def prove_version(command: Sequence[str]) -> str:
    """Return the version; nothing else may be said."""
    said = run(command, "--version")
    found = re.fullmatch(r"Kneeline (\d+\.\d+\.\d+\S*)\s*", said)
    if found is None:
        raise Failed(f"--version says {said!r}")
    return found[1]


def prove_doctor(command: Sequence[str], version: str) -> dict[str, Any]:
    """Return the doctor's findings by name; films must play and nothing be broken."""
    report = json.loads(run(command, "doctor", "--json"))
    findings = {each["name"]: each for each in report["findings"]}
    if not report["well"] or report["version"] != version:
        raise Failed(f"the doctor is not content: {report}")
    if findings["film"]["details"]["frames"] < 1 or findings["films"]["details"]["films"] < 1:
        raise Failed(f"no film plays: {findings['film']}, {findings['films']}")
    return findings


def prove_languages(command: Sequence[str]) -> None:
    """Demand that each language says something of its own."""
    said = {each: run(command, "--help", more={"LANGUAGE": each}) for each in LANGUAGES}
    if len(set(said.values())) != len(LANGUAGES):
        raise Failed(f"not every language of {', '.join(LANGUAGES)} speaks: {said}")


def prove_child(command: Sequence[str], answer: str, *words: str) -> str:
    """Start a child of ours as the window does; return its first line, and see it end with us."""
    child = subprocess.Popen(
        [*command, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    late = threading.Timer(ANSWERS_WITHIN, child.kill)
    late.start()
    with child:
        said = child.stdout.readline().strip() if child.stdout else ""
        late.cancel()
        if child.stdin:
            child.stdin.close()
        try:
            code = child.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired as hanging:
            child.kill()
            raise Failed(f"{words[0]} outlives its parent") from hanging
    if code or not re.fullmatch(answer, said):
        raise Failed(f"{words[0]} says {said!r} and ends with {code}")
    return said


def prove_children(command: Sequence[str], folder: Path, root: Path) -> list[str]:
    """Return what the child that sounds chimes and the one that speaks have to say.

    A system without loudspeaker or voice is told of, and no failure.
    """
    inside = folder / "smoke.wav"
    outside = root / inside.relative_to(inside.anchor) if root != Path() else inside
    with wave.open(str(outside), "wb") as sound:
        sound.setparams((1, 2, 44100, 0, "NONE", ""))
        sound.writeframes(bytes(8820))
    try:
        return [
            prove_child(command, r"heard [01]", "--sounder", f"smoke={inside}"),
            prove_child(command, r"voice .+|failed \w+ .+", "--speaker", "en"),
        ]
    finally:
        outside.unlink()


def prove_tour(command: Sequence[str], out: Path, root: Path) -> int:
    """Walk through a session into a folder; return how many pictures it left."""
    said = run(command, "tour", "--out", str(out))
    folder = root / out.relative_to(out.anchor) if root != Path() else out
    pictures = list(folder.glob("*.png"))
    events = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    if len(pictures) < FEWEST_PICTURES or len(events) < FEWEST_EVENTS:
        raise Failed(f"the tour left {len(pictures)} pictures and {len(events)} events")
    empty = [path.name for path in pictures if path.stat().st_size < SMALLEST_PICTURE]
    if empty:
        raise Failed(f"the tour left empty pictures: {', '.join(empty)}")
    named = [row for row in said.splitlines() if row.strip()]
    there = {path.name for path in folder.iterdir()}
    odd = [row for row in named if re.split(r"[\\/]", row)[-1] not in there]
    if odd:
        raise Failed(f"the tour says something unexpected: {odd[0]}")
    return len(pictures)


def main(arguments: Sequence[str]) -> int:
    """Prove one installed Kneeline and print a line for each proof."""
    parser = argparse.ArgumentParser(prog="smoke.py", description=main.__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="where its `/` lies out here")
    parser.add_argument("--tour", type=Path, help="where the tour's pictures go, as it sees it")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what starts Kneeline")
    chosen = parser.parse_args(arguments)
    out = chosen.tour or Path(tempfile.mkdtemp(prefix="kneeline-smoke-"))
    began = time.perf_counter()
    try:
        version = prove_version(chosen.command)
        print(f"smoke: version {version}", flush=True)
        findings = prove_doctor(chosen.command, version)
        for each in findings.values():
            print(f"smoke: {each['name']}: {each['grade']}: {each['says']}", flush=True)
        prove_languages(chosen.command)
        print(f"smoke: speaks {', '.join(LANGUAGES)}", flush=True)
        for said in prove_children(chosen.command, out.parent, chosen.root):
            print(f"smoke: a child answers and ends with us: {said}", flush=True)
        pictures = prove_tour(chosen.command, out, chosen.root)
    except (Failed, ValueError, KeyError, OSError) as reason:
        print(f"smoke: FAILED: {reason}", file=sys.stderr)
        return 1
    print(f"smoke: tour of {pictures} pictures; all of it in {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
