"""What the first screen does without: the cause of a quick start, without a clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = """
import json, sys
from kneeline.app.command_line import main
from kneeline.ui.window import MainWindow
shown = MainWindow.showEvent
def tell():
    print(json.dumps(sorted(sys.modules)), flush=True)
def show_event(self, event):
    self.painted.connect(tell)
    shown(self, event)
MainWindow.showEvent = show_event
main(["--exit-after-first-paint", "--data-dir", sys.argv[1]])
"""
HEAVY = (
    *("numpy", "pyqtgraph", "matplotlib", "sqlite_utils"),
    *("PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "PySide6.QtNetwork", "PySide6.QtDBus"),
)
BEHIND = (
    *("app.session.sessions", "app.session.player_desk", "app.running.desk", "app.library.desk"),
    *("app.settings_desk", "app.tour", "app.commands.log", "simulation", "report"),
    *("ui.player.page", "ui.library.page", "ui.runs.page", "ui.settings.page", "ui.progress"),
    *("playback.clips", "playback.voice"),
    *("coach.events", "journal.recorder", "journal.status"),
)
"""Rooms of ours that stand behind the first screen."""

NEEDLESS = ("logging.handlers", "pickle", "socket", "subprocess")
"""Modules of Python's own that each take milliseconds, for what a usual start never does."""


def _start(folder: Path) -> subprocess.CompletedProcess[str]:
    # Whoever measures our tests' coverage brings modules of their own into every child.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(folder)],
        env={**kept, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Return every module that is there when Today is painted, of who trains with a programme."""
    folder: Path = tmp_path_factory.mktemp("data")
    (folder / "settings.json").write_text('{"programme": "daily"}', encoding="utf-8")
    _start(folder)  # the journal is made: that takes SQLite's helper, once in a life
    done = _start(folder)
    [line] = [each for each in done.stdout.splitlines() if each.startswith("[")] or [done.stderr]
    return frozenset(json.loads(line))


@pytest.mark.parametrize("module", HEAVY)
def test_nothing_heavy_is_imported_at_the_first_paint(
    module: str, imported: frozenset[str]
) -> None:
    assert "kneeline.ui.today" in imported
    assert module not in imported


@pytest.mark.parametrize("module", NEEDLESS)
def test_nothing_is_imported_for_what_a_start_does_not_do(
    module: str, imported: frozenset[str]
) -> None:
    assert module not in imported


@pytest.mark.parametrize("module", BEHIND)
def test_what_stands_behind_the_first_screen_comes_later(
    module: str, imported: frozenset[str]
) -> None:
    assert f"kneeline.{module}" not in imported
