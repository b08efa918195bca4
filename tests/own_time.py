"""Time as one thread has it: what it stood in the queue for a processor is not its own.

Wall time alone blames a window for whatever else runs on the machine. On Linux the scheduler tells
for how long a thread stood ready in that queue; where it does not tell, wall time has to do.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress

NANOSECOND = 1e-9


class OwnTime:
    """The time that passes for one thread while it is not kept waiting for a processor."""

    def __init__(self) -> None:
        """Take the thread that this is called on."""
        self._file: int | None = None
        with suppress(OSError):
            name = f"/proc/self/task/{threading.get_native_id()}/schedstat"
            self._file = os.open(name, os.O_RDONLY)

    def now(self) -> float:
        """Return seconds from some moment on; any thread may ask."""
        if self._file is None:
            return time.perf_counter()
        waited = int(os.pread(self._file, 64, 0).split()[1]) * NANOSECOND
        return time.perf_counter() - waited


class LongestGap:
    """The longest time between two turns of a thread, of its own time."""

    def __init__(self) -> None:
        """Take the thread that this is called on."""
        self._time = OwnTime()
        self._turn = self._time.now()
        self.seconds = 0.0

    def turn(self) -> None:
        """Come round."""
        now = self._time.now()
        self.seconds, self._turn = max(self.seconds, now - self._turn), now
