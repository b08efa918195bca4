"""The questions of a session, each answered by a key press or a click."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.coach.events import FeltAnswer, PainAnswer
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import HIGHEST, LOWEST, Moment, PainScore
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.ui.player import keys
from kneeline.ui.player.scale import LARGE, NORMAL, SMALL, Scale
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class QuestionPanel(QWidget):
    """A question on the whole stage.

    Signals:
        answered: what was said.
        noted: a note written with it, told just before.
    """

    answered = Signal(object)
    noted = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = Scale()
        self.column = QVBoxLayout(self)
        self.column.setSpacing(SPACE.m)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addStretch()
        self._title = self.scale.add(QLabel(wordWrap=True), LARGE)
        style_as(self._title, Role.PAGE_TITLE)
        self.column.addWidget(self._title)
        self.ask(title)

    def ask(self, title: str) -> None:
        """Put the question into these words."""
        self._title.setText(title)
        self.setAccessibleName(title)

    @abstractmethod
    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key if it means something here, and say whether it did."""

    def add_hint(self, text: str) -> None:
        """Say under the question which keys answer it."""
        hint = self.scale.add(QLabel(text, wordWrap=True), SMALL)
        style_as(hint, Role.MUTED)
        self.column.addWidget(hint)
        self.column.addStretch()


@dataclass(frozen=True, slots=True)
class Asked:
    """One score to give: which knee, at which moment."""

    knee: Side
    moment: Moment
    words: str


def asked_by(question: Question) -> tuple[Asked, ...]:
    """Return the scores a check-in or a check-out asks for."""
    if question is Question.CHECK_IN:
        return (
            Asked(Side.LEFT, Moment.BEFORE, _("Left knee")),
            Asked(Side.RIGHT, Moment.BEFORE, _("Right knee")),
        )
    return (
        Asked(Side.LEFT, Moment.AFTER, _("Left knee, now")),
        Asked(Side.RIGHT, Moment.AFTER, _("Right knee, now")),
        Asked(Side.LEFT, Moment.DURING, _("Left knee, at worst")),
        Asked(Side.RIGHT, Moment.DURING, _("Right knee, at worst")),
    )


def _about(knee: Side) -> Asked:
    words = {Side.LEFT: _("Left knee"), Side.RIGHT: _("Right knee")}
    return Asked(knee, Moment.DURING, words[knee])


