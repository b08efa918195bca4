"""Open a run file, whatever it turns out to be, and hand it to the reader of its format."""

from __future__ import annotations

import gzip
import io
import stat
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from typing_extensions import override

from kneeline.runfiles.fit import read_fit
from kneeline.runfiles.gpx import read_gpx
from kneeline.runfiles.recorded import NoRunInIt, RecordedRun
from kneeline.runfiles.tcx import read_tcx
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

READERS: Mapping[str, Callable[[BinaryIO], tuple[RecordedRun, ...]]] = {
    ".gpx": read_gpx,
    ".tcx": read_tcx,
    ".fit": read_fit,
}
PACKED = ".gz"
"""As whole archives are handed out by those who keep them for runners."""

ENDINGS = (*READERS, *(ending + PACKED for ending in READERS))

LARGEST = {".gpx": 64 * 2**20, ".tcx": 64 * 2**20, ".fit": 16 * 2**20}
"""Bytes that are read, unpacked: a day of running takes a third of it."""


class _TooLarge(Exception):
    """More came out of the file than is read."""


class _Bounded(io.RawIOBase):
    """Reads no more than so many bytes of what may unpack to any size."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        super().__init__()
        self._file, self._left = file, most

    @override
    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, all where no size is said."""
        piece = self._file.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        self._left -= len(piece)
        if self._left < 0:
            raise _TooLarge
        return piece


def ending_of(file: Path) -> str:
    """Return the ending that says a file's format, without that of its packing; "" for none."""
    name = file.name.casefold().removesuffix(PACKED)
    return next((ending for ending in READERS if name.endswith(ending)), "")


def is_run_file(file: Path) -> bool:
    """Whether a file is a run file by its name."""
    return bool(ending_of(file))


def read(file: Path) -> tuple[RecordedRun, ...]:
    """Return the runs of a file, one or more; NoRunInIt says why there is none."""
    ending = ending_of(file)
    if not ending:
        says = _("It is none of {endings}.")
        raise NoRunInIt(says.format(endings=", ".join(each[1:].upper() for each in READERS)))
    most = LARGEST[ending]
    try:
        with _regular(file, most) as raw:
            return READERS[ending](_opened(raw, most))
    except _TooLarge as error:
        says = _("It is larger than {size} MB, far more than a day of running.")
        raise NoRunInIt(says.format(size=most // 2**20)) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise NoRunInIt(_("It is packed, and damaged: export it again.")) from error
    except OSError as error:
        says = _("It cannot be read: {reason}.")
        raise NoRunInIt(says.format(reason=error.strerror or error)) from error


def _regular(file: Path, most: int) -> BinaryIO:
    """Open a file that is one, and no pipe or device that would be read for ever."""
    about = file.stat()
    if not stat.S_ISREG(about.st_mode):
        raise NoRunInIt(_("It is no file that could be read."))
    if about.st_size > most:
        raise _TooLarge
    return file.open("rb")


def _opened(raw: BinaryIO, most: int) -> BinaryIO:
    """Return what a file holds, unpacked if it is packed, whatever its name says."""
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    inside = cast("BinaryIO", gzip.GzipFile(fileobj=raw)) if packed else raw
    return cast("BinaryIO", _Bounded(inside, most))
