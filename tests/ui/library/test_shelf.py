"""The list of exercises, with real keys: search, walk, open, come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from kneeline.coach.exercise import Phase
from kneeline.ui.library.page import LibraryPage
from kneeline.ui.library.phase_filter import FilterChip
from kneeline.ui.library.tile import Tile
from tests.legible import settle
from tests.library_house import House, press, words

KEY = Qt.Key


def type_in(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Send keys to whatever has the keyboard."""
    for key in keys:
        at = QApplication.focusWidget()
        assert at is not None
        if isinstance(key, str):
            qtbot.keyClicks(at, key)
        else:
            qtbot.keyClick(at, key)
        settle()


def here() -> str:
    at = QApplication.focusWidget()
    assert isinstance(at, Tile)
    return at.exercise.id


def tiles(page: LibraryPage) -> list[str]:
    return [each.exercise.id for each in page.findChildren(Tile) if each.isVisibleTo(page)]


def chip(page: LibraryPage, text: str) -> FilterChip:
    return next(each for each in page.findChildren(FilterChip) if each.text() == text)


def test_all_exercises_are_there_by_phase(page: LibraryPage, house: House) -> None:
    assert sorted(tiles(page)) == sorted(house.library.exercises)
    shown = words(page)
    assert [each for each in shown if each in {"Roll", "Activate", "Mobilise", "Strengthen"}] == [
        "Roll",
        "Activate",
        "Mobilise",
        "Strengthen",
    ]
    assert "36 exercises" in shown


def test_arrows_walk_enter_opens_and_escape_comes_back(page: LibraryPage, qtbot: QtBot) -> None:
    first = here()
    type_in(qtbot, KEY.Key_Right, KEY.Key_Right)
    third = here()
    type_in(qtbot, KEY.Key_Left, KEY.Key_Left)
    assert here() == first
    type_in(qtbot, KEY.Key_Right, KEY.Key_Right, KEY.Key_Return)
    assert page.detail.isVisible()
    assert page.detail.exercise == third
    type_in(qtbot, KEY.Key_Escape)
    assert page.shelf.isVisible()
    assert here() == third


@pytest.mark.usefixtures("page")
def test_down_and_up_keep_their_column_and_cross_phases(qtbot: QtBot) -> None:
    type_in(qtbot, KEY.Key_Right)
    start = QApplication.focusWidget()
    assert isinstance(start, Tile)
    column = start.x()
    seen = [start.exercise.phase]
    for _row in range(4):
        type_in(qtbot, KEY.Key_Down)
        tile = QApplication.focusWidget()
        assert isinstance(tile, Tile)
        assert tile.x() == column
        seen.append(tile.exercise.phase)
    assert Phase.ACTIVATE in seen
    type_in(qtbot, *[KEY.Key_Up] * 4)
    assert here() == start.exercise.id


def test_end_and_home_reach_the_ends_and_stay_in_sight(page: LibraryPage, qtbot: QtBot) -> None:
    first = here()
    type_in(qtbot, KEY.Key_End)
    tile = QApplication.focusWidget()
    assert isinstance(tile, Tile)
    assert tile.exercise.phase is Phase.STRENGTHEN
    assert not tile.visibleRegion().isEmpty()
    last = here()
    type_in(qtbot, KEY.Key_Right, KEY.Key_Down)
    assert here() == last
    type_in(qtbot, KEY.Key_Home)
    assert here() == first
    type_in(qtbot, KEY.Key_Up)
    assert page.shelf.search.hasFocus()


def test_slash_searches_from_anywhere_and_is_a_letter_in_the_field(
    page: LibraryPage, qtbot: QtBot
) -> None:
    type_in(qtbot, KEY.Key_Return, "/")
    assert page.shelf.search.hasFocus()
    type_in(qtbot, "9/9")
    assert page.shelf.search.text() == "9/9"


def test_typing_narrows_down_and_enter_opens_the_only_one(page: LibraryPage, qtbot: QtBot) -> None:
    type_in(qtbot, "/", "REVERSE lun")
    assert tiles(page) == ["reverse-lunge"]
    assert "1 of 36 exercises" in words(page)
    type_in(qtbot, KEY.Key_Return)
    assert page.detail.exercise == "reverse-lunge"
    type_in(qtbot, KEY.Key_Escape, KEY.Key_Escape)
    assert page.shelf.search.text() == ""
    assert len(tiles(page)) == 36


def test_arrow_down_goes_from_the_search_into_the_list(page: LibraryPage, qtbot: QtBot) -> None:
    type_in(qtbot, "/", "bridge", KEY.Key_Down)
    assert here() == tiles(page)[0]


