"""Says something outside the window: by the desktop's own notifications, or from the tray.

On Linux the words go to `notify-send`, which most desktops have: it shows them where there is no
tray too, and waits to hear whether somebody presses on them. (PySide cannot send the unsigned
number that the desktop's own interface asks for.) Elsewhere, and where that fails, the tray says
them; where there is none, the window asks for attention in the taskbar.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QApplication

from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kneeline.app.system.tray import Tray

PRESSED = b"default"
"""What `notify-send` prints when somebody presses on a notification."""


class Notifier(QObject):
    """Shows one notification at a time; a new one takes the place of the last.

    Signals:
        pressed: the person pressed on what was said.
    """

    pressed = Signal()

    def __init__(self, window: QWidget, tray: Tray, program: str | None = None) -> None:
        """Take the window and the tray; and the path of `notify-send`, else it is looked for."""
        super().__init__(window)
        self._window, self._tray = window, tray
        self._program = program
        self._asking: QProcess | None = None
        tray.message_clicked.connect(self.pressed)

    def say(self, title: str, words: str) -> None:
        """Show a title and a sentence."""
        self.stop()
        program = self._program or (
            shutil.which("notify-send") if sys.platform.startswith("linux") else None
        )
        if program is None:
            self._say_otherwise(title, words)
            return
        self._asking = asking = QProcess(self)
        asking.finished.connect(asking.deleteLater)
        asking.finished.connect(lambda code, _how: self._hear(asking, code, title, words))
        asking.errorOccurred.connect(lambda error: self._fail(asking, error, title, words))
        action = f"--action=default={_('Open')}"
        asking.start(
            program,
            ["--app-name=Kneeline", "--icon=org.kneeline.Kneeline", action, "--", title, words],
        )

    @property
    def waits(self) -> bool:
        """Whether something is shown that somebody may yet press on."""
        return self._asking is not None

    def stop(self) -> None:
        """Wait no longer for somebody to press on what was said last."""
        asking, self._asking = self._asking, None
        if asking is not None:
            asking.kill()

    def _hear(self, asking: QProcess, code: int, title: str, words: str) -> None:
        if asking is not self._asking:
            return
        self._asking = None
        said = asking.readAllStandardOutput().data()
        if code != 0:  # too old to know --action, or nobody shows notifications
            self._say_otherwise(title, words)
        elif PRESSED in said:
            self.pressed.emit()

    def _fail(self, asking: QProcess, error: QProcess.ProcessError, title: str, words: str) -> None:
        if asking is self._asking and error is QProcess.ProcessError.FailedToStart:
            self._asking = None
            self._say_otherwise(title, words)

    def _say_otherwise(self, title: str, words: str) -> None:
        if not self._tray.say(title, words):
            QApplication.alert(self._window)
