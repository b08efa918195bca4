"""Every view of the Library, light and dark, at 100 and 200 %: nothing clipped, all of it named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kneeline.coach.programme import Entry
from kneeline.ui.arranging import Sheet
from kneeline.ui.library.draft import Draft
from kneeline.ui.library.page import LibraryPage
from kneeline.ui.library.tile import Tile
from kneeline.ui.theme import Scheme, apply_theme
from tests.legible import clipped, outside, settle
from tests.library_house import House, press

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

LOOKS: tuple[tuple[Scheme, float], ...] = (("light", 1.0), ("dark", 2.0))
OUT_OF_ORDER = Draft(entries=(Entry("reverse-lunge"), Entry("roll-quads")), name="Mine")


def the_list(page: LibraryPage) -> None:
    page.shelf.focus_list()


def nothing_found(page: LibraryPage) -> None:
    page.shelf.search.setText("bridje")


def one_exercise(page: LibraryPage) -> None:
    page.open_exercise("reverse-lunge")
    settle()
    press(page, "Show the sources")


def programmes(page: LibraryPage) -> None:
    press(page, "Programmes")


def the_builder(page: LibraryPage) -> None:
    page.builder.draft = OUT_OF_ORDER
    page.build()
    settle()
    press(page, "Save the programme")


def files(page: LibraryPage) -> None:
    page.bring_in([page._source.own.data / "exercises"])


VIEWS = (the_list, nothing_found, one_exercise, programmes, the_builder, files)


def sheet_in_sight(page: LibraryPage) -> Sheet:
    return next(each for each in page.findChildren(Sheet) if each.isVisibleTo(page))


@pytest.mark.parametrize(("scheme", "scale"), LOOKS, ids=["light-100", "dark-200"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_word_has_its_room_and_every_control_its_name(
    house: House,
    show: Callable[[], LibraryPage],
    qapp: QApplication,
    view: Callable[[LibraryPage], None],
    scheme: Scheme,
    scale: float,
) -> None:
    house.put_film("reverse-lunge-side.webm")
    house.put_film("reverse-lunge-side-knee-cave.webm")
    house.put_exercise("mine")
    house.put_exercise("bad", lambda text: text.replace("sets = 2", "sets = 99", 1))
    house.levels = {"reverse-lunge": "full"}
    apply_theme(qapp, scheme, scale)
    page = show()
    page.resize(1166, 768)
    view(page)
    settle()
    assert clipped(page) == []
    sheet = sheet_in_sight(page)
    assert outside(sheet.widget()) == []
    assert sheet.widget().width() <= sheet.viewport().width()
    assert nameless(page) == []


def nameless(page: QWidget) -> list[QWidget]:
    """Return what takes the keyboard or can be pressed, and has no name for a screen reader."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QListView)
    found = []
    for kind in kinds:
        for each in page.findChildren(kind):
            inside = isinstance(each.parent(), (QLineEdit, QComboBox)) or each.window() is not page
            if each.isVisibleTo(page) and not inside:
                seen = QAccessible.queryAccessibleInterface(each)
                if not seen.text(QAccessible.Text.Name):
                    found.append(each)
    return found


def test_only_the_page_is_a_window(page: LibraryPage) -> None:
    before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    assert page in before
    page.open_exercise("wall-sit")
    settle()
    after = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    assert after <= before


def test_tab_goes_down_the_page(page: LibraryPage, qtbot: QtBot) -> None:
    page.build()
    page.builder.show_draft(OUT_OF_ORDER)
    settle()
    page.builder.name.setFocus()
    met = []
    for _stop in range(9):
        at = QApplication.focusWidget()
        assert at is not None
        met.append(at.accessibleName() or getattr(at, "text", str)())
        qtbot.keyClick(at, Qt.Key.Key_Tab)
    assert met == [
        "Name",
        "What it is for",
        "Put them in order",
        "Why this order",
        "Move down: Reverse lunge",
        "Take out: Reverse lunge",
        "Level of Reverse lunge",
        "Sets of Reverse lunge",
        "Move up: Roll: front of the thigh",
    ]


def test_the_focus_can_be_seen(page: LibraryPage) -> None:
    tile = QApplication.focusWidget()
    assert isinstance(tile, Tile)
    focused = tile.grab().toImage()
    page.shelf.search.setFocus()
    settle()
    assert tile.grab().toImage() != focused


def test_a_change_of_theme_reaches_what_we_draw(page: LibraryPage, qapp: QApplication) -> None:
    told = []
    page.look_changed.connect(lambda: told.append(1))
    tile = page.findChild(Tile)
    assert tile is not None
    before = tile.grab().toImage().pixelColor(tile.width() // 2, 3)
    apply_theme(qapp, "dark")
    settle()
    after = tile.grab().toImage().pixelColor(tile.width() // 2, 3)
    assert after.lightness() < 60 < before.lightness()
    assert told
