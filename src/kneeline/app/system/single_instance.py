"""One window for each data folder: a second start raises the first window, and ends.

A lock file beside the journal says whether there is a window; it is free again when its process
is gone, however it ended. The window listens under a name made from the folder, so that another
data folder is another Kneeline. Listening begins after the first paint: a second start that comes
before it asks again for a while. One that gets no answer opens a window of its own, for nobody may
be kept from their session by a process that hangs.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from kneeline.app.locations import make_private

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

ANSWERS_WITHIN = 5.0
"""Seconds the window has to answer a second start."""

OPENS_WITHIN = 30.0
"""Seconds a window may take to open, on a cold and busy machine, before it can answer at all."""

ASK_EVERY_MS = 100

TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (a variable's name)
"""Where Wayland leaves the right to come forward; the second start hands it to the first."""

HEARD = b"\x06"
"""What the window answers."""


class SingleInstance(QObject):
    """Holds the place of the one window of a data folder.

    Signals:
        raised: somebody has started Kneeline once more.
    """

    raised = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._lock = QLockFile(str(data / "window.lock"))
        # Old age is no reason to take a lock away from a window that is open for weeks.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        with suppress(OSError):
            make_private(data)

    def is_first(self) -> bool:
        """Take the place; False if another process has it."""
        taken = self._lock.tryLock(0)
        # A folder that takes no files is told of by the journal; it has no second window to fear.
        return taken or self._lock.error() is not QLockFile.LockError.LockFailedError

    def raise_first(self, within: float | None = None) -> bool:
        """Ask the first window to come forward; False if nothing answers in so many seconds.

        Unsaid, that is long while the first may still be opening, and short after that.
        """
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 (a first start needs none of it)

        _let_it_come_forward()
        name = _name(self._data)
        until = time.monotonic() + (self._patience() if within is None else within)
        while True:
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(ASK_EVERY_MS):
                socket.write(os.environ.get(TOKEN, "").encode() + b"\n")
                left = max(0, round(1000 * (until - time.monotonic())))
                return socket.waitForReadyRead(left)
            if time.monotonic() > until:
                return False
            time.sleep(ASK_EVERY_MS / 1000)

    def _patience(self) -> float:
        """Return how long the first window may take, by when it took its place."""
        try:
            taken = Path(self._lock.fileName()).stat().st_mtime
        except OSError:  # gone this moment
            return ANSWERS_WITHIN
        return max(ANSWERS_WITHIN, OPENS_WITHIN - abs(time.time() - taken))

    def listen(self) -> None:
        """Hear of second starts from now on; what a dead window left under our name goes."""
        if not self._lock.isLocked() or self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 (11 ms, after the first paint)

        name = _name(self._data)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._hear)
        QLocalServer.removeServer(name)
        if server.listen(name):
            self._server = server

    def let_go(self) -> None:
        """Give the place free; the process is about to end."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _hear(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()

        def take() -> None:
            if not socket.canReadLine():
                return
            token = bytes(socket.readLine().data()).decode("utf-8", "replace").strip()
            if token:
                os.environ[TOKEN] = token
            socket.write(HEARD)
            socket.flush()
            socket.disconnectFromServer()
            self.raised.emit()

        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(take)
        take()


def _name(data: Path) -> str:
    """Return the name under which the window of a data folder listens."""
    import hashlib  # noqa: PLC0415 (4 ms, and not before the first paint)

    folder = os.path.normcase(data.resolve())
    name = "kneeline-" + hashlib.sha256(folder.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    # Where the system gives each person a folder for this, nobody else can put a socket in our way.
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    return f"{own}/{name}" if sys.platform == "linux" and Path(own).is_absolute() else name


def _let_it_come_forward() -> None:
    """Hand on the right to come forward, which Windows gives to the process just started."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (needed on Windows alone)

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
