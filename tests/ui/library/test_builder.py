"""The session builder with real keys and real files: build, object, save, change, delete, undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.programme import Entry, Programme
from kneeline.ui.library.entry_row import EntryRow
from kneeline.ui.library.page import LibraryPage
from tests.legible import settle
from tests.library_house import House, press, words

KEY = Qt.Key


def names(page: LibraryPage) -> list[str]:
    return [each.accessibleName() for each in page.findChildren(EntryRow) if each.isVisibleTo(page)]


def row(page: LibraryPage, name: str) -> EntryRow:
    return next(
        each
        for each in page.findChildren(EntryRow)
        if each.accessibleName() == name and each.isVisibleTo(page)
    )


def add(page: LibraryPage, qtbot: QtBot, *wanted: str) -> None:
    """Look for each name in the builder's list and add it with Enter."""
    for name in wanted:
        page.builder.picker.search.setFocus()
        page.builder.picker.search.clear()
        qtbot.keyClicks(page.builder.picker.search, name)
        qtbot.keyClick(page.builder.picker.search, KEY.Key_Return)
        settle()


def build(page: LibraryPage, qtbot: QtBot, name: str, *exercises: str) -> None:
    press(page, "Build a programme")
    qtbot.keyClicks(page.builder.name, name)
    add(page, qtbot, *exercises)


def saved(house: House, name: str) -> Programme:
    [found] = [each for each in house.library.programmes.values() if each.name == name]
    return found


def test_a_programme_built_by_keyboard_is_saved_and_loads(
    page: LibraryPage, qtbot: QtBot, house: House
) -> None:
    build(page, qtbot, "Tuesday", "Wall sit", "Clamshell", "Roll: calves")
    assert names(page) == ["Roll: calves", "Clamshell", "Wall sit"]
    press(page, "Save the programme")
    programme = saved(house, "Tuesday")
    assert programme.entries == (Entry("roll-calves"), Entry("clamshell"), Entry("wall-sit"))
    assert programme.id in house.library.own
    assert house.library.problems == ()
    assert page.programmes.isVisible()
    assert "Tuesday" in words(page)
    assert page.undo_bar.sentence == "“Tuesday” is saved."
    at = QApplication.focusWidget()
    assert at is not None
    assert at.accessibleName() == "Change: Tuesday"


def test_minutes_are_those_of_the_timeline_at_the_persons_levels(
    page: LibraryPage, qtbot: QtBot, house: House
) -> None:
    build(page, qtbot, "Two", "Reverse lunge", "Roll: calves")
    programme = page.builder.draft.built(house.library.exercises, ())
    plan = draw_up(programme, house.library.exercises, History(), house.source().today())
    minutes = round(lay_out(plan).seconds / 60)
    assert f"About {minutes} minutes · 2 exercises" in words(page)
    house.levels = {"reverse-lunge": "loaded"}
    lunge = row(page, "Reverse lunge")
    lunge.sets.setCurrentIndex(lunge.sets.findData(6))
    lunge.sets.activated.emit(lunge.sets.currentIndex())
    settle()
    assert page.builder.draft.entries[1].sets == 6
    assert f"About {minutes} minutes · 2 exercises" not in words(page)


def test_a_fixed_level_is_kept(page: LibraryPage, qtbot: QtBot, house: House) -> None:
    build(page, qtbot, "Easy", "Reverse lunge")
    lunge = row(page, "Reverse lunge")
    lunge.level.setFocus()
    qtbot.keyClick(lunge.level, KEY.Key_Down)
    settle()
    assert row(page, "Reverse lunge") is lunge
    press(page, "Save the programme")
    assert saved(house, "Easy").entries == (Entry("reverse-lunge", "half-held"),)


def test_another_order_needs_a_reason_and_is_then_kept(
    page: LibraryPage, qtbot: QtBot, house: House
) -> None:
    build(page, qtbot, "Mine", "Roll: calves", "Wall sit")
    assert not any("We coach it the other way round" in each for each in words(page))
    qtbot.mouseClick(row(page, "Wall sit").up, Qt.MouseButton.LeftButton)
    settle()
    assert names(page) == ["Wall sit", "Roll: calves"]
    [objection] = [each for each in words(page) if "We coach it the other way round" in each]
    assert objection.startswith("“Strengthen” stands before “Roll” here.")
    assert "Rolling first, so that moving feels easier." in objection
    press(page, "Save the programme")
    assert page.builder.isVisible()
    assert "Say why the phases are in another order, or put them in order." in words(page)
    assert page.builder.because.hasFocus()
    qtbot.keyClicks(page.builder.because, "My physio wants it")
    press(page, "Save the programme")
    programme = saved(house, "Mine")
    assert programme.out_of_order_because == "My physio wants it"
    assert "Another order, because: My physio wants it" in words(page)


def test_put_in_order_takes_the_objection_away(page: LibraryPage, qtbot: QtBot) -> None:
    build(page, qtbot, "Mine", "Roll: calves", "Wall sit")
    qtbot.mouseClick(row(page, "Wall sit").up, Qt.MouseButton.LeftButton)
    settle()
    press(page, "Put them in order")
    assert names(page) == ["Roll: calves", "Wall sit"]
    assert not any("We coach it the other way round" in each for each in words(page))


def test_the_keyboard_stays_on_what_it_moves_and_removes(page: LibraryPage, qtbot: QtBot) -> None:
    build(page, qtbot, "Mine", "Roll: calves", "Roll: glutes", "Wall sit")
    row(page, "Wall sit").up.setFocus()
    at = QApplication.focusWidget()
    for _press in range(2):
        at = QApplication.focusWidget()
        assert isinstance(at, QToolButton)
        qtbot.keyClick(at, KEY.Key_Space)
        settle()
    assert names(page)[0] == "Wall sit"
    at = QApplication.focusWidget()
    assert at is row(page, "Wall sit").down
    row(page, "Wall sit").take_out.setFocus()
    qtbot.keyClick(row(page, "Wall sit").take_out, KEY.Key_Space)
    settle()
    assert names(page) == ["Roll: calves", "Roll: glutes"]
    assert QApplication.focusWidget() is row(page, "Roll: calves").take_out


