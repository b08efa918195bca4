"""Notice when time passed that nobody lived through: a closed lid, a stalled machine."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_BEAT = 2.0
"""Seconds between two beats beyond which the session is paused."""


@dataclass(slots=True)
class Heartbeat:
    """Compares two clocks from beat to beat.

    Some systems stop their monotonic clock in sleep and some do not, so the wall clock is asked
    too. A wall clock set back is not a gap; one that jumps ahead of the monotonic clock is.
    """

    monotonic: float
    """Seconds of a clock that never goes back, at the last good beat."""

    wall: float
    """Seconds of the wall clock at the last good beat."""

    def beat(self, monotonic: float, wall: float) -> float | None:
        """Return the last good beat on the monotonic clock if a gap lies behind us, else None."""
        last = self.monotonic
        passed = max(monotonic - self.monotonic, wall - self.wall)
        self.monotonic, self.wall = monotonic, wall
        return last if passed > LONGEST_BEAT else None
