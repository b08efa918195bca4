"""Where strength sets were felt: in the glutes and thighs they should be."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Zone
from kneeline.insight.days import Span
from kneeline.insight.practice import felt_counts
from kneeline.insight.rows import FeltRow
from kneeline.insight.sentences import felt_sentence
from kneeline.ui.charts.figures import Figures, figure
from kneeline.ui.charts.painted import PaintedChart, fill, line_height, width_of, write
from kneeline.ui.theme import look
from kneeline.ui.tokens import RADII, SPACE, Activity
from kneeline.wording import _

_ROW = 2.0
_BAR = 0.55


class FeltChart(PaintedChart):
    """A bar for each place, with its count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("Where you felt it")
        self._rows: tuple[FeltRow, ...] = ()
        self._counts = dict.fromkeys(FeltWhere, 0)

    def draw_felt(self, rows: Iterable[FeltRow], span: Span) -> None:
        """Take the answers given after strength sets."""
        self._rows = tuple(rows)
        self.show_span(span)

    @override
    def show_span(self, span: Span) -> None:
        """Count the days of a span."""
        self._counts = felt_counts(self._rows, span)
        self.update()

    @override
    def sentence(self) -> str:
        """Say how many sets were felt where they should be."""
        return felt_sentence(self._counts)

    @override
    def is_empty(self) -> bool:
        """Tell whether nobody ever said."""
        return not self._rows

    @override
    def figures(self) -> Figures:
        """Return the counts."""
        rows = [(_word(where), count) for where, count in self._counts.items()]
        return Figures((_("Where"), _("Sets")), rows)

    @override
    def rows_high(self) -> float:
        """A row for each place."""
        return _ROW * len(FeltWhere)

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the bars."""
        colours, text = look().colours, line_height()
        left = max(width_of(_word(where)) for where in FeltWhere) + SPACE.l
        right = width_of(figure(max(self._counts.values()))) + SPACE.l
        unit = (room.width() - left - right) / max(*self._counts.values(), 1)
        for row, (where, count) in enumerate(self._counts.items()):
            middle = room.top() + (row + 0.5) * _ROW * text
            place = QRectF(room.left(), middle - text / 2, left, text)
            write(painter, place, _word(where), colours.text)
            bar = QRectF(place.right(), middle - _BAR * text, count * unit, 2 * _BAR * text)
            fill(painter, _colour(where))
            painter.drawRoundedRect(bar, RADII.small, RADII.small)
            number = QRectF(bar.right() + SPACE.s, place.top(), right, text)
            write(painter, number, figure(count), colours.text, Qt.AlignmentFlag.AlignLeft)


def _colour(where: FeltWhere) -> str:
    colours = look().colours
    if where in {FeltWhere.GLUTES, FeltWhere.THIGH}:
        return colours.activities[Activity.STRENGTHEN].fill
    if where in {FeltWhere.KNEE, FeltWhere.BACK}:
        return colours.zones[Zone.CARE].text
    return colours.outline


def _word(where: FeltWhere) -> str:
    return {
        FeltWhere.GLUTES: _("Glutes"),
        FeltWhere.THIGH: _("Thigh"),
        FeltWhere.KNEE: _("Knee"),
        FeltWhere.BACK: _("Back"),
        FeltWhere.ELSEWHERE: _("Elsewhere"),
    }[where]
