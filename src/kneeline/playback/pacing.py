"""Counts the parts of a movement at its tempo, over and over, where no session does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kneeline.coach.dose import Stroke, Tempo


class Pacer(QObject):
    """Tells when each part of a repetition begins; it stands still while told to."""

    began = Signal(object)
    """The `Stroke` that begins."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[Stroke, int]] = []
        """Each part with its milliseconds; parts that take no time are left out."""

        self._at = 0
        self._left = 0
        """Milliseconds of the part that is still to come when it goes on."""

        self._running = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._next)

    def follow(self, tempo: Tempo | None) -> None:
        """Count another tempo from its start; None for nothing to count."""
        self._timer.stop()
        seconds = {} if tempo is None else dict(zip(Stroke, _parts(tempo), strict=True))
        self._parts = [(stroke, round(long * 1000)) for stroke, long in seconds.items() if long > 0]
        self._at, self._left = -1, 0
        self._go_on()

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Count on, or stand still amid a part."""
        if running is self._running:
            return
        self._running = running
        if running:
            self._go_on()
        elif self._timer.isActive():
            self._left = self._timer.remainingTime()
            self._timer.stop()

    def _go_on(self) -> None:
        if self._running and self._parts:
            self._timer.start(max(0, self._left))

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._parts)
        stroke, milliseconds = self._parts[self._at]
        self._left = milliseconds
        self._timer.start(milliseconds)
        self.began.emit(stroke)


def _parts(tempo: Tempo) -> tuple[float, float, float]:
    return tempo.out, tempo.hold, tempo.back
