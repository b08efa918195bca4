"""What may interrupt a session: it hurts, or the person wants to leave."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from kneeline.coach.pain import HIGHEST, LOWEST, Zone, zone
from kneeline.coach.side import Side
from kneeline.ui.player import keys
from kneeline.ui.player.questions import QuestionPanel
from kneeline.ui.player.scale import NORMAL
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent


class Choice(Enum):
    """How a person goes on after an interruption."""

    GO_ON = auto()
    SKIP_EXERCISE = auto()
    END = auto()


class ChoicePanel(QuestionPanel):
    """A question with one row of buttons and a line of advice, both of which may change."""

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE.m)
        self.column.addLayout(self._row)
        self._advice = self.scale.add(QLabel(wordWrap=True), NORMAL)
        style_as(self._advice, Role.MUTED)
        self.column.addWidget(self._advice)
        self.column.addStretch()

    def offer(self, *buttons: tuple[str, Callable[[], None]]) -> None:
        """Replace the row of buttons."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for words, action in buttons:
            button = QPushButton(words)
            self._buttons.append(button)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action)
            self._row.addWidget(self.scale.add(button, NORMAL))
        self.scale.apply_again()

    def advise(self, text: str) -> None:
        """Say something under the buttons."""
        self._advice.setText(text)

    def choose(self, choice: Choice) -> Callable[[], None]:
        """Return the action of a button that means this choice."""
        return partial(self.chosen.emit, choice)


class HurtPanel(ChoicePanel):
    """Asks which knee hurts and how much, then offers what fits the score.

    Signals:
        reported: the knee and the score, as soon as both are known.
        chosen: how to go on.
    """

    reported = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("It hurts. Which knee?"), parent)
        self._knee: Side | None = None
        self._score: int | None = None
        self.offer(
            (_("← Left knee"), partial(self._take_knee, Side.LEFT)),
            (_("Right knee →"), partial(self._take_knee, Side.RIGHT)),
        )
        self.advise(_("The session waits. Press Esc if it was a slip."))

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        """Take the knee, then the score, then the choice."""
        if event.isAutoRepeat():
            return True
        if self._score is not None:
            choice = _CHOICE_KEYS.get(Qt.Key(event.key()))
            if choice is not None:
                self.chosen.emit(choice)
        elif keys.press(event) is keys.Press.LEAVE:
            self.chosen.emit(Choice.GO_ON)
        elif self._knee is None:
            knee = _KNEE_KEYS.get(Qt.Key(event.key()))
            if knee is not None:
                self._take_knee(knee)
        elif (score := keys.score(event)) is not None:
            self._take_score(score)
        return True

    def _take_knee(self, knee: Side) -> None:
        self._knee = knee
        words = {
            Side.LEFT: _("How much does your left knee hurt?"),
            Side.RIGHT: _("How much does your right knee hurt?"),
        }
        self.ask(words[knee])
        scores = range(LOWEST, HIGHEST + 1)
        self.offer(*((str(score), partial(self._take_score, score)) for score in scores))
        self.advise(_("0 is no pain. Press 0 to 9, or T for ten."))

    def _take_score(self, score: int) -> None:
        if self._knee is None or self._score is not None:
            return
        self._score = score
        self.reported.emit(self._knee, score)
        title, advice = _words_for(zone(score))
        self.ask(title)
        self.offer(
            (_("Space  Go on gently"), self.choose(Choice.GO_ON)),
            (_("S  Skip this exercise"), self.choose(Choice.SKIP_EXERCISE)),
            (_("E  End the session"), self.choose(Choice.END)),
        )
        self.advise(advice)


class LeavePanel(ChoicePanel):
    """Asks before the session is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Leave this session?"), parent)
        self.offer(
            (_("Space  Go on"), self.choose(Choice.GO_ON)),
            (_("E  End the session"), self.choose(Choice.END)),
        )
        self.advise(_("What you have done so far is in the journal either way."))

    @override
    def take_key(self, event: QKeyEvent) -> bool:
        """Take the choice; Esc once more means to stay."""
        if event.isAutoRepeat():
            return True
        if keys.press(event) is keys.Press.LEAVE:
            self.chosen.emit(Choice.GO_ON)
            return True
        choice = _CHOICE_KEYS.get(Qt.Key(event.key()))
        if choice in {Choice.GO_ON, Choice.END}:
            self.chosen.emit(choice)
        return True


_KNEE_KEYS = {
    Qt.Key.Key_Left: Side.LEFT,
    Qt.Key.Key_L: Side.LEFT,
    Qt.Key.Key_Right: Side.RIGHT,
    Qt.Key.Key_R: Side.RIGHT,
}

_CHOICE_KEYS = {
    Qt.Key.Key_Space: Choice.GO_ON,
    Qt.Key.Key_S: Choice.SKIP_EXERCISE,
    Qt.Key.Key_Right: Choice.SKIP_EXERCISE,
    Qt.Key.Key_E: Choice.END,
}


def _words_for(found: Zone) -> tuple[str, str]:
    """Return a title and advice for a pain zone (source: thomee-1997; the bands are our choice)."""
    return {
        Zone.FINE: (
            _("That is mild. You may go on."),
            _("Go slower or less deep, and press H again if it gets worse."),
        ),
        Zone.CARE: (
            _("That is too much for this exercise as it is."),
            _("Make the movement smaller, or skip it. If it still hurts, skip it."),
        ),
        Zone.STOP: (
            _("That is a lot. Please end the session."),
            _(
                "Rest that knee from loading for two days. If it is swollen, locks or gives way,"
                " see a doctor or physiotherapist."
            ),
        ),
    }[found]
