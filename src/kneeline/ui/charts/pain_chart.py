"""Pain of both knees over the zones, with sessions and runs under it on the same days."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.coach.side import Side
from kneeline.in_steps import at_once
from kneeline.insight.days import WEEK, Span
from kneeline.insight.pain import PainTrend, left_minus_right, trends_of_days
from kneeline.insight.practice import Practice
from kneeline.insight.rows import DailyPainRow
from kneeline.insight.sentences import pain_sentence
from kneeline.ui.charts import strip
from kneeline.ui.charts.chart import Chart
from kneeline.ui.charts.figures import Cell, Figures, day_in_words, figure
from kneeline.ui.charts.knee_labels import KneeLabels, knee_word
from kneeline.ui.charts.knee_layer import KneeLayer
from kneeline.ui.charts.painted import line_height
from kneeline.ui.charts.timeline_plot import TimelinePlot
from kneeline.ui.charts.zones import BOTTOM, TOP, Zones
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

_LINES = 26
"""Height of the plots in lines of text."""

_LETTERS = 110
"""Length of the longest readout."""


class Ground(NamedTuple):
    """What the chart is drawn on: both plots, the one for pain and the one under it."""

    plots: TimelinePlot
    pain: pg.PlotItem
    under: pg.PlotItem


def lay_ground() -> Generator[None, None, Ground]:
    """Make the ground in steps: pyqtgraph takes its time for a plot."""
    plots = TimelinePlot()
    yield
    pain = plots.add_plot(BOTTOM, TOP, with_days=False, share=5)
    yield
    return Ground(plots, pain, plots.add_plot(strip.LOW, strip.HIGH, with_days=True, share=1))


class PainChart(Chart):
    """The worst pain of each day, left and right, and the 7-day mean of each."""

    def __init__(self, ground: Ground | None = None, parent: QWidget | None = None) -> None:
        """Draw on a ground that was laid in steps, or lay one now."""
        super().__init__(parent)
        if ground is None:
            ground = at_once(lay_ground())
        self.plots, pain, under = ground
        self.title = _("Worst pain of the day")
        self._trends: dict[Side, PainTrend] = {}
        self._practice: Practice | None = None
        self._shown: Span | None = None
        self._bin_days = 1
        self._readout = QLabel()
        self._readout.setWordWrap(True)
        self._readout.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        style_as(self._readout, Role.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self._readout)
        column.addWidget(self.plots, 1)
        self._zones = Zones(pain)
        self._layers = [KneeLayer(pain, knee) for knee in (Side.RIGHT, Side.LEFT)]
        self._labels = KneeLabels(pain)
        self._strip = strip.Strip(under)
        self.plots.setAccessibleName(self.title)
        self.plots.day_read.connect(self._read)
        self.plots.span_changed.connect(self._suit)
        pain.getViewBox().sigResized.connect(self._suit)
        self.restyle()

    def draw_days(self, days: Sequence[DailyPainRow], practice: Practice) -> None:
        """Take pain by day and what was done; the practice's span is the whole known time."""
        span = practice.span
        self._practice = practice
        self._trends = trends_of_days(days, span)
        # The span first: whether days or bins are drawn depends on how many days there are.
        self.plots.bound(span)
        self.show_span(span)
        for layer in self._layers:
            layer.show(self._trends[layer.knee])
        self._labels.show(self._trends)
        self._strip.show(practice)

    def lay_dots(self) -> Iterator[None]:
        """Have the dots of one knee after the other ready for a closer look, as steps."""
        for layer in self._layers:
            layer.lay_dots()
            yield

    @override
    def show_span(self, span: Span) -> None:
        """Show the days of a span."""
        self._shown = span
        self.plots.reach(span)
        self.plots.show_span(span)
        self.plots.read(None)

    @override
    def sentence(self) -> str:
        """Say how pain changed over the shown span."""
        weeks = len(self._shown) // 7 if self._shown else 4
        scored = [trend for trend in self._trends.values() if trend.scored_days]
        return pain_sentence(scored, weeks, figure)

    @override
    def is_empty(self) -> bool:
        """Tell whether there is no score at all."""
        return not any(trend.scored_days for trend in self._trends.values())

    @override
    def figures(self) -> Figures:
        """Return each shown day on which something is known."""
        columns = (
            _("Day"),
            _("Left, worst"),
            _("Left, usual"),
            _("Left, 7-day mean"),
            _("Right, worst"),
            _("Right, usual"),
            _("Right, 7-day mean"),
            _("Left − right"),
            _("Session, minutes"),
            _("Run, minutes"),
        )
        return Figures(columns, self._rows())

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the chart for an export."""
        self.plots.read(None)
        for layer in self._layers:
            layer.sharpen(painter.device().devicePixelRatio())
        self.plots.draw(painter, room)
        for layer in self._layers:
            layer.sharpen(self.devicePixelRatio())

    @override
    def restyle(self) -> None:
        """Take colours and fonts from the look in force."""
        self.plots.restyle()
        self.plots.setMinimumHeight(round(line_height() * _LINES))
        self._give_room()
        self.plots.set_side_widths(self._zones.width, self._labels.width)
        self._zones.restyle()
        for layer in self._layers:
            layer.sharpen(self.devicePixelRatio())
        self._labels.restyle()
        self._strip.restyle()

    def _give_room(self) -> None:
        """Keep as many lines for the readout as its longest words take: nothing jumps."""
        lines = 1 + int(self._readout.fontMetrics().averageCharWidth() * _LETTERS > self.width())
        self._readout.setFixedHeight(self._readout.fontMetrics().lineSpacing() * lines)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the readout the lines it needs."""
        super().resizeEvent(event)
        self._give_room()

    def _suit(self, *_range: object) -> None:
        bin_days = self.plots.bin_days
        for layer in self._layers:
            layer.suit(self.plots.pixels_a_day, bin_days)
        self._strip.suit(bin_days)
        if bin_days != self._bin_days:
            self._bin_days = bin_days
            self._read(None)
        self._labels.place()
        self._zones.place()

    def _read(self, day: date | None) -> None:
        words = self._words(day) if day else self._hint()
        self._readout.setText(words)
        self.plots.setAccessibleDescription(words)

    def _hint(self) -> str:
        if self._bin_days == 1:
            sentence = _(
                "{left} solid, {right} dashed: the mean of 7 days."
                " Point at a day, or press ← and →, to read it."
            )
        elif self._bin_days == WEEK:
            sentence = _(
                "{left} solid, {right} dashed: the mean of each week, shaded from its best to its"
                " worst day."
            )
        else:
            sentence = _(
                "{left} solid, {right} dashed: the mean of each 4 weeks, shaded from their best to"
                " their worst day."
            )
        return sentence.format(left=knee_word(Side.LEFT), right=knee_word(Side.RIGHT))

    def _words(self, day: date) -> str:
        parts = [day_in_words(day)]
        for knee, trend in self._trends.items():
            if day in trend.span:
                parts.append(_knee_words(knee, trend, trend.span.place(day)))
        if self._practice is not None and day in self._practice.span:
            place = self._practice.span.place(day)
            if minutes := self._practice.trained[place]:
                parts.append(_("session {minutes} min").format(minutes=figure(minutes)))
            if minutes := self._practice.runs[place]:
                parts.append(_("run {minutes} min").format(minutes=figure(minutes)))
        return "  ·  ".join(parts)

    def _rows(self) -> list[tuple[Cell, ...]]:
        if self._practice is None or self._shown is None:
            return []
        span, left, right = self._practice.span, *self._trends.values()
        columns = [
            left.worst,
            left.usual,
            left.mean,
            right.worst,
            right.usual,
            right.mean,
            left_minus_right(left, right),
            self._practice.trained,
            self._practice.runs,
        ]
        something = ~np.isnan(left.worst) | ~np.isnan(right.worst)
        something |= (columns[-2] > 0) | (columns[-1] > 0)
        return [
            (span.day(int(place)), *(float(column[place]) for column in columns))
            for place in np.flatnonzero(something)
            if span.day(int(place)) in self._shown
        ]


def _knee_words(knee: Side, trend: PainTrend, place: int) -> str:
    worst, mean = trend.worst[place], trend.mean[place]
    if np.isnan(worst):
        return _("{knee} no score").format(knee=knee_word(knee))
    if np.isnan(mean):
        return _("{knee} {worst}").format(knee=knee_word(knee), worst=figure(worst))
    return _("{knee} {worst} (7-day mean {mean})").format(
        knee=knee_word(knee), worst=figure(worst), mean=figure(mean)
    )
