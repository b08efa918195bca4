"""The knees' names at the ends of their lines: nobody has to match colours with a legend."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QGraphicsSimpleTextItem

from kneeline.coach.side import Side
from kneeline.insight.pain import PainTrend
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, TYPE
from kneeline.wording import _

MARKERS = {"o": "●", "d": "◆"}


def knee_word(knee: Side) -> str:
    """Return a knee's name with its marker."""
    word = {Side.LEFT: _("Left knee"), Side.RIGHT: _("Right knee")}[knee]
    return f"{MARKERS[look().colours.knees[knee].marker]} {word}"


class KneeLabels:
    """Stands in the margin right of the plot, each label as high as its line ends."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._labels = {knee: QGraphicsSimpleTextItem(plot) for knee in Side}
        self._trends: dict[Side, PainTrend] = {}

    @property
    def width(self) -> float:
        """How wide the wider name is: which one that is differs from language to language."""
        metrics = QFontMetricsF(look().font(TYPE.caption, bold=True))
        return max(metrics.horizontalAdvance(knee_word(knee)) for knee in Side) + SPACE.s

    def show(self, trends: dict[Side, PainTrend]) -> None:
        """Name these lines."""
        self._trends = trends
        self.place()

    def restyle(self) -> None:
        """Take colours and font from the look in force."""
        for knee, label in self._labels.items():
            label.setText(knee_word(knee))
            label.setFont(look().font(TYPE.caption, bold=True))
            label.setBrush(QColor(look().colours.knees[knee].colour))
        self.place()

    def place(self) -> None:
        """Move the labels to where the shown part of their lines ends, none over another."""
        box = self._plot.getViewBox()
        last_shown = box.viewRange()[0][1]
        ends = {}
        for knee, label in self._labels.items():
            end = self._end(knee, last_shown)
            label.setVisible(end is not None)
            if end is not None:
                ends[knee] = self._plot.mapFromScene(box.mapViewToScene(QPointF(0, end))).y()
        height = QFontMetricsF(look().font(TYPE.caption, bold=True)).height()
        x = box.geometry().right() + SPACE.s
        above = float("-inf")
        for knee in sorted(ends, key=lambda knee: ends[knee]):
            middle = max(ends[knee], above + height)
            above = middle
            self._labels[knee].setPos(x, middle - height / 2)

    def _end(self, knee: Side, last_shown: float) -> float | None:
        trend = self._trends.get(knee)
        if trend is None:
            return None
        upto = max(int(last_shown) - trend.span.first.toordinal() + 1, 0)
        for line in (trend.mean[:upto], trend.worst[:upto]):
            known = np.flatnonzero(~np.isnan(line))
            if len(known):
                return float(line[known[-1]])
        return None
