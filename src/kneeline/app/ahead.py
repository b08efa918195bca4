"""What nobody has asked for yet is made ahead once the first screen is there: no click waits.

Modules are read on a thread of their own; what stands on the window's thread is made in steps
between the person's own doings.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from importlib import import_module
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline.ui.step_by_step import StepByStep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODULES = (
    "kneeline.app.session.sessions",
    "kneeline.app.session.player_desk",
    "kneeline.app.session.films",
    "kneeline.app.session.sounding",
    "kneeline.playback.chimes",
    "kneeline.playback.voice",
    "kneeline.playback.mpris",
    "kneeline.app.today.screening_desk",
    "kneeline.app.library.desk",
    "kneeline.app.running.desk",
    "kneeline.app.journal.desk",
    "kneeline.app.data.report_desk",
    "kneeline.app.settings_desk",
    "kneeline.app.about",
    "kneeline.ui.settings.page",
    "kneeline.ui.self_tests.page",
    "kneeline.app.system.starting_with_system",
    "kneeline.app.system.background",
    "kneeline.app.progress_source",
    "kneeline.ui.charts.board",
)
"""In the order in which somebody may want them; the last brings NumPy and takes longest."""

BEGINS_AFTER_MS = 300
"""Milliseconds after the first paint: first the window is there for what the person does."""


class Ahead(QObject):
    """Makes everything ahead, once, while nobody has better use for the window's time."""

    _read = Signal()

    def __init__(
        self, steps: Iterator[object], parent: QObject, resting: Callable[[], bool]
    ) -> None:
        """Take the steps that make what stands behind the first screen.

        They wait for as long as `resting` says that something else computes, or that a session
        counts: of two threads that compute, each keeps the window from the interpreter.
        """
        super().__init__(parent)
        self._steps, self._work, self._resting = steps, StepByStep(self), resting
        self._modules = deque(MODULES)
        self._wanted: SimpleQueue[str | None] = SimpleQueue()
        """What the thread shall read next; None when it is to end."""

        self._reading = self._dropped = False
        self._read.connect(self._go_on)

    def begin(self) -> None:
        """Begin soon, or go on."""
        QTimer.singleShot(BEGINS_AFTER_MS, self, self._go_on)

    def drop(self) -> None:
        """Make no more: the window closes, or what is made ahead would only be in the way."""
        self._work.drop()
        self._wanted.put(None)
        self._dropped = True

    def _go_on(self) -> None:
        if self._dropped:
            return
        if not self._resting():
            self.begin()
        elif self._modules:
            if not self._reading:
                self._reading = True
                threading.Thread(target=self._read_modules, daemon=True).start()
            self._wanted.put(self._modules.popleft())
        else:
            self._wanted.put(None)
            self._work.begin(self._make())

    def _make(self) -> Iterator[None]:
        for _step in self._steps:
            yield
            if not self._resting():
                self.begin()
                return

    def _read_modules(self) -> None:
        for name in iter(self._wanted.get, None):
            # Whoever asks for what is broken is told then, by what they asked for.
            with suppress(ImportError):
                import_module(name)
            with suppress(RuntimeError):  # the window is gone
                self._read.emit()
