"""The questions of a session: readable from the mat at every size, answered by key or by click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kneeline.coach.events import FeltAnswer, PainAnswer
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore, Zone
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.ui.player.knees import Knee
from kneeline.ui.player.pain_question import NoteLine, PainQuestion
from kneeline.ui.player.panel import QuestionPanel
from kneeline.ui.player.questions import panel_for
from kneeline.ui.player.scale import SMALLEST
from kneeline.ui.theme import Look, Scheme
from tests.legible import SIZES, clipped, extent, outside, overlapping, settle, smallest_text

ROOM = 0.76
"""What the player leaves a question of its height; tests/ui/test_stage.py measures the whole."""


@pytest.fixture
def ask(qtbot: QtBot) -> Callable[..., QuestionPanel]:
    def ask(question: Question, width: int = 1366, height: int = 768) -> QuestionPanel:
        panel = panel_for(question)
        qtbot.addWidget(panel)
        panel.scale_to(height)
        panel.resize(width - 48, round(height * ROOM))
        panel.show()
        settle()
        return panel

    return ask


def press(panel: QuestionPanel, qtbot: QtBot, keys: str) -> None:
    """Give a panel its keys as the player does."""
    panel.keyPressEvent = panel.take_key  # type: ignore[method-assign]  # the player forwards keys
    for key in keys:
        special = {"<": Qt.Key.Key_Left, "v": Qt.Key.Key_Down, "^": Qt.Key.Key_Up}
        if key in special:
            qtbot.keyClick(panel, special[key])
        else:
            qtbot.keyClicks(panel, key)


def answers(panel: QuestionPanel) -> list[object]:
    heard: list[object] = []
    panel.answered.connect(heard.append)
    return heard


@pytest.mark.parametrize("question", Question)
@pytest.mark.parametrize("size", SIZES)
def test_it_is_legible_from_the_mat(
    ask: Callable[..., QuestionPanel],
    question: Question,
    size: tuple[int, int],
) -> None:
    panel = ask(question, *size)
    assert clipped(panel) == []
    assert outside(panel) == []
    assert overlapping(panel) == []
    assert smallest_text(panel) >= size[1] * SMALLEST


@pytest.mark.parametrize("question", Question)
def test_the_persons_own_text_size_neither_breaks_nor_shrinks_it(
    dress: Callable[..., Look], ask: Callable[..., QuestionPanel], question: Question
) -> None:
    dress("light", 2.0)
    panel = ask(question)
    assert clipped(panel) == []
    assert outside(panel) == []
    assert smallest_text(panel) >= 768 * SMALLEST


@pytest.mark.parametrize("question", Question)
def test_everything_has_a_name_and_nothing_takes_the_keyboard(
    ask: Callable[..., QuestionPanel], question: Question
) -> None:
    panel = ask(question)
    assert panel.accessibleName()
    buttons = panel.findChildren(QPushButton)
    assert buttons
    assert all(each.accessibleName() or each.text() for each in buttons)
    assert all(each.focusPolicy() is Qt.FocusPolicy.NoFocus for each in buttons)
    names = [each.accessibleName() or each.text() for each in buttons]
    assert len(set(names)) == len(names)


def test_check_out_takes_four_scores_in_its_order(
    ask: Callable[..., QuestionPanel], qtbot: QtBot
) -> None:
    panel = ask(Question.CHECK_OUT)
    heard = answers(panel)
    press(panel, qtbot, "12t0 ")
    assert heard == [
        PainAnswer(
            (
                PainScore(Side.LEFT, Moment.AFTER, 1),
                PainScore(Side.RIGHT, Moment.AFTER, 2),
                PainScore(Side.LEFT, Moment.DURING, 10),
                PainScore(Side.RIGHT, Moment.DURING, 0),
            )
        )
    ]


def test_a_row_can_be_gone_back_to_and_corrected(
    ask: Callable[..., QuestionPanel], qtbot: QtBot
) -> None:
    panel = ask(Question.CHECK_IN)
    assert isinstance(panel, PainQuestion)
    press(panel, qtbot, "1")
    assert panel.scores == [1, None]
    press(panel, qtbot, "<5")
    assert panel.scores == [5, None]
    press(panel, qtbot, "3^^7")
    assert panel.scores == [7, 3]
    press(panel, qtbot, "vv9")
    assert panel.scores == [7, 9]


def test_go_on_waits_for_every_row(ask: Callable[..., QuestionPanel], qtbot: QtBot) -> None:
    panel = ask(Question.CHECK_IN)
    heard = answers(panel)
    go_on = next(each for each in panel.findChildren(QPushButton) if each.text() == "Go on")
    assert not go_on.isEnabled()
    press(panel, qtbot, "3 ")
    assert heard == []
    press(panel, qtbot, "4")
    assert go_on.isEnabled()
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert len(heard) == 1


def test_the_row_that_is_asked_is_marked(ask: Callable[..., QuestionPanel], qtbot: QtBot) -> None:
    panel = ask(Question.CHECK_IN)
    assert isinstance(panel, PainQuestion)
    knees = panel.findChildren(Knee)
    assert [knee.asked for knee in knees] == [True, False]
    press(panel, qtbot, "2")
    assert [knee.asked for knee in knees] == [False, True]
    assert [knee.accessibleName() for knee in knees] == ["Left knee", "Right knee"]
    assert [knee.accessibleDescription() for knee in knees] == ["2 of 10", "no score yet"]


@pytest.mark.parametrize("question", [Question.CHECK_IN, Question.CHECK_OUT])
def test_the_mouse_alone_answers_on_the_drawn_knees(
    ask: Callable[..., QuestionPanel], qtbot: QtBot, question: Question
) -> None:
    panel = ask(question)
    assert isinstance(panel, PainQuestion)
    heard = answers(panel)
    knees = panel.findChildren(Knee)
    scores = [each for each in panel.findChildren(QPushButton) if each.text().isdigit()]
    for place in reversed(range(len(knees))):
        qtbot.mouseClick(knees[place], Qt.MouseButton.LeftButton)
        assert panel.place == place
        qtbot.mouseClick(scores[place + 2], Qt.MouseButton.LeftButton)
    assert panel.scores == [place + 2 for place in range(len(knees))]
    go_on = next(each for each in panel.findChildren(QPushButton) if each.text() == "Go on")
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert len(heard) == 1


@pytest.mark.parametrize("side", Side)
def test_left_is_left_as_a_person_sees_their_own(
    ask: Callable[..., QuestionPanel], side: Side
) -> None:
    knees = ask(Question.CHECK_IN).findChildren(Knee)
    [mine] = [each for each in knees if each.accessibleName() == f"{side.value.title()} knee"]
    assert (mine is min(knees, key=lambda each: each.x())) == (side is Side.LEFT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("score", "zone"), [(2, Zone.FINE), (5, Zone.CARE), (10, Zone.STOP)])
def test_a_knee_wears_the_colours_of_its_zone(
    dress: Callable[..., Look], qtbot: QtBot, scheme: Scheme, score: int, zone: Zone
) -> None:
    look = dress(scheme)
    knee = Knee(Side.LEFT, "Left knee")
    qtbot.addWidget(knee)
    knee.scale_to(768)
    knee.resize(knee.sizeHint())
    before = knee.grab().toImage()
    knee.show_score(score, asked=False)
    after = knee.grab().toImage()
    assert extent(before, look.colours.zones[zone].band).isEmpty()
    assert extent(after, look.colours.zones[zone].band).width() > 20
    assert extent(after, look.colours.zones[zone].text).height() > 10


def test_a_note_is_told_before_the_last_answer(
    ask: Callable[..., QuestionPanel], qtbot: QtBot
) -> None:
    panel = ask(Question.CHECK_OUT)
    order: list[object] = []
    panel.noted.connect(order.append)
    panel.answered.connect(lambda _answer: order.append("answered"))
    press(panel, qtbot, "1234")
    [line] = panel.findChildren(NoteLine)
    qtbot.keyClicks(line, "  slept badly, 5 hours ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert order == ["slept badly, 5 hours", "answered"]


def test_nobody_has_to_write_a_note(ask: Callable[..., QuestionPanel], qtbot: QtBot) -> None:
    panel = ask(Question.CHECK_OUT)
    notes: list[str] = []
    panel.noted.connect(notes.append)
    heard = answers(panel)
    press(panel, qtbot, "1234 ")
    assert (notes, len(heard)) == ([], 1)
    assert ask(Question.CHECK_IN).findChildren(NoteLine) == []


def test_marking_a_row_moves_nothing(ask: Callable[..., QuestionPanel], qtbot: QtBot) -> None:
    panel = ask(Question.CHECK_OUT)
    before = [each.geometry() for each in panel.findChildren(QPushButton)]
    for key in "1234":
        press(panel, qtbot, key)
        settle()
        assert [each.geometry() for each in panel.findChildren(QPushButton)] == before


@pytest.mark.parametrize(("key", "where"), list(zip("12345", FeltWhere, strict=True)))
def test_felt_where_takes_one_key(
    ask: Callable[..., QuestionPanel], qtbot: QtBot, key: str, where: FeltWhere
) -> None:
    panel = ask(Question.FELT_WHERE)
    heard = answers(panel)
    press(panel, qtbot, key)
    assert heard == [FeltAnswer(where)]


def test_felt_where_takes_a_click_and_no_other_key(
    ask: Callable[..., QuestionPanel], qtbot: QtBot
) -> None:
    panel = ask(Question.FELT_WHERE)
    heard = answers(panel)
    press(panel, qtbot, "06789tx")
    assert heard == []
    knee = next(each for each in panel.findChildren(QPushButton) if "Knee" in each.text())
    qtbot.mouseClick(knee, Qt.MouseButton.LeftButton)
    assert heard == [FeltAnswer(FeltWhere.KNEE)]
