"""Which side works: in a word, in a shape that points there, and in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.ui import theme
from kneeline.ui.painted_words import PaintedWords
from kneeline.ui.player.scale import NORMAL
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

POINT = 0.6
"""Length of the badge's point, as a part of its height."""


class SideBadge(PaintedWords):
    """A flag that points left or right; it stands where the pointed side is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side: Side | None = None
        self._font = QFont(theme.look().family)
        self._font.setWeight(QFont.Weight.DemiBold)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_side(self, side: Side | None) -> None:
        """Point at a side, or at none where both work."""
        if side is self._side:
            return
        self._side = side
        self.setAccessibleName(self._word())
        self.update()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._font.setPixelSize(round(height * NORMAL))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Room for the longer word in either direction, so that nothing jumps."""
        metrics = QFontMetricsF(self._font)
        word = max(metrics.horizontalAdvance(_("LEFT")), metrics.horizontalAdvance(_("RIGHT")))
        height = metrics.height() + SPACE.s
        return QSize(round(word + 2 * SPACE.l + height * POINT), round(height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the flag in the knee's own colour."""
        del event
        if self._side is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.look().colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.knees[self._side].colour))
        painter.drawPolygon(self._flag())
        painter.setFont(self._font)
        painter.setPen(QColor(colours.surface))
        room = QRectF(self.rect())
        point = self.height() * POINT
        if self._side is Side.LEFT:
            room.setLeft(point)
        else:
            room.setRight(room.right() - point)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._word())

    def _flag(self) -> QPolygonF:
        width, height = float(self.width()), float(self.height())
        point = height * POINT
        corners = [(0.0, 0.0), (width - point, 0.0), (width, height / 2), (width - point, height)]
        corners.append((0.0, height))
        if self._side is Side.LEFT:
            corners = [(width - x, y) for x, y in corners]
        return QPolygonF([QPointF(x, y) for x, y in corners])

    def _word(self) -> str:
        words = {Side.LEFT: _("LEFT"), Side.RIGHT: _("RIGHT")}
        return words[self._side] if self._side else ""
