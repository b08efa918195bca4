"""What stands still on a film for many frames is painted once and then copied."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter


class Still:
    """One such thing; painting what lets light through costs ten times as much as copying it."""

    def __init__(self) -> None:
        self._image = QImage()
        self._shows: Hashable = None

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        looks: Hashable,
        draw: Callable[[QPainter], None],
    ) -> None:
        """Paint it within an area; it is drawn anew where that or how it looks has changed."""
        place = area.toAlignedRect()
        ratio = painter.device().devicePixelRatioF()
        shows = looks, area.topLeft().toTuple(), area.size().toTuple(), ratio
        if shows != self._shows:
            self._shows = shows
            self._image = QImage(place.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            self._image.setDevicePixelRatio(ratio)
            self._image.fill(0)
            inside = QPainter(self._image)
            inside.translate(-place.topLeft())
            draw(inside)
            inside.end()
        painter.drawImage(place.topLeft(), self._image)
