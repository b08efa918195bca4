"""The chips that choose phases: filled in the phase's accent, with a tick, while chosen."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from kneeline.ui.icons import Icon, pixmap
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, STROKES, TYPE, Activity, Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class FilterChip(QPushButton):
    """A small button that stays down; what it stands for is chosen while it does."""

    def __init__(self, words: str, accent: Activity | None = None) -> None:
        super().__init__(words)
        self._accent = accent
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @staticmethod
    def _font() -> QFont:
        return look().font(TYPE.body, bold=True)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font())

    def _ink(self) -> Ink:
        colours = look().colours
        return colours.activities[self._accent] if self._accent else colours.accent

    @property
    def _tick(self) -> int:
        return round(self._metrics().height() * 0.9)

    def _draw_sign(self, painter: QPainter, area: QRectF, ink: Ink) -> None:
        """Draw the tick of a chosen chip, or the dot that shows the phase's colour."""
        size = self._tick
        place = QRectF(area.left() + SPACE.m, area.center().y() - size / 2, size, size)
        if self.isChecked():
            painter.drawPixmap(place.toRect(), pixmap(Icon.TICK, ink.on, size))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink.fill))
            painter.drawEllipse(place.center(), size / 4, size / 4)

    @staticmethod
    def _draw_ring(painter: QPainter, area: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look().colours.focus), STROKES.strong))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)

    @override
    def sizeHint(self) -> QSize:
        """Room for the words and for the tick, so that nothing moves when it is chosen."""
        metrics = self._metrics()
        width = metrics.horizontalAdvance(self.text()) + self._tick + SPACE.xs + SPACE.m * 2
        return QSize(ceil(width), ceil(metrics.height() + SPACE.s * 2))

    @override
    def minimumSizeHint(self) -> QSize:
        """Never less than all of its words."""
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a rounded label: an outline and a dot, or filled and ticked while chosen."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, ink = look().colours, self._ink()
        chosen = self.isChecked()
        edge = STROKES.focus / 2
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        ground = colours.hover if self.underMouse() else colours.surface
        painter.setBrush(QColor(ink.fill if chosen else ground))
        painter.setPen(QPen(QColor(ink.fill if chosen else colours.outline), STROKES.hair))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        self._draw_sign(painter, area, ink)
        painter.setFont(self._font())
        painter.setPen(QColor(ink.on if chosen else colours.text))
        words = area.adjusted(SPACE.m + self._tick + SPACE.xs, 0, -SPACE.s, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            self._draw_ring(painter, area)
