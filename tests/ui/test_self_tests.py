"""The self-tests of every second week, led through with real keys into a real journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kneeline.app.notices import Notices
from kneeline.app.today.self_tests import SelfTestDesk, SelfTests
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.side import Side
from kneeline.coach.today import Wishes, plan_day
from kneeline.journal import open_journal
from kneeline.library.rules import coaching, read_self_tests
from kneeline.ui.icons import Icon
from kneeline.ui.self_tests.page import SelfTestPage
from kneeline.ui.theme import Look
from kneeline.ui.window import MainWindow, Place
from tests.coached import AT_HAND, LIBRARY, RESOURCES
from tests.legible import clipped, overlapping, settle

NOW = datetime(2026, 3, 20, 18, 30, tzinfo=UTC)
COACHING = coaching(RESOURCES, LIBRARY)
FILE = RESOURCES / "self-tests.toml"
ROUND = (
    "knee-to-wall",
    "step-down-quality",
    "single-leg-bridge-count",
    "my-activities",
    "worst-pain-of-the-week",
    "usual-pain-of-the-week",
)


class House:
    """A window, a journal, and the desk between them."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.clock = SimulatedClock(NOW)
        self.journal = open_journal(folder / "journal.db", wall_clock=self.clock.wall)
        self.tests = SelfTests(self.journal, partial(read_self_tests, FILE), Notices())
        self.window = MainWindow((Place("Today", Icon.TODAY, QWidget),))
        qtbot.addWidget(self.window)
        self.desk = SelfTestDesk(self.window, self.journal, self.tests, self.clock)
        self.window.open_page(0)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def due(self) -> list[str]:
        now = self.clock.wall()
        day = plan_day(self.journal.past(), COACHING, Wishes(AT_HAND), now)
        return [test.id for test in self.tests.due(day)]

    def open(self) -> SelfTestPage:
        now = self.clock.wall()
        self.desk.open(plan_day(self.journal.past(), COACHING, Wishes(AT_HAND), now))
        page = self.window.alone
        assert isinstance(page, SelfTestPage)
        settle()
        return page

    def results(self, test: str) -> list[tuple[Side | None, float]]:
        return [(each.side, each.value) for each in self.journal.self_tests() if each.test == test]


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path)
    yield house
    house.journal.close()


def words(page: QWidget) -> str:
    settle()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def press(key: Qt.Key, times: int = 1) -> None:
    for _time in range(times):
        holder = QApplication.focusWidget()
        assert holder is not None
        QTest.keyClick(holder, key)
        settle()


def type_in(text: str) -> None:
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, text)


def leave_out(page: SelfTestPage, times: int = 1) -> None:
    for _time in range(times):
        texts = {each.text(): each for each in page.findChildren(QPushButton) if each.isVisible()}
        texts["Leave this one out"].click()
        settle()


def test_a_first_round_asks_all_but_what_compares_with_the_start(house: House) -> None:
    assert house.due() == [*ROUND]


def test_a_round_comes_every_second_week_and_two_questions_every_week(house: House) -> None:
    for test in ROUND:
        house.journal.self_test_done(test, 3)
    assert house.due() == []
    house.clock.pass_by(timedelta(days=7).total_seconds())
    assert house.due() == [*ROUND[-2:]]
    for test in ROUND[-2:]:
        house.journal.self_test_done(test, 2)
    house.clock.pass_by(timedelta(days=7).total_seconds())
    assert house.due() == [*ROUND], "the two questions alone were no round"
    house.clock.pass_by(timedelta(days=28).total_seconds())
    assert house.due() == [*ROUND, "overall-change"]


def test_a_knee_that_rests_is_not_tested(house: House) -> None:
    house.journal.pause_began(NOW.date())
    assert house.due() == []


