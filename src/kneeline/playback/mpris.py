"""What a Linux desktop expects of a player that takes media keys: two interfaces on one object.

Their names, methods and properties are the desktop's, not ours. Imported on Linux only, with the
first session.
"""

from __future__ import annotations

from PySide6.QtCore import ClassInfo, Property, QObject, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage

SERVICE, PATH = "org.mpris.MediaPlayer2.kneeline", "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Desk(QObject):
    """The object on the bus; what it is asked for it tells as signals."""

    play_pause = Signal()
    play = Signal()
    pause = Signal()
    following = Signal()
    previous = Signal()
    raise_asked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self.playing = True
        self.title = ""
        self._root, self._player = Root(self), Player(self)

    def take_place(self) -> bool:
        """Stand on the bus; False where the desktop refuses."""
        export = QDBusConnection.RegisterOption.ExportAdaptors
        return self._bus.registerObject(PATH, self, export) and self._bus.registerService(SERVICE)

    def leave_place(self) -> None:
        """Leave the bus to others."""
        self._bus.unregisterService(SERVICE)
        self._bus.unregisterObject(PATH)

    def show(self, title: str, *, playing: bool) -> None:
        """Tell the desktop what is on, where that has changed."""
        if (title, playing) == (self.title, self.playing):
            return
        self.title, self.playing = title, playing
        changed = QDBusMessage.createSignal(PATH, PROPERTIES, "PropertiesChanged")
        # The title only by name: an empty list there would get the wrong type, which desktops drop.
        changed.setArguments([PLAYER, {"PlaybackStatus": status(self)}, ["Metadata"]])
        self._bus.send(changed)


def status(desk: Desk) -> str:
    """Return whether the session runs, in the desktop's words."""
    return "Playing" if desk.playing else "Paused"


def metadata(desk: Desk) -> dict[str, str]:
    """Return what is on, in the desktop's words."""
    return {"xesam:title": desk.title}


@ClassInfo({"D-Bus Interface": "org.mpris.MediaPlayer2"})  # type: ignore[call-arg]  # PySide does not type it
class Root(QDBusAbstractAdaptor):  # type: ignore[operator]  # as above
    """Who we are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    @Slot()
    def Raise(self) -> None:  # noqa: N802 (the interface's own name, as all below)
        """Come to the front."""
        self._desk.raise_asked.emit()

    @Property(str)
    def Identity(self) -> str:  # noqa: N802
        """Our name for people."""
        return "Kneeline"

    @Property(str)
    def DesktopEntry(self) -> str:  # noqa: N802
        """Our name in the menu."""
        return "kneeline"

    @Property(bool)
    def CanRaise(self) -> bool:  # noqa: N802
        """Whether `Raise` does something."""
        return True

    @Property(bool)
    def CanQuit(self) -> bool:  # noqa: N802
        """Nobody ends a session from a panel by mistake."""
        return False

    @Property(bool)
    def HasTrackList(self) -> bool:  # noqa: N802
        """A session is no list of songs."""
        return False


@ClassInfo({"D-Bus Interface": PLAYER})  # type: ignore[call-arg]  # as above
class Player(QDBusAbstractAdaptor):  # type: ignore[operator]  # as above
    """What can be asked of us."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    @Slot()
    def PlayPause(self) -> None:  # noqa: N802
        """Pause or go on."""
        self._desk.play_pause.emit()

    @Slot()
    def Play(self) -> None:  # noqa: N802
        """Go on."""
        self._desk.play.emit()

    @Slot()
    def Pause(self) -> None:  # noqa: N802
        """Pause."""
        self._desk.pause.emit()

    @Slot()
    def Stop(self) -> None:  # noqa: N802
        """Pause: a key on a headset must not end a session."""
        self._desk.pause.emit()

    @Slot()
    def Next(self) -> None:  # noqa: N802
        """Skip."""
        self._desk.following.emit()

    @Slot()
    def Previous(self) -> None:  # noqa: N802
        """Go back."""
        self._desk.previous.emit()

    @Property(str)
    def PlaybackStatus(self) -> str:  # noqa: N802
        """Whether the session runs."""
        return status(self._desk)

    @Property("QVariantMap")  # type: ignore[arg-type]  # Qt takes a C++ type by its name
    def Metadata(self) -> dict[str, str]:  # noqa: N802
        """What is on."""
        return metadata(self._desk)

    @Property(bool)
    def CanControl(self) -> bool:  # noqa: N802
        """Whether we listen."""
        return True

    @Property(bool)
    def CanPlay(self) -> bool:  # noqa: N802
        """Whether we can go on."""
        return True

    @Property(bool)
    def CanPause(self) -> bool:  # noqa: N802
        """Whether we can pause."""
        return True

    @Property(bool)
    def CanGoNext(self) -> bool:  # noqa: N802
        """Whether we can skip."""
        return True

    @Property(bool)
    def CanGoPrevious(self) -> bool:  # noqa: N802
        """Whether we can go back."""
        return True

    @Property(bool)
    def CanSeek(self) -> bool:  # noqa: N802
        """A session is lived, not sought in."""
        return False
