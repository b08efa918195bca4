"""What was put right in the journal since the window was opened: each step can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from kneeline.journal.mending import NothingNew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kneeline.journal import Journal


class Step(Protocol):
    """Something that was done to the journal."""

    @property
    def says(self) -> str:
        """What was done, as a sentence."""
        ...

    def undo(self, journal: Journal) -> None:
        """Take it back; ValueError says why that cannot be."""
        ...

    def redo(self, journal: Journal) -> None:
        """Do it again."""
        ...


@dataclass
class Changed:
    """Rows that were edited or deleted, by the changes that the log has of it."""

    says: str
    changes: tuple[str, ...]

    def undo(self, journal: Journal) -> None:
        """Put every row back as it was, the last first."""
        for change in reversed(self.changes):
            journal.undo(change)

    def redo(self, journal: Journal) -> None:
        """Change every row again."""
        for change in self.changes:
            journal.redo(change)


@dataclass
class Added:
    """Rows that were written down."""

    says: str
    rows: tuple[str, ...]
    gone: tuple[str, ...] = ()
    """The changes by which they were deleted again."""

    def undo(self, journal: Journal) -> None:
        """Delete them."""
        self.gone = tuple(journal.delete(row) for row in reversed(self.rows))

    def redo(self, journal: Journal) -> None:
        """Bring them back."""
        for change in reversed(self.gone):
            journal.undo(change)


class Corrections:
    """Mends the journal and remembers how to take each step back, and to do it again."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def edit(self, rows: Mapping[str, Mapping[str, object]], says: str) -> None:
        """Change fields of rows, all or none; NothingNew if nothing would change."""
        edits = [partial(self._journal.edit, row, **values) for row, values in rows.items()]
        self._change(edits, says)

    def delete(self, rows: Iterable[str], says: str) -> None:
        """Delete rows and what belongs to them, all or none."""
        self._change([partial(self._journal.delete, row) for row in rows], says)

    def add(self, write: Callable[[], Iterable[str]], says: str) -> None:
        """Write something down; `write` returns the rows it wrote."""
        self._remember(Added(says, tuple(write())))

    def take_back(self, change: str, says: str) -> None:
        """Take back any change of the log."""
        self._remember(Changed(says, (self._journal.undo(change),)))

    def undo(self) -> str:
        """Take the last step back and return what it was; empty where there is none."""
        if not self._done:
            return ""
        # Only then off the list: what cannot be taken back now may be later.
        self._done[-1].undo(self._journal)
        self._undone.append(self._done.pop())
        return self._undone[-1].says

    def redo(self) -> str:
        """Do again what was taken back last and return what it was; empty where there is none."""
        if not self._undone:
            return ""
        self._undone[-1].redo(self._journal)
        self._done.append(self._undone.pop())
        return self._done[-1].says

    def _change(self, edits: Iterable[Callable[[], str]], says: str) -> None:
        changes: list[str] = []
        try:
            for edit in edits:
                try:
                    changes.append(edit())
                except NothingNew:
                    continue
        except BaseException:
            for change in reversed(changes):
                self._journal.undo(change)
            raise
        if changes:
            self._remember(Changed(says, tuple(changes)))

    def _remember(self, step: Step) -> None:
        self._done.append(step)
        self._undone.clear()
