"""A drawn pair of knees, each with its score: left and right as a person sees their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from kneeline.coach.pain import zone
from kneeline.coach.side import Side
from kneeline.ui import theme
from kneeline.ui.player.scale import NORMAL, SMALL
from kneeline.ui.tokens import RADII, SPACE, STROKES
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

LEAST, MOST = 0.17, 0.34
"""Height of a drawn knee, as parts of the player's height."""

WIDTH = 0.17
"""Its width, as a part of the player's height: room for its word too."""

OUTER = (
    (0.16, 0.0), (0.17, 0.25), (0.26, 0.33), (0.27, 0.44),
    (0.27, 0.55), (0.17, 0.62), (0.20, 0.76), (0.23, 0.88), (0.30, 0.92), (0.31, 1.0),
)  # fmt: skip
INNER = (
    (0.70, 1.0), (0.69, 0.90), (0.78, 0.86), (0.80, 0.74),
    (0.82, 0.62), (0.74, 0.56), (0.74, 0.46), (0.75, 0.33), (0.86, 0.25), (0.88, 0.0),
)  # fmt: skip
"""The outline of a left leg from thigh to shin: from the hip down outside, and up again inside.

Each is a point and then curves of two handles and an end, as parts of the leg's box.
"""

KNEE = QPointF(0.5, 0.46)
CAP = 0.56
"""Where the kneecap lies in the leg's box, and how wide it is as a part of the box."""


class Knee(QAbstractButton):
    """One knee to click on; it shows its score in the colours of its zone."""

    def __init__(self, side: Side, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._words = side, words
        self._score: int | None = None
        self._asked = False
        self._height = 768
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(words)
        self._tell()

    @property
    def asked(self) -> bool:
        """Whether this is the knee that the next score is for."""
        return self._asked

    def show_score(self, score: int | None, *, asked: bool) -> None:
        """Show a score from 0 to 10, or None before it is given."""
        if (score, asked) != (self._score, self._asked):
            self._score, self._asked = score, asked
            self._tell()
            self.update()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._height = height
        self.setMaximumHeight(round(height * MOST))
        self.setMinimumHeight(round(height * LEAST))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """A leg and its word."""
        word = QFontMetrics(self._font()).horizontalAdvance(self._word()) + 2 * SPACE.m
        return QSize(max(round(self._height * WIDTH), word), round(self._height * MOST))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the leg, its kneecap with the score, and which one it is."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._font()
        line = font.pixelSize() * 1.3
        self._draw_ground(painter)
        room = QRectF(self.rect()).adjusted(0, SPACE.xs, 0, -line - SPACE.xs)
        leg = QRectF(0, 0, min(room.height() * 0.62, room.width() * 0.84), room.height())
        leg.moveCenter(room.center())
        self._draw_leg(painter, leg)
        self._draw_score(painter, leg)
        painter.setFont(font)
        painter.setPen(QColor(theme.look().colours.text))
        under = QRectF(0, self.height() - line, self.width(), line)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._word())

    # -- inside --------------------------------------------------------------------------------

    def _word(self) -> str:
        return {Side.LEFT: _("Left"), Side.RIGHT: _("Right")}[self._side]

    def _font(self) -> QFont:
        font = QFont(theme.look().family)
        font.setPixelSize(max(1, round(self._height * SMALL)))
        return font

    def _tell(self) -> None:
        """Tell a screen reader the score, too."""
        if self._score is None:
            self.setAccessibleDescription(_("no score yet"))
        else:
            self.setAccessibleDescription(_("{score} of 10").format(score=self._score))

    def _draw_ground(self, painter: QPainter) -> None:
        """Ring the knee that is asked about, and warm to a pointer."""
        colours = theme.look().colours
        edge = STROKES.focus
        around = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._asked:
            painter.setPen(QPen(QColor(colours.focus), edge))
            painter.setBrush(QColor(colours.surface))
        elif self.underMouse():
            painter.setBrush(QColor(colours.hover))
        else:
            return
        painter.drawRoundedRect(around, RADII.card, RADII.card)

    def _draw_leg(self, painter: QPainter, leg: QRectF) -> None:
        colours = theme.look().colours
        painter.setPen(QPen(QColor(colours.outline), STROKES.focus))
        painter.setBrush(QColor(colours.pressed))
        painter.save()
        painter.setClipRect(leg)
        painter.drawPath(self._outline(leg))
        painter.restore()

    def _outline(self, leg: QRectF) -> QPainterPath:
        # A little beyond its box, so that the cut ends have no line.
        box = leg.adjusted(0, -STROKES.focus, 0, STROKES.focus)
        path = QPainterPath(self._at(box, OUTER[0]))
        for first, second, end in _curves(OUTER):
            path.cubicTo(self._at(box, first), self._at(box, second), self._at(box, end))
        path.lineTo(self._at(box, INNER[0]))
        for first, second, end in _curves(INNER):
            path.cubicTo(self._at(box, first), self._at(box, second), self._at(box, end))
        return path

    def _at(self, box: QRectF, place: tuple[float, float]) -> QPointF:
        x = place[0] if self._side is Side.LEFT else 1 - place[0]
        return QPointF(box.left() + x * box.width(), box.top() + place[1] * box.height())

    def _draw_score(self, painter: QPainter, leg: QRectF) -> None:
        colours = theme.look().colours
        font = QFont(theme.look().family)
        font.setPixelSize(round(self._height * NORMAL))
        font.setWeight(QFont.Weight.DemiBold)
        wide = max(leg.width() * CAP, font.pixelSize() * 1.5)
        cap = QRectF(0, 0, wide, wide)
        cap.moveCenter(self._at(leg, (KNEE.x(), KNEE.y())))
        pen = QPen(QColor(colours.knees[self._side].colour), STROKES.focus)
        if self._score is None:
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setBrush(QColor(colours.surface))
        else:
            painter.setBrush(QColor(colours.zones[zone(self._score)].band))
        painter.setPen(pen)
        painter.drawEllipse(cap)
        if self._score is not None:
            painter.setFont(font)
            painter.setPen(QColor(colours.zones[zone(self._score)].text))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, str(self._score))


def _curves(
    points: tuple[tuple[float, float], ...],
) -> list[tuple[tuple[float, float], tuple[float, float], tuple[float, float]]]:
    """Return the curves of an outline after its first point."""
    return [(points[at], points[at + 1], points[at + 2]) for at in range(1, len(points), 3)]