def test_a_result_of_each_knee_is_typed_and_written_down_by_keyboard_alone(house: House) -> None:
    house.journal.self_test_done("knee-to-wall", 6, Side.LEFT, at=NOW - timedelta(days=20))
    page = house.open()
    assert "Self-test 1 of 6" in words(page)
    assert "We aim for 10 cm. A difference below 1.9 cm may be chance." in words(page)
    assert "our choice, nobody has shown it (powden-2015, kneeline-knee-to-wall)" in words(page)
    type_in("9,5")
    press(Qt.Key.Key_Tab)
    type_in("12")
    press(Qt.Key.Key_Return)
    assert house.results("knee-to-wall")[1:] == [(Side.LEFT, 9.5), (Side.RIGHT, 12)]
    leave_out(page, 5)
    said = words(page)
    assert "Left knee: 9.5 cm (better than last time, 6 cm)." in said
    assert "We aim for 10 cm or more. That mark is our choice, and it finds no illness." in said
    assert "The two sides differ by 2.5 cm." in said
    press(Qt.Key.Key_Return)
    assert "Self-test" not in page.windowTitle()


@pytest.mark.parametrize("typed", ["26", "-1", "far", "nan"])
def test_a_result_that_cannot_be_is_a_sentence_and_nothing_is_stored(
    house: House, typed: str
) -> None:
    page = house.open()
    type_in(typed)
    press(Qt.Key.Key_Return)
    assert f"Write a number from 0 to 25, and not “{typed}”." in words(page)
    assert not house.journal.self_tests()


def test_nothing_entered_is_no_result(house: House) -> None:
    page = house.open()
    press(Qt.Key.Key_Return)
    assert "Enter at least one result, or leave this test out." in words(page)
    leave_out(page, 6)
    assert "Nothing was measured this time." in words(page)
    assert not house.journal.self_tests()


def test_points_rule_each_other_out(house: House) -> None:
    page = house.open()
    leave_out(page)
    boxes = {box.accessibleName(): box for box in page.findChildren(QCheckBox)}
    left = "Left knee: The knee went "
    boxes[f"{left}inside the second toe."].click()
    boxes[f"{left}even past the inner edge of the foot."].click()
    boxes["Left knee: A hand came off the waist."].click()
    assert not boxes[f"{left}inside the second toe."].isChecked()
    boxes["Right knee: A hand came off the waist."].click()
    boxes["Right knee: Nothing of this"].click()
    assert not boxes["Right knee: A hand came off the waist."].isChecked()
    press(Qt.Key.Key_Return)
    assert house.results("step-down-quality") == [(Side.LEFT, 3), (Side.RIGHT, 0)]


def test_the_three_activities_are_remembered(house: House) -> None:
    page = house.open()
    leave_out(page, 3)
    for place, name in enumerate(("stairs", "cinema", "5 km")):
        fields = [
            each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Activity"
        ]
        fields[place].setFocus()
        type_in(name)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Right, place)
    press(Qt.Key.Key_Return)
    assert [value for _side, value in house.results("my-activities")] == [0, 1, 2]
    [note] = house.journal.notes()
    assert note.text == "My activities: stairs; cinema; 5 km"
    house.clock.pass_by(timedelta(days=14).total_seconds())
    page = house.open()
    leave_out(page, 3)
    fields = [each for each in page.findChildren(QLineEdit) if each.accessibleName() == "Activity"]
    assert [each.text() for each in fields] == ["stairs", "cinema", "5 km"]


def test_escape_leaves_and_what_was_written_stays(house: House, qtbot: QtBot) -> None:
    page = house.open()
    type_in("8")
    press(Qt.Key.Key_Return)
    with qtbot.waitSignal(house.desk.home_asked):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert house.results("knee-to-wall") == [(Side.LEFT, 8)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_every_word_has_its_room(
    house: House, dress: Callable[..., Look], scheme: str, text_scale: float
) -> None:
    dress(scheme, text_scale)
    page = house.open()
    for _test in ROUND:
        settle()
        assert not clipped(page)
        assert not overlapping(page)
        leave_out(page)
