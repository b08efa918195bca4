"""What may interrupt a session: it hurts, or the person wants to leave."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from kneeline.coach.easing import Answer, Ease, Reply
from kneeline.coach.facts import Sign
from kneeline.coach.pain import HIGHEST, LOWEST
from kneeline.coach.side import Side
from kneeline.ui.player import keys
from kneeline.ui.player.panel import QuestionPanel
from kneeline.ui.player.scale import NORMAL, SMALL
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
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE.s)
        self.column.addLayout(self._row)
        self._advice = self.scale.add(QLabel(wordWrap=True), SMALL)
        style_as(self._advice, Role.MUTED)
        self.column.addWidget(self._advice)
        self.column.addStretch()

    def offer(self, *buttons: tuple[str, Callable[[], None]], listed: bool = False) -> None:
        """Replace the buttons: a row of them, or a list whose first is what we suggest."""
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if listed else right)
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
            if listed and len(self._buttons) == 1:
                style_as(button, Role.PRIMARY)
            self._row.addWidget(self.scale.add(button, SMALL if listed else NORMAL))
        self.scale.apply_again()

    def advise(self, text: str) -> None:
        """Say something under the buttons."""
        self._advice.setText(text)

    def choose(self, choice: Choice | Ease) -> Callable[[], None]:
        """Return the action of a button that means this choice."""
        return partial(self.chosen.emit, choice)


class HurtPanel(ChoicePanel):
    """Asks which knee hurts and how much, then offers what the coach answers.

    Signals:
        reported: the knee and the score, as soon as both are known.
        signed: the knee and a sign, where it does something beside hurting.
        chosen: a Choice, or the way to make the exercise easier.
    """

    reported = Signal(object, int)
    signed = Signal(object, object)

    def __init__(
        self,
        answer: Callable[[int, frozenset[Sign]], Answer],
        swap_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("It hurts. Which knee?"), parent)
        self._answer = answer
        self._swap_name = swap_name
        self._score: int | None = None
        self._choices: dict[Qt.Key, Choice | Ease] = {}
        self.knee: Side | None = None
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
        key = Qt.Key(event.key())
        if self._score is not None:
            self._take_choice(key)
        elif keys.press(event) is keys.Press.LEAVE:
            self.chosen.emit(Choice.GO_ON)
        elif self.knee is None:
            knee = _KNEE_KEYS.get(key)
            if knee is not None:
                self._take_knee(knee)
        elif (score := keys.score(event)) is not None:
            self._take_score(score)
        return True

    def _take_knee(self, knee: Side) -> None:
        self.knee = knee
        words = {
            Side.LEFT: _("How much does your left knee hurt?"),
            Side.RIGHT: _("How much does your right knee hurt?"),
        }
        self.ask(words[knee])
        scores = range(LOWEST, HIGHEST + 1)
        self.offer(*((str(score), partial(self._take_score, score)) for score in scores))
        self.advise(_("0 is no pain. Press 0 to 9, or T for ten."))

    def _take_score(self, score: int) -> None:
        if self.knee is None or self._score is not None:
            return
        self._score = score
        self.reported.emit(self.knee, score)
        self._show(self._answer(score, frozenset()))

    def _take_sign(self, sign: Sign) -> None:
        if self.knee is None or self._score is None:
            return
        self.signed.emit(self.knee, sign)
        self._show(self._answer(self._score, frozenset({sign})))

    def _take_choice(self, key: Qt.Key) -> None:
        key = Qt.Key.Key_S if key is Qt.Key.Key_Right else key
        if key in self._choices:
            self.chosen.emit(self._choices[key])
        elif key in _SIGN_KEYS and self._choices.get(Qt.Key.Key_Space) is not Choice.END:
            self._take_sign(_SIGN_KEYS[key])

    def _show(self, answer: Answer) -> None:
        """Put the coach's answer into words, the gentlest way on first and on Space."""
        title, advice = words_for(answer)
        offers = self._offers(answer)
        self._choices = {key: choice for key, _words, choice in offers}
        self._choices.setdefault(Qt.Key.Key_E, Choice.END)
        self.ask(title)
        buttons = [
            (f"{_key_name(key)}  {words}", self.choose(choice)) for key, words, choice in offers
        ]
        self.offer(*buttons, listed=True)
        if answer.reply is not Reply.END_SESSION:
            advice += "\n" + _(
                "Is there more than pain? 1 sudden and sharp · 2 swollen · 3 it locks · 4 gives way"
            )
        self.advise(advice)

    def _offers(self, answer: Answer) -> list[tuple[Qt.Key, str, Choice | Ease]]:
        end = (Qt.Key.Key_E, _("End the session"), Choice.END)
        skip = (Qt.Key.Key_S, _("Skip this exercise"), Choice.SKIP_EXERCISE)
        if answer.reply is Reply.GO_ON:
            return [(Qt.Key.Key_Space, _("Go on gently"), Choice.GO_ON), skip, end]
        if answer.reply is Reply.END_EXERCISE:
            return [(Qt.Key.Key_Space, *skip[1:]), end]
        if answer.reply is Reply.END_SESSION:
            return [(Qt.Key.Key_Space, *end[1:])]
        words = {
            Ease.LESS_RANGE: _("Half as deep"),
            Ease.EASIER_LEVEL: _("Easier level"),
            Ease.SWAP: self._swap_name,
        }
        letters = (Qt.Key.Key_Space, Qt.Key.Key_B, Qt.Key.Key_C)
        eases = [(key, words[way], way) for key, way in zip(letters, answer.offers, strict=False)]
        return [*eases, end] if answer.rule == ON_A_RUN else [*eases, skip, end]


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
        if choice is not None:
            self.chosen.emit(choice)
        return True


