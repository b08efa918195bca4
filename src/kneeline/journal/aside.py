"""What the disk refused, kept beside the journal or on another disk until the journal takes it.

A person who closes the window while the disk is full, or whose machine dies then, finds all they
did in the journal once there is room again.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from kneeline.journal.changes import Change
from kneeline.journal.database import VERSION
from kneeline.journal.writing_whole import NotWritten, written_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Values = dict[str, str | int | float | None]


class Aside:
    """One small file, in the first of some folders that takes it.

    The folders must be the person's own: what lies there is written into the journal unread.
    """

    def __init__(self, journal: Path, folders: Iterable[Path]) -> None:
        """Stand ready for a journal; the folders are tried in turn."""
        key = zlib.crc32(str(journal.resolve()).encode("utf-8", "surrogateescape"))
        # Another version has other tables: what is left for it, it will write itself.
        name = f"kneeline-unwritten-{key:08x}-{VERSION}.json"
        self._places = tuple(folder / name for folder in folders)
        self._used = False

    def keep(self, changes: Sequence[Change]) -> None:
        """Keep changes in place of those before; where no folder takes them, memory has to do."""
        content = msgspec.json.encode(changes)
        for number, place in enumerate(self._places):
            try:
                with written_whole(place, force=True) as file:
                    file.write(content)
            except NotWritten:
                continue
            self._used = True
            _remove(self._places[:number] + self._places[number + 1 :])
            return

    def left(self) -> tuple[Change, ...]:
        """Return what an earlier program left; a file that makes no sense goes out of the way."""
        found: list[Change] = []
        for place in self._places:
            try:
                read = msgspec.json.decode(place.read_bytes(), type=list[tuple[str, Values]])
            except OSError:
                continue
            except (msgspec.MsgspecError, UnicodeDecodeError):
                put_by(place)
                continue
            self._used = True
            found += (Change(sql, dict(values)) for sql, values in read)
        return tuple(found)

    def clear(self) -> None:
        """Forget it: the journal has it all."""
        if self._used:
            _remove(self._places)
            self._used = False

    def put_by(self) -> None:
        """Keep it under another name: it does not fit this journal, and is nobody's to delete."""
        for place in self._places:
            put_by(place)
        self._used = False


def put_by(place: Path) -> None:
    """Move a file to a name that is free."""
    names = (place.with_suffix(f".{number}.kept") for number in range(1000))
    with suppress(OSError):
        place.rename(next(name for name in names if not name.exists()))


def _remove(places: Iterable[Path]) -> None:
    for place in places:
        with suppress(OSError):
            place.unlink(missing_ok=True)
