"""A page to draw on in millimetres: words that stay words, lines, and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintDevice,
    QPainter,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from kneeline.report.ink import STROKES, Letters, Type

MM_PER_INCH, POINTS_PER_INCH = 25.4, 72.0
LEADING = 1.18
"""Height of a line of a paragraph, in heights of its font."""

Point = tuple[float, float]


class Align(Enum):
    """Where words stand in their width."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


class Sheet:
    """Draws with a painter, or only measures without one; all numbers are millimetres."""

    def __init__(self, device: QPaintDevice, painter: QPainter | None) -> None:
        """Draw on a device whose painter is active."""
        self._device, self._painter = device, painter
        self._mm = device.logicalDpiX() / MM_PER_INCH
        self._fonts: dict[Letters, tuple[QFont, QFontMetricsF]] = {}

    def muted(self) -> Sheet:
        """Return a sheet that measures alike and draws nothing."""
        return Sheet(self._device, None)

    # -- words ---------------------------------------------------------------------------------

    def line_height(self, kind: Type) -> float:
        """Return the height of a line of words."""
        return self._font(kind)[1].height() * LEADING / self._mm

    def width_of(self, words: str, kind: Type) -> float:
        """Return how wide words are on one line."""
        return self._font(kind)[1].horizontalAdvance(words) / self._mm

    def say(
        self,
        words: str,
        kind: Type,
        at: Point,
        width: float | None = None,
        align: Align = Align.LEFT,
        colour: str | None = None,
    ) -> float:
        """Write one line with its top at a point, shortened to fit a width; return its bottom."""
        _font, metrics = self._font(kind)
        if width is not None:
            mode = Qt.TextElideMode.ElideRight
            words = metrics.elidedText(words, mode, width * self._mm + 1)
        x, y = at
        free = (width or 0.0) - self.width_of(words, kind)
        x += {Align.LEFT: 0.0, Align.RIGHT: free, Align.MIDDLE: free / 2}[align]
        baseline = y + metrics.ascent() / self._mm + self._over(kind)
        self._write(words, kind, (x, baseline), colour)
        return y + self.line_height(kind)

    def paragraph(
        self, words: str, kind: Type, at: Point, width: float, most: int | None = None
    ) -> float:
        """Write words over as many lines as they need, or at most so many; return the bottom."""
        x, y = at
        lines = list(self._broken(words, kind, width))
        if most is not None and len(lines) > most:
            lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        for line in lines:
            y = self.say(line, kind, (x, y), width)
        return y

    # -- shapes --------------------------------------------------------------------------------

    def fill(self, at: Point, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        if self._painter is not None:
            self._painter.fillRect(self._rect(at, width, height), QColor(colour))

    def outline(self, at: Point, width: float, height: float, colour: str) -> None:
        """Draw the edge of a rectangle."""
        if self._painter is not None:
            self._painter.setPen(self._pen(colour, STROKES.rule))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(self._rect(at, width, height))

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        points_wide: float = STROKES.hair,
        *,
        dashed: bool = False,
    ) -> None:
        """Draw a line through points."""
        if self._painter is not None and len(points) > 1:
            self._painter.setPen(self._pen(colour, points_wide, dashed=dashed))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPolyline(QPolygonF([self._point(each) for each in points]))

    def disc(self, middle: Point, radius: float, colour: str) -> None:
        """Draw a full disc."""
        if self._painter is not None:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(colour))
            self._painter.drawEllipse(self._point(middle), radius * self._mm, radius * self._mm)

    def diamond(self, middle: Point, radius: float, colour: str) -> None:
        """Draw a full diamond as big as a disc of that radius."""
        if self._painter is not None:
            x, y = middle
            reach = radius * 1.25
            corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(colour))
            self._painter.drawPolygon(QPolygonF([self._point(each) for each in corners]))

    # -- inside --------------------------------------------------------------------------------

    def _font(self, kind: Type) -> tuple[QFont, QFontMetricsF]:
        letters = kind.letters
        if letters not in self._fonts:
            font = QFont()
            font.setPointSizeF(letters.points)
            font.setBold(letters.bold)
            # A hint would suit some screen, not paper.
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            # Joined letters come out of a PDF as one odd sign, and nobody finds the word again.
            font.setFeature(QFont.Tag("liga"), 0)
            self._fonts[letters] = (font, QFontMetricsF(font, self._device))
        return self._fonts[letters]

    def _over(self, kind: Type) -> float:
        """Return half of what a line is higher than its letters."""
        return self._font(kind)[1].height() * (LEADING - 1) / 2 / self._mm

    def _write(self, words: str, kind: Type, at: Point, colour: str | None) -> None:
        if self._painter is not None and words:
            self._painter.setFont(self._font(kind)[0])
            self._painter.setPen(QColor(colour or kind.letters.colour))
            self._painter.drawText(self._point(at), words)

    def _broken(self, words: str, kind: Type, width: float) -> Iterator[str]:
        """Yield words line by line; what is longer than a line is broken where it must be."""
        for part in words.splitlines():
            layout = QTextLayout(part, self._font(kind)[0], self._device)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            # Qt gives an invalid line, not None, at the end; and counts in UTF-16.
            units = part.encode("utf-16-le")
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width * self._mm)
                start, length = line.textStart(), line.textLength()
                yield units[2 * start : 2 * (start + length)].decode("utf-16-le").rstrip()
            layout.endLayout()

    def _pen(self, colour: str, points: float, *, dashed: bool = False) -> QPen:
        pen = QPen(QColor(colour), points / POINTS_PER_INCH * MM_PER_INCH * self._mm)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashed:
            pen.setDashPattern([3.0, 1.6])
        return pen

    def _point(self, at: Point) -> QPointF:
        return QPointF(at[0] * self._mm, at[1] * self._mm)

    def _rect(self, at: Point, width: float, height: float) -> QRectF:
        return QRectF(self._point(at), self._point((at[0] + width, at[1] + height)))