class PainQuestion(QuestionPanel):
    """Asks for one score from 0 to 10 in each row, by digit key (T is ten) or by click."""

    def __init__(self, title: str, asked: tuple[Asked, ...], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._asked = asked
        self._groups: list[QButtonGroup] = []
        self._marks: list[QLabel] = []
        self._row = 0
        grid = QGridLayout()
        grid.setSpacing(SPACE.s)
        for row, each in enumerate(asked):
            self._marks.append(self._mark())
            grid.addWidget(self._marks[row], row + 1, 0)
            grid.addWidget(self.scale.add(QLabel(each.words), NORMAL), row + 1, 1)
            self._groups.append(self._score_row(grid, row, each))
        self._add_ends(grid)
        self.column.addLayout(grid)
        self._go_on = self.scale.add(QPushButton(_("Go on")), NORMAL)
        style_as(self._go_on, Role.PRIMARY)
        self._go_on.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._go_on.clicked.connect(self._answer)
        hint = self.scale.add(
            QLabel(_("Press 0 to 9, or T for ten. ← goes back one row. Space goes on.")), SMALL
        )
        style_as(hint, Role.MUTED)
        last = QHBoxLayout()
        last.setSpacing(SPACE.l)
        last.addWidget(self._go_on)
        last.addWidget(hint)
        last.addStretch()
        self.column.addLayout(last)
        self.column.addStretch()
        self._point_at(0)

    @property
    def scores(self) -> list[int | None]:
        """The scores given so far, row by row."""
        given = [group.checkedId() for group in self._groups]
        return [score if score >= LOWEST else None for score in given]

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        """Take a score, go back a row, or go on when every row has its score."""
        score = keys.score(event)
        if score is not None:
            self._give(self._row, score)
            return True
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_Up}:
            self._point_at(max(self._row - 1, 0))
            return True
        if event.key() == Qt.Key.Key_Down:
            self._point_at(min(self._row + 1, len(self._asked) - 1))
            return True
        if keys.press(event) is keys.Press.GO:
            self._answer()
            return True
        return False

    def _mark(self) -> QLabel:
        """Return the sign of the row that is asked; it keeps its place where it is not shown."""
        mark = self.scale.add(QLabel("▸"), NORMAL)
        policy = mark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        mark.setSizePolicy(policy)
        return mark

    def _score_row(self, grid: QGridLayout, row: int, each: Asked) -> QButtonGroup:
        group = QButtonGroup(self)
        for score in range(LOWEST, HIGHEST + 1):
            button = self.scale.add(QPushButton(str(score)), NORMAL)
            button.setCheckable(True)
            style_as(button, Role.SCORE)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(
                _("{knee}: {score} of 10").format(knee=each.words, score=score)
            )
            group.addButton(button, score)
            grid.addWidget(button, row + 1, score + 2)
            grid.setColumnStretch(score + 2, 1)
        group.idClicked.connect(lambda score, row=row: self._give(row, score))
        return group

    def _add_ends(self, grid: QGridLayout) -> None:
        """Say over the first and the last number what they mean."""
        none = self.scale.add(QLabel(_("no pain")), SMALL)
        worst = self.scale.add(QLabel(_("worst imaginable")), SMALL)
        for label in (none, worst):
            style_as(label, Role.MUTED)
        grid.addWidget(none, 0, 2, 1, 4)
        grid.addWidget(worst, 0, 8, 1, 5, Qt.AlignmentFlag.AlignRight)

    def _give(self, row: int, score: int) -> None:
        self._groups[row].button(score).setChecked(True)
        missing = [place for place, given in enumerate(self.scores) if given is None]
        later = [place for place in missing if place > row]
        self._point_at((later or missing or [row])[0])

    def _point_at(self, row: int) -> None:
        self._row = row
        for place, mark in enumerate(self._marks):
            mark.setVisible(place == row)
        complete = all(score is not None for score in self.scores)
        self._go_on.setEnabled(complete)

    def _answer(self) -> None:
        scores = self.scores
        if any(score is None for score in scores):
            return
        given = tuple(
            PainScore(each.knee, each.moment, score)
            for each, score in zip(self._asked, scores, strict=True)
            if score is not None
        )
        self.answered.emit(PainAnswer(given))


class FeltQuestion(QuestionPanel):
    """Asks where a strength set was felt; one key, and it goes on by itself if nobody answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Where did you feel that set?"), parent)
        self._places = {
            FeltWhere.GLUTES: _("Glutes"),
            FeltWhere.THIGH: _("Thigh"),
            FeltWhere.KNEE: _("Knee"),
            FeltWhere.BACK: _("Back"),
            FeltWhere.ELSEWHERE: _("Elsewhere"),
        }
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        for number, (where, words) in enumerate(self._places.items(), start=1):
            button = self.scale.add(QPushButton(f"{number}  {words}"), NORMAL)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, where=where: self._answer(where))
            row.addWidget(button)
        self.column.addLayout(row)
        self.add_hint(_("Press 1 to 5. It goes on by itself."))

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        """Take one of the five numbers."""
        number = keys.score(event)
        if number is None or not 1 <= number <= len(self._places):
            return False
        self._answer(list(self._places)[number - 1])
        return True

    def _answer(self, where: FeltWhere) -> None:
        self.answered.emit(FeltAnswer(where))


def panel_for(question: Question, knee: Side | None = None) -> QuestionPanel:
    """Return the panel that asks a question of the session; `knee` for one about a single knee."""
    if question is Question.FELT_WHERE:
        return FeltQuestion()
    if question is Question.EASED:
        asked = _about(knee or Side.LEFT)
        return PainQuestion(_("How much did that easier set hurt?"), (asked,))
    if question is Question.CHECK_IN:
        return PainQuestion(_("How much does each knee hurt now?"), asked_by(question))
    return PainQuestion(_("How are your knees now, and at worst?"), asked_by(question))
