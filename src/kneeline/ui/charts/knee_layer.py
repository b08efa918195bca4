"""One knee in the pain chart: its days and 7-day mean, or bins where days are too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from kneeline.coach.side import Side
from kneeline.insight.days import binned
from kneeline.ui.theme import look
from kneeline.ui.tokens import STROKES

if TYPE_CHECKING:
    from kneeline.insight.pain import PainTrend
    from kneeline.ui.theme import Look

ROOMY_FROM_PIXELS = 6.0
_BIG, _SMALL = 8, 5
_EVEN = {"o": 1.0, "d": 1.5}
"""What makes the two markers look equally big: pyqtgraph draws its diamond narrow."""

_BESIDE = {Side.LEFT: -0.14, Side.RIGHT: 0.14}
"""Part of a day by which the knees stand beside each other, so that equal scores both show."""

_HALF = {Side.LEFT: -0.5, Side.RIGHT: 0.0}
"""Each knee takes its half of a bin, so that neither covers the other."""

_RANGE_INK = 0.35
_LEAST_HEIGHT = 0.16


class KneeLayer:
    """The items of one knee; below them the zones, above them the readout."""

    def __init__(self, plot: pg.PlotItem, knee: Side) -> None:
        self.knee = knee
        nothing = np.empty(0)
        self._trend: PainTrend | None = None
        self._bin_days = 1
        self._size = 0
        self._sharpness = 1.0
        self._dressed: Look | None = None
        """The look that dots and ranges have on."""

        self._ranges = pg.BarGraphItem(x0=nothing, width=1, height=nothing)
        # Each curve by itself, never PlotItem.setDownsampling: that raises with dots in the plot.
        self._mean = pg.PlotCurveItem(connect="finite", antialias=True)
        self._dots = pg.ScatterPlotItem(pxMode=True, antialias=True)
        for item in (self._ranges, self._dots, self._mean):
            plot.addItem(item)

    def show(self, trend: PainTrend) -> None:
        """Draw a knee's trend."""
        self._trend = trend
        self._dots.clear()
        self._draw_lines()

    def suit(self, pixels_a_day: float, bin_days: int) -> None:
        """Draw each day, or bins of so many days."""
        size = _BIG if pixels_a_day >= ROOMY_FROM_PIXELS else _SMALL
        if size != self._size:
            self._size = size
            self._dots.setSize(size * _EVEN[look().colours.knees[self.knee].marker])
        if bin_days != self._bin_days:
            self._bin_days = bin_days
            self._draw_lines()
            self._thicken()

    def _draw_lines(self) -> None:
        if self._trend is None:
            return
        daily = self._bin_days == 1
        self._dots.setVisible(daily)
        self._ranges.setVisible(not daily)
        if daily:
            self._mean.setData(self._trend.span.ordinals(), self._trend.mean)
            self.lay_dots()
            return
        bins = binned(self._trend.worst, self._trend.span, self._bin_days)
        known = ~np.isnan(bins.low)
        low, high = bins.low[known], bins.high[known]
        self._mean.setData(bins.middles, bins.mean)
        self._ranges.setOpts(
            x0=bins.middles[known] + _HALF[self.knee] * bins.days,
            width=bins.days / 2,
            y0=low - _LEAST_HEIGHT / 2,
            height=high - low + _LEAST_HEIGHT,
        )

    def lay_dots(self) -> None:
        """Have a dot ready for each day, if they are not: in ten years they cost most of all."""
        if self._trend is None or self._dots.data.size:
            return
        scored = ~np.isnan(self._trend.worst)
        days = self._trend.span.ordinals()[scored]
        self._dots.setData(days + _BESIDE[self.knee], self._trend.worst[scored])

    def sharpen(self, sharpness: float) -> None:
        """Suit the lines to a surface with so many pixels for each one of the layout.

        pyqtgraph's pens count the surface's own pixels, and would be hair-thin on a sharp one.
        """
        self._sharpness = sharpness
        self.restyle()

    def restyle(self) -> None:
        """Take the knee's colour, marker and line from the look in force."""
        self._thicken()
        if self._dressed == look():
            return  # thousands of dots are gone through for each new coat
        self._dressed = look()
        knee = look().colours.knees[self.knee]
        self._dots.setBrush(pg.mkBrush(knee.colour), update=False)
        self._dots.setPen(pg.mkPen(look().colours.surface, width=STROKES.hair), update=False)
        self._dots.setSymbol(knee.marker)
        shade = QColor(knee.colour)
        shade.setAlphaF(_RANGE_INK)
        self._ranges.setOpts(brush=shade, pen=pg.mkPen(None))

    def _thicken(self) -> None:
        """Draw the mean as thick as suits days or bins, and the surface."""
        knee = look().colours.knees[self.knee]
        line = Qt.PenStyle.DashLine if knee.dashed else Qt.PenStyle.SolidLine
        width = self._sharpness * (STROKES.strong if self._bin_days == 1 else STROKES.line)
        self._mean.setPen(pg.mkPen(knee.colour, width=width, style=line))
