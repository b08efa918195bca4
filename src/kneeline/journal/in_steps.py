"""Long reading in short steps: a window takes one at a time, everybody else all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from kneeline.journal.file import JournalFile

Found = TypeVar("Found")


def at_once(steps: Generator[None, None, Found]) -> Found:
    """Take all steps, and return what they come to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Found = end.value
            return found


def while_open(journal: JournalFile, steps: Iterator[None]) -> Iterator[None]:
    """Yield the steps for as long as the journal can be read: a window may close between two."""
    while not journal.closed:
        try:
            next(steps)
        except StopIteration:
            return
        yield
