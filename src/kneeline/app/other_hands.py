"""Notices what another program writes into the journal while the window is open."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kneeline.journal import JournalError

if TYPE_CHECKING:
    from kneeline.journal import Journal

log = logging.getLogger(__name__)

LOOKS_MS = 3000
"""Milliseconds between two looks; each reads a number that SQLite holds in memory."""


class OtherHands(QObject):
    """Looks now and then whether the command line, or another computer, wrote something.

    Signals:
        wrote: somebody else has written into the journal.
    """

    wrote = Signal()

    def __init__(self, journal: Journal, parent: QObject) -> None:
        """Look from now on, for as long as the parent lives."""
        super().__init__(parent)
        self._journal = journal
        self._known = self._count()
        self._looks = QTimer(self, interval=LOOKS_MS)
        self._looks.timeout.connect(self.look)
        self._looks.start()

    def look(self) -> None:
        """Look once."""
        found = self._count()
        if found is not None and found != self._known:
            self._known = found
            self.wrote.emit()

    def _count(self) -> int | None:
        if self._journal.closed:
            return None
        try:
            return self._journal.written_by_others()
        except JournalError as error:
            # Whoever reads or writes next says so on the screen.
            log.warning("the journal could not be looked at: %s", error)
            return None


def typed_into(window: QWidget) -> bool:
    """Whether something that somebody typed stands in a field they can see."""
    lines = any(each.isModified() and each.isVisible() for each in window.findChildren(QLineEdit))
    return lines or any(
        each.document().isModified() and each.isVisible()
        for each in window.findChildren(QPlainTextEdit)
    )
