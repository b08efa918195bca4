"""How the exercises were taken: on how many of its days each one hurt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.coach.pain import Zone
from kneeline.insight.comfort import by_pain, extremes
from kneeline.insight.days import Span
from kneeline.insight.rows import ComfortRow
from kneeline.insight.sentences import comfort_sentence
from kneeline.ui.charts.figures import Figures, figure
from kneeline.ui.charts.painted import PaintedChart, fill, line_height, width_of, write
from kneeline.ui.theme import look
from kneeline.ui.tokens import RADII, SPACE
from kneeline.wording import _

SHOWN = 8
"""Exercises that are drawn; the table has them all."""

_ROW = 2.0
_BAR = 0.55
_NAMES = 0.45
"""Part of the width that names may take."""


class ComfortChart(PaintedChart):
    """A bar for each exercise: its days, and in front those on which it hurt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("How your exercises feel")
        self._ask: Callable[[date, date], Iterable[ComfortRow]] = lambda _first, _last: ()
        self._names: Mapping[str, str] = {}
        self._rows: tuple[ComfortRow, ...] = ()

    def draw_comfort(
        self,
        ask: Callable[[date, date], Iterable[ComfortRow]],
        names: Mapping[str, str],
        span: Span,
    ) -> None:
        """Take what is asked for each span that is shown."""
        self._ask, self._names = ask, names
        self.show_span(span)

    @override
    def show_span(self, span: Span) -> None:
        """Count the days of a span."""
        self._rows = by_pain(self._ask(span.first, span.last))
        self.updateGeometry()
        self.update()

    @override
    def sentence(self) -> str:
        """Say which hurt most often, and which never did."""
        return comfort_sentence(extremes(self._rows), self._names)

    @override
    def is_empty(self) -> bool:
        """Tell whether no exercise was done often enough."""
        return not self._rows

    @override
    def figures(self) -> Figures:
        """Return every exercise."""
        rows = [(self._name(row), row.days, row.sore_days, row.worst) for row in self._rows]
        columns = (_("Exercise"), _("Days"), _("Days it hurt 3 or more"), _("Worst pain"))
        return Figures(columns, rows)

    @override
    def rows_high(self) -> float:
        """A row for each exercise."""
        return _ROW * max(min(len(self._rows), SHOWN), 1)

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the bars, the one that hurt most often first."""
        text, rows = line_height(), self._rows[:SHOWN]
        words = [_words(row) for row in rows]
        left = min(
            max((width_of(self._name(row)) for row in rows), default=0) + SPACE.l,
            room.width() * _NAMES,
        )
        right = max((width_of(each) for each in words), default=0) + SPACE.l
        unit = (room.width() - left - right) / max((row.days for row in rows), default=1)
        colours = look().colours
        for number, (row, said) in enumerate(zip(rows, words, strict=True)):
            middle = room.top() + (number + 0.5) * _ROW * text
            place = QRectF(room.left(), middle - text / 2, left - SPACE.s, text)
            write(painter, place, self._name(row), colours.text)
            bar = QRectF(room.left() + left, middle - _BAR * text, row.days * unit, 2 * _BAR * text)
            fill(painter, colours.outline)
            painter.drawRoundedRect(bar, RADII.small, RADII.small)
            if row.sore_days:
                sore = QRectF(bar)
                sore.setWidth(row.sore_days * unit)
                fill(painter, colours.zones[Zone.STOP].text)
                painter.drawRoundedRect(sore, RADII.small, RADII.small)
            beside = QRectF(bar.right() + SPACE.s, place.top(), right, text)
            write(painter, beside, said, colours.text, Qt.AlignmentFlag.AlignLeft)

    def _name(self, row: ComfortRow) -> str:
        return self._names.get(row.exercise, row.exercise)


def _words(row: ComfortRow) -> str:
    if not row.sore_days:
        return _("{days} days, never sore").format(days=figure(row.days))
    return _("sore on {sore} of {days}").format(sore=figure(row.sore_days), days=figure(row.days))
