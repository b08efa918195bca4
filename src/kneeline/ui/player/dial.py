"""The big number, its ring, and the disc that breathes with the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.ui import theme
from kneeline.ui.painted_words import PaintedWords
from kneeline.ui.player.scale import HUGE, NORMAL
from kneeline.ui.tokens import Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kneeline.ui.player.picture import Picture

TOP = 90 * 16
"""Qt counts angles in sixteenths of a degree; a ring starts at the top."""

WHOLE_TURN = 360 * 16
RING = 0.055
"""Width of the ring, as a part of the dial."""

NUMBER, WIDEST = 0.4, 0.72
"""Height of the number's font, and width of a long number, as parts of the ring."""

RAISED, UNDER, LINE = 0.11, 0.075, 1.15
"""How far the number is above the middle and the words are below it, as parts of the ring, and the
height of a line of words. Low words would run into the ring."""

SMALLEST_DISC, LARGEST_DISC = 0.5, 0.86
"""Radius of the breathing disc, as parts of the ring's radius, at rest and all the way out."""


class Dial(PaintedWords):
    """Time left or repetition, large enough to read from three metres."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._paused = False
        self._height = 768
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def show_picture(self, picture: Picture, *, paused: bool) -> None:
        """Show one moment."""
        if picture == self._picture and paused == self._paused:
            return
        self._picture, self._paused = picture, paused
        words = " ".join(part for part in (picture.number, picture.unit, picture.stroke) if part)
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Paused") if paused else "")
        self.update()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._height = height
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Room for the ring and the word under the number."""
        side = round(self._height * 0.5)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw disc, ring, number and words."""
        del event
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) * 0.96
        middle = QPointF(self.rect().center())
        ring = QRectF(0, 0, side * (1 - RING), side * (1 - RING))
        ring.moveCenter(middle)
        self._draw_disc(painter, middle, ring.width() / 2, self._picture)
        self._draw_ring(painter, ring, side * RING, self._picture)
        self._draw_words(painter, ring, self._picture)

    def _accent(self, picture: Picture) -> QColor:
        colours = theme.look().colours
        if self._paused or picture.phase is None:
            return QColor(colours.muted)
        return QColor(colours.activities[Activity(picture.phase.value)].fill)

    def _draw_disc(
        self, painter: QPainter, middle: QPointF, radius: float, picture: Picture
    ) -> None:
        if not picture.stroke or self._paused:
            return
        colour = self._accent(picture)
        colour.setAlphaF(0.18)
        part = SMALLEST_DISC + (LARGEST_DISC - SMALLEST_DISC) * picture.reach
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(middle, radius * part, radius * part)

    def _draw_ring(self, painter: QPainter, ring: QRectF, width: float, picture: Picture) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.look().colours.border), width))
        painter.drawEllipse(ring)
        if picture.done > 0:
            pen = QPen(self._accent(picture), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, TOP, -round(WHOLE_TURN * picture.done))

    def _draw_words(self, painter: QPainter, ring: QRectF, picture: Picture) -> None:
        colours = theme.look().colours
        font = self._number_font(ring, picture.number)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        raised = ring.translated(0, -ring.height() * RAISED)
        painter.drawText(raised, Qt.AlignmentFlag.AlignCenter, picture.number)
        font.setPixelSize(round(self._height * NORMAL))
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        under = QRectF(ring.left(), ring.center().y() + ring.height() * UNDER, ring.width(), 0)
        under.setHeight(self._height * NORMAL * LINE)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, picture.unit)
        if picture.stroke:
            painter.setPen(QColor(self._accent(picture)))
            under.translate(0, under.height())
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, picture.stroke)

    def _number_font(self, ring: QRectF, number: str) -> QFont:
        """Return the font of the number: large, and smaller only where a clock would not fit."""
        font = QFont(theme.look().family)
        font.setWeight(QFont.Weight.DemiBold)
        largest = ring.height() * NUMBER
        font.setPixelSize(round(largest))
        width = QFontMetricsF(font).horizontalAdvance(number)
        fitting = largest * min(ring.width() * WIDEST / max(width, 1.0), 1.0)
        font.setPixelSize(round(max(self._height * HUGE, fitting)))
        return font
