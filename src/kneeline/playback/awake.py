"""Keeps the screen awake during a session: nobody touches the keyboard from the mat.

Each system is asked in its own way, off the window's thread and without a library: Linux
desktops over D-Bus, Windows by a flag of the asking thread, macOS through its `caffeinate`. All of
them let go by themselves should Kneeline die. A system that refuses costs a line in the log.
"""

from __future__ import annotations

import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from enum import Enum, auto

from kneeline.playback.session_bus import session_bus

log = logging.getLogger(__name__)

ANSWER_WITHIN = 2.0
"""Seconds a desktop may take to answer."""

LOOK_EVERY = 0.02
"""Seconds between two looks whether it has."""

SCREEN_SAVERS = (
    # Service, path, interface; what KDE, GNOME, Cinnamon and Xfce among them understand.
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    (
        "org.freedesktop.PowerManagement",
        "/org/freedesktop/PowerManagement/Inhibit",
        "org.freedesktop.PowerManagement.Inhibit",
    ),
)

CONNECTION = "kneeline-awake"


class _Wish(Enum):
    HOLD = auto()
    LET_GO = auto()


class KeepAwake:
    """Holds the screen awake between `hold` and `let_go`; both return at once."""

    def __init__(self, hold: Callable[[], AbstractContextManager[None]] | None = None) -> None:
        """Take a way to hold the screen; without one, this system's own."""
        self._hold = hold or _systems_own
        self._wanted: queue.SimpleQueue[_Wish] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def hold(self) -> None:
        """Keep the screen awake from now on."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="awake", daemon=True)
            self._thread.start()
        self._wanted.put(_Wish.HOLD)

    def let_go(self) -> None:
        """Let the screen sleep again when the person's settings say so."""
        self._wanted.put(_Wish.LET_GO)

    def stop(self) -> None:
        """Let go, for good; the process is about to end."""
        self.let_go()

    def _work(self) -> None:
        """Hold and let go in turn; on one thread, for Windows keeps the flag by thread."""
        held = ExitStack()
        while True:
            wish = self._wanted.get()
            try:
                held.close()
                if wish is _Wish.HOLD:
                    held.enter_context(self._hold())
            except Exception as error:  # noqa: BLE001 (each system fails in its own way; all are harmless)
                log.info("the screen may fall asleep: %s", error)


def _systems_own() -> AbstractContextManager[None]:
    if sys.platform == "win32":
        return awake_windows()
    if sys.platform == "darwin":
        return awake_mac()
    return awake_desktop()


@contextmanager
def awake_desktop() -> Iterator[None]:
    """Hold the screen through a Linux desktop's screen saver; OSError if none listens."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415 (not before the first paint)

    # A connection of its own: closing it lets go. The call that lets go by number is out of
    # reach, for PySide cannot send D-Bus an unsigned number.
    bus = session_bus(CONNECTION)
    try:
        if not bus.isConnected():
            raise OSError(f"no session bus: {bus.lastError().message()}")
        refusals = []
        for service, path, interface in SCREEN_SAVERS:
            call = QDBusMessage.createMethodCall(service, path, interface, "Inhibit")
            call.setArguments(["Kneeline", "A session is on the screen"])
            # Not `bus.call`: that keeps Python, and so the window, waiting for the answer.
            answer = bus.asyncCall(call)
            until = time.monotonic() + ANSWER_WITHIN
            while not answer.isFinished() and time.monotonic() < until:
                time.sleep(LOOK_EVERY)
            if not answer.isFinished():
                refusals.append(f"{service} does not answer")
            elif answer.isError():
                refusals.append(answer.error().message())
        if len(refusals) == len(SCREEN_SAVERS):
            raise OSError("; ".join(refusals))
        yield
    finally:
        del bus
        QDBusConnection.disconnectFromBus(CONNECTION)


@contextmanager
def awake_mac() -> Iterator[None]:
    """Hold the screen through macOS's own `caffeinate`, which ends with us."""
    with subprocess.Popen(["caffeinate", "-d", "-w", str(os.getpid())]) as holding:
        try:
            yield
        finally:
            holding.terminate()


@contextmanager
def awake_windows() -> Iterator[None]:
    """Hold the screen through a flag that Windows keeps for the thread that set it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (Windows alone needs it)

        # winbase.h: ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED.
        continuous, system, display = 0x80000000, 0x1, 0x2
        kernel = ctypes.windll.kernel32
        if not kernel.SetThreadExecutionState(continuous | system | display):
            raise OSError("Windows refused to keep the screen awake")
        try:
            yield
        finally:
            kernel.SetThreadExecutionState(continuous)
    else:
        raise OSError("this is not Windows")
