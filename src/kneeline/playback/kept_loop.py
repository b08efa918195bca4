"""Plays a loop from pictures that are kept: a clock, and no decoder."""

from __future__ import annotations

import time
from math import ceil, floor

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from kneeline.playback.kept_pictures import KeptPictures

EARLY = 0.05
"""How early, in frames, a picture may be due: times of frames come in whole milliseconds."""


class KeptLoop(QObject):
    """Says when the next picture is due; late, it leaves out pictures and no time."""

    due = Signal()

    def __init__(self, pictures: KeptPictures, fps: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._fps = pictures, fps
        self._number = -1
        self.changed = QRect()
        """Where the picture that is due differs from the one before, in its pixels."""

        self.rate = 1.0
        """How fast the film runs; 1 as it was made."""

        self._running = False
        self._from = 0.0
        """Seconds into the film at the moment `_since`."""

        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)

    @property
    def length(self) -> float:
        """Seconds the film lasts."""
        return self._pictures.count / self._fps

    @property
    def at(self) -> float:
        """Seconds into the film."""
        gone = (time.monotonic() - self._since) * self.rate if self._running else 0.0
        return (self._from + gone) % self.length

    @property
    def shown_at(self) -> float:
        """Seconds into the film of the picture that is due."""
        return self._number / self._fps

    @property
    def picture(self) -> QImage:
        """The picture that is due."""
        return self._pictures.picture

    def run(self, on: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Run, or stand still on the picture that shows."""
        self._go_on_from(self.at)
        self._running = on
        self._wait()

    def set_rate(self, rate: float) -> None:
        """Run so many times as fast as the film was made."""
        self._go_on_from(self.at)
        self.rate = rate
        self._wait()

    def go_to(self, seconds: float) -> None:
        """Go on from another place in the film."""
        self._go_on_from(seconds)
        self._look()

    def _go_on_from(self, seconds: float) -> None:
        self._from, self._since = seconds, time.monotonic()

    def _look(self) -> None:
        number = floor(self.at * self._fps + EARLY) % self._pictures.count
        self._wait()
        if number != self._number:
            self._number = number
            self.changed = self._pictures.show(number)
            self.due.emit()

    def _wait(self) -> None:
        """Look again at the moment when the next picture is due, however late this one was."""
        self._timer.stop()
        if self._running:
            frames = self.at * self._fps + EARLY
            self._timer.start(ceil((floor(frames) + 1 - frames) / self._fps / self.rate * 1000))
