"""What was read from files last, so that the window need not wait for fifty files of TOML.

What is kept may be deleted at any time. It is not believed unless this version wrote it and every
file it was read from, and none besides, still has the size and the time of change that it had then.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import kneeline
from kneeline.coach.coaching import Coaching
from kneeline.coach.exercise import Exercise
from kneeline.coach.programme import Programme
from kneeline.coach.rules import Rules
from kneeline.coach.running import RunLadder
from kneeline.coach.screening import Screen
from kneeline.library.loading import Library
from kneeline.library.reference import SelfTest
from kneeline.library.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = (
    *("sources.toml", "exercises/*.toml", "programmes/*.toml"),
    *("rules.toml", "running.toml", "screening.toml", "self-tests.toml"),
)
_FRESH, _PRIVATE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600


@dataclass(frozen=True, slots=True)
class AsRead:
    """All that the first screen needs of our files and the person's."""

    library: Library
    coaching: Coaching
    tests: tuple[SelfTest, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The same as it lies in the file, and what it was read from."""

    read_from: list[tuple[str, int, int]]
    by: str
    exercises: dict[str, Exercise]
    programmes: dict[str, Programme]
    sources: dict[str, Source]
    own: frozenset[str]
    rules: Rules
    runs: RunLadder
    screen: Screen
    tests: tuple[SelfTest, ...]


def recall(file: Path, resources: Path, own: Path) -> AsRead | None:
    """Return what is kept in a file; None where it cannot be believed."""
    try:
        kept = msgspec.msgpack.decode(file.read_bytes(), type=_Kept)
        if kept.by != kneeline.__version__ or kept.read_from != _files(resources, own):
            return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, ValueError):
        return None
    library = Library(kept.exercises, kept.programmes, kept.sources, own=kept.own)
    coaching = Coaching(kept.exercises, kept.programmes, kept.rules, kept.runs, kept.screen)
    return AsRead(library, coaching, kept.tests)


def keep(file: Path, as_read: AsRead, resources: Path, own: Path) -> None:
    """Keep what was just read from these folders; a disk that refuses changes nothing.

    A library with problems is read anew each time, and so is one with films of the person's own:
    whether a film is there does not show in the files that name it.
    """
    library, coaching = as_read.library, as_read.coaching
    if library.problems or any(each.film for each in library.exercises.values()):
        with suppress(OSError):
            file.unlink(missing_ok=True)
        return
    kept = _Kept(
        _files(resources, own),
        kneeline.__version__,
        dict(library.exercises),
        dict(library.programmes),
        dict(library.sources),
        library.own,
        coaching.rules,
        coaching.runs,
        coaching.screen,
        as_read.tests,
    )
    fresh = file.with_suffix(".new")
    with suppress(OSError):
        with os.fdopen(os.open(fresh, _FRESH, _PRIVATE), "wb") as written:
            written.write(msgspec.msgpack.encode(kept))
        fresh.replace(file)


def _files(resources: Path, own: Path) -> list[tuple[str, int, int]]:
    """Return name, size and time of change of all that is read, and of what reads it."""
    found = []
    for path in (*_of(resources), *_of(own), *sorted(Path(__file__).parent.glob("*.py"))):
        told = path.stat()
        found.append((str(path), told.st_size, told.st_mtime_ns))
    return found


def _of(folder: Path) -> Iterator[Path]:
    for part in _PARTS:
        yield from sorted(folder.glob(part))
