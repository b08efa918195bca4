"""What Windows tells a window: the machine is about to sleep, the session is locked.

A closed lid that does nothing else is not told; one that lets the machine sleep is.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

POWER, SUSPEND = 0x0218, 0x0004
"""winuser.h: WM_POWERBROADCAST with PBT_APMSUSPEND."""

SESSION, LOCK = 0x02B1, 0x0007
"""winuser.h: WM_WTSSESSION_CHANGE with WTS_SESSION_LOCK."""

THIS_SESSION = 0

KIND = QByteArray(b"windows_generic_MSG")
"""What Qt calls a message of Windows."""

GONE = {(POWER, SUSPEND), (SESSION, LOCK)}


class Messages(QAbstractNativeEventFilter):
    """Looks at every message to our windows, and takes none away."""

    def __init__(self, gone: Callable[[], object]) -> None:
        super().__init__()
        self._gone = gone

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Call `gone` where a message says that nobody can be training."""
        if QByteArray(eventType) == KIND:
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in GONE:
                self._gone()
        return False, 0


def listen(window: int, gone: Callable[[], object]) -> Callable[[], None]:
    """Call `gone` whenever Windows says so; return what ends it."""
    app = QCoreApplication.instance()
    messages = Messages(gone)
    if app is not None:
        app.installNativeEventFilter(messages)
    _ask_for_locks(window, wanted=True)

    def end() -> None:
        if app is not None:
            app.removeNativeEventFilter(messages)
        _ask_for_locks(window, wanted=False)

    return end


def _ask_for_locks(window: int, *, wanted: bool) -> None:
    """Windows tells of locking only who asked for it, window by window."""
    if sys.platform == "win32":
        handle = wintypes.HWND(window)
        if wanted:
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, THIS_SESSION)
        else:
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(handle)
