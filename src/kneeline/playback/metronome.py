"""The metronome of a run: a soft knock for each step, as even after an hour as at the start.

Every beat has its own moment, counted from the first, so nothing adds up: a beat that comes late
on a busy machine is followed by one on time. It swings on a thread of its own, because a window
that paints would make it stumble.
"""

from __future__ import annotations

import time
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from kneeline.coach.events import Paused, Resumed, SegmentBegan, SessionFinished, TimelineChanged
from kneeline.coach.timeline import Sound
from kneeline.playback.qt_chimes import QtChimes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kneeline.coach.events import SessionEvent

LET_GO_AFTER_MS = 60_000
"""How long it rests before it lets go of the loudspeaker: a run goes on after its walks."""

MISSED = 0.5
"""Part of the time between two beats after which a late one is left out: it would limp."""


def next_beat(period: float, since: float) -> int:
    """Return the number of the first beat that is still to come, `since` seconds after beat 0."""
    number = floor(since / period) + 1
    # A beat's own moment, divided, can fall just short of its number: it would be struck twice.
    return number if number * period > since else number + 1


class MetronomeSound(QObject):
    """Knocks the steps of the running parts; nothing in it keeps the caller waiting.

    Signals:
        struck: a beat, heard or muted, for whoever shows it.
    """

    struck = Signal()
    _swing = Signal(float)
    _rest = Signal()

    def __init__(
        self,
        sound: Path,
        *,
        volume: float = 0.8,
        muted: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """Take the file of the knock; nothing is opened before the first beat."""
        super().__init__(parent)
        self._chimes = QtChimes({Sound.BEAT: sound}, self)
        self._thread: QThread | None = None
        self._pendulum: _Pendulum | None = None
        self._retired: list[tuple[QThread, _Pendulum | None]] = []
        self._beats: Mapping[int, float] = {}
        self._let_go = QTimer(self, singleShot=True, interval=LET_GO_AFTER_MS)
        self._let_go.timeout.connect(self.stop)
        self.volume = volume
        self._muted = muted

    @property
    def muted(self) -> bool:
        """Whether beats are only shown."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if not muted and self._thread is not None:
            self._chimes.start()

    # -- along a session -----------------------------------------------------------------------

    def follow(self, beats: Mapping[int, float]) -> None:
        """Take the steps a minute of a session's segments; silent in all others."""
        self._beats = dict(beats)

    def observe(self, event: SessionEvent) -> None:
        """Begin and rest with the running parts of a session."""
        match event:
            case SegmentBegan() | Resumed():
                self._turn_to(event.segment)
            case TimelineChanged():
                # What follows was laid out anew, and it is walked.
                kept = self._beats.items()
                self._beats = {place: beat for place, beat in kept if place <= event.segment}
            case Paused() | SessionFinished():
                self.rest()
            case _:
                pass

    def _turn_to(self, segment: int) -> None:
        beats = self._beats.get(segment)
        if beats is None:
            self.rest()
        else:
            self.begin(beats)

    # -- by itself -----------------------------------------------------------------------------

    def begin(self, beats: float) -> None:
        """Beat so many times a minute from now on."""
        if not beats > 0:
            raise ValueError(f"a metronome beats more than 0 times a minute, not {beats:g}")
        self._let_go.stop()
        if not self._muted:
            self._chimes.start()
        self._start()
        self._swing.emit(60.0 / beats)

    def rest(self) -> None:
        """Fall silent until the next `begin`."""
        self._rest.emit()
        self._let_go.start()

    def stop(self) -> None:
        """Fall silent and let go of the loudspeaker and the thread; `begin` starts anew."""
        self._let_go.stop()
        self._rest.emit()
        self._chimes.stop()
        if self._thread is not None:
            self._thread.quit()
            self._retired.append((self._thread, self._pendulum))
        self._thread = self._pendulum = None

    def wait(self, milliseconds: int) -> bool:
        """Wait until everything that `stop` stopped has ended; say whether it has."""
        ended = all(thread.wait(milliseconds) for thread, _pendulum in self._retired)
        return self._chimes.wait(milliseconds) and ended

    # -- inside --------------------------------------------------------------------------------

    def _start(self) -> None:
        if self._thread is not None:
            return
        thread, pendulum = QThread(), _Pendulum()
        thread.setObjectName("metronome")
        pendulum.moveToThread(thread)
        self._swing.connect(pendulum.swing)
        self._rest.connect(pendulum.rest)
        # On the pendulum's own thread: a window that is busy must not delay the knock.
        pendulum.struck.connect(self._knock, Qt.ConnectionType.DirectConnection)
        pendulum.struck.connect(self.struck)
        thread.finished.connect(pendulum.rest, Qt.ConnectionType.DirectConnection)
        self._thread, self._pendulum = thread, pendulum
        thread.start(QThread.Priority.TimeCriticalPriority)

    def _knock(self) -> None:
        if not self.muted and self.volume > 0:
            self._chimes.play(Sound.BEAT, self.volume**2)


class _Pendulum(QObject):
    """Keeps the time, on its own thread."""

    struck = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._timer: QTimer | None = None
        self._began = self._period = 0.0
        self._number = 0

    @Slot(float)
    def swing(self, period: float) -> None:
        """Beat at once, and then every `period` seconds."""
        if self._timer is None:
            # Made here, because a timer belongs to the thread that made it.
            self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
            self._timer.timeout.connect(self._on_time)
        self._began, self._period, self._number = time.monotonic(), period, 0
        self._on_time()

    @Slot()
    def rest(self) -> None:
        """Stand still."""
        if self._timer is not None:
            self._timer.stop()

    @Slot()
    def _on_time(self) -> None:
        since = time.monotonic() - self._began
        if since - self._number * self._period < MISSED * self._period:
            self.struck.emit()
        self._number = next_beat(self._period, max(since, self._number * self._period))
        if self._timer is not None:
            left = self._number * self._period - (time.monotonic() - self._began)
            self._timer.start(max(0, ceil(left * 1000)))
