"""Tells a window that was kept waiting from a machine on which time stood still."""

from __future__ import annotations

from _thread import start_new_thread
from threading import Event, Lock
from typing import TYPE_CHECKING

from kneeline.coach.heartbeat import Heartbeat

if TYPE_CHECKING:
    from kneeline.ui.clock import Clock

BEAT = 0.5
"""Seconds between two beats."""

LONGEST_WAIT = 30.0
"""Seconds up to which a window may be kept waiting while somebody stands there all the same."""


class Pulse:
    """Beats on a thread of its own, which no disk holds up, as long as the process runs.

    A disk that takes five seconds for a write blocks the window, and nobody went away. A closed lid
    or a stalled machine stops this thread along with the window's.
    """

    def __init__(self, clock: Clock) -> None:
        """Take the clock of the window; `begin` begins."""
        self._clock = clock
        self._lock, self._ended = Lock(), Event()
        self._heartbeat = Heartbeat(*self._now())
        self._stood_still: float | None = None
        """When time last went on after a gap."""

    def begin(self) -> None:
        """Beat from now on."""
        # A `Thread` waits until it runs: on a busy machine half a second before a session begins.
        start_new_thread(self._go_on, ())

    def end(self) -> None:
        """Beat no more; a second time does nothing."""
        self._ended.set()

    def beat(self) -> None:
        """Notice whether time stood still since the beat before."""
        with self._lock:
            if self._heartbeat.beat(*self._now()) is not None:
                self._stood_still = self._heartbeat.monotonic

    def steady_since(self, moment: float) -> bool:
        """Say whether the process ran all the time since a moment of the monotonic clock."""
        self.beat()
        with self._lock:
            steady = self._stood_still is None or self._stood_still < moment
            return steady and self._heartbeat.monotonic - moment <= LONGEST_WAIT

    def _go_on(self) -> None:
        while not self._ended.wait(BEAT):
            self.beat()

    def _now(self) -> tuple[float, float]:
        return self._clock.monotonic(), self._clock.wall().timestamp()
