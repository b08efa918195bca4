"""Minutes of foam rolling by day, against what we suggest."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.coach.exercise import Phase
from kneeline.insight.days import Span, binned
from kneeline.insight.practice import ROLLING_MINUTES, Practice
from kneeline.insight.sentences import rolling_sentence
from kneeline.ui.charts.chart import Chart
from kneeline.ui.charts.figures import Figures, figure
from kneeline.ui.charts.painted import line_height, width_of
from kneeline.ui.charts.timeline_plot import TimelinePlot
from kneeline.ui.theme import look
from kneeline.ui.tokens import STROKES, TYPE, Activity
from kneeline.wording import _

_WIDTH = 0.7
_BEYOND = 1.3
_LINES = 13


class RollingChart(Chart):
    """A bar for each day, or the mean day of a bin, and a line at what we suggest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("Minutes of rolling")
        self._practice: Practice | None = None
        self._shown: Span | None = None
        self._bin_days = 0
        self.plots = TimelinePlot()
        self.plots.setAccessibleName(self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.plots)
        self._plot = self.plots.add_plot(0, ROLLING_MINUTES * 2, with_days=True, share=1)
        self._bars = pg.BarGraphItem(x=np.empty(0), width=1, height=np.empty(0))
        self._aim = pg.InfiniteLine(pos=ROLLING_MINUTES, angle=0, movable=False)
        self._plot.addItem(self._bars)
        self._plot.addItem(self._aim, ignoreBounds=True)
        self._aim_words = pg.TextItem(anchor=(0, 1))
        self._plot.addItem(self._aim_words, ignoreBounds=True)
        self.plots.span_changed.connect(self._suit)
        self._plot.getViewBox().sigResized.connect(self._suit)
        self.restyle()

    def draw_practice(self, practice: Practice) -> None:
        """Take what was done; its span is the whole known time."""
        self._practice = practice
        self.plots.setAccessibleDescription(self.sentence())
        top = max(float(self._minutes().max(initial=0)), ROLLING_MINUTES) * _BEYOND
        self._plot.setLimits(yMin=0, yMax=top)
        self._plot.setYRange(0, top, padding=0)
        self._bin_days = 0
        self.plots.bound(practice.span)
        self._suit()

    @override
    def show_span(self, span: Span) -> None:
        """Show the days of a span."""
        self._shown = span
        self.plots.reach(span)
        self.plots.show_span(span)

    @override
    def sentence(self) -> str:
        """Say how much was rolled in the last week."""
        return rolling_sentence(self._minutes(), figure)

    @override
    def is_empty(self) -> bool:
        """Tell whether nothing was ever rolled."""
        return not self._minutes().any()

    @override
    def figures(self) -> Figures:
        """Return each shown day with rolling."""
        rows: list[tuple[date, float]] = []
        if self._practice is not None and self._shown is not None:
            span, minutes = self._practice.span, self._minutes()
            days = ((span.day(int(place)), place) for place in np.flatnonzero(minutes > 0))
            rows = [(day, float(minutes[place])) for day, place in days if day in self._shown]
        return Figures((_("Day"), _("Rolling, minutes")), rows)

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the chart for an export."""
        self.plots.draw(painter, room)

    @override
    def restyle(self) -> None:
        """Take colours and fonts from the look in force."""
        colours = look().colours
        self.plots.restyle()
        self.plots.setMinimumHeight(round(line_height() * _LINES))
        self.plots.set_side_widths(width_of("00"), 0)
        self._bars.setOpts(brush=colours.activities[Activity.ROLL].fill, pen=pg.mkPen(None))
        self._aim_words.setText(
            _("we suggest {minutes}").format(minutes=ROLLING_MINUTES), QColor(colours.text)
        )
        self._aim_words.setFont(look().font(TYPE.caption))
        self._aim_words.fill = pg.mkBrush(colours.surface)
        self._aim.setPen(pg.mkPen(colours.text, width=STROKES.line, style=Qt.PenStyle.DotLine))

    def _minutes(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return self._practice.phases[Phase.ROLL] if self._practice else np.empty(0)

    def _suit(self, *_range: object) -> None:
        self._aim_words.setPos(self.plots.shown[0], ROLLING_MINUTES)
        bin_days = self.plots.bin_days
        if self._practice is None or bin_days == self._bin_days:
            return
        self._bin_days = bin_days
        bins = binned(self._minutes(), self._practice.span, bin_days)
        self._bars.setOpts(x=bins.middles, width=bins.days * _WIDTH, height=bins.mean)
