"""Notices that nobody can be training any more: the lid, the lock, a machine about to sleep.

Being idle is none of these: from a mat nobody touches the keyboard.

Linux tells it over D-Bus and Windows by messages to the window. On macOS, and wherever a system
keeps silent, the heartbeat still pauses for the time the machine slept; only a screen that is
locked while the machine stays awake goes unnoticed there.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import SLOT, QObject, Signal, Slot

from kneeline.playback.session_bus import session_bus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    Buses = tuple[QDBusConnection, QDBusConnection]
    """The session's bus and the system's."""

log = logging.getLogger(__name__)

CONNECTION = "kneeline-absence"

UPOWER, UPOWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a Linux system tells, and which slot hears it."""

    bus: Literal["session", "system"]
    path: str
    """Empty for every object of that interface."""

    interface: str
    member: str
    slot: str


SCREEN_SAVERS = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
)

TOLD = (
    Told("system", "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
         "PrepareForSleep", "on_state(bool)"),
    Told("system", "", "org.freedesktop.login1.Session", "Lock", "on_lock()"),
    Told("system", UPOWER_PATH, PROPERTIES,
         "PropertiesChanged", "on_power(QDBusMessage)"),
    *(Told("session", path, interface, "ActiveChanged", "on_state(bool)")
      for path, interface in SCREEN_SAVERS),
)  # fmt: skip


class Absence(QObject):
    """Listens to the system between `listen` and `stop`.

    Signals:
        should_pause: whoever trains has gone, or is about to. It may come more than once.
    """

    should_pause = Signal()

    def __init__(
        self, connect: Callable[[], Buses] | None = None, parent: QObject | None = None
    ) -> None:
        """Take a way to the session's and the system's bus; without one, this system's own."""
        super().__init__(parent)
        self._connect = connect
        self._end: Callable[[], None] | None = None
        self._system: QDBusConnection | None = None

    @property
    def listening(self) -> bool:
        """Whether the system tells us."""
        return self._end is not None

    def listen(self, window: int = 0) -> None:
        """Listen from now on; `window` is the native handle of ours, which Windows asks for."""
        if self.listening:
            return
        if self._connect is not None or sys.platform.startswith("linux"):
            self._listen_on_buses()
        elif sys.platform == "win32":
            from kneeline.playback.absence_windows import listen  # noqa: PLC0415 (Windows alone)

            self._end = listen(window, self.should_pause.emit)

    def stop(self) -> None:
        """Listen no more."""
        if self._end is not None:
            self._end()
            self._end = None

    # -- what Linux tells ----------------------------------------------------------------------

    @Slot(bool)
    def on_state(self, begins: bool) -> None:  # noqa: FBT001 (the system's signal has this form)
        """Hear that a sleep or a locked screen begins or ends."""
        if begins:
            self.should_pause.emit()

    @Slot()
    def on_lock(self) -> None:
        """Hear that the session is locked."""
        self.should_pause.emit()

    @Slot("QDBusMessage")
    def on_power(self, told: QDBusMessage) -> None:
        """Hear that something about the machine's power has changed, and ask about the lid.

        The changes themselves come in a map, which PySide cannot read: it ends the process.
        """
        del told
        if self._system is None:
            return
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher  # noqa: PLC0415 (came over it)

        ask = QDBusMessage.createMethodCall(UPOWER, UPOWER_PATH, PROPERTIES, "Get")
        ask.setArguments([UPOWER, "LidIsClosed"])
        waiting = QDBusPendingCallWatcher(self._system.asyncCall(ask), self)
        waiting.finished.connect(self._hear_of_the_lid)

    def _hear_of_the_lid(self, waiting: QDBusPendingCallWatcher) -> None:
        from PySide6.QtDBus import QDBusVariant  # noqa: PLC0415 (as above)

        answer = waiting.reply().arguments() if not waiting.isError() else []
        if answer and isinstance(answer[0], QDBusVariant) and answer[0].variant() is True:
            self.should_pause.emit()
        waiting.deleteLater()

    def _listen_on_buses(self) -> None:
        session, self._system = _own_buses() if self._connect is None else self._connect()
        buses = {"session": session, "system": self._system}

        def for_each(do: Callable[[QDBusConnection], Callable[..., bool]]) -> None:
            for told in TOLD:
                slot = SLOT(told.slot)
                where = ("", told.path, told.interface, told.member)
                bus = buses[told.bus]
                if bus.isConnected() and not do(bus)(*where, self, slot):
                    log.info("the system does not tell of %s", told.member)

        for_each(lambda bus: bus.connect)
        self._end = partial(for_each, lambda bus: bus.disconnect)


def _own_buses() -> Buses:
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 (QtDBus only where it is used)

    system = QDBusConnection.BusType.SystemBus
    return (
        session_bus(f"{CONNECTION}-session"),
        QDBusConnection.connectToBus(system, f"{CONNECTION}-system"),
    )
