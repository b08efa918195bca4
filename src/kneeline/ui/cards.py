"""The cards of Today beside the plan: this morning's question, and a locked plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kneeline.coach.pain import HIGHEST, LOWEST
from kneeline.coach.side import Side
from kneeline.ui.one_of import OneOf
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence


def knee_name(knee: Side) -> str:
    """Return what a knee is called on the screen."""
    return {Side.LEFT: _("Left knee"), Side.RIGHT: _("Right knee")}[knee]


class Card(QFrame):
    """A titled card with a column to fill."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style_as(self, Role.CARD)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        self.column.setSpacing(SPACE.m)
        self.heading = QLabel(title, wordWrap=True)
        style_as(self.heading, Role.SECTION_TITLE)
        self.column.addWidget(self.heading)


class MorningCard(Card):
    """Asks how the knees are this morning: one press for each knee.

    Signals:
        scored: a knee and its score.
    """

    scored = Signal(object, int)

    def __init__(
        self, asked: Sequence[Side], title: str = "", why: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title or _("How are your knees this morning?"), parent)
        self._scores: dict[Side, QButtonGroup] = {}
        grid = QGridLayout()
        grid.setSpacing(SPACE.xs)
        for row, knee in enumerate(asked):
            grid.addWidget(QLabel(knee_name(knee)), row, 0)
            self._scores[knee] = group = OneOf(self)
            for score in range(LOWEST, HIGHEST + 1):
                button = QPushButton(str(score))
                button.setCheckable(True)
                style_as(button, Role.SCORE)
                button.setAccessibleName(
                    _("{knee}: {score} of 10").format(knee=knee_name(knee), score=score)
                )
                group.addButton(button, score)
                grid.addWidget(button, row, score + 1)
                grid.setColumnStretch(score + 1, 1)
            group.idClicked.connect(lambda score, knee=knee: self.scored.emit(knee, score))
        self.column.addLayout(grid)
        reason = QLabel(
            why
            or _("0 is no pain, 10 the worst imaginable. Plans step up only after a good morning."),
            wordWrap=True,
        )
        style_as(reason, Role.MUTED)
        self.column.addWidget(reason)

    def press(self, knee: Side, score: int) -> None:
        """Press a score as the mouse would."""
        button = self._scores[knee].button(score)
        button.setFocus()
        button.click()


class LockCard(Card):
    """Says that the plan is locked, what to do, and takes the word that a clinician gave.

    Signals:
        cleared: who cleared the person.
        report_asked: make the report to bring along.
    """

    cleared = Signal(str)
    report_asked = Signal()

    def __init__(self, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Your plan is locked"), parent)
        words = QLabel(advice, wordWrap=True)
        style_as(words, Role.ERROR)
        self.column.addWidget(words)
        self._who = QLineEdit()
        self._who.setPlaceholderText(_("Who has looked at it? For example: Dr Lee, or my physio"))
        self._who.setAccessibleName(_("Who has looked at it?"))
        self._clear = QPushButton(_("They said I may train"))
        self._clear.setEnabled(False)
        self._who.textChanged.connect(lambda text: self._clear.setEnabled(bool(text.strip())))
        self._who.returnPressed.connect(self._clear.click)
        self._clear.clicked.connect(lambda: self.cleared.emit(self._who.text().strip()))
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._who, 1)
        row.addWidget(self._clear)
        report = QPushButton(_("Make the report"))
        style_as(report, Role.QUIET)
        report.setToolTip(_("What you did and how it hurt, on a page or two to bring along"))
        report.clicked.connect(self.report_asked)
        row.addWidget(report)
        self.column.addLayout(row)
