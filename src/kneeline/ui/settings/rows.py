"""How a choice stands on the page: its name and what it means, and beside it the control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from kneeline.ui.library.pieces import stack, text
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

WORDS = 34
"""Letters the name and its meaning need beside a control before that goes below them."""


class Row(QWidget):
    """A named control; where there is no room for both side by side, one below the other."""

    def __init__(self, name: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self._control = control
        if not control.accessibleName():
            control.setAccessibleName(name)
        if hint and not control.accessibleDescription():
            control.setAccessibleDescription(hint)
        self._hint = text(hint, Role.CAPTION)
        self._hint.setVisible(bool(hint))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(QMargins(0, SPACE.xs, 0, SPACE.xs))
        self._box.setSpacing(SPACE.s)
        self._box.addWidget(stack(text(name), self._hint, gap=0), 1)
        self._box.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, hint: str) -> None:
        """Say something else below the name."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._control.setAccessibleDescription(hint)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the control: the words may stand above it."""
        least = super().minimumSizeHint()
        return QSize(self._control.minimumSizeHint().width(), least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the control beside the words or below them."""
        super().resizeEvent(event)
        words = self.fontMetrics().averageCharWidth() * WORDS
        beside = event.size().width() >= words + self._control.sizeHint().width()
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
        self._box.setAlignment(self._control, side)
