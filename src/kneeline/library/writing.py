"""Write what a person made in the window into files that our own loader reads."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.library import building
from kneeline.library.problem import Problem
from kneeline.library.reading import Unreadable, read
from kneeline.library.schema import ProgrammeFile
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.programme import Entry, Programme

PRIVATE_FOLDER = 0o700
"""Which sessions somebody does says something of their health: others need not see it."""


class Unwritable(Exception):
    """A file could not be written or removed; the message is a sentence with its remedy."""


def save_programme(path: Path, programme: Programme) -> None:
    """Write a programme whole or not at all.

    Raises Unreadable where our own loader would refuse it, and Unwritable where the disk does;
    what stood at the path before is then still there.
    """
    put_file(path, programme_text(programme).encode(), check=partial(_check, programme, path))


def programme_text(programme: Programme) -> str:
    """Return the TOML of a programme."""
    lines = [
        f"id = {_quoted(programme.id)}",
        f"name = {_quoted(programme.name)}",
        f"purpose = {_quoted(programme.purpose)}",
        f"sources = [{', '.join(map(_quoted, programme.sources))}]",
    ]
    if programme.out_of_order_because:
        lines.append(f"out_of_order_because = {_quoted(programme.out_of_order_because)}")
    for block in programme.blocks:
        lines += ["", "[[block]]", f"phase = {_quoted(block.phase.value)}", "entry = ["]
        lines += [f"  {{ {', '.join(_pairs(entry))} }}," for entry in block.entries]
        lines.append("]")
    return "\n".join(lines) + "\n"


def put_file(path: Path, content: bytes, check: Callable[[Path], None] | None = None) -> None:
    """Put a file in place whole or not at all; Unwritable says why it cannot be.

    `check` sees the new file before it takes its place, and raises if it must not.
    """
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        # Not ending in .toml: a loader that looks at the folder right now must not take it.
        number, name = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=".new", dir=path.parent)
    except OSError as error:
        raise Unwritable(cannot_write(path, error)) from error
    fresh = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if check is not None:
            check(fresh)
        fresh.replace(path)
    except OSError as error:
        raise Unwritable(cannot_write(path, error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> str:
    """Return the sentence about a file that the disk did not take."""
    return _(
        "{path} could not be written ({reason}); make room on the disk or allow Kneeline to write"
        " there, and try again."
    ).format(path=path, reason=error.strerror or error)


def _check(programme: Programme, path: Path, fresh: Path) -> None:
    """Read a fresh file as our loader would, and compare what comes out."""
    try:
        found = building.programme(fresh, read(fresh, ProgrammeFile))
    except Unreadable as error:
        raise Unreadable(replace(error.problem, path=path)) from error
    if found != programme:
        says = _("the file would not say what was meant")
        raise Unreadable(Problem(path, "", says, _("use plain letters in its name and purpose")))


def _pairs(entry: Entry) -> Iterator[str]:
    yield f"exercise = {_quoted(entry.exercise)}"
    if entry.level is not None:
        yield f"level = {_quoted(entry.level)}"
    if entry.sets is not None:
        yield f"sets = {entry.sets}"


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON's escapes are TOML's, but for the one it leaves out."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
