"""The library in force, which is read again when the person's own files change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline import library as shelves
from kneeline.library import kept

if TYPE_CHECKING:
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.library import Library


class Bookshelf:
    """Holds the library; `now` is the newest."""

    def __init__(self, places: Locations, notices: Notices) -> None:
        """Take the library as it was read last, or read it; what is wrong becomes a notice."""
        self._places, self._notices = places, notices
        self._file = places.data / "library-as-read.msgpack"
        found = kept.recall(self._file, places.resources, places.data)
        self._read_anew = found is None
        self.now: Library = found if found is not None else self._read()

    def read_again(self) -> None:
        """Read the library again, after files of the person's own have changed."""
        self._read_anew = True
        self.now = self._read()
        self.keep()

    def keep(self) -> None:
        """Keep what was read, for the next start."""
        if self._read_anew:
            kept.keep(self._file, self.now, self._places.resources, self._places.data)
            self._read_anew = False

    def _read(self) -> Library:
        library = shelves.load(self._places.resources, own=self._places.data)
        for problem in library.problems:
            self._notices.tell(str(problem))
        return library
