"""Ends the process safely: everything is saved, then media is stopped, and nothing can hang.

Qt can deadlock when a clip is torn down while it plays: the window's thread waits for a lock of
Qt's and Qt's audio thread waits for Python's. It happened in one start of twenty. So nothing is
torn down that need not be, and two watchdogs end the process if stopping takes too long: one that
keeps the exit code, and one that needs no lock of Python's, should that be what hangs.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NoReturn, Protocol

log = logging.getLogger(__name__)

STOP_WITHIN = 1.5
"""Seconds that stopping all media may take, before the process ends without it."""


GRACE = 0.5
"""Seconds later at which the process ends even if Python's own lock is stuck."""


class Stoppable(Protocol):
    """Something that plays, listens or holds a device."""

    def stop(self) -> object:
        """Let go of it."""


def leave(
    code: int, *, save: Iterable[Callable[[], object]], media: Iterable[Stoppable]
) -> NoReturn:
    """Save everything, stop all media and end the process with this exit code.

    What fails to be saved is logged and makes the exit code 1 where it was 0; the rest is saved all
    the same. Nothing after the call runs: no `finally`, no `atexit`, no destructor.
    """
    for each in save:
        try:
            each()
        except Exception:
            log.exception("something could not be saved on leaving")
            code = code or 1
    _bark_without_python(STOP_WITHIN + GRACE)
    watchdog = threading.Timer(STOP_WITHIN, _end, (code,))
    watchdog.daemon = True
    watchdog.start()
    for playing in media:
        try:
            playing.stop()
        except Exception:
            log.exception("something could not be stopped on leaving")
    _end(code)


def _bark_without_python(seconds: float) -> None:
    """End the process with 1 and the place where it hung, from a thread that needs no lock."""
    # Open to the end of the process: it is written to when nothing else works any more.
    where = open(os.devnull, "w") if sys.stderr is None else sys.stderr  # noqa: SIM115, PTH123 (above)
    with suppress(AttributeError, OSError, ValueError):  # no real file behind a captured stderr
        faulthandler.dump_traceback_later(seconds, exit=True, file=where)


def _end(code: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # none in a windowed build; closed
            stream.flush()
    os._exit(code)
