"""How a choice stands on the page: its name and what it means, and beside it the control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from kneeline.ui.pieces import stack, text
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

WORDS = 34
"""Letters the name and its meaning need beside a control before that goes below them."""

MARK = 6
"""Letters that a mark to tick is never wider than."""


class Row(QWidget):
    """A named control; where there is no room for both side by side, one below the other."""

    def __init__(self, name: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self._control = control
        if not control.accessibleName():
            control.setAccessibleName(name)
        if hint and not control.accessibleDescription():
            control.setAccessibleDescription(hint)
        hinted = text(hint, Role.CAPTION)
        if not hint:
            hinted.hide()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(QMargins(0, SPACE.xs, 0, SPACE.xs))
        self._box.setSpacing(SPACE.s)
        self._box.addWidget(stack(text(name), hinted, gap=0), 1)
        self._box.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the control: the words may stand above it."""
        least = super().minimumSizeHint()
        return QSize(self._control.minimumSizeHint().width(), least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the control beside the words or below them."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        wide = event.size().width() >= letter * WORDS + self._widest()
        # A mere mark to tick is lost below its words.
        beside = wide or self._control.sizeHint().width() < letter * MARK
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if beside else direction.TopToBottom
        if wanted is self._box.direction():
            return
        self._box.setDirection(wanted)
        side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
        self._box.setAlignment(self._control, side)
        # Above the control the words take what they need and not all there is.
        self._box.setStretch(0, int(beside))

    def _widest(self) -> int:
        """Return the width of the widest control of this card: its rows turn together."""
        card = self.parentWidget()
        rows = [self] if card is None else card.findChildren(Row)
        return max(row._control.sizeHint().width() for row in rows)  # noqa: SLF001 (of our own kind)
