"""The strip under the pain chart: minutes of sessions and runs on the same days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg

from kneeline.insight.days import binned
from kneeline.ui.theme import look
from kneeline.ui.tokens import Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.insight.practice import Practice

LOW, HIGH = -0.1, 2.4
_RUNS, _SESSIONS = 0.0, 1.3
"""Where the two rows stand."""

_LEAST = 0.12
_WIDTH = 0.7


class Strip:
    """Two rows of bars, as high as the minutes; in bins where days are too narrow."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._practice: Practice | None = None
        self._bin_days = 1
        self._sessions, self._runs = (
            pg.BarGraphItem(x=np.empty(0), y0=0, width=1, height=np.empty(0)) for _row in range(2)
        )
        for item in (self._sessions, self._runs):
            plot.addItem(item)

    def show(self, practice: Practice) -> None:
        """Draw what was done."""
        self._practice = practice
        self._draw()

    def suit(self, bin_days: int) -> None:
        """Draw each day, or bins of so many days."""
        if bin_days != self._bin_days:
            self._bin_days = bin_days
            self._draw()

    def restyle(self) -> None:
        """Take colours from the look in force."""
        colours = look().colours
        none = pg.mkPen(None)
        self._sessions.setOpts(brush=colours.accent.fill, pen=none)
        self._runs.setOpts(brush=colours.activities[Activity.RUN].fill, pen=none)
        names = [(_RUNS + 0.5, _("Runs")), (_SESSIONS + 0.5, _("Sessions"))]
        self._plot.getAxis("left").setTicks([names])

    def _draw(self) -> None:
        if self._practice is None:
            return
        for item, base, minutes in (
            (self._sessions, _SESSIONS, self._practice.trained),
            (self._runs, _RUNS, self._practice.runs),
        ):
            bins = binned(minutes, self._practice.span, self._bin_days)
            done = bins.total > 0
            most = bins.total.max(initial=1.0)
            item.setOpts(
                x=bins.middles[done],
                y0=base,
                width=bins.days * _WIDTH,
                height=np.maximum(bins.total[done] / most, _LEAST),
            )