def test_chips_and_lists_work_together(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(chip(page, "Roll"), Qt.MouseButton.LeftButton)
    assert len(tiles(page)) == 8
    qtbot.mouseClick(chip(page, "Activate"), Qt.MouseButton.LeftButton)
    assert len(tiles(page)) == 16
    [equipment] = [
        each for each in page.findChildren(QComboBox) if each.accessibleName() == "Equipment"
    ]
    equipment.setCurrentIndex(equipment.findText("A free wall"))
    assert {"roll-quads-wall", "isometric-wall-press"} <= set(tiles(page))
    assert "roll-quads" not in tiles(page)


def test_nothing_found_says_what_would_help(page: LibraryPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(chip(page, "Roll"), Qt.MouseButton.LeftButton)
    page.shelf.focus_search()
    type_in(qtbot, "lunge")
    assert "Nothing fits “lunge”" in words(page)
    assert any("Without the filters," in each for each in words(page))
    press(page, "Drop the filters")
    assert "reverse-lunge" in tiles(page)
    assert page.shelf.search.hasFocus()


def test_a_slip_of_the_pen_offers_what_was_meant(page: LibraryPage, qtbot: QtBot) -> None:
    type_in(qtbot, "/", "clamshel1")
    assert "Did you mean one of these?" in words(page)
    press(page, "Clamshell")
    assert page.detail.exercise == "clamshell"


@pytest.mark.usefixtures("page")
def test_tab_meets_the_list_once(qtbot: QtBot) -> None:
    start = here()
    type_in(qtbot, KEY.Key_Tab)
    assert not isinstance(QApplication.focusWidget(), Tile)
    type_in(qtbot, KEY.Key_Backtab)
    assert here() == start


def test_own_exercises_are_marked_and_can_be_shown_alone(
    house: House, show: Callable[[], LibraryPage], qtbot: QtBot
) -> None:
    house.put_exercise("mine")
    page = show()
    tile = next(each for each in page.findChildren(Tile) if each.exercise.id == "mine")
    assert "Yours" in words(tile)
    assert tile.accessibleDescription().startswith("Yours.")
    qtbot.mouseClick(chip(page, "Yours"), Qt.MouseButton.LeftButton)
    assert tiles(page) == ["mine"]


def test_without_own_exercises_there_is_nothing_to_filter_by(page: LibraryPage) -> None:
    assert not chip(page, "Yours").isVisible()


def test_where_somebody_stands_is_on_the_tile(
    house: House, show: Callable[[], LibraryPage]
) -> None:
    house.levels = {"reverse-lunge": "full", "bridge": "a level that is gone"}
    page = show()
    by_id = {each.exercise.id: words(each)[-1] for each in page.findChildren(Tile)}
    assert by_id["reverse-lunge"] == "Chair · you are on level 3 of 4"
    assert by_id["bridge"] == "Mat · 3 levels"


def test_problems_stand_at_the_top_in_sentences(
    house: House, show: Callable[[], LibraryPage]
) -> None:
    for number in range(5):
        house.put_exercise(f"bad-{number}", lambda text: text.replace("sets = 2", "sets = 99", 1))
    page = show()
    shown = [each for each in words(page) if each.endswith("write 10 or less.")]
    assert len(shown) == 3
    assert shown[0].startswith("exercises/bad-0.toml, level[1].most.sets: the number is too large")
    assert "and 2 more problems" in words(page)


@pytest.mark.parametrize("exercise", ["reverse-lunge", "roll-quads"])
def test_a_tile_is_a_button_for_a_screen_reader(page: LibraryPage, exercise: str) -> None:
    tile = next(each for each in page.findChildren(Tile) if each.exercise.id == exercise)
    seen = QAccessible.queryAccessibleInterface(tile)
    assert seen.role() is QAccessible.Role.Button
    assert seen.text(QAccessible.Text.Name) == tile.exercise.name
    assert tile.exercise.purpose.rstrip(".") in seen.text(QAccessible.Text.Description)


def test_a_chip_says_whether_it_is_chosen(page: LibraryPage) -> None:
    roll = chip(page, "Roll")
    seen = QAccessible.queryAccessibleInterface(roll)
    assert not seen.state().checked
    roll.click()
    assert seen.state().checked


# -- again ---------------------------------------------------------------------------------------


def test_only_what_says_something_else_is_made_anew(page: LibraryPage, house: House) -> None:
    before = {each.exercise.id: each for each in page.findChildren(Tile)}
    page.refresh()
    settle()
    assert {each.exercise.id: each for each in page.findChildren(Tile)} == before
    wall_sit = house.library.exercises["wall-sit"]
    house.levels["wall-sit"] = wall_sit.levels[-1].id
    page.refresh()
    settle()
    after = {each.exercise.id: each for each in page.findChildren(Tile)}
    assert [name for name in after if after[name] is not before[name]] == ["wall-sit"]
    assert sorted(tiles(page)) == sorted(house.library.exercises)


def test_words_typed_while_tiles_still_come_keep_the_keyboard(qtbot: QtBot, house: House) -> None:
    page = LibraryPage(house.source())
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert page.filling
    page.shelf.focus_search()
    qtbot.keyClicks(page.shelf.search, "wall sit")
    qtbot.waitUntil(lambda: not page.filling)
    assert page.shelf.search.hasFocus()
    assert tiles(page) == ["wall-sit"]
