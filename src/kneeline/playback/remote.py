"""Media keys while another window has the focus, as far as the system allows.

Linux desktops send the keys to whatever plays, which they know by a name on the session bus.
Kneeline takes that name for as long as a session is on the screen. Windows and macOS hand media
keys only to programs that play through their own media frameworks; there they reach us while our
window has the focus, like any other key.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.playback.session_bus import session_bus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection

    from kneeline.playback.mpris import Desk

log = logging.getLogger(__name__)

CONNECTION = "kneeline-remote"


class Remote(QObject):
    """Listens to the desktop's media keys between `listen` and `stop`.

    Signals:
        play_pause_pressed, play_pressed, pause_pressed, next_pressed, previous_pressed: a key of
            that name, on a keyboard, a headset or the desktop's own panel.
        raise_asked: somebody clicked on Kneeline in the desktop's panel.
    """

    play_pause_pressed = Signal()
    play_pressed = Signal()
    pause_pressed = Signal()
    next_pressed = Signal()
    previous_pressed = Signal()
    raise_asked = Signal()

    def __init__(
        self, connect: Callable[[], QDBusConnection] | None = None, parent: QObject | None = None
    ) -> None:
        """Take a way to the session bus; without one, this system's own."""
        super().__init__(parent)
        self._connect = connect
        self._desk: Desk | None = None

    @property
    def listening(self) -> bool:
        """Whether the system sends us its keys."""
        return self._desk is not None

    def listen(self) -> None:
        """Take the keys from now on; where the system has no way, nothing happens."""
        if self.listening or (self._connect is None and not sys.platform.startswith("linux")):
            return
        from kneeline.playback.mpris import Desk  # noqa: PLC0415 (QtDBus only where it is used)

        bus = session_bus(CONNECTION) if self._connect is None else self._connect()
        desk = Desk(bus, self)
        if not bus.isConnected() or not desk.take_place():
            log.info("no media keys from other windows: %s", bus.lastError().message())
            desk.deleteLater()
            return
        desk.play_pause.connect(self.play_pause_pressed)
        desk.play.connect(self.play_pressed)
        desk.pause.connect(self.pause_pressed)
        desk.following.connect(self.next_pressed)
        desk.previous.connect(self.previous_pressed)
        desk.raise_asked.connect(self.raise_asked)
        self._desk = desk

    def show(self, title: str, *, playing: bool) -> None:
        """Tell the desktop what is on, for its panel and its lock screen."""
        if self._desk is not None:
            self._desk.show(title, playing=playing)

    def stop(self) -> None:
        """Leave the keys to others."""
        if self._desk is not None:
            self._desk.leave_place()
            self._desk.deleteLater()
            self._desk = None
