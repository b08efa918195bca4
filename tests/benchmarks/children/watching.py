"""The longest time the window's thread did not come round, because of us.

Time in which the thread stood in the queue for a processor is taken off; work, reading, writing and
waiting for a lock stay in. What stays in, too, is waiting for another process (the X server) that
others keep from a processor: so it is told how much of a block was work.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

sys.path.append(str(Path(__file__).resolve().parents[3]))

from tests.own_time import OwnTime

BEAT_MS = 5
LOOKED_AT_EVERY = 0.01
"""Seconds between two looks at what the thread is doing."""

NOTED_FROM = 0.02
"""Seconds from which it is noted what the thread was doing."""

Block = tuple[float, float, str]
"""Seconds of a block, seconds of work in it, and where it was."""

CALLS_TOLD = 4


class Watch(QObject):
    """Beats on the window's thread, while a thread beside it notes what it does between beats."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._time = OwnTime()
        self._main = threading.get_ident()
        self._longest: Block = (0.0, 0.0, "")
        self._noted: Counter[str] = Counter()
        """What it was doing since the last beat, the innermost of our functions first."""

        self._turn, self._worked = self._time.now(), time.thread_time()
        self.beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self.beat.timeout.connect(self._look)
        self.beat.start()
        threading.Thread(target=self._look_on, daemon=True).start()

    def take(self) -> Block:
        """Return the longest block since the last call."""
        self._look()
        said, self._longest = self._longest, (0.0, 0.0, "")
        return said

    def _look(self) -> None:
        now, worked, noted = self._time.now(), time.thread_time(), self._noted
        late = now - self._turn - BEAT_MS / 1000
        if late > self._longest[0]:
            [(where, _times)] = noted.most_common(1) or [("", 0)]
            self._longest = late, worked - self._worked, where
        self._noted = Counter()
        self._turn, self._worked = now, worked

    def _look_on(self) -> None:
        while True:
            time.sleep(LOOKED_AT_EVERY)
            if self._time.now() - self._turn > NOTED_FROM:
                self._noted[self._calls()] += 1

    def _calls(self) -> str:
        # Neither kept nor formatted with its lines: a frame that is held on to keeps its painter
        # open, and reading source files holds the very thread that is watched.
        frame, calls = sys._current_frames().get(self._main), []
        while frame is not None and len(calls) < CALLS_TOLD:
            if "kneeline" in frame.f_code.co_filename:
                calls.append(f"{frame.f_code.co_name} ({Path(frame.f_code.co_filename).name})")
            frame = frame.f_back
        return " < ".join(calls) or "Qt, which lays out or paints"
