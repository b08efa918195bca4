"""The journal's longest questions are asked on a thread while the window rests: no page waits.

The thread reads through a connection of its own, and SQLite lets the window work meanwhile. What it
found is kept where the journal looks before it reads, if nobody has written anything since the
thread began; a page that comes too early reads for itself.
"""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kneeline.journal import Journal, JournalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.journal.file import Answers

log = logging.getLogger(__name__)

QUESTIONS: tuple[Callable[[Journal], object], ...] = (
    Journal.done_runs,
    Journal.worst_by_owner,
    Journal.daily_pain,
    Journal.daily_work,
    Journal.levels_worked,
    Journal.daily_felt,
    Journal.mornings_after_runs,
    Journal.self_tests,
)
"""What Runs, Journal and Progress ask of all the years."""

LOOKS_MS = 1000
"""Milliseconds between two looks whether something was written; it is read at the second."""

PAUSE = 0.02
"""Seconds between two questions, in which the window has the interpreter for itself."""

SWITCHES_AFTER = 0.0005
"""Seconds after which a thread that computes hands the interpreter over.

Python's own 5 ms are a third of a frame, and the window asks for it many times a frame.
"""


def give_way() -> None:
    """Let the window have the interpreter at once when it asks, whatever threads compute."""
    sys.setswitchinterval(SWITCHES_AFTER)


class ReadingAhead(QObject):
    """Asks ahead, again after each write."""

    _ended = Signal(object, object)

    def __init__(self, journal: Journal, parent: QObject, resting: Callable[[], bool]) -> None:
        """Take the journal, and what says whether the window has nothing better to do."""
        super().__init__(parent)
        self._journal, self._resting = journal, resting
        self._seen: Answers | None = None
        """What was remembered at the last look: another dict after each write."""

        self._asked: Answers | None = None
        """What it was when all was asked the last time."""

        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._looks = QTimer(self, interval=LOOKS_MS)
        self._looks.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on."""
        if not self._stopped.is_set():
            self._looks.start()

    @property
    def reading(self) -> bool:
        """Whether it is being asked now."""
        return self._thread is not None

    def look(self) -> None:
        """Ask, where something was written before the last look and nothing since."""
        if self.reading or self._stopped.is_set() or self._journal.closed or not self._resting():
            return
        try:
            known = self._journal.answers()
        except JournalError as error:
            # Whoever reads or writes next says so on the screen.
            log.warning("the journal could not be looked at: %s", error)
            return
        settled, self._seen = known is self._seen, known
        if settled and known is not self._asked:
            self._asked = known
            self._thread = threading.Thread(target=self._ask, args=(known,), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Ask no more, and wait for the thread: the journal's file is free when this returns."""
        self._stopped.set()
        self._looks.stop()
        if self._thread is not None:
            self._thread.join()

    # -- inside ----------------------------------------------------------------------------------

    def _ask(self, known: Answers) -> None:
        found: Answers = {}
        try:
            with self._journal.open_beside() as beside:
                for ask in QUESTIONS:
                    if self._stopped.wait(PAUSE):
                        break
                    ask(beside)
                found = beside.answers()
        except JournalError as error:
            log.warning("the journal could not be read ahead: %s", error)
        with suppress(RuntimeError):  # the window is gone
            self._ended.emit(known, found)

    def _take(self, known: Answers, found: Answers) -> None:
        self._thread = None
        if self._journal.closed or self._stopped.is_set():
            return
        with suppress(JournalError):  # whoever reads next says so on the screen
            if self._journal.answers() is known:
                known.update(found)