@pytest.mark.parametrize(
    ("name", "exercises", "says"),
    [("", ("Wall sit",), "Give it a name."), ("Mine", (), "Add at least one exercise.")],
)
def test_what_is_missing_is_said(
    page: LibraryPage, qtbot: QtBot, name: str, exercises: tuple[str, ...], says: str
) -> None:
    build(page, qtbot, name, *exercises)
    press(page, "Save the programme")
    assert page.builder.isVisible()
    assert says in words(page)


def test_a_disk_that_refuses_is_said_and_the_draft_stays(
    page: LibraryPage, qtbot: QtBot, house: House
) -> None:
    house.data.mkdir(parents=True)
    (house.data / "programmes").write_text("in the way", encoding="utf-8")
    build(page, qtbot, "Mine", "Wall sit")
    press(page, "Save the programme")
    assert page.builder.isVisible()
    assert any("could not be written" in each for each in words(page))
    assert names(page) == ["Wall sit"]


def test_leaving_keeps_the_draft(page: LibraryPage, qtbot: QtBot) -> None:
    build(page, qtbot, "Mine", "Wall sit")
    qtbot.keyClick(page, KEY.Key_Escape)
    settle()
    assert page.programmes.isVisible()
    press(page, "Undo")
    assert page.builder.isVisible()
    assert page.builder.name.text() == "Mine"
    assert names(page) == ["Wall sit"]


def test_throwing_away_can_be_undone(page: LibraryPage, qtbot: QtBot) -> None:
    build(page, qtbot, "Mine", "Wall sit")
    press(page, "Throw it away")
    assert page.builder.draft.empty
    qtbot.keyClick(page, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert names(page) == ["Wall sit"]


def test_one_of_ours_is_copied_and_never_changed(
    page: LibraryPage, qtbot: QtBot, house: House
) -> None:
    ours = house.library.programmes["short"]
    press(page, "Programmes")
    press(page, f"Make it mine: {ours.name}")
    page.builder.name.selectAll()
    qtbot.keyClicks(page.builder.name, "My short one")
    press(page, "Save the programme")
    assert house.library.programmes["short"] == ours
    assert saved(house, "My short one").entries == ours.entries


def own_programme(show: Callable[[], LibraryPage], qtbot: QtBot) -> LibraryPage:
    page = show()
    build(page, qtbot, "Mine", "Wall sit")
    press(page, "Save the programme")
    return page


def test_changing_ones_own_keeps_its_id_and_can_be_undone(
    show: Callable[[], LibraryPage], qtbot: QtBot, house: House
) -> None:
    page = own_programme(show, qtbot)
    before = saved(house, "Mine")
    press(page, "Change: Mine")
    add(page, qtbot, "Clamshell")
    press(page, "Save the programme")
    assert saved(house, "Mine").id == before.id
    assert len(saved(house, "Mine").entries) == 2
    press(page, "Undo")
    assert saved(house, "Mine") == before


def test_deleting_asks_nothing_and_can_be_undone(
    show: Callable[[], LibraryPage], qtbot: QtBot, house: House
) -> None:
    page = own_programme(show, qtbot)
    before = saved(house, "Mine")
    press(page, "Delete: Mine")
    assert "mine" not in house.library.programmes
    assert "Mine" not in words(page)
    assert page.undo_bar.sentence == "“Mine” is deleted."
    press(page, "Undo")
    assert saved(house, "Mine") == before
    assert "Mine" in words(page)


def test_ours_cannot_be_deleted(page: LibraryPage) -> None:
    press(page, "Programmes")
    tools = [each for each in words(page) if each == "Delete"]
    assert tools == []


def test_beginning_another_puts_the_first_aside(page: LibraryPage, qtbot: QtBot) -> None:
    build(page, qtbot, "Mine", "Wall sit")
    qtbot.keyClick(page, KEY.Key_Escape)
    settle()
    press(page, "Make it mine: Short session")
    assert page.undo_bar.sentence == "The programme you were building was put aside."
    press(page, "Undo")
    assert page.builder.name.text() == "Mine"


def test_slash_searches_for_an_exercise_to_add(page: LibraryPage, qtbot: QtBot) -> None:
    build(page, qtbot, "Mine", "Wall sit")
    qtbot.keyClicks(page.builder.picker.choices, "/")
    assert page.builder.picker.search.hasFocus()
    assert page.builder.isVisible()


def test_how_long_each_programme_takes_is_said_and_stands_until_a_level_changes(
    page: LibraryPage, qtbot: QtBot, house: House
) -> None:
    def times() -> list[str]:
        return [each for each in words(page) if each.startswith("about")]

    def whole() -> bool:
        return len(times()) == len(house.library.programmes)

    press(page, "Programmes")
    qtbot.waitUntil(whole)
    minutes = [house.source().minutes(each) for each in house.library.programmes.values()]
    assert sorted(times()) == sorted(f"about {each} min" for each in minutes)
    cards = page.programmes.findChildren(QPushButton)
    page.refresh()
    settle()
    assert page.programmes.findChildren(QPushButton) == cards
    house.levels["wall-sit"] = house.library.exercises["wall-sit"].levels[-1].id
    page.refresh()
    settle()
    assert page.programmes.findChildren(QPushButton) != cards
    qtbot.waitUntil(whole)
