"""The questions of a session, each answered by a key press or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from kneeline.coach.events import FeltAnswer
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.ui.player import keys
from kneeline.ui.player.pain_question import PainQuestion, about, asked_by
from kneeline.ui.player.panel import QuestionPanel
from kneeline.ui.player.scale import NORMAL
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


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
        asked = about(knee or Side.LEFT)
        return PainQuestion(_("How much did that easier set hurt?"), (asked,))
    if question is Question.CHECK_IN:
        return PainQuestion(_("How much does each knee hurt now?"), asked_by(question))
    title = _("How are your knees now, and at worst?")
    return PainQuestion(title, asked_by(question), with_note=True)
