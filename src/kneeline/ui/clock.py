"""The clocks a session is lived by."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where the window asks for the time; the tour and the tests bring their own."""

    def monotonic(self) -> float:
        """Seconds of a clock that never goes back."""
        ...

    def wall(self) -> datetime:
        """The time of day where the person is, with its zone."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def monotonic(self) -> float:
        """Seconds since some moment in the past."""
        return time.monotonic()

    def wall(self) -> datetime:
        """The present time in the person's own zone, which may have changed since we started."""
        if sys.platform != "win32":
            time.tzset()  # glibc looks for another zone only when it is told to: a stat, 2 µs
        return datetime.now(UTC).astimezone()
