"""Long work on the window's thread, in steps so short that nobody notices."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_AT_ONCE = 0.008
"""How long steps may follow each other before the window has its turn: half a frame."""


class StepByStep(QObject):
    """Goes through the steps of one piece of work; another piece takes its place.

    A step is what an iterator does until it yields. Whatever it raises goes up to Qt like any
    exception in a slot, and the work is over.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._take_steps)

    @property
    def working(self) -> bool:
        """Whether there is work left."""
        return self._steps is not None

    def begin(self, steps: Iterator[object]) -> None:
        """Begin this work, in place of what is under way."""
        self._steps = steps
        self._turn.start()

    def finish(self) -> None:
        """Do what is left at once, for somebody who cannot wait."""
        steps = self._steps
        self.drop()
        for _step in steps or ():
            pass

    def drop(self) -> None:
        """Leave the rest undone."""
        self._steps = None
        self._turn.stop()

    def _take_steps(self) -> None:
        steps = self._steps
        if steps is None:
            return
        until = time.perf_counter() + SECONDS_AT_ONCE
        try:
            while time.perf_counter() < until:
                next(steps)
        except BaseException as error:
            # Work may have begun other work in its last step.
            if self._steps is steps:
                self.drop()
            if not isinstance(error, StopIteration):
                raise
