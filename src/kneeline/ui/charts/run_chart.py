"""The pain of the morning after, by how long the run was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.insight.days import Span
from kneeline.insight.running import Comparison, MorningAfter, compare
from kneeline.insight.sentences import running_sentence
from kneeline.ui.charts.figures import Figures, figure
from kneeline.ui.charts.painted import PaintedChart, fill, line, line_height, width_of, write
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, STROKES, Activity
from kneeline.wording import _

_LINES = 12.0
_DOT, _GROWTH = 0.15, 0.2
_STEP_MINUTES = 10
_MOST_LABELS = 8
_LEAST_TOP = 5
"""The scale goes at least this far, so that small scores look small."""


class RunChart(PaintedChart):
    """A dot for each run with a scored morning after it, once there are enough of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("The morning after a run")
        self._all: Sequence[MorningAfter] = ()
        self._shown: tuple[MorningAfter, ...] = ()

    def draw_mornings(self, mornings: Sequence[MorningAfter], span: Span) -> None:
        """Take the days with runs whose next morning was scored."""
        self._all = mornings
        self.show_span(span)

    @override
    def show_span(self, span: Span) -> None:
        """Show the runs of a span."""
        self._shown = tuple(each for each in self._all if each.day in span)
        self.update()

    @override
    def sentence(self) -> str:
        """Compare shorter and longer runs, or say what is missing."""
        return running_sentence(compare(self._shown), figure)

    @override
    def is_empty(self) -> bool:
        """Tell whether no range could ever compare shorter with longer runs."""
        return compare(self._all) is None

    @override
    def figures(self) -> Figures:
        """Return the runs and their mornings."""
        columns = (_("Day of the run"), _("Run, minutes"), _("Pain on the next morning"))
        return Figures(columns, [(each.day, each.minutes, each.pain) for each in self._shown])

    @override
    def rows_high(self) -> float:
        """A fixed height."""
        return _LINES

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the dots, parted where shorter runs end and longer ones begin."""
        text = line_height()
        longest = max((each.minutes for each in self._shown), default=0)
        highest = max((each.pain for each in self._shown), default=0)
        scale = _Scale(
            room.adjusted(width_of("00") + SPACE.m, text * 1.6, -width_of("000"), -text * 2.5),
            (int(longest) // _STEP_MINUTES + 1) * _STEP_MINUTES,
            max(highest + 1, _LEAST_TOP),
        )
        _draw_axes(painter, scale)
        found = compare(self._shown)
        if found is not None:
            _draw_means(painter, scale, found)
        fill(painter, look().colours.activities[Activity.RUN].fill)
        doubles = Counter((each.minutes, each.pain) for each in self._shown)
        most = max(doubles.values(), default=1)
        for (minutes, pain), count in doubles.items():
            radius = text * (_DOT + _GROWTH * (count / most) ** 0.5)
            painter.drawEllipse(scale.at(minutes, pain), radius, radius)


@dataclass(frozen=True, slots=True)
class _Scale:
    plot: QRectF
    minutes: int
    pain: int

    def at(self, minutes: float, pain: float) -> QPointF:
        """Return where a run of so many minutes and a score stand."""
        x = self.plot.left() + minutes / self.minutes * self.plot.width()
        return QPointF(x, self.plot.bottom() - pain / self.pain * self.plot.height())


def _draw_means(painter: QPainter, scale: _Scale, found: Comparison) -> None:
    colours, text = look().colours, line_height()
    split = scale.at(found.split, 0).x()
    line(painter, colours.outline)
    painter.drawLine(QPointF(split, scale.plot.top() - text), QPointF(split, scale.plot.bottom()))
    for mean, start, end, where in (
        (found.shorter, 0, found.split, Qt.AlignmentFlag.AlignRight),
        (found.longer, found.split, scale.minutes, Qt.AlignmentFlag.AlignLeft),
    ):
        line(painter, colours.text, STROKES.line)
        painter.drawLine(scale.at(start, mean), scale.at(end, mean))
        left, right = scale.at(start, 0).x() + SPACE.s, scale.at(end, 0).x() - SPACE.s
        words = _("mean {mean}").format(mean=figure(mean))
        # The narrower side's words may need more room than the side has.
        room = QRectF(left, scale.plot.top() - text * 1.4, right - left, text)
        missing = max(width_of(words) + SPACE.s - room.width(), 0)
        if where is Qt.AlignmentFlag.AlignRight:
            room.setLeft(room.left() - missing)
        else:
            room.setRight(room.right() + missing)
        write(painter, room, words, colours.text, where)


def _draw_axes(painter: QPainter, scale: _Scale) -> None:
    colours, text, plot = look().colours, line_height(), scale.plot
    for score in range(0, scale.pain + 1, 2):
        at = scale.at(0, score)
        line(painter, colours.border)
        painter.drawLine(at, QPointF(plot.right(), at.y()))
        place = QRectF(plot.left() - SPACE.xxxl, at.y() - text / 2, SPACE.xxxl - SPACE.s, text)
        write(painter, place, figure(score), colours.muted, Qt.AlignmentFlag.AlignRight)
    step = _STEP_MINUTES * max(1, -(-scale.minutes // (_STEP_MINUTES * _MOST_LABELS)))
    for minutes in range(0, scale.minutes + 1, step):
        words = figure(minutes)
        half = width_of(words) / 2 + 1
        place = QRectF(scale.at(minutes, 0).x() - half, plot.bottom() + SPACE.xs, 2 * half, text)
        write(painter, place, words, colours.muted, Qt.AlignmentFlag.AlignHCenter)
    words_room = QRectF(plot.left(), plot.bottom() + text * 1.4, plot.width(), text)
    write(painter, words_room, _("Minutes of running"), colours.muted, Qt.AlignmentFlag.AlignRight)
