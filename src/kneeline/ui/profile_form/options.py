"""One answer to tick: a card with a drawing, the words, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
)
from typing_extensions import override

from kneeline.ui.pieces import Drawing, text
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


ICON = 1.6
"""Height of a drawing, in heights of text."""


class OptionCard(QFrame):
    """A card to click or to tick by key; the mark in it tells its state without colour.

    Signals:
        pressed: the person has ticked it, or taken the tick away.
    """

    pressed = Signal()

    def __init__(self, option: Option, *, one_of_several: bool) -> None:
        super().__init__()
        self.option = option
        self.mark: QRadioButton | QCheckBox = (
            QRadioButton(option.words) if one_of_several else QCheckBox(option.words)
        )
        # Cards of one question stand in frames of their own, so Qt cannot see that they exclude
        # each other; Choice does that for them.
        self.mark.setAutoExclusive(False)
        self.mark.setAccessibleDescription(option.hint)
        self.mark.clicked.connect(self.pressed)
        style_as(self.mark, Role.LEAD)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(self.mark)
        self._hint = text(option.hint, Role.CAPTION)
        if not option.hint:
            self._hint.hide()
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        row.setSpacing(SPACE.s)
        row.addLayout(words, 1)
        if option.icon is not None:
            row.addWidget(Drawing(option.icon, times=ICON), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        style_as(self, Role.RAISED)
        self._indent()

    def _indent(self) -> None:
        """Let the hint begin below the words of the mark."""
        box = QStyleOptionButton()
        self.mark.initStyleOption(box)
        words = self.mark.style().subElementRect(
            QStyle.SubElement.SE_CheckBoxContents, box, self.mark
        )
        self._hint.setIndent(words.left())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._indent()

    @override
    def sizeHint(self) -> QSize:
        """As wide as the hint is in one line."""
        hint, natural = self._hint, super().sizeHint()
        line = hint.indent() + hint.fontMetrics().horizontalAdvance(hint.text())
        words = max(self.mark.sizeHint().width(), hint.sizeHint().width() if hint.text() else 0)
        return QSize(natural.width() + max(0, line - words), natural.height())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick it from anywhere on the card."""
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self.rect().contains(event.position().toPoint()):
            self.mark.setFocus()
            self.mark.click()
