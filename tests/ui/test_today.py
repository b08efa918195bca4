"""Today with real widgets: what it says, where the keyboard is, and what its buttons ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kneeline import library
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.side import Side
from kneeline.ui.theme import Look
from kneeline.ui.today import Offer, TodayPage, WaitingSession, equipment_words
from kneeline.ui.tokens import SPACE
from tests.legible import clipped, outside, overlapping, settle
from tests.mini import DAY, plan

RESOURCES = Path(__file__).parents[2] / "resources"

OFFERS = (Offer("mini", "Mini", 7), Offer("short", "Short", 3), Offer("long", "Long", 41))
WAITING = WaitingSession("Mini", datetime(2026, 3, 1, 18, 30, tzinfo=UTC), "Bridge")


@pytest.fixture
def page(qtbot: QtBot) -> TodayPage:
    page = TodayPage()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show_plan(plan(), 7, OFFERS)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle()
    return page


def words(page: QWidget) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]


def button(page: QWidget, text: str) -> QPushButton:
    [found] = [
        each
        for each in page.findChildren(QPushButton)
        if each.text() == text and each.isVisibleTo(page)
    ]
    return found


def focused(page: QWidget) -> str:
    widget = page.focusWidget()
    return widget.text() if isinstance(widget, QPushButton) else type(widget).__name__


def test_it_says_what_to_do_how_long_and_with_what(page: TodayPage) -> None:
    said = " ".join(words(page))
    assert "Mini" in said
    assert "about 7 minutes · 4 exercises · have ready: foam roller" in said
    for name in ("Quads roll", "Bridge", "Knee to wall", "Reverse lunge"):
        assert name in said


def test_it_says_why_for_each_phase(page: TodayPage) -> None:
    for each in plan().prescriptions:
        assert each.why in words(page)


def test_one_exercise_is_not_many(page: TodayPage) -> None:
    page.show_plan(plan("bridge"), 1, OFFERS[:1])
    settle()
    [facts] = [each for each in words(page) if "exercise" in each]
    assert "1 exercise" in facts
    assert "exercises" not in facts
    assert "have ready" not in facts


def test_every_thing_the_library_asks_for_has_a_name_of_its_own() -> None:
    shelf = library.load(RESOURCES)
    things = {thing for each in shelf.exercises.values() for thing in each.equipment}
    things |= {t for each in shelf.exercises.values() for lev in each.levels for t in lev.equipment}
    unnamed = {"band", "step", "chair", "mat", "weight"}  # their names are the same in English
    assert things
    assert {thing for thing in things - unnamed if equipment_words([thing]) == thing} == set()


def test_the_keyboard_is_on_start_and_space_asks_once(page: TodayPage, qtbot: QtBot) -> None:
    asked: list[bool] = []
    page.start_asked.connect(lambda: asked.append(True))
    assert focused(page) == "Start"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert asked == [True]


def test_start_asks_once_after_the_plan_was_shown_again(page: TodayPage, qtbot: QtBot) -> None:
    asked: list[bool] = []
    page.start_asked.connect(lambda: asked.append(True))
    for _time in range(3):
        page.show_plan(plan(), 7, OFFERS)
    settle()
    qtbot.mouseClick(button(page, "Start"), Qt.MouseButton.LeftButton)
    assert asked == [True]


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_start_is_the_biggest_button(
    dress: Callable[..., Look], page: TodayPage, text_scale: float
) -> None:
    dress("light", text_scale)
    page.show_waiting(WAITING)
    page.show_plan(plan(), 7, OFFERS)
    settle()
    start = button(page, "Start")
    assert start.height() >= SPACE.xxxl + SPACE.l
    others = [each for each in page.findChildren(QPushButton) if each is not start]
    assert all(each.height() < start.height() for each in others if each.isVisibleTo(page))


def test_choosing_a_programme_by_keyboard_emits_its_id(page: TodayPage, qtbot: QtBot) -> None:
    chosen: list[str] = []
    page.programme_chosen.connect(chosen.append)
    [chooser] = page.findChildren(QComboBox)
    assert chooser.currentText() == "Mini, 7 min"
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert chosen == ["short"]
    qtbot.keyClick(chooser, Qt.Key.Key_End)
    assert chosen == ["short", "long"]


def test_showing_a_plan_is_not_choosing_it(page: TodayPage) -> None:
    chosen: list[str] = []
    page.programme_chosen.connect(chosen.append)
    page.show_plan(replace(plan(), programme="long"), 41, OFFERS)
    settle()
    assert chosen == []
    shown = [each for each in page.findChildren(QComboBox) if each.isVisibleTo(page)]
    assert [each.currentData() for each in shown] == ["long"]


def test_a_waiting_session_comes_first_and_has_the_keyboard(page: TodayPage, qtbot: QtBot) -> None:
    page.show_waiting(WAITING)
    page.show_plan(plan(), 7, OFFERS)
    settle()
    [sentence] = [each for each in words(page) if "stopped at" in each]
    assert "“Mini”" in sentence
    assert "Bridge" in sentence
    assert "2026" in sentence
    assert focused(page) == "Go on with it"
    heard: list[str] = []
    page.go_on_asked.connect(lambda: heard.append("go on"))
    page.keep_asked.connect(lambda: heard.append("keep"))
    page.start_asked.connect(lambda: heard.append("start"))
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    qtbot.mouseClick(button(page, "Keep what I did, and close it"), Qt.MouseButton.LeftButton)
    assert heard == ["go on", "keep"]


def test_once_nothing_waits_its_card_goes_and_start_has_the_keyboard(page: TodayPage) -> None:
    page.show_waiting(WAITING)
    page.show_waiting(None)
    page.show_plan(plan(), 7, OFFERS)
    settle()
    assert not [each for each in words(page) if "waiting" in each]
    assert focused(page) == "Start"


def test_tab_goes_down_the_page(page: TodayPage, qtbot: QtBot) -> None:
    page.show_waiting(WAITING)
    page.show_plan(plan(), 7, OFFERS)
    settle()
    order = []
    for _stop in range(4):
        order.append(focused(page))
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert order == ["Go on with it", "Keep what I did, and close it", "Start", "QComboBox"]


def test_notices_are_shown_whole_and_go_when_there_are_none(page: TodayPage) -> None:
    sentences = ("One file is broken.", "There is no loudspeaker.")
    page.show_notices(sentences)
    settle()
    assert [each for each in words(page) if each in sentences] == list(sentences)
    page.show_notices(())
    assert not [each for each in words(page) if each in sentences]


def test_it_always_says_that_it_is_no_clinician(page: TodayPage) -> None:
    assert any("does not diagnose" in each for each in words(page))


def test_everything_with_the_keyboard_has_a_name(page: TodayPage) -> None:
    page.show_waiting(WAITING)
    for each in page.findChildren(QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(page):
            named = each.text() if isinstance(each, QPushButton) else each.accessibleName()
            assert named, each


def test_showing_plan_after_plan_leaves_nothing_behind(page: TodayPage) -> None:
    def count() -> int:
        settle()
        QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete, outside an event loop
        return len(page.findChildren(object))

    page.show_plan(plan(), 7, OFFERS)
    before = count()
    for _time in range(5):
        page.show_plan(plan(), 7, OFFERS)
    assert count() == before


def longest(page: TodayPage) -> None:
    """Fill the page with the longest that the real library has to say."""
    shelf = library.load(RESOURCES)
    history = History({Side.LEFT: 3})
    plans = [draw_up(each, shelf.exercises, history, DAY) for each in shelf.programmes.values()]
    offers = [Offer(each.programme, each.name, 40) for each in plans]
    daily = next(each for each in plans if each.programme == "daily")
    page.show_notices(
        ["/a/long/path/to/a/file/that/is/broken/settings.json could not be used. " * 2]
    )
    page.show_waiting(replace(WAITING, exercise="Half-kneeling hip stretch"))
    page.show_plan(daily, round(lay_out(daily).seconds / 60), offers)


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(800, 560), (1366, 768), (1920, 1080)])
def test_no_text_is_clipped(
    dress: Callable[..., Look], page: TodayPage, text_scale: float, size: tuple[int, int]
) -> None:
    dress("light", text_scale)
    longest(page)
    page.resize(*size)
    settle()
    [scroll] = page.findChildren(QScrollArea)
    assert clipped(page) == []
    assert overlapping(page) == []
    assert outside(page, scroll.widget()) == []
    if size[0] >= 1366 or text_scale == 1.0:
        assert scroll.widget().width() <= scroll.viewport().width(), "it scrolls sideways"


@pytest.mark.parametrize("change", [lambda page: page.show_notices(("A problem.",))])
def test_a_notice_does_not_take_the_keyboard(
    page: TodayPage, change: Callable[[TodayPage], None]
) -> None:
    change(page)
    settle()
    assert focused(page) == "Start"
