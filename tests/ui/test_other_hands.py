"""What the command line writes while the window is open shows on Today."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kneeline.app.other_hands import OtherHands
from kneeline.journal import open_journal
from tests.unit.journal.sitting import Wall


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kneeline" / "journal.db"


def write(path: Path) -> None:
    with open_journal(path, wall_clock=lambda: datetime.now(UTC)) as other:
        other.write_note("From a terminal.", about=Wall()().date())


def test_another_program_is_noticed_once(path: Path, qtbot: QtBot) -> None:
    parent = QObject()
    told: list[None] = []
    with open_journal(path, wall_clock=Wall()) as journal:
        hands = OtherHands(journal, parent)
        hands.wrote.connect(lambda: told.append(None))
        hands.look()
        assert not told
        write(path)
        qtbot.waitUntil(lambda: bool(told), timeout=9000)
        hands.look()
        assert len(told) == 1


def test_our_own_writing_is_nobody_else(path: Path, qtbot: QtBot) -> None:
    del qtbot  # timers need an application
    parent = QObject()
    told: list[None] = []
    with open_journal(path, wall_clock=Wall()) as journal:
        hands = OtherHands(journal, parent)
        hands.wrote.connect(lambda: told.append(None))
        journal.write_note("Mine.", about=Wall()().date())
        hands.look()
    hands.look()  # Closed: nobody looks any more, and nothing breaks.
    assert not told
