"""A second start on the same data folder, on a real screen: the first window, and no other."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.display.conftest import PATIENCE, Screen, Start

pytestmark = [pytest.mark.display, pytest.mark.timeout(300)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    chosen = {"programme": "ten-minute-roll", "sound": "off", "voice": "nothing"}
    (folder / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    return folder


def windows(screen: Screen) -> list[str]:
    return screen.xdotool("search", "--onlyvisible", "--name", "^Kneeline$").split()


def test_it_raises_the_first_window_and_ends(
    start: Start, screen: Screen, data: Path, qtbot: QtBot
) -> None:
    first = start(data)
    # A window that goes and comes back has lost the keyboard.
    screen.xdotool("windowunmap", "--sync", first.window)
    screen.xdotool("windowmap", "--sync", first.window)
    assert screen.xdotool("getwindowfocus") != first.window
    second = subprocess.run(
        [sys.executable, "-m", "kneeline", "--data-dir", str(data)],
        env=screen.environment,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert first.process.poll() is None
    assert windows(screen) == [first.window]
    focused = partial(screen.xdotool, "getwindowfocus")
    qtbot.waitUntil(lambda: focused() == first.window, timeout=round(PATIENCE * 1000))


def test_the_command_line_asks_no_window(start: Start, screen: Screen, data: Path) -> None:
    start(data)
    told = subprocess.run(
        [sys.executable, "-m", "kneeline", "today", "--data-dir", str(data)],
        env=screen.environment,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert told.returncode == 0
    assert told.stdout
