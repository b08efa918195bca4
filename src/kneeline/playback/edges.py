"""Lets the edge of a film fade into the colour it stands on, so that no floor ends in mid-air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

SHARE = 0.14
"""How far the fading reaches into the film, as a part of its width or height."""


def fade(painter: QPainter, film: QRectF, around: QRectF, colour: QColor) -> None:
    """Fade the sides of a film beside which there is more of the ground than the film covers."""
    clear = QColor(colour)
    clear.setAlpha(0)
    wide, high = film.width() * SHARE, film.height() * SHARE
    if around.width() > film.width() + 1:
        left = QRectF(film.left(), film.top(), wide, film.height())
        right = QRectF(film.right() - wide, film.top(), wide, film.height())
        _paint(painter, left, QLinearGradient(left.topLeft(), left.topRight()), colour, clear)
        _paint(painter, right, QLinearGradient(right.topRight(), right.topLeft()), colour, clear)
    if around.height() > film.height() + 1:
        above = QRectF(film.left(), film.top(), film.width(), high)
        below = QRectF(film.left(), film.bottom() - high, film.width(), high)
        _paint(painter, above, QLinearGradient(above.topLeft(), above.bottomLeft()), colour, clear)
        _paint(painter, below, QLinearGradient(below.bottomLeft(), below.topLeft()), colour, clear)


def _paint(
    painter: QPainter, place: QRectF, gradient: QLinearGradient, solid: QColor, clear: QColor
) -> None:
    gradient.setColorAt(0, solid)
    gradient.setColorAt(1, clear)
    painter.fillRect(place, gradient)
