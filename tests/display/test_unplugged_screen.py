"""A second screen that is unplugged in a session: the window comes back, the session goes on."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.display.conftest import PATIENCE, Screen, Start, Started

WIDE, HIGH = 1366, 768
pytestmark = [
    pytest.mark.display,
    pytest.mark.timeout(300),
    pytest.mark.parametrize("screen", [f"{2 * WIDE}x{HIGH}x24"], indirect=True),
]


def monitors(screen: Screen, *words: str) -> None:
    subprocess.run(["xrandr", *words], env=screen.environment, check=True, capture_output=True)


@pytest.fixture
def two_monitors(screen: Screen) -> Screen:
    if shutil.which("xrandr") is None:
        pytest.skip("xrandr is not installed; `python3 dev.py test` installs it")
    size = f"{WIDE}/361x{HIGH}/203"
    monitors(screen, "--setmonitor", "LEFT", f"{size}+0+0", "screen")
    monitors(screen, "--setmonitor", "RIGHT", f"{size}+{WIDE}+0", "none")
    return screen


def across(app: Started) -> tuple[int, int]:
    """Return where the window begins and ends, in pixels from the left."""
    said = app.screen.xdotool("getwindowgeometry", "--shell", app.window)
    told = dict(line.split("=") for line in said.splitlines())
    return int(told["X"]), int(told["X"]) + int(told["WIDTH"])


def on_the_left(app: Started) -> bool:
    first, last = across(app)
    return first >= 0 and last <= WIDE


def test_the_window_comes_back_and_the_session_goes_on(
    start: Start, two_monitors: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    chosen = {"programme": "ten-minute-roll", "sound": "off", "voice": "nothing"}
    (tmp_path / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    app = start(tmp_path)
    two_monitors.xdotool("windowmove", "--sync", app.window, str(WIDE + 90), "10")
    app.begin(qtbot)
    app.press("3", "1", "space")
    app.until("SELECT 1 FROM unfinished WHERE segment = 1", qtbot=qtbot)
    assert not on_the_left(app)

    monitors(two_monitors, "--delmonitor", "RIGHT")
    qtbot.waitUntil(lambda: on_the_left(app), timeout=round(PATIENCE * 1000))
    app.press("Right", "Right")
    app.until("SELECT 1 FROM unfinished WHERE segment > 2", qtbot=qtbot)
