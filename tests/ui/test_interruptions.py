"""It hurts, or the person wants to leave: what is asked, said and offered, at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.coach.easing import Ease
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Zone, zone
from kneeline.coach.side import Side
from kneeline.ui.player.interruptions import Choice, ChoicePanel, HurtPanel, LeavePanel
from kneeline.ui.player.scale import SMALLEST
from tests.coached import hurt_panel
from tests.legible import SIZES, clipped, outside, overlapping, settle, smallest_text

ROOM = 0.76


class Asked:
    """A panel on the screen, and what it was told."""

    def __init__(self, qtbot: QtBot, panel: ChoicePanel, size: tuple[int, int]) -> None:
        self.qtbot, self.panel = qtbot, panel
        self.reported: list[tuple[Side, int]] = []
        self.chosen: list[Choice | Ease] = []
        panel.chosen.connect(self.chosen.append)
        if isinstance(panel, HurtPanel):
            panel.reported.connect(lambda knee, score: self.reported.append((knee, score)))
        qtbot.addWidget(panel)
        panel.scale.apply(size[1])
        panel.resize(size[0] - 48, round(size[1] * ROOM))
        panel.show()
        settle()

    def press(self, *pressed: Qt.Key, held: bool = False) -> None:
        for key in pressed:
            event = QKeyEvent(
                QEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier, "", held
            )
            assert self.panel.take_key(event)
        settle()

    def press_score(self, score: int) -> None:
        ten = score == 10
        self.press(Qt.Key.Key_T if ten else Qt.Key(Qt.Key.Key_0.value + score))

    def buttons(self) -> list[QPushButton]:
        return [each for each in self.panel.findChildren(QPushButton) if each.isVisible()]

    def click(self, words: str) -> None:
        [found] = [each for each in self.buttons() if words in each.text()]
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
        settle()

    def said(self) -> str:
        return " ".join(each.text() for each in self.panel.findChildren(QLabel))


@pytest.fixture
def hurt(qtbot: QtBot) -> Asked:
    return Asked(qtbot, hurt_panel(), (1366, 768))


@pytest.fixture
def leave(qtbot: QtBot) -> Asked:
    return Asked(qtbot, LeavePanel(), (1366, 768))


def to_the_knee(_asked: Asked) -> None:
    pass


def to_the_score(asked: Asked) -> None:
    asked.press(Qt.Key.Key_L)


def to_mild(asked: Asked) -> None:
    asked.press(Qt.Key.Key_L, Qt.Key.Key_1)


def to_too_much(asked: Asked) -> None:
    asked.press(Qt.Key.Key_R, Qt.Key.Key_4)


def to_a_lot(asked: Asked) -> None:
    asked.press(Qt.Key.Key_R, Qt.Key.Key_T)


STEPS = (to_the_knee, to_the_score, to_mild, to_too_much, to_a_lot)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("size", SIZES)
def test_each_step_of_hurt_is_legible_from_the_mat(
    qtbot: QtBot,
    step: Callable[[Asked], None],
    size: tuple[int, int],
) -> None:
    asked = Asked(qtbot, hurt_panel(), size)
    step(asked)
    assert clipped(asked.panel) == []
    assert outside(asked.panel) == []
    assert overlapping(asked.panel) == []
    assert smallest_text(asked.panel) >= size[1] * SMALLEST


@pytest.mark.parametrize("size", SIZES)
def test_leaving_is_legible_from_the_mat(qtbot: QtBot, size: tuple[int, int]) -> None:
    panel = Asked(qtbot, LeavePanel(), size).panel
    assert clipped(panel) == outside(panel) == overlapping(panel) == []
    assert smallest_text(panel) >= size[1] * SMALLEST


@pytest.mark.parametrize(
    ("key", "side"),
    [("Left", Side.LEFT), ("L", Side.LEFT), ("Right", Side.RIGHT), ("R", Side.RIGHT)],
)
@pytest.mark.parametrize("score", range(11))
def test_knee_and_score_are_reported_as_soon_as_both_are_known(
    hurt: Asked, key: str, side: Side, score: int
) -> None:
    hurt.press(Qt.Key[f"Key_{key}"])
    assert hurt.reported == []
    hurt.press_score(score)
    assert hurt.reported == [(side, score)]
    assert hurt.chosen == []


@pytest.mark.parametrize("score", range(11))
def test_the_advice_fits_the_score(hurt: Asked, score: int) -> None:
    hurt.press(Qt.Key.Key_L)
    hurt.press_score(score)
    wanted = {
        Zone.FINE: "You may go on",
        Zone.CARE: "Make it easier",
        Zone.STOP: "End the session here",
    }
    assert wanted[zone(score)] in hurt.said()
    assert ("see a doctor" in hurt.said()) is (zone(score) is Zone.STOP)


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        ("Space", Ease.LESS_RANGE),
        ("B", Ease.EASIER_LEVEL),
        ("C", Ease.SWAP),
        ("S", Choice.SKIP_EXERCISE),
        ("Right", Choice.SKIP_EXERCISE),
        ("E", Choice.END),
    ],
)
def test_some_pain_offers_what_is_easier(hurt: Asked, key: str, choice: Choice | Ease) -> None:
    hurt.press(Qt.Key.Key_L, Qt.Key.Key_4, Qt.Key[f"Key_{key}"])
    assert hurt.chosen == [choice]


@pytest.mark.parametrize(
    ("score", "words", "choice"),
    [
        ("1", "Go on", Choice.GO_ON),
        ("5", "bridge", Ease.SWAP),
        ("5", "Skip", Choice.SKIP_EXERCISE),
        ("10", "End", Choice.END),
    ],
)
def test_all_of_it_by_mouse(hurt: Asked, score: str, words: str, choice: Choice | Ease) -> None:
    hurt.click("Left knee")
    [number] = [each for each in hurt.buttons() if each.text() == score]
    hurt.qtbot.mouseClick(number, Qt.MouseButton.LeftButton)
    settle()
    hurt.click(words)
    assert hurt.reported == [(Side.LEFT, int(score))]
    assert hurt.chosen == [choice]


@pytest.mark.parametrize("score", range(6, 11))
def test_much_pain_offers_nothing_but_the_end(hurt: Asked, score: int) -> None:
    hurt.press(Qt.Key.Key_L)
    hurt.press_score(score)
    hurt.press(Qt.Key.Key_S, Qt.Key.Key_B)
    assert hurt.chosen == []
    assert len(hurt.buttons()) == 1
    hurt.press(Qt.Key.Key_Space)
    assert hurt.chosen == [Choice.END]


@pytest.mark.parametrize(
    ("key", "sign", "words"),
    [
        ("1", Sign.SHARP, "Do not load that knee"),
        ("2", Sign.SWELLING, "Do not load that knee"),
        ("3", Sign.LOCKING, "before you train on"),
        ("4", Sign.GIVING_WAY, "before you train on"),
    ],
)
def test_a_sign_ends_the_session_however_mild_the_pain(
    hurt: Asked, key: str, sign: Sign, words: str
) -> None:
    seen: list[tuple[Side, Sign]] = []
    assert isinstance(hurt.panel, HurtPanel)
    hurt.panel.signed.connect(lambda knee, found: seen.append((knee, found)))
    hurt.press(Qt.Key.Key_R, Qt.Key.Key_1, Qt.Key[f"Key_{key}"])
    assert seen == [(Side.RIGHT, sign)]
    assert words in hurt.said()
    hurt.press(Qt.Key.Key_Space)
    assert hurt.chosen == [Choice.END]


@pytest.mark.parametrize("before", [(), (Qt.Key.Key_L,)])
def test_esc_takes_a_slip_back_before_the_score(hurt: Asked, before: tuple[Qt.Key, ...]) -> None:
    hurt.press(*before, Qt.Key.Key_Escape)
    assert hurt.chosen == [Choice.GO_ON]
    assert hurt.reported == []


def test_a_second_score_is_not_a_second_report(hurt: Asked) -> None:
    hurt.press(Qt.Key.Key_L, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_9)
    assert hurt.reported == [(Side.LEFT, 4)]


def test_keys_that_mean_nothing_here_are_kept_from_the_session(hurt: Asked, leave: Asked) -> None:
    strange = (Qt.Key.Key_X, Qt.Key.Key_M, Qt.Key.Key_F, Qt.Key.Key_H)
    for asked in (hurt, leave):
        asked.press(*strange)
        assert (asked.reported, asked.chosen) == ([], [])


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_E, Qt.Key.Key_Escape])
def test_a_key_held_down_chooses_nothing(hurt: Asked, leave: Asked, key: Qt.Key) -> None:
    hurt.press(Qt.Key.Key_L, Qt.Key.Key_4)
    for asked in (hurt, leave):
        asked.press(key, held=True)
        assert asked.chosen == []


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("Space", [Choice.GO_ON]),
        ("Escape", [Choice.GO_ON]),
        ("E", [Choice.END]),
        ("S", []),
        ("Right", []),
    ],
)
def test_leaving_takes_go_on_or_end(leave: Asked, key: str, choices: list[Choice]) -> None:
    leave.press(Qt.Key[f"Key_{key}"])
    assert leave.chosen == choices


def test_leaving_says_that_nothing_is_lost(leave: Asked) -> None:
    assert "in the journal" in leave.said()


def test_everything_is_told_to_a_screen_reader(hurt: Asked) -> None:
    titles = []
    for key in (Qt.Key.Key_L, Qt.Key.Key_7):
        titles.append(hurt.panel.accessibleName())
        hurt.press(key)
    titles.append(hurt.panel.accessibleName())
    assert titles == [
        "It hurts. Which knee?",
        "How much does your left knee hurt?",
        "End the session here.",
    ]
    assert all(each.text() for each in hurt.buttons())
