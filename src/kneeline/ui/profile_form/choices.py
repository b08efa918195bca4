"""The cards of one question: one of them chosen, or any number ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from kneeline.ui.profile_form.options import Option, OptionCard
from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class Cards(QWidget):
    """Cards of one width, side by side in as many columns as there is room for."""

    def __init__(self, options: Sequence[Option], *, one_of_several: bool) -> None:
        super().__init__()
        self.cards = [OptionCard(each, one_of_several=one_of_several) for each in options]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(QMargins())
        self._grid.setSpacing(SPACE.s)
        self._across = 0
        self._place(1)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        for number in range(max(across, self._across)):
            self._grid.setColumnStretch(number, int(number < across))
        self._across = across
        for number, card in enumerate(self.cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // across, number % across)

    def _fitting(self, width: int) -> int:
        """Return how many cards stand side by side, in rows as even as can be."""
        widest = max(card.sizeHint().width() for card in self.cards)
        most = max(1, min(len(self.cards), (width + SPACE.s) // (widest + SPACE.s)))
        rows = -(-len(self.cards) // most)
        return -(-len(self.cards) // rows)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as the widest card: they may all stand below each other."""
        widest = max(card.minimumSizeHint().width() for card in self.cards)
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        self._place(self._fitting(event.size().width()))


class Choice(Cards):
    """One answer of several; arrow keys go through them, and pressing the chosen one takes it back.

    Signals:
        chosen: the value, empty for no answer.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[Option], value: str = "") -> None:
        """Take the question's name for a screen reader, the answers, and the one given before."""
        super().__init__(options, one_of_several=True)
        self.setAccessibleName(name)
        for card in self.cards:
            card.mark.setAccessibleName(f"{name}: {card.option.words}")
            card.mark.installEventFilter(self)
            card.pressed.connect(lambda card=card: self._press(card))
        self.show_value(value)

    @property
    def value(self) -> str:
        """The chosen answer; empty for none."""
        return next((card.option.value for card in self.cards if card.mark.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Show an answer without telling of it."""
        for card in self.cards:
            card.mark.setChecked(bool(value) and card.option.value == value)
        self._let_tab_reach()

    def _press(self, pressed: OptionCard) -> None:
        for card in self.cards:
            if card is not pressed:
                card.mark.setChecked(False)
        self._let_tab_reach()
        self.chosen.emit(self.value)

    def _let_tab_reach(self) -> None:
        """Let Tab stop once at a question: at its answer, or at the first of them."""
        marks = [card.mark for card in self.cards]
        stop = next((mark for mark in marks if mark.isChecked()), marks[0])
        for mark in marks:
            only_click = Qt.FocusPolicy.ClickFocus
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mark is stop else only_click)

    def _step(self, by: int) -> None:
        """Go some answers further, round the end, and choose the one reached."""
        here = next(at for at, card in enumerate(self.cards) if card.mark.hasFocus())
        to = self.cards[(here + by) % len(self.cards)]
        to.mark.setFocus(Qt.FocusReason.TabFocusReason)
        to.mark.setChecked(True)
        self._press(to)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrow keys before the mark does, which would look for buttons beside it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = STEPS.get(Qt.Key(event.key()))
            if by is not None:
                self._step(by)
                return True
        return super().eventFilter(watched, event)


class Ticks(Cards):
    """Any number of answers.

    Signals:
        ticked: the values, as a frozenset.
    """

    ticked = Signal(object)

    def __init__(self, name: str, options: Sequence[Option], values: Iterable[str] = ()) -> None:
        """Take the question's name for a screen reader, the answers, and those given before."""
        super().__init__(options, one_of_several=False)
        self.setAccessibleName(name)
        self.show_values(values)
        for card in self.cards:
            card.pressed.connect(lambda: self.ticked.emit(self.values))

    @property
    def values(self) -> frozenset[str]:
        """The ticked answers."""
        return frozenset(card.option.value for card in self.cards if card.mark.isChecked())

    def show_values(self, values: Iterable[str]) -> None:
        """Show answers without telling of it."""
        wanted = frozenset(values)
        for card in self.cards:
            card.mark.setChecked(card.option.value in wanted)
