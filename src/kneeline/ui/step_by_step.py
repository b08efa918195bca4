"""Long work on the window's thread, in steps so short that nobody notices."""

from __future__ import annotations

import time
from collections import deque
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_AT_ONCE = 0.008
"""How long steps may follow each other before the window has its turn: half a frame."""

BETWEEN_TURNS_MS = 1


class _Turns(QTimer):
    """Gives one piece of work its turn in each round of the window, whoever else has work, too.

    Were each to have a timer of its own, all of them would be served in the same round, and the
    window would come round only after all of their steps.
    """

    def __init__(self) -> None:
        # Begun anew after each turn: so what came due meanwhile is older, and comes first.
        super().__init__(interval=BETWEEN_TURNS_MS, singleShot=True)
        self._line: deque[StepByStep] = deque()
        self.timeout.connect(self._give)

    def take_in(self, work: StepByStep) -> None:
        if work not in self._line:
            self._line.append(work)
        self.start()

    def let_go(self, work: StepByStep) -> None:
        if work in self._line:
            self._line.remove(work)

    def _give(self) -> None:
        if not self._line:
            return
        work = self._line[0]
        self._line.rotate(-1)
        try:
            if isValid(work):
                work.take_steps()
            else:
                self._line.remove(work)  # its page was deleted, and it with the page
        finally:
            if self._line:
                self.start()


@cache
def _turns() -> _Turns:
    return _Turns()


class StepByStep(QObject):
    """Goes through the steps of one piece of work; another piece takes its place.

    A step is what an iterator does until it yields. Whatever it raises goes up to Qt like any
    exception in a slot, and the work is over.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = None

    @property
    def working(self) -> bool:
        """Whether there is work left."""
        return self._steps is not None

    def begin(self, steps: Iterator[object]) -> None:
        """Begin this work, in place of what is under way."""
        self._steps = steps
        _turns().take_in(self)

    def finish(self) -> None:
        """Do what is left at once, for somebody who cannot wait."""
        steps = self._steps
        self.drop()
        for _step in steps or ():
            pass

    def drop(self) -> None:
        """Leave the rest undone."""
        self._steps = None
        _turns().let_go(self)

    def take_steps(self) -> None:
        """Take as many steps as fit into one turn."""
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
