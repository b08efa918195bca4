"""The library in force, which is read again when the person's own files change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline import library as shelves

if TYPE_CHECKING:
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.library import Library


class Bookshelf:
    """Holds the library; `now` is the newest."""

    def __init__(self, places: Locations, notices: Notices) -> None:
        """Read the library; what is wrong with a file becomes a notice."""
        self._places, self._notices = places, notices
        self.now: Library = self._read()

    def read_again(self) -> None:
        """Read the library again, after files of the person's own have changed."""
        self.now = self._read()

    def _read(self) -> Library:
        library = shelves.load(self._places.resources, own=self._places.data)
        for problem in library.problems:
            self._notices.tell(str(problem))
        return library
