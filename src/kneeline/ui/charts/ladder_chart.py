"""The strength ladder: one line for each exercise, a rung for each level, both sides on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.insight.days import Span
from kneeline.insight.sentences import ladder_sentence
from kneeline.insight.strength import Rung
from kneeline.ui.charts.figures import Figures
from kneeline.ui.charts.knee_labels import knee_word
from kneeline.ui.charts.painted import (
    PaintedChart,
    fill,
    line,
    line_height,
    mark_knee,
    width_of,
    write,
)
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, STROKES, Activity
from kneeline.wording import _

_ROW = 2.6
"""Lines of text for one exercise."""

_APART = 0.45
"""How far the sides stand from the ladder, in lines of text."""


class LadderChart(PaintedChart):
    """On which level each side works now, and how far one is ahead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("Strength ladder")
        self._rungs: Sequence[Rung] = ()
        self._names: Mapping[str, str] = {}

    def draw_rungs(self, rungs: Sequence[Rung], names: Mapping[str, str]) -> None:
        """Take where each exercise stands, and what the exercises are called."""
        self._rungs, self._names = rungs, names
        self.restyle()

    @override
    def show_span(self, span: Span) -> None:
        """Stay: the ladder is about now."""

    @override
    def sentence(self) -> str:
        """Say where the sides differ most."""
        return ladder_sentence(self._rungs, self._names)

    @override
    def figures(self) -> Figures:
        """Return the levels of both sides."""
        columns = (
            _("Exercise"),
            _("Left, level"),
            _("Right, level"),
            _("Levels"),
            _("Left minus right"),
            _("Last done"),
        )
        rows = [
            (
                self._names.get(rung.exercise, rung.exercise),
                rung.left or None,
                rung.right or None,
                rung.levels,
                rung.gap if rung.left and rung.right else None,
                rung.since,
            )
            for rung in self._rungs
        ]
        return Figures(columns, rows)

    @override
    def rows_high(self) -> float:
        """A row for each exercise and the key."""
        return _ROW * max(len(self._rungs), 1) + 1.5

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw a ladder for each exercise."""
        text = line_height()
        names = [self._names.get(rung.exercise, rung.exercise) for rung in self._rungs]
        left = min(max(map(width_of, names), default=0) + SPACE.xl, room.width() / 2)
        most = max((rung.levels for rung in self._rungs), default=1)
        step = (room.width() - left - 2 * SPACE.xl) / max(most - 1, 1)
        for row, (name, rung) in enumerate(zip(names, self._rungs, strict=True)):
            middle = room.top() + (row + 0.5) * _ROW * text
            place = QRectF(room.left(), middle - text / 2, left - SPACE.m, text)
            write(painter, place, name, look().colours.text)
            start = room.left() + left + SPACE.xl
            places = [QPointF(start + level * step, middle) for level in range(rung.levels)]
            _draw_ladder(painter, rung, places)
        key = QRectF(room.left(), room.top() + len(names) * _ROW * text + text * 0.4, 0, text)
        for knee in Side:
            key.setWidth(width_of(knee_word(knee)) + SPACE.s)
            write(painter, key, knee_word(knee), look().colours.knees[knee].colour)
            key.moveLeft(key.right() + SPACE.l)


def _draw_ladder(painter: QPainter, rung: Rung, places: Sequence[QPointF]) -> None:
    colours, text = look().colours, line_height()
    line(painter, colours.border, STROKES.line)
    painter.drawLine(places[0], places[-1])
    if rung.left and rung.right and rung.gap:
        line(painter, colours.activities[Activity.STRENGTHEN].fill, STROKES.strong)
        painter.drawLine(places[rung.left - 1], places[rung.right - 1])
    for number, place in enumerate(places, 1):
        fill(painter, colours.surface)
        painter.drawEllipse(place, text * 0.42, text * 0.42)
        line(painter, colours.outline)
        painter.drawEllipse(place, text * 0.42, text * 0.42)
        square = QRectF(place.x() - text / 2, place.y() - text / 2, text, text)
        write(painter, square, str(number), colours.muted, Qt.AlignmentFlag.AlignHCenter)
    for knee, level, up in ((Side.LEFT, rung.left, -1), (Side.RIGHT, rung.right, 1)):
        if level:
            mark_knee(painter, knee, places[level - 1] + QPointF(0, up * text * (_APART + 0.4)))
