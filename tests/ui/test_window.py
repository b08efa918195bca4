"""The main window: places made when first opened, one page alone over them, and keys for all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kneeline.ui.icons import Icon
from kneeline.ui.screens import SEEN
from kneeline.ui.theme import Look
from kneeline.ui.window import SMALLEST_SIZE, MainWindow, Place
from tests.legible import clipped, settle


class House:
    """A window with three pages, and what happened to it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.made: list[str] = []
        self.shown: list[int] = []
        self.painted = self.closed = 0
        names = (("Today", Icon.TODAY), ("Progress", Icon.PROGRESS), ("Library", Icon.LIBRARY))
        self.window = MainWindow(
            tuple(Place(name, icon, lambda name=name: self.make(name)) for name, icon in names)
        )
        self.window.page_shown.connect(self.shown.append)
        self.window.painted.connect(self.count_paint)
        self.window.closing.connect(self.count_close)
        qtbot.addWidget(self.window)
        self.window.open_page(0)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        settle()

    def make(self, name: str) -> QLabel:
        self.made.append(name)
        return QLabel(name)

    def count_paint(self) -> None:
        self.painted += 1

    def count_close(self) -> None:
        self.closed += 1

    def navigation(self) -> dict[str, QPushButton]:
        return {each.text(): each for each in self.window.findChildren(QPushButton)}

    def visible(self) -> list[str]:
        return [each.text() for each in self.window.findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def house(qtbot: QtBot) -> House:
    return House(qtbot)


def test_only_the_first_page_is_made_at_the_start(house: House) -> None:
    assert house.made == ["Today"]
    assert house.visible() == ["Today"]


def test_pages_are_made_once(house: House, qtbot: QtBot) -> None:
    for name in ("Progress", "Today", "Progress"):
        qtbot.mouseClick(house.navigation()[name], Qt.MouseButton.LeftButton)
        assert house.visible() == [name]
        assert house.navigation()[name].isChecked()
    assert house.made == ["Today", "Progress"]


@pytest.mark.parametrize(("number", "name"), [(1, "Today"), (2, "Progress"), (3, "Library")])
def test_ctrl_and_a_number_opens_a_page(house: House, qtbot: QtBot, number: int, name: str) -> None:
    key = Qt.Key(Qt.Key.Key_0.value + number)
    qtbot.keyClick(house.window, key, Qt.KeyboardModifier.ControlModifier)
    assert house.visible() == [name]
    assert house.shown[-1] == number - 1
    assert f"Ctrl+{number}" in house.navigation()[name].toolTip()


def test_first_paint_is_told_once(house: House) -> None:
    for _time in range(3):
        house.window.repaint()
        settle()
    assert house.painted == 1


def test_one_page_alone_hides_the_navigation(house: House) -> None:
    player = QLabel("player")
    house.window.show_alone(player)
    settle()
    assert house.visible() == ["player"]
    assert house.window.alone is player
    assert not any(each.isVisible() for each in house.navigation().values())


def test_shortcuts_do_not_reach_behind_a_page_alone(house: House, qtbot: QtBot) -> None:
    """A page made behind a running session would make it stumble, and nobody would see it."""
    house.window.show_alone(QLabel("player"))
    settle()
    qtbot.keyClick(house.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert house.made == ["Today"]
    assert house.visible() == ["player"]
    house.window.show_home()
    assert house.visible() == ["Today"]


def test_the_next_page_alone_takes_the_place_of_the_last(house: House) -> None:
    player, summary = QLabel("player"), QLabel("summary")
    house.window.show_alone(player)
    house.window.show_alone(summary)
    QApplication.sendPostedEvents(player, 52)  # QEvent.DeferredDelete
    assert not isValid(player)
    assert house.window.alone is summary


def test_going_home_opens_the_page_asked_for_and_says_so(house: House) -> None:
    house.window.show_alone(QLabel("summary"))
    house.shown.clear()
    house.window.show_home(1)
    settle()
    assert house.window.alone is None
    assert house.visible() == ["Progress"]
    assert house.shown == [1]


def test_full_screen_and_back(house: House) -> None:
    house.window.toggle_full_screen()
    assert house.window.isFullScreen()
    house.window.toggle_full_screen()
    assert not house.window.isFullScreen()


def test_closing_is_told(house: House) -> None:
    house.window.close()
    assert house.closed == 1


def test_it_keeps_a_size_at_which_everything_has_room(house: House) -> None:
    house.window.resize(10, 10)
    assert (house.window.width(), house.window.height()) == SMALLEST_SIZE


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_navigation_is_never_clipped(
    dress: Callable[..., Look], house: House, text_scale: float
) -> None:
    dress("light", text_scale)
    settle()
    assert clipped(house.window) == []


def again(qtbot: QtBot, kept: str) -> MainWindow:
    """Return the window as the next start makes it."""
    window = MainWindow((Place("Today", Icon.TODAY, lambda: QLabel("Today")),))
    qtbot.addWidget(window)
    window.setMinimumSize(SEEN, SEEN)  # the screen of the tests is hardly larger than ours
    window.take_place(kept)
    return window


def test_it_stands_where_it_stood(house: House, qtbot: QtBot) -> None:
    room = house.window.screen().availableGeometry()
    wanted = QRect(room.left() + 30, room.top() + 40, room.width() - 100, room.height() - 120)
    house.window.setMinimumSize(SEEN, SEEN)
    house.window.setGeometry(wanted)
    settle()
    assert again(qtbot, house.window.place()).geometry() == wanted


def test_a_filled_screen_of_a_session_is_no_place(house: House, qtbot: QtBot) -> None:
    house.window.toggle_full_screen()
    assert not again(qtbot, house.window.place()).isFullScreen()


def test_a_maximised_window_is_maximised_again(house: House, qtbot: QtBot) -> None:
    house.window.setWindowState(Qt.WindowState.WindowMaximized)
    assert again(qtbot, house.window.place()).isMaximized()


@pytest.mark.parametrize("kept", ["", "nonsense", "AdnQywAD", "ÄÖÜ", "AAAA" * 40])
def test_words_that_are_no_place_give_one_that_fits(qtbot: QtBot, kept: str) -> None:
    window = again(qtbot, kept)
    room = window.screen().availableGeometry()
    assert window.width() <= max(room.width(), SMALLEST_SIZE[0])
    assert window.frameGeometry().intersects(room)


def test_a_screen_that_is_gone_hides_no_window(house: House, qtbot: QtBot) -> None:
    house.window.move(20_000, 20_000)
    settle()
    window = again(qtbot, house.window.place())
    seen = window.geometry().intersected(window.screen().availableGeometry())
    assert seen.width() >= SEEN
    assert seen.height() >= SEEN


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_it_comes_forward_when_shrunk_or_hidden(house: House) -> None:
    house.window.showMinimized()
    house.window.come_forward()
    assert not house.window.isMinimized()
    house.window.hide()
    house.window.come_forward()
    assert house.window.isVisible()


def test_tab_into_a_scrolled_page_shows_where_it_went(qtbot: QtBot) -> None:
    area = QScrollArea(widgetResizable=True)
    page = QWidget()
    column = QVBoxLayout(page)
    first, last = QPushButton("First"), QPushButton("Last")
    column.addWidget(first)
    column.addSpacing(5000)
    column.addWidget(last)
    area.setWidget(page)
    window = MainWindow((Place("Today", Icon.TODAY, lambda: area),))
    qtbot.addWidget(window)
    window.open_page(0)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle()
    last.setFocus()
    settle()
    assert not last.visibleRegion().isEmpty()
    assert first.visibleRegion().isEmpty()
    for _stop in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        settle()
        assert not QApplication.focusWidget().visibleRegion().isEmpty()
