"""The library in force and what else the coach decides by, read again when files change."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kneeline import library as shelves
from kneeline.library import Unreadable, kept, rules

if TYPE_CHECKING:
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.coach.coaching import Coaching
    from kneeline.library import Library
    from kneeline.library.reference import SelfTest


class Bookshelf:
    """Holds the library; `now` is the newest."""

    def __init__(self, places: Locations, notices: Notices) -> None:
        """Take everything as it was read last, or read it; what is wrong becomes a notice."""
        self._places, self._notices = places, notices
        self._file = places.data / "library-as-read.msgpack"
        self._coaching: Coaching | None = None
        self._tests: tuple[SelfTest, ...] | None = None
        found = kept.recall(self._file, places.resources, places.data)
        self._read_anew = found is None
        if found is not None:
            self._coaching, self._tests = found.coaching, found.tests
        self.now: Library = found.library if found is not None else self._read()

    def coaching(self) -> Coaching:
        """Return all the coach decides by; Unreadable with a sentence where a file does not do."""
        if self._coaching is None:
            self._coaching = rules.coaching(self._places.resources, self.now)
        return self._coaching

    def self_tests(self) -> tuple[SelfTest, ...]:
        """Return every self-test; Unreadable with a sentence where their file does not do."""
        if self._tests is None:
            self._tests = rules.read_self_tests(self._places.resources / "self-tests.toml")
        return self._tests

    def read_again(self) -> None:
        """Read everything again, after files of the person's own have changed."""
        self._read_anew, self._coaching, self._tests = True, None, None
        self.now = self._read()
        self.keep()

    def keep(self) -> None:
        """Keep what was read, for the next start; what cannot be used is read anew each time."""
        if self._read_anew:
            with suppress(Unreadable):
                as_read = kept.AsRead(self.now, self.coaching(), self.self_tests())
                kept.keep(self._file, as_read, self._places.resources, self._places.data)
            self._read_anew = False

    def _read(self) -> Library:
        library = shelves.load(self._places.resources, own=self._places.data)
        for problem in library.problems:
            self._notices.tell(str(problem))
        return library
