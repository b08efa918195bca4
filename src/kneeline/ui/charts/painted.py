"""The ground of the charts that need no axes: drawn by hand, as high as their rows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.ui.charts.chart import Chart
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, STROKES, TYPE

_MARKER = 0.36
"""A knee's marker as part of a line of text."""


class PaintedChart(Chart):
    """Draws itself with the same strokes on the screen and in an export."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def rows_high(self) -> float:
        """Return how many lines of text the chart is high."""
        raise NotImplementedError

    @override
    def restyle(self) -> None:
        """Take the size of the text in force."""
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(SPACE.xxxl * 4, round(self.rows_high() * line_height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))


def caption(*, bold: bool = False) -> QFont:
    """Return the font of words in a chart."""
    return look().font(TYPE.caption, bold=bold)


def line_height() -> float:
    """Return the height of a line of words in a chart."""
    return QFontMetricsF(caption()).height()


def width_of(words: str) -> float:
    """Return the width of words in a chart."""
    return QFontMetricsF(caption()).horizontalAdvance(words)


def write(
    painter: QPainter,
    room: QRectF,
    words: str,
    colour: str,
    where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write words in a room, in the middle of its height, cut with an ellipsis if they must be."""
    painter.setFont(caption())
    painter.setPen(QColor(colour))
    metrics = QFontMetricsF(caption())
    fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, where | Qt.AlignmentFlag.AlignVCenter, fitting)


def fill(painter: QPainter, colour: str) -> None:
    """Fill shapes with a colour, without an edge."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))


def line(painter: QPainter, colour: str, width: float = STROKES.hair) -> None:
    """Draw lines in a colour."""
    painter.setPen(QPen(QColor(colour), width, c=Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def mark_knee(painter: QPainter, knee: Side, middle: QPointF) -> None:
    """Draw a knee's marker: a disc or a diamond, in its colour, with a thin edge."""
    knee_look = look().colours.knees[knee]
    size = line_height() * _MARKER
    painter.setPen(QPen(QColor(look().colours.surface), STROKES.hair))
    painter.setBrush(QColor(knee_look.colour))
    if knee_look.marker == "o":
        painter.drawEllipse(middle, size, size)
        return
    wide, high = size * 1.1, size * 1.3
    corners = [(0, -high), (wide, 0), (0, high), (-wide, 0)]
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
