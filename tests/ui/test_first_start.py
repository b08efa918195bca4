"""The first start from the first key to the last, kept as it goes, on a real journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import Profile
from kneeline.ui.theme import Look
from kneeline.ui.welcome.source import Page
from tests.first_start_house import EVENING, FirstStartHouse
from tests.legible import clipped, outside, settle

ENTER, TAB, SPACE, DOWN, RIGHT, BACK = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Space,
    Qt.Key.Key_Down,
    Qt.Key.Key_Right,
    Qt.Key.Key_Escape,
)

TITLES = {
    Page.WELCOME: "Welcome to Kneeline",
    Page.SCREENING: "First, is it safe to start?",
    Page.EQUIPMENT: "What do you have at home?",
    Page.KNEES: "Your knee",
    Page.DAYS: "Your days",
    Page.PAIN: "How is it today?",
    Page.VOICE: "Can you hear me?",
}

House = Callable[..., FirstStartHouse]


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    built: list[FirstStartHouse] = []

    def build(trouble: str = "") -> FirstStartHouse:
        if built:
            built[-1].window.hide()
            built[-1].close()
        built.append(FirstStartHouse(qtbot, tmp_path / "data", trouble))
        return built[-1]

    yield build
    built[-1].close()


def words(house: FirstStartHouse) -> str:
    labels = house.page.findChildren(QLabel)
    return " ".join(each.text() for each in labels if each.isVisibleTo(house.page))


def walk_to(house: FirstStartHouse, page: Page) -> None:
    """Press on, answering only what must be, until a page is open."""
    while house.title != TITLES[page]:
        if house.title == TITLES[Page.SCREENING]:
            house.type("42")
        house.press(ENTER)


def test_all_of_it_by_keyboard_alone(house: House) -> None:
    first = house()
    assert first.first_start.due
    first.open()
    first.press(ENTER)
    first.type("42")
    first.press(ENTER)
    first.press(SPACE, TAB, TAB, SPACE, ENTER)  # roller and step
    first.press(RIGHT, TAB, DOWN, DOWN, ENTER)  # right knee; from its first answer two further
    first.press(DOWN, TAB, DOWN, ENTER)  # no runs; twenty minutes
    first.type("3")
    first.press(ENTER)
    assert first.title == TITLES[Page.VOICE]
    first.press(ENTER)
    assert first.ears.played == 1
    first.press(ENTER)
    assert first.over == 1
    assert not first.first_start.due
    today = EVENING.date()
    assert first.journal.profile() == Profile(
        age=42,
        told=today,
        knees=frozenset({Side.RIGHT}),
        since=today - timedelta(days=213),
        runner=False,
        have=frozenset({"roller", "step", "floor"}),
        minutes=20.0,
    )
    [pain] = first.journal.daily_pain()
    assert (pain.knee, pain.worst) == (Side.RIGHT, 3)
    [screening] = first.journal.screenings()
    assert screening.tier is Tier.FINE


def test_whoever_says_nothing_gets_through_with_enter_and_an_age(house: House) -> None:
    first = house()
    first.open()
    walk_to(first, Page.VOICE)
    first.press(ENTER, ENTER)
    assert first.over == 1
    profile = first.journal.profile()
    assert profile is not None
    assert (profile.knees, profile.since, profile.runner, profile.minutes) == (
        frozenset(),
        None,
        None,
        None,
    )
    assert first.daily.have() == {"floor"}, "nothing ticked is an answer: no thing is at hand"
    assert not first.journal.daily_pain()


@pytest.mark.parametrize("page", [each for each in TITLES if each is not Page.WELCOME])
def test_it_goes_on_at_the_page_where_it_was_left(house: House, page: Page) -> None:
    before = house()
    before.open()
    walk_to(before, page)
    after = house()
    assert after.first_start.due
    after.open()
    assert after.title == TITLES[page]


def test_answers_are_kept_the_moment_they_are_given(house: House) -> None:
    before = house()
    before.open()
    walk_to(before, Page.EQUIPMENT)
    before.press(SPACE)
    after = house()
    after.open()
    ticked = [each.text() for each in after.page.findChildren(QAbstractButton) if each.isChecked()]
    assert ticked == ["Foam roller"]


def test_going_back_shows_what_was_answered_and_never_the_red_flags_again(house: House) -> None:
    first = house()
    first.open()
    walk_to(first, Page.KNEES)
    first.press(RIGHT, ENTER)
    assert first.title == TITLES[Page.DAYS]
    first.press(BACK)
    chosen = [each.text() for each in first.page.findChildren(QAbstractButton) if each.isChecked()]
    assert chosen == ["Right"]
    first.press(BACK, BACK)
    assert first.title == TITLES[Page.WELCOME]
    first.press(BACK)
    assert first.title == TITLES[Page.WELCOME]
    first.press(ENTER)
    assert first.title == TITLES[Page.EQUIPMENT]
    assert len(first.journal.screenings()) == 1
    assert house().first_start.due, "going back to the welcome forgets nothing"


def test_a_red_flag_says_who_should_look_and_locks_the_plan(house: House) -> None:
    first = house()
    first.open()
    first.press(ENTER)
    first.type("42")
    first.press(TAB, SPACE, ENTER)  # the first question: a swollen, warm, throbbing leg
    assert first.title == "Please let somebody look at it first"
    assert "See a doctor today" in words(first)
    assert first.journal.past().lock is not None
    first.press(ENTER)
    assert first.title == TITLES[Page.EQUIPMENT]
    again = house()
    again.open()
    assert again.title == TITLES[Page.EQUIPMENT]


def test_later_leads_to_today_with_a_card_that_leads_back(house: House) -> None:
    first = house()
    first.open()
    walk_to(first, Page.DAYS)
    first.qtbot.mouseClick(first.page.later, Qt.MouseButton.LeftButton)
    assert first.over == 1
    assert first.window.alone is None
    [card] = first.first_start.cards()
    first.qtbot.addWidget(card)
    [go_on] = card.findChildren(QPushButton)
    go_on.click()
    settle()
    assert first.title == TITLES[Page.DAYS]


def test_nobody_with_data_sees_it(house: House) -> None:
    known = house()
    known.journal.write_profile(Profile(runner=True))
    assert not known.first_start.due
    assert known.first_start.cards() == []


def test_who_chose_a_programme_before_never_sees_it(house: House) -> None:
    known = house()
    known.choices.change(programme="daily")
    assert not known.first_start.due


def test_louder_plays_again_until_it_gets_no_louder(house: House) -> None:
    first = house()
    page = first.open()
    walk_to(first, Page.VOICE)
    first.press(ENTER)
    louder = next(each for each in page.findChildren(QPushButton) if each.text() == "Louder")
    louder.click()
    assert first.ears.played == 2
    louder.click()
    assert first.ears.played == 2
    assert "as loud as Kneeline gets" in words(first)
    assert page.go_on.text() == "Yes, I hear both"


def test_no_voice_says_why_and_nobody_is_kept(house: House) -> None:
    first = house("This computer has no voice yet.")
    page = first.open()
    walk_to(first, Page.VOICE)
    first.press(ENTER)
    assert "This computer has no voice yet." in words(first)
    next(each for each in page.findChildren(QPushButton) if "nothing" in each.text()).click()
    assert page.go_on.text() == "Without sound"
    first.press(ENTER)
    assert first.over == 1


def test_the_line_says_how_far_one_is(house: House) -> None:
    first = house()
    page = first.open()
    [line] = page.findChildren(QProgressBar)
    seen = []
    for each in TITLES:
        walk_to(first, each)
        seen.append(line.value())
        assert f"Page {len(seen)} of 7" in words(first)
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    assert line.accessibleName()


def test_enter_on_back_goes_back(house: House) -> None:
    first = house()
    page = first.open()
    walk_to(first, Page.DAYS)
    page.back.setFocus()
    first.press(ENTER)
    assert first.title == TITLES[Page.KNEES]


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1366, 768, 1.0), (1366, 768, 2.0), (800, 560, 2.0)]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_clipped(
    house: House, dress: Callable[..., Look], scheme: str, width: int, height: int, scale: float
) -> None:
    dress(scheme, scale)
    first = house("This computer has no voice yet. " * 3)
    page = first.open(width, height)
    for each in TITLES:
        walk_to(first, each)
        step = page._scroll.widget()
        assert clipped(page) == []
        assert outside(step) == []
    first.press(ENTER)
    settle()
    assert clipped(page) == []


def test_every_control_has_a_name(house: House) -> None:
    first = house()
    page = first.open()
    for each in TITLES:
        walk_to(first, each)
        for control in page.findChildren(QAbstractButton):
            assert control.text() or control.accessibleName()
