"""The longest time the window's thread did not come round."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5


class Watch(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self.turn = time.perf_counter()
        self.beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self.beat.timeout.connect(self.look)
        self.beat.start()

    def look(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self.turn - BEAT_MS / 1000)
        self.turn = now
