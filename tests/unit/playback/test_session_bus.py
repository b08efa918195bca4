"""The session bus is asked for only where there is one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection

from kneeline.playback.session_bus import session_bus
from tests.unit.playback.private_bus import PrivateBus, private_bus  # noqa: F401 (a fixture)

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux desktops have one"
)


@pytest.mark.parametrize("variables", [(), ("XDG_RUNTIME_DIR",)])
def test_where_there_is_none_no_program_is_started_to_look_for_it(
    variables: tuple[str, ...], tmp_path: Path
) -> None:
    bus = session_bus("nobody", dict.fromkeys(variables, str(tmp_path)))
    assert not bus.isConnected()
    # What D-Bus says where it was asked: it launched, or could not launch, its own program.
    assert "launch" not in bus.lastError().message()


@pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs D-Bus's daemon")
def test_where_there_is_one_it_is_reached(
    private_bus: PrivateBus,  # noqa: F811 (the fixture)
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", private_bus.address)
    bus = session_bus("somebody", os.environ)
    assert bus.isConnected()
    del bus
    QDBusConnection.disconnectFromBus("somebody")
