"""What the command line writes while the window is open shows on the page in sight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from kneeline.app.composition import JOURNAL, RUNS, TODAY, Kneeline
from kneeline.app.other_hands import OtherHands
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.side import Side
from kneeline.journal import open_journal
from tests.legible import settle
from tests.unit.journal.sitting import Wall

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "propagateSizeHints")


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


# -- the whole window ----------------------------------------------------------------------------


def from_elsewhere(kneeline: Kneeline) -> None:
    """Write pain and a run down as the command line does, and let it be noticed."""
    now = datetime.now().astimezone()
    with open_journal(kneeline.places.journal, wall_clock=lambda: now) as other:
        other.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 8))
        other.log_run(DoneRun(now - timedelta(days=1), 21.0))
    [hands] = kneeline.findChildren(OtherHands)
    hands.look()


def said(page: QWidget) -> str:
    # What is taken away is hidden at once and deleted a little later.
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page))


def test_it_shows_on_today(kneeline: Kneeline, qtbot: QtBot) -> None:
    page = kneeline.window.open_page(TODAY)
    settle()
    before = said(page)
    from_elsewhere(kneeline)
    qtbot.waitUntil(lambda: said(page) != before)


def test_it_shows_on_the_page_in_sight(kneeline: Kneeline, qtbot: QtBot) -> None:
    page = kneeline.window.open_page(RUNS)
    from_elsewhere(kneeline)

    def runs() -> list[int]:
        return [each.model().rowCount() for each in page.findChildren(QTableView)]

    qtbot.waitUntil(lambda: 1 in runs())


def test_nobody_loses_what_they_are_typing(kneeline: Kneeline, qtbot: QtBot) -> None:
    page = kneeline.window.open_page(JOURNAL)
    settle()
    field = next(
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, QLineEdit | QPlainTextEdit) and each.isVisible()
    )
    field.setFocus()
    QTest.keyClicks(field, "heel")
    qtbot.waitUntil(lambda: "Nothing like that" in said(page))
    before = said(page)
    from_elsewhere(kneeline)
    settle()
    assert said(page) == before
    assert kneeline.app.focusWidget() is field
    field.clear()
    kneeline.window.open_page(RUNS)
    kneeline.window.open_page(JOURNAL)
    qtbot.waitUntil(lambda: "21" in said(page))
