"""The self-tests: both sides on one scale, and the value they are held against."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.insight.days import Span
from kneeline.insight.sentences import self_tests_sentence
from kneeline.insight.strength import Norm, Standing
from kneeline.ui.charts.figures import Figures, figure
from kneeline.ui.charts.painted import PaintedChart, line, line_height, mark_knee, width_of, write
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, STROKES
from kneeline.wording import _

_ROW = 3.8
_BEYOND = 1.15
"""How far the scale goes beyond the largest value."""


class SelfTestChart(PaintedChart):
    """A scale for each test, from nothing to a little more than the best value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("Self-tests")
        self._standings: Sequence[Standing] = ()

    def draw_standings(self, standings: Sequence[Standing]) -> None:
        """Take the newest results."""
        self._standings = standings
        self.restyle()

    @override
    def show_span(self, span: Span) -> None:
        """Stay: the newest results are about now."""

    @override
    def sentence(self) -> str:
        """Say how many results reach what they are held against."""
        return self_tests_sentence(self._standings)

    @override
    def figures(self) -> Figures:
        """Return the results of both sides."""
        columns = (_("Test"), _("Left"), _("Right"), _("Compared with"), _("Unit"))
        rows = [
            (each.norm.name, each.left, each.right, each.norm.aim, each.norm.unit)
            for each in self._standings
        ]
        return Figures(columns, rows)

    @override
    def rows_high(self) -> float:
        """A row for each test."""
        return _ROW * max(len(self._standings), 1)

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw a scale for each test."""
        colours, text = look().colours, line_height()
        for row, each in enumerate(self._standings):
            top = room.top() + row * _ROW * text
            heading = QRectF(room.left(), top, room.width(), text)
            name = _("{test}, {unit}").format(test=each.norm.name, unit=each.norm.unit)
            write(painter, heading, name, colours.text)
            words = _("left {left}, right {right}").format(
                left=_figure(each.left), right=_figure(each.right)
            )
            write(painter, heading, words, colours.text, Qt.AlignmentFlag.AlignRight)
            values = {Side.LEFT: each.left, Side.RIGHT: each.right}
            known = [value for value in values.values() if value is not None]
            unit = room.width() / (_BEYOND * max(each.norm.aim, *known))
            middle = top + text * 1.7
            line(painter, colours.border, STROKES.line)
            painter.drawLine(QPointF(room.left(), middle), QPointF(room.right(), middle))
            norm = room.left() + each.norm.aim * unit
            line(painter, colours.text, STROKES.line)
            painter.drawLine(QPointF(norm, middle - text / 2), QPointF(norm, middle + text / 2))
            words = _aim(each.norm)
            width = width_of(words) + SPACE.s
            place = min(norm - width / 2, room.right() - width)
            write(painter, QRectF(place, middle + text / 2, width, text), words, colours.muted)
            for side, value in values.items():
                if value is not None:
                    mark_knee(painter, side, QPointF(room.left() + value * unit, middle))


def _aim(norm: Norm) -> str:
    words = _("aim {value} or less") if norm.less_is_better else _("aim {value} or more")
    return words.format(value=figure(norm.aim))


def _figure(value: float | None) -> str:
    return "–" if value is None else figure(value)
