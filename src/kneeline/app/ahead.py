"""What nobody has asked for yet is made ahead once the first screen is there: no click waits.

Modules are read on a thread of their own; what stands on the window's thread is made in steps
between the person's own doings.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from importlib import import_module
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
    """Makes everything ahead, once."""

    _read = Signal()

    def __init__(
        self, steps: Iterator[object], parent: QObject, resting: Callable[[], bool]
    ) -> None:
        """Take the steps that make what stands behind the first screen.

        They wait until `resting` says that nothing else computes: of two threads that do, each
        keeps the window from the interpreter.
        """
        super().__init__(parent)
        self._steps, self._work, self._resting = steps, StepByStep(self), resting
        self._dropped = False
        self._read.connect(self._make)

    def begin(self) -> None:
        """Begin soon."""
        QTimer.singleShot(BEGINS_AFTER_MS, self, self._begin)

    def drop(self) -> None:
        """Make no more: the window closes, or what is made ahead would only be in the way."""
        self._work.drop()
        self._dropped = True

    def _begin(self) -> None:
        if self._dropped:
            return
        if not self._resting():
            self.begin()
            return
        threading.Thread(target=self._read_modules, daemon=True).start()

    def _make(self) -> None:
        if not self._dropped:
            self._work.begin(self._steps)

    def _read_modules(self) -> None:
        for name in MODULES:
            # Whoever asks for what is broken is told then, by what they asked for.
            with suppress(ImportError):
                import_module(name)
        with suppress(RuntimeError):  # the window is gone
            self._read.emit()
