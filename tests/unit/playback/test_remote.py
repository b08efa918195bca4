"""Media keys from the desktop, on a real bus, pressed by the desktop's own tool."""

from __future__ import annotations

import shutil

import pytest
from pytestqt.qtbot import QtBot

from kneeline.playback.remote import Remote
from tests.unit.playback.private_bus import PrivateBus, private_bus  # noqa: F401 (a fixture)

pytestmark = pytest.mark.skipif(
    not (shutil.which("dbus-daemon") and shutil.which("dbus-send")), reason="needs D-Bus's tools"
)

PLACE = ("--print-reply", "--dest=org.mpris.MediaPlayer2.kneeline", "/org/mpris/MediaPlayer2")
PLAYER = "org.mpris.MediaPlayer2.Player"
GET_ALL = (*PLACE, "org.freedesktop.DBus.Properties.GetAll", f"string:{PLAYER}")


@pytest.fixture
def remote(private_bus: PrivateBus) -> Remote:  # noqa: F811 (the fixture)
    remote = Remote(private_bus.connect)
    remote.listen()
    assert remote.listening
    return remote


def answer(bus: PrivateBus, qtbot: QtBot, *words: str) -> str:
    """Return what the desktop's tool prints; we have to answer it meanwhile."""
    tool = bus.send(*words)
    qtbot.waitUntil(lambda: tool.poll() is not None, timeout=10_000)
    output, errors = tool.communicate()
    return output + errors


@pytest.mark.parametrize(
    ("method", "signal"),
    [
        (f"{PLAYER}.PlayPause", "play_pause_pressed"),
        (f"{PLAYER}.Play", "play_pressed"),
        (f"{PLAYER}.Pause", "pause_pressed"),
        (f"{PLAYER}.Stop", "pause_pressed"),
        (f"{PLAYER}.Next", "next_pressed"),
        (f"{PLAYER}.Previous", "previous_pressed"),
        ("org.mpris.MediaPlayer2.Raise", "raise_asked"),
    ],
)
def test_each_key_is_told_once(
    remote: Remote,
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    qtbot: QtBot,
    method: str,
    signal: str,
) -> None:
    told: list[str] = []
    for name in ("play_pause", "play", "pause", "next", "previous"):
        getattr(remote, f"{name}_pressed").connect(lambda name=name: told.append(f"{name}_pressed"))
    remote.raise_asked.connect(lambda: told.append("raise_asked"))
    assert "method return" in answer(private_bus, qtbot, *PLACE, method)
    assert told == [signal]


def test_the_desktop_sees_what_is_on_and_whether_it_runs(
    remote: Remote,
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    qtbot: QtBot,
) -> None:
    remote.show("Bridge", playing=False)
    seen = answer(private_bus, qtbot, *GET_ALL)
    assert '"Paused"' in seen
    assert '"Bridge"' in seen
    remote.show("Bridge", playing=True)
    assert '"Playing"' in answer(private_bus, qtbot, *GET_ALL)


def test_after_a_session_the_keys_are_others_again(
    remote: Remote,
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    qtbot: QtBot,
) -> None:
    remote.stop()
    assert not remote.listening
    assert "ServiceUnknown" in answer(private_bus, qtbot, *PLACE, f"{PLAYER}.Next")
    remote.listen()
    assert "method return" in answer(private_bus, qtbot, *PLACE, f"{PLAYER}.Next")


def test_without_a_bus_nothing_happens(private_bus: PrivateBus) -> None:  # noqa: F811 (the fixture)
    private_bus.close()
    remote = Remote(private_bus.connect)
    remote.listen()
    remote.show("Bridge", playing=True)
    remote.stop()
    assert not remote.listening
