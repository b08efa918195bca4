"""Windows' word that a child does not outlive us, whatever it hangs in and however we end.

Elsewhere a child that hangs keeps its own promise (`as_child`). On Windows that can fail: a process
that ends itself first tells every library of it, and waits for one whose lock a hung thread holds.
Such a leftover keeps our files open, and no update could replace them.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from ctypes import wintypes
from functools import cache

log = logging.getLogger(__name__)

EXTENDED_LIMITS, KILL_WITH_US = 9, 0x2000
"""winnt.h: JobObjectExtendedLimitInformation, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE."""

MAY_BE_TIED = 0x0101
"""winnt.h: PROCESS_SET_QUOTA | PROCESS_TERMINATE."""


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, of which we say one word."""

    _fields_ = (
        ("times", ctypes.c_int64 * 2),
        ("flags", wintypes.DWORD),
        ("working_sets", ctypes.c_size_t * 2),
        ("active", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        ("classes", wintypes.DWORD * 2),
        ("counted", ctypes.c_uint64 * 6),
        ("memory", ctypes.c_size_t * 4),
    )


def tie(process: int) -> None:
    """Let Windows end the process with this number as soon as ours has ended."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = wintypes.HANDLE(kernel.OpenProcess(MAY_BE_TIED, False, process))  # noqa: FBT003 (theirs)
        if not kernel.AssignProcessToJobObject(_job(), handle):
            log.warning("a child cannot be tied to us: error %d", ctypes.get_last_error())
        kernel.CloseHandle(handle)


@cache
def _job() -> wintypes.HANDLE:
    """Return what ties them: its one handle is ours, and is closed by our end."""
    job = wintypes.HANDLE()
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Limits(flags=KILL_WITH_US)
        kernel.SetInformationJobObject(
            job, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
    return job
