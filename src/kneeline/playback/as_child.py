"""What a child process of ours promises first: to end in time, and to break without a word."""

from __future__ import annotations

import faulthandler
import os
import sys


def break_quietly() -> None:
    """Let this process end at once where a library of the system's breaks it.

    Windows would keep it for a box that says so, or for a debugger, and with it our files: no
    update could replace them. Our parent learns of the end, and says what it means.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 (nowhere else is there one)

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)


def end_within(seconds: float) -> None:
    """End this process after some seconds, unless this is called again before.

    The promise is kept by a thread that needs no lock of Python's: Qt waits for a service of the
    system's while it holds that.
    """
    faulthandler.dump_traceback_later(seconds, exit=True, file=_NOWHERE)


_NOWHERE = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (open to the end)
