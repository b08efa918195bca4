"""Files that hold somebody's health: written whole or not at all, for this person alone."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


class NotWritten(Exception):
    """Nothing was written; the message names the file, the reason and the remedy."""


def demand_free(path: Path, *, force: bool) -> None:
    """Raise NotWritten where something lies already that nobody said to replace."""
    if path.is_dir():
        says = _("{path} is a folder: name a file in it.")
        raise NotWritten(says.format(path=path))
    if not force and os.path.lexists(path):
        says = _("{path} is there already: choose another name, or replace it with --force.")
        raise NotWritten(says.format(path=path))


@contextmanager
def written_whole(path: Path, *, force: bool = False) -> Iterator[IO[bytes]]:
    """Give a file to write into that appears at `path` when the block ends, and not before.

    NotWritten if there is one already (unless `force` allows to replace it) or the disk refuses.
    """
    demand_free(path, force=force)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    with saying_why(path):
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if not force:
                demand_free(path, force=False)
            fresh.replace(path)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


@contextmanager
def saying_why(path: Path) -> Iterator[None]:
    """Turn what the operating system says about a place into NotWritten."""
    try:
        yield
    except OSError as error:
        says = {
            errno.ENOSPC: _("The disk is full, so {path} cannot be written: free some space."),
            errno.ENOENT: _("The folder of {path} does not exist: make it, or choose another."),
        }
        other = _("{path} cannot be written ({reason}): choose another place.")
        reason = error.strerror or error.__class__.__name__
        says_so = says.get(error.errno or 0, other).format(path=path, reason=reason)
        raise NotWritten(says_so) from error
