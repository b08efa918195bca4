"""A real message bus that nobody else is on, and the desktop's own tool to talk on it."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import ClassInfo, Property, QObject
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage

_NUMBERS = itertools.count(1)


@ClassInfo({"D-Bus Interface": "org.freedesktop.UPower"})
class Power(QDBusAbstractAdaptor):
    """What the system knows of its lid."""

    closed = False

    @Property(bool)
    def LidIsClosed(self) -> bool:  # noqa: N802 (the interface's own name)
        return self.closed


class Machine(QObject):
    """A machine with a lid, which says on a bus what it does."""

    PATH = "/org/freedesktop/UPower"

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus, self._power = bus, Power(self)
        export = QDBusConnection.RegisterOption.ExportAdaptors
        assert bus.registerObject(self.PATH, self, export)
        assert bus.registerService("org.freedesktop.UPower")

    def change(self, name: str, *, closed: bool) -> None:
        """Say that something has changed about the machine's power."""
        self._power.closed = closed
        told = QDBusMessage.createSignal(
            self.PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged"
        )
        told.setArguments(["org.freedesktop.UPower", {name: closed}, ["IconName"]])
        assert self._bus.send(told)


class PrivateBus:
    """One dbus-daemon of our own."""

    def __init__(self) -> None:
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._daemon.stdout is not None
        self.address = self._daemon.stdout.readline().strip()

    def connect(self) -> QDBusConnection:
        name = f"kneeline-test-{next(_NUMBERS)}"
        return QDBusConnection.connectToBus(self.address, name)

    def send(self, *words: str) -> subprocess.Popen[str]:
        """Send something as another program of the desktop would, without waiting for it."""
        return subprocess.Popen(
            ["dbus-send", f"--bus={self.address}", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        if self._daemon.poll() is None:
            self._daemon.kill()
            self._daemon.communicate()


def buses() -> Iterator[PrivateBus]:
    bus = PrivateBus()
    yield bus
    bus.close()


private_bus = pytest.fixture(buses)
