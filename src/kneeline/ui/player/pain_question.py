"""How much does each knee hurt: one digit a knee, or a click on a drawn knee and on a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from kneeline.coach.events import PainAnswer
from kneeline.coach.pain import HIGHEST, LOWEST, Moment, PainScore
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.ui.one_of import OneOf
from kneeline.ui.player import keys
from kneeline.ui.player.knees import Knee
from kneeline.ui.player.panel import QuestionPanel
from kneeline.ui.player.scale import NORMAL, SMALL
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent

LONGEST_NOTE = 500
"""Characters of a note; whoever writes more writes it in the journal."""


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


def about(knee: Side) -> Asked:
    """Return the score that is asked for after an eased set."""
    words = {Side.LEFT: _("Left knee"), Side.RIGHT: _("Right knee")}
    return Asked(knee, Moment.DURING, words[knee])


class PainQuestion(QuestionPanel):
    """Asks for one score from 0 to 10 for each knee, by digit key (T is ten) or by click."""

    def __init__(
        self,
        title: str,
        asked: tuple[Asked, ...],
        *,
        with_note: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._asked = asked
        self._place = 0
        self._scores: list[int | None] = [None] * len(asked)
        self._knees: list[Knee] = []
        self.column.addLayout(self._drawn(), 1)
        self.column.addLayout(self._score_row())
        self._note = self._note_line() if with_note else None
        self.column.addLayout(self._last_row())
        hint = QLabel(_("Press 0 to 9, or T for ten. ← goes back one knee. Space goes on."))
        style_as(self.scale.add(hint, SMALL), Role.MUTED)
        self.column.addWidget(hint)
        self.column.addStretch()
        self._point_at(0)

    @property
    def scores(self) -> list[int | None]:
        """The scores given so far, knee by knee."""
        return list(self._scores)

    @property
    def place(self) -> int:
        """Which score is asked for now, from 0."""
        return self._place

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        """Take a score, go back a knee, or go on when every knee has its score."""
        score = keys.score(event)
        if score is not None:
            self._give(score)
            return True
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_Up}:
            self._point_at(max(self._place - 1, 0))
            return True
        if event.key() == Qt.Key.Key_Down:
            self._point_at(min(self._place + 1, len(self._asked) - 1))
            return True
        if keys.press(event) is keys.Press.GO:
            self._answer()
            return True
        return False

    @override
    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        super().scale_to(height)
        for knee in self._knees:
            knee.scale_to(height)

    # -- what it is made of --------------------------------------------------------------------

    def _drawn(self) -> QHBoxLayout:
        """Return the drawn knees, in a pair for each moment that is asked about."""
        row = QHBoxLayout()
        row.setSpacing(SPACE.xs)
        row.addStretch()
        for place, each in enumerate(self._asked):
            if self._moments > 1 and each.knee is Side.LEFT:
                words = {Moment.AFTER: _("Now"), Moment.DURING: _("At worst")}[each.moment]
                row.addWidget(self.scale.add(QLabel(words), NORMAL))
                row.addSpacing(SPACE.s)
            knee = Knee(each.knee, each.words)
            knee.clicked.connect(partial(self._point_at, place))
            self._knees.append(knee)
            row.addWidget(knee)
            if each.knee is Side.RIGHT and place + 1 < len(self._asked):
                row.addSpacing(SPACE.xxl)
        row.addStretch()
        return row

    @property
    def _moments(self) -> int:
        return len({each.moment for each in self._asked})

    def _score_row(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE.s)
        self._group = OneOf(self)
        for score in range(LOWEST, HIGHEST + 1):
            button = self.scale.add(QPushButton(str(score)), NORMAL)
            button.setCheckable(True)
            style_as(button, Role.SCORE)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(button, score)
            grid.addWidget(button, 1, score)
            grid.setColumnStretch(score, 1)
        self._group.idClicked.connect(self._give)
        none = self.scale.add(QLabel(_("no pain")), SMALL)
        worst = self.scale.add(QLabel(_("worst imaginable")), SMALL)
        for label in (none, worst):
            style_as(label, Role.MUTED)
        self._now = self.scale.add(QLabel(), NORMAL)
        # Its words change from knee to knee, and must not move the numbers.
        self._now.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(none, 0, 0, 1, 3)
        grid.addWidget(self._now, 0, 3, 1, 5, Qt.AlignmentFlag.AlignBottom)
        self._now.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(worst, 0, 8, 1, 3, Qt.AlignmentFlag.AlignRight)
        return grid

    def _last_row(self) -> QHBoxLayout:
        self._go_on = self.scale.add(QPushButton(_("Go on")), NORMAL)
        style_as(self._go_on, Role.PRIMARY)
        self._go_on.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._go_on.clicked.connect(self._answer)
        row = QHBoxLayout()
        row.setSpacing(SPACE.l)
        row.addWidget(self._go_on)
        if self._note is not None:
            row.addWidget(self._note, 1)
        else:
            row.addStretch()
        return row

    def _note_line(self) -> NoteLine:
        line = self.scale.add(NoteLine(), NORMAL)
        # As high as the button beside it; fixed, it would hold the row down to its own height.
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.returnPressed.connect(self._end_note)
        line.left.connect(self.keys_wanted)
        return line

    # -- answering -----------------------------------------------------------------------------

    def _give(self, score: int) -> None:
        self._scores[self._place] = score
        missing = [place for place, given in enumerate(self._scores) if given is None]
        later = [place for place in missing if place > self._place]
        self._point_at((later or missing or [self._place])[0])

    def _point_at(self, place: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 (Qt's clicked adds it)
        self._place = place
        words = self._asked[place].words
        self._now.setText(words)
        for number, knee in enumerate(self._knees):
            knee.show_score(self._scores[number], asked=number == place)
        for score, button in self._buttons():
            button.setAccessibleName(_("{knee}: {score} of 10").format(knee=words, score=score))
            self._group.setExclusive(False)
            button.setChecked(self._scores[place] == score)
            self._group.setExclusive(True)
        self._go_on.setEnabled(None not in self._scores)

    def _buttons(self) -> Iterator[tuple[int, QPushButton]]:
        for button in self._group.buttons():
            if isinstance(button, QPushButton):
                yield self._group.id(button), button

    def _end_note(self) -> None:
        if None in self._scores:
            self.keys_wanted.emit()
        else:
            self._answer()

    def _answer(self) -> None:
        given = [
            PainScore(each.knee, each.moment, score)
            for each, score in zip(self._asked, self._scores, strict=True)
            if score is not None
        ]
        if len(given) < len(self._asked):
            return
        note = self._note.text().strip() if self._note is not None else ""
        if note:
            self.noted.emit(note)
        self.answered.emit(PainAnswer(tuple(given)))


class NoteLine(QLineEdit):
    """A line to write on, reached with Tab and left with Enter or Esc.

    Signals:
        left: the keys are wanted elsewhere again.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Tab: a note, if you like"))
        self.setAccessibleName(_("A note about this session"))
        self.setMaxLength(LONGEST_NOTE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write; Esc leaves the line and not the session, and Enter answers only once."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)
