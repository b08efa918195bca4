"""A damaged journal at the start, on a real screen: one key brings the backup back and goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.side import Side
from kneeline.journal import open_journal
from kneeline.journal.backup import take
from tests.display.conftest import PATIENCE, Start

pytestmark = [pytest.mark.display, pytest.mark.timeout(300)]

NOW = datetime.now(UTC)


def damaged(data: Path) -> Path:
    """Fill a journal, back it up, and spoil its first pages."""
    data.mkdir()
    path = data / "journal.db"
    with open_journal(path, wall_clock=lambda: NOW) as journal:
        for back in range(1, 20):
            score = PainScore(Side.LEFT, Moment.NEXT_MORNING, back % 11)
            journal.log_pain(score, at=NOW - timedelta(days=back))
    take(path, NOW - timedelta(days=1))
    raw = path.read_bytes()
    path.write_bytes(raw[:100] + b"\x5a" * 4000 + raw[4100:])
    return path


def test_a_key_brings_the_backup_back_and_the_window_opens(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    data = tmp_path / "data"
    damaged(data)
    started = start(data)
    page = started.window
    started.press("space")

    def opened() -> bool:
        shown = started.screen.xdotool("search", "--onlyvisible", "--name", "^Kneeline$").split()
        return bool(shown) and page not in shown

    qtbot.waitUntil(opened, timeout=round(PATIENCE * 1000))
    assert list(data.glob("damaged-*"))
    assert len(started.rows("SELECT 1 FROM pain_scores")) == 19
    assert started.process.poll() is None


def test_leaving_ends_with_the_reason_and_changes_nothing(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    data = tmp_path / "data"
    path = damaged(data)
    before = path.read_bytes()
    started = start(data)
    started.press("Escape")
    qtbot.waitUntil(lambda: started.process.poll() is not None, timeout=round(PATIENCE * 1000))
    _output, errors = started.process.communicate()
    assert started.process.returncode == 1
    assert str(path) in errors
    assert path.read_bytes() == before
