"""The session bus is asked for only where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


ASKED = """
from kneeline.playback.session_bus import session_bus
print(session_bus("somebody").isConnected())
"""


@pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs D-Bus's daemon")
def test_where_there_is_one_it_is_reached(private_bus: PrivateBus) -> None:  # noqa: F811 (the fixture)
    # In a process of its own: D-Bus reads the address once, and another test may have been first.
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": private_bus.address},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"
