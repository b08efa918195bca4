"""Long work in short steps: a window takes one at a time, everybody else all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

Found = TypeVar("Found")


class Closable(Protocol):
    """What the steps read from."""

    @property
    def closed(self) -> bool:
        """Whether it can be read no more."""
        ...


def at_once(steps: Generator[None, None, Found]) -> Found:
    """Take all steps, and return what they come to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Found = end.value
            return found


def while_open(source: Closable, steps: Iterator[None]) -> Iterator[None]:
    """Yield the steps for as long as the source can be read: a window may close between two."""
    while not source.closed:
        try:
            next(steps)
        except StopIteration:
            return
        yield
