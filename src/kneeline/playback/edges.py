"""Lets the edge of a film fade into the colour it stands on, so that no floor ends in mid-air."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
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
        inside = partial(_paint, painter, film, colour)
        if around.width() > film.width() + 1:
            inside(self._left, QMarginsF(0, 0, film.width() - wide, 0))
            inside(self._right, QMarginsF(film.width() - wide, 0, 0, 0))
        if around.height() > film.height() + 1:
            inside(self._above, QMarginsF(0, 0, 0, film.height() - high))
            inside(self._below, QMarginsF(0, film.height() - high, 0, 0))


def _paint(painter: QPainter, film: QRectF, colour: QColor, edge: Still, beside: QMarginsF) -> None:
    place = film.marginsRemoved(beside)
    edge.paint(painter, place, colour.rgb(), partial(_draw, film=film, place=place, colour=colour))


def _draw(painter: QPainter, film: QRectF, place: QRectF, colour: QColor) -> None:
    """Go from the colour at the film's edge to nothing at the other side of this strip of it."""
    clear = QColor(colour)
    clear.setAlpha(0)
    ends = (
        place.topLeft(),
        place.topRight() if place.height() == film.height() else place.bottomLeft(),
    )
    near = place.left() == film.left() and place.top() == film.top()
    gradient = QLinearGradient(*(ends if near else ends[::-1]))
    gradient.setColorAt(0, colour)
    gradient.setColorAt(1, clear)
    painter.fillRect(place, gradient)
