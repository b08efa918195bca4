"""What the Journal page is given: where it reads, and what it may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kneeline.ui.journal.view import DayView, EntryView, Field, Kind, LoggedChange, Wanted


class JournalSource(Protocol):
    """Reads and mends; ValueError has a sentence for the person, and then nothing is changed."""

    def today(self) -> date:
        """Return the day it is where the person is."""
        ...

    def days(self, wanted: Wanted) -> Iterator[DayView | None]:
        """Yield days with something wanted in them, newest first.

        None stands for a step in which no such day was found.
        """
        ...

    def parts(self, fold: str) -> tuple[EntryView, ...]:
        """Return what is behind a fold."""
        ...

    def log(self) -> tuple[LoggedChange, ...]:
        """Return every change that was ever made, newest first."""
        ...

    def fields(self, rows: tuple[str, ...]) -> tuple[Field, ...]:
        """Return the fields of an entry that can be changed."""
        ...

    def fresh_fields(self, kind: Kind, day: date) -> tuple[Field, ...]:
        """Return the fields of an entry that is to be added to a day."""
        ...

    def save(self, rows: tuple[str, ...], values: Mapping[str, object]) -> str:
        """Change fields of an entry; returns a sentence about what was done."""
        ...

    def add(self, kind: Kind, values: Mapping[str, object]) -> str:
        """Write something down; returns a sentence about what was done."""
        ...

    def delete(self, rows: tuple[str, ...]) -> str:
        """Delete an entry and what belongs to it; returns a sentence about what was done."""
        ...

    def undo(self) -> str:
        """Take back what was done last; returns a sentence, or nothing if there is nothing."""
        ...

    def redo(self) -> str:
        """Do again what was taken back last; returns a sentence, or nothing."""
        ...

    def take_back(self, change: str) -> str:
        """Take back any change of the log; returns a sentence."""
        ...
