"""A child process that plays the desktop's screen saver on a private session bus.

It says "held" when it is asked to stay awake, and "gone" when a client's connection ends, which is
when real ones drop what that client held.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import SLOT, ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

NAME, PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


@ClassInfo({"D-Bus Interface": NAME})
class ScreenSaver(QObject):
    @Slot(str, str, result=int)
    def Inhibit(self, who: str, why: str) -> int:  # noqa: N802 (the interface's own name)
        del why
        say(f"held {who}")
        return 7

    @Slot(str, str, str)
    def changed(self, name: str, old: str, new: str) -> None:
        if name.startswith(":") and old and not new:
            say("gone")


app = QCoreApplication([])
bus = QDBusConnection.sessionBus()
saver = ScreenSaver()
assert bus.registerObject(PATH, saver, QDBusConnection.RegisterOption.ExportAllSlots)
assert bus.connect(
    BUS, BUS_PATH, BUS, "NameOwnerChanged", saver, SLOT("changed(QString,QString,QString)")
)
assert bus.registerService(NAME)
say("ready")
app.exec()