ON_A_RUN = "run-hurt"
"""The rule that answers on a run, where nothing is left but to walk."""

_KNEE_KEYS = {
    Qt.Key.Key_Left: Side.LEFT,
    Qt.Key.Key_L: Side.LEFT,
    Qt.Key.Key_Right: Side.RIGHT,
    Qt.Key.Key_R: Side.RIGHT,
}

_CHOICE_KEYS = {Qt.Key.Key_Space: Choice.GO_ON, Qt.Key.Key_E: Choice.END}


_SIGN_KEYS = {
    Qt.Key.Key_1: Sign.SHARP,
    Qt.Key.Key_2: Sign.SWELLING,
    Qt.Key.Key_3: Sign.LOCKING,
    Qt.Key.Key_4: Sign.GIVING_WAY,
}


def _key_name(key: Qt.Key) -> str:
    return _("Space") if key is Qt.Key.Key_Space else chr(key.value)


def words_for(answer: Answer) -> tuple[str, str]:
    """Return a title and advice for what the coach answers."""
    if answer.locks:
        return (
            _("Stop here, and have that knee looked at."),
            _(
                "A knee that locks or gives way needs a doctor or physiotherapist before you train"
                " on. Kneeline waits until one has cleared you."
            ),
        )
    if answer.rule == ON_A_RUN:
        return (
            _("Walk from here."),
            _("A run may hurt up to 2 of 10, and this is more. What you ran is kept."),
        )
    return {
        Reply.GO_ON: (
            _("That is mild. You may go on."),
            _("Go slower or less deep, and press H again if it gets worse."),
        ),
        Reply.OFFER: (
            _("Make it easier."),
            _("After the next set you are asked again. If it still hurts, the exercise ends."),
        ),
        Reply.END_EXERCISE: (
            _("Leave this exercise for today."),
            _("It hurts more than it should. The rest of the session can go on."),
        ),
        Reply.END_SESSION: (
            _("End the session here."),
            _(
                "You do right to stop. Do not load that knee for two days. If it is swollen, locks"
                " or gives way, see a doctor or physiotherapist."
            ),
        ),
    }[answer.reply]
