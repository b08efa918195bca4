"""What every build step stands on: the source as git sees it, its version, and where things go."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
DIST = ROOT / "dist"
WORK = ROOT / "build"
VERSION_FILE = ROOT / "src" / "kneeline" / "__init__.py"

NAME = "Kneeline"
APP_ID = "org.kneeline.Kneeline"
SUMMARY = "Guided sessions at home for runner's knee"


class CannotBuild(Exception):
    """Something a person can mend is in the way; the message is one sentence with the remedy."""


class Release(NamedTuple):
    """One version in CHANGELOG.md and what it brought."""

    version: str
    date: str
    changes: list[str]


def version() -> str:
    """Return the version; src/kneeline/__init__.py is the only place that holds it."""
    found = re.search(
        r'^__version__ = "([^"]+)"', VERSION_FILE.read_text(encoding="utf-8"), re.MULTILINE
    )
    if found is None:
        raise CannotBuild(f"{VERSION_FILE} has no line __version__ = …; put it back from git")
    return found[1]


@cache
def moment() -> int:
    """Return the second at which the source was committed: every file we make carries it."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    try:
        return int(heard("git", "log", "-1", "--format=%ct").strip())
    except (CannotBuild, ValueError):  # an sdist has no history
        return int(VERSION_FILE.stat().st_mtime)


def day() -> datetime:
    """Return the same moment as a date in UTC."""
    return datetime.fromtimestamp(moment(), UTC)


def releases(changelog: str) -> list[Release]:
    """Return what CHANGELOG.md tells, newest first; what is not released yet has an empty date."""
    found: list[Release] = []
    for row in changelog.splitlines():
        head = re.match(r"## \[(?:Unreleased\] – )?([^\]\s]+)\]?(?: – (\d{4}-\d\d-\d\d))?", row)
        if head:
            found.append(Release(head[1], head[2] or "", []))
        elif found and row.startswith("- "):
            found[-1].changes.append(row[2:])
        elif found and found[-1].changes and row.startswith("  "):
            found[-1].changes[-1] += " " + row.strip()
    return found


def source() -> Path:
    """Return a fresh copy of what git tracks or would: no cache, no leftover, nothing ignored."""
    copy = empty(WORK / "source")
    try:
        listed = heard("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except CannotBuild:  # unpacked from an sdist, which holds nothing else
        ignored = shutil.ignore_patterns("build", "dist", ".venv", "__pycache__")
        return shutil.copytree(ROOT, copy, dirs_exist_ok=True, ignore=ignored)
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file():  # one that was removed and not yet committed is listed too
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy / name)
    return copy


def empty(folder: Path) -> Path:
    """Return a folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def filled(template: Path, **more: str) -> str:
    """Return a template with each @WORD@ replaced by what we know; an unknown word is an error."""
    known = {
        "VERSION": version(),
        "DAY": f"{day():%Y-%m-%d}",
        "APP_ID": APP_ID,
        "SUMMARY": SUMMARY,
        **more,
    }
    text = template.read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: known[found[1]], text)


def need(program: str, package: str) -> str:
    """Return the path of a program, or say which package brings it."""
    found = shutil.which(program)
    if found is None:
        raise CannotBuild(f"{program} is missing; install it with: sudo apt-get install {package}")
    return found


def heard(
    *command: str | Path,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a command and return what it prints; CannotBuild with its last lines if it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env={**os.environ, "SOURCE_DATE_EPOCH": _epoch(words), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError as error:
        raise CannotBuild(f"{words[0]} is missing; install it and run this again") from error
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-25:])
        raise CannotBuild(f"{' '.join(words[:3])} … failed with {done.returncode}:\n{last}")
    return done.stdout


def _epoch(words: Sequence[str]) -> str:
    # git itself is asked for the moment, and needs none.
    return "0" if words[0] == "git" else str(moment())


def sha256(path: Path) -> str:
    """Return a file's hash in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checked(path: Path, wanted: str) -> Path:
    """Return a file that was given by hand, after comparing its hash with the pinned one."""
    if not path.is_file():
        raise CannotBuild(f"{path} does not exist; say where the file lies")
    found = sha256(path)
    if found != wanted:
        raise CannotBuild(f"{path} is not the pinned file (SHA-256 {found}, not {wanted})")
    return path


def size(folder: Path) -> int:
    """Return the bytes of all files below a folder; a link counts nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def settle_times(folder: Path) -> None:
    """Give everything below a folder the same time, so that two builds are the same bytes."""
    when = moment()
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (when, when), follow_symlinks=False)
