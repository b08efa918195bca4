"""What is made or filled behind a session takes the keyboard from nobody."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kneeline.app.ahead import MODULES, Ahead
from kneeline.app.composition import JOURNAL, LIBRARY, PROGRESS, RUNS, SETTINGS, TODAY, Kneeline
from kneeline.ui.library.page import LibraryPage
from tests.legible import settle

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "propagateSizeHints")


@pytest.fixture
def typing(kneeline: Kneeline, qtbot: QtBot) -> QLineEdit:
    """A page alone over all others, as a session is, with the keyboard in it."""
    alone = QLineEdit()
    kneeline.window.show_alone(alone)
    alone.setFocus()
    qtbot.waitUntil(alone.hasFocus)
    return alone


@pytest.mark.parametrize("number", [LIBRARY, PROGRESS, SETTINGS, RUNS, JOURNAL])
def test_a_page_that_is_made_ahead(
    kneeline: Kneeline, typing: QLineEdit, number: int, qtbot: QtBot
) -> None:
    kneeline.window.make_page(number)
    for page in kneeline.window.findChildren(LibraryPage):
        qtbot.waitUntil(lambda page=page: not page.filling)
    settle()
    assert typing.hasFocus()


@pytest.mark.parametrize("number", [TODAY, LIBRARY, PROGRESS, RUNS, JOURNAL])
def test_a_page_that_is_left_while_it_is_refreshed(kneeline: Kneeline, number: int) -> None:
    kneeline.window.open_page(number)
    settle()
    kneeline.window.open_page(SETTINGS)
    kneeline.window.open_page(number)
    alone = QLineEdit()
    kneeline.window.show_alone(alone)
    alone.setFocus()
    settle()
    assert alone.hasFocus()


def test_what_is_made_ahead_waits_until_nothing_else_computes(qtbot: QtBot) -> None:
    asked: list[None] = []
    made: list[int] = []

    def resting() -> bool:
        asked.append(None)
        return len(asked) >= 3

    def steps() -> Iterator[None]:
        made.append(len(asked))
        yield

    parent = QObject()
    ahead = Ahead(steps(), parent, resting)
    ahead.begin()
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    # Asked before each module, too.
    assert made == [3 + len(MODULES)]


def test_what_is_made_ahead_stands_still_while_a_session_counts(qtbot: QtBot) -> None:
    counts = False
    asked: list[bool] = []
    made: list[int] = []

    def resting() -> bool:
        # It may ask the journal, which answers on the window's thread only.
        assert threading.current_thread() is threading.main_thread()
        asked.append(counts)
        return not counts

    def steps() -> Iterator[None]:
        nonlocal counts
        for number in range(4):
            made.append(number)
            counts = counts or number == 1
            yield

    parent = QObject()
    ahead = Ahead(steps(), parent, resting)
    ahead.begin()
    qtbot.waitUntil(lambda: sum(asked) >= 3, timeout=20_000)
    assert made == [0, 1]
    counts = False
    qtbot.waitUntil(lambda: len(made) == 4, timeout=20_000)
    assert made == [0, 1, 2, 3]


def test_nothing_is_made_behind_a_session(kneeline: Kneeline, qtbot: QtBot) -> None:
    qtbot.waitUntil(kneeline._at_rest)
    kneeline.window.show_alone(QLineEdit())
    assert not kneeline._at_rest()
    kneeline.window.show_home()
    assert kneeline._at_rest()
