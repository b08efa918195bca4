"""Long work on a thread of its own; what comes of it is told on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.journal.transfer.merging import Progress

Work = Callable[["Progress"], object]
"""Does something, tells how far it is, and returns what came of it."""


class OnAThread(QObject):
    """Does one piece of work.

    Signals:
        progressed: how much of how much is done.
        done: what came of it.
        refused: a sentence that says why it could not be done.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    refused = Signal(str)
    _ended = Signal(object, object)

    def __init__(self, work: Work, refusals: tuple[type[Exception], ...], parent: QObject) -> None:
        """Take the work, and the errors whose words are a sentence for the person."""
        super().__init__(parent)
        self._work, self._refusals = work, refusals
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def _run(self) -> None:
        try:
            found = self._work(self.progressed.emit)
        except Exception as error:  # noqa: BLE001 (a failure of ours goes up on the window's thread)
            self._ended.emit(None, error)
        else:
            self._ended.emit(found, None)

    def _end(self, found: object, error: Exception | None) -> None:
        self._thread.join()
        self.deleteLater()
        if error is None:
            self.done.emit(found)
        elif isinstance(error, self._refusals):
            self.refused.emit(str(error))
        else:
            self.refused.emit(_("This did not work, and the mistake is ours, not yours."))
            raise error
