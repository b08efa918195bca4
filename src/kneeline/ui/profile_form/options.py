"""One answer to tick: a card with a drawing, the words, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFrame, QHBoxLayout, QRadioButton
from typing_extensions import override

from kneeline.ui.library.pieces import Drawing, stack, text
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from kneeline.ui.icons import Icon


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that is offered."""

    value: str
    words: str
    hint: str = ""
    """What the words mean, where that is not plain."""

    icon: Icon | None = None


class OptionCard(QFrame):
    """A card to click or to tick by key; the mark in it tells its state without colour.

    Signals:
        pressed: the person has ticked it, or taken the tick away.
    """

    pressed = Signal()

    def __init__(self, option: Option, *, one_of_several: bool) -> None:
        super().__init__()
        style_as(self, Role.RAISED)
        self.option = option
        self.mark: QAbstractButton = (
            QRadioButton(option.words) if one_of_several else QCheckBox(option.words)
        )
        # Cards of one question stand in frames of their own, so Qt cannot see that they exclude
        # each other; Choice does that for them.
        self.mark.setAutoExclusive(False)
        self.mark.setAccessibleDescription(option.hint)
        self.mark.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.l, SPACE.s)
        row.setSpacing(SPACE.s)
        if option.icon is not None:
            row.addWidget(Drawing(option.icon), 0, Qt.AlignmentFlag.AlignVCenter)
        if option.hint:
            row.addWidget(stack(self.mark, text(option.hint, Role.CAPTION), gap=SPACE.xs), 1)
        else:
            row.addWidget(self.mark, 1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick it from anywhere on the card."""
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self.rect().contains(event.position().toPoint()):
            self.mark.setFocus()
            self.mark.click()
