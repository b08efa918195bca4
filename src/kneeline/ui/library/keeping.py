"""Do what the page was asked to do with the person's files, say so, and take it back on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.library import Unreadable
from kneeline.library.own import Arrival, Change
from kneeline.library.writing import Unwritable
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.programme import Programme
    from kneeline.ui.library.source import LibrarySource
    from kneeline.ui.undo_bar import UndoBar


class Keeping(QObject):
    """Saves, deletes and brings in.

    Signals:
        changed: files have changed, and the library was read again.
    """

    changed = Signal()

    def __init__(self, source: LibrarySource, undo_bar: UndoBar, parent: QObject) -> None:
        super().__init__(parent)
        self._source, self._undo_bar = source, undo_bar

    def save(self, programme: Programme) -> str:
        """Keep a programme; return why it cannot be, or nothing."""
        says = _("“{name}” is saved.").format(name=programme.name)
        return self._do(lambda: self._source.own.save(programme), says)

    def delete(self, programme: Programme) -> str:
        """Delete a programme of the person's own; return why it cannot be, or nothing."""
        says = _("“{name}” is deleted.").format(name=_(programme.name))
        return self._do(lambda: self._source.own.delete(programme.id), says)

    def bring_in(self, arrivals: tuple[Arrival, ...]) -> str:
        """Copy files that were looked at; return why it cannot be, or nothing."""
        count = len(arrivals)
        says = ngettext("{count} file was added.", "{count} files were added.", count)
        return self._do(lambda: self._source.own.bring_in(arrivals), says.format(count=count))

    def _do(self, work: Callable[[], Change], says: str) -> str:
        try:
            change = work()
        except (Unreadable, Unwritable) as error:
            return str(error)
        self._tell_of_change()
        self._undo_bar.tell(says, lambda: self._undo(change))
        return ""

    def _undo(self, change: Change) -> None:
        try:
            change.undo()
        except Unwritable as error:
            self._undo_bar.tell(str(error))
        self._tell_of_change()

    def _tell_of_change(self) -> None:
        self._source.changed()
        self.changed.emit()
