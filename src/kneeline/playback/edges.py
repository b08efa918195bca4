"""Lets the edge of a film fade into the colour it stands on, so that no floor ends in mid-air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QLinearGradient

from kneeline.playback.stills import Still

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

SHARE = 0.14
"""How far the fading reaches into the film, as a part of its width or height."""


class Edges:
    """The four edges of a film, painted once for as long as it stays where it is."""

    def __init__(self) -> None:
        self._left, self._right, self._above, self._below = (Still() for _edge in range(4))

    def fade(self, painter: QPainter, film: QRectF, around: QRectF, colour: QColor) -> None:
        """Fade the sides of a film beside which there is more ground than the film covers."""
        wide, high = film.width() * SHARE, film.height() * SHARE
        if around.width() > film.width() + 1:
            left = QRectF(film.left(), film.top(), wide, film.height())
            right = QRectF(film.right() - wide, film.top(), wide, film.height())
            _paint(painter, self._left, left, left.topLeft(), left.topRight(), colour)
            _paint(painter, self._right, right, right.topRight(), right.topLeft(), colour)
        if around.height() > film.height() + 1:
            above = QRectF(film.left(), film.top(), film.width(), high)
            below = QRectF(film.left(), film.bottom() - high, film.width(), high)
            _paint(painter, self._above, above, above.topLeft(), above.bottomLeft(), colour)
            _paint(painter, self._below, below, below.bottomLeft(), below.topLeft(), colour)


def _paint(
    painter: QPainter, edge: Still, place: QRectF, outside: QPointF, inside: QPointF, colour: QColor
) -> None:
    def draw(strip: QPainter) -> None:
        clear = QColor(colour)
        clear.setAlpha(0)
        gradient = QLinearGradient(outside, inside)
        gradient.setColorAt(0, colour)
        gradient.setColorAt(1, clear)
        strip.fillRect(place, gradient)

    edge.paint(painter, place, colour.rgb(), draw)
