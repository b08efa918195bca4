"""The red flags with real keys: an age first, ticks by Space, and Enter for "nothing of this"."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.library.rules import read_screening
from kneeline.ui.screening import Answers, ScreeningPage

SCREEN = read_screening(Path(__file__).parents[2] / "resources" / "screening.toml")


class Asked:
    """A page on the screen, and what it was told."""

    def __init__(self, qtbot: QtBot, *, daily: bool) -> None:
        self.given: list[Answers] = []
        self.page = ScreeningPage(SCREEN.asked(daily=daily), daily=daily)
        self.page.answered.connect(self.given.append)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.focus_first()

    @property
    def button(self) -> QPushButton:
        return self.page.findChildren(QPushButton)[0]


def test_without_an_age_nobody_goes_on(qtbot: QtBot) -> None:
    asked = Asked(qtbot, daily=False)
    qtbot.keyClick(asked.page.focusWidget(), Qt.Key.Key_Return)
    assert asked.given == []
    assert not asked.button.isEnabled()


def test_an_age_and_a_tick_by_keyboard(qtbot: QtBot) -> None:
    asked = Asked(qtbot, daily=False)
    qtbot.keyClicks(asked.page.focusWidget(), "42")
    assert asked.button.text() == "Nothing of this"
    qtbot.keyClick(asked.page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(asked.page.focusWidget(), Qt.Key.Key_Space)
    assert asked.button.text() == "Go on"
    qtbot.keyClick(asked.page.focusWidget(), Qt.Key.Key_Return)
    [answers] = asked.given
    assert answers.age == 42
    assert [key for key, yes in answers.yes.items() if yes] == [SCREEN.questions[0].id]
    assert set(answers.yes) == {each.id for each in SCREEN.questions}


def test_the_daily_one_is_one_key(qtbot: QtBot) -> None:
    asked = Asked(qtbot, daily=True)
    qtbot.keyClick(asked.page.focusWidget(), Qt.Key.Key_Return)
    [answers] = asked.given
    assert answers.age is None
    assert not any(answers.yes.values())


@pytest.mark.parametrize("daily", [True, False])
def test_every_question_can_be_ticked_by_its_words(qtbot: QtBot, *, daily: bool) -> None:
    asked = Asked(qtbot, daily=daily)
    for question in SCREEN.asked(daily=daily):
        [words] = [each for each in asked.page.findChildren(QLabel) if each.text() == question.text]
        qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
        [box] = [
            each
            for each in asked.page.findChildren(QCheckBox)
            if each.accessibleName() == question.text
        ]
        assert box.isChecked()
