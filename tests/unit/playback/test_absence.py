"""The lid, the lock and sleep, told on a real bus; and what Windows tells, as it tells it."""

from __future__ import annotations

import ctypes
import shutil
from ctypes import wintypes

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtDBus import QDBusPendingCallWatcher
from pytestqt.qtbot import QtBot

from kneeline.playback.absence import SCREEN_SAVERS, Absence
from kneeline.playback.absence_windows import LOCK, POWER, SESSION, SUSPEND, Messages
from tests.unit.playback.private_bus import Machine, PrivateBus, private_bus  # noqa: F401 (a fixture)

needs_bus = pytest.mark.skipif(
    not (shutil.which("dbus-daemon") and shutil.which("dbus-send")), reason="needs D-Bus's tools"
)

LOGIN = "/org/freedesktop/login1"
GOING = {
    "sleep": (LOGIN, "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:true"),
    "lock": (f"{LOGIN}/session/_32", "org.freedesktop.login1.Session.Lock"),
} | {
    path: (path, f"{interface}.ActiveChanged", "boolean:true") for path, interface in SCREEN_SAVERS
}
STAYING = {
    "awake again": (LOGIN, "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:false"),
    "unlocked": (f"{LOGIN}/session/_32", "org.freedesktop.login1.Session.Unlock"),
    "screen on": (SCREEN_SAVERS[0][0], f"{SCREEN_SAVERS[0][1]}.ActiveChanged", "boolean:false"),
}


@pytest.fixture
def absence(private_bus: PrivateBus) -> Absence:  # noqa: F811 (the fixture)
    absence = Absence(lambda: (private_bus.connect(), private_bus.connect()))
    absence.listen()
    assert absence.listening
    return absence


def emit(bus: PrivateBus, qtbot: QtBot, *words: str) -> None:
    tool = bus.send("--type=signal", *words)
    qtbot.waitUntil(lambda: tool.poll() is not None, timeout=10_000)
    assert tool.communicate() == ("", "")


@needs_bus
@pytest.mark.parametrize("what", ["sleep", "lock", *(path for path, _name in SCREEN_SAVERS)])
def test_who_goes_is_noticed(
    absence: Absence,
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    qtbot: QtBot,
    what: str,
) -> None:
    with qtbot.waitSignal(absence.should_pause, timeout=10_000):
        emit(private_bus, qtbot, *GOING[what])


@needs_bus
def test_who_comes_back_or_stays_is_not_disturbed(
    absence: Absence,
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    qtbot: QtBot,
) -> None:
    told: list[str] = []
    absence.should_pause.connect(lambda: told.append("pause"))
    for words in STAYING.values():
        emit(private_bus, qtbot, *words)
    # What comes last proves that all before it has arrived.
    with qtbot.waitSignal(absence.should_pause, timeout=10_000):
        emit(private_bus, qtbot, *GOING["sleep"])
    assert told == ["pause"]


@needs_bus
def test_after_a_session_nobody_listens(
    absence: Absence,
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    qtbot: QtBot,
) -> None:
    told: list[str] = []
    absence.should_pause.connect(lambda: told.append("pause"))
    absence.stop()
    assert not absence.listening
    emit(private_bus, qtbot, *GOING["sleep"])
    other = Absence(lambda: (private_bus.connect(), private_bus.connect()))
    other.listen()
    with qtbot.waitSignal(other.should_pause, timeout=10_000):
        emit(private_bus, qtbot, *GOING["sleep"])
    assert told == []


@needs_bus
def test_a_lid_that_closes(absence: Absence, private_bus: PrivateBus, qtbot: QtBot) -> None:  # noqa: F811 (the fixture)
    told: list[str] = []
    absence.should_pause.connect(lambda: told.append("pause"))
    machine = Machine(private_bus.connect())
    machine.change("OnBattery", closed=False)
    machine.change("LidIsClosed", closed=False)
    # What comes last proves that all before it has arrived.
    with qtbot.waitSignal(absence.should_pause, timeout=10_000):
        emit(private_bus, qtbot, *GOING["lock"])
    qtbot.waitUntil(lambda: not absence.findChildren(QDBusPendingCallWatcher), timeout=10_000)
    assert told == ["pause"]
    machine.change("LidIsClosed", closed=True)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=10_000)


@needs_bus
def test_a_machine_without_a_lid_is_left_alone(
    absence: Absence,
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    qtbot: QtBot,
) -> None:
    told: list[str] = []
    absence.should_pause.connect(lambda: told.append("pause"))
    emit(
        private_bus,
        qtbot,
        Machine.PATH,
        "org.freedesktop.DBus.Properties.PropertiesChanged",
        "string:org.freedesktop.UPower",
        "dict:string:string:",
        "array:string:IconName",
    )
    with qtbot.waitSignal(absence.should_pause, timeout=10_000):
        emit(private_bus, qtbot, *GOING["lock"])
    qtbot.waitUntil(lambda: not absence.findChildren(QDBusPendingCallWatcher), timeout=10_000)
    assert told == ["pause"]


@pytest.mark.parametrize(
    ("message", "parameter", "times"),
    [(POWER, SUSPEND, 1), (SESSION, LOCK, 1), (POWER, 0x12, 0), (SESSION, 8, 0), (0x100, 4, 0)],
)
def test_what_windows_tells(message: int, parameter: int, times: int) -> None:
    told: list[str] = []
    messages = Messages(lambda: told.append("pause"))
    sent = wintypes.MSG(message=message, wParam=parameter)
    taken = messages.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(sent))
    assert taken == (False, 0)
    assert len(told) == times
    messages.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), 0)
