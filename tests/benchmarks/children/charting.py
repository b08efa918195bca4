"""Draw ten years of pain and move along them: charting.py ours|painter|matplotlib JOURNAL."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from kneeline.insight.days import covering
from kneeline.insight.pain import PainTrend, trends_of_days
from kneeline.insight.practice import practice
from kneeline.journal import open_journal
from kneeline.playback.software_video import prefer_software_video

SIZE = (1100, 520)
FRAMES = 40
WEEK = 7

way, path = sys.argv[1], Path(sys.argv[2])
today = datetime.now().astimezone()
journal = open_journal(path, wall_clock=lambda: today)
scores, work, runs = journal.daily_pain(), journal.daily_work(), journal.runs()
span = covering([row.day for rows in (scores, work, runs) for row in rows], today.date())
assert span is not None
first, days = span.first.toordinal(), len(span)
prefer_software_video()  # as the app does, and all three ways alike
app = QApplication([])


def report(began: float, pan: Callable[[float], None]) -> None:
    """Time the picture that has just been painted, then half its width in forty steps."""
    drawn = time.perf_counter() - began
    taken = []
    for frame in range(FRAMES):
        spent = time.process_time()
        pan(frame / FRAMES / 2)
        taken.append(time.process_time() - spent)
    sys.stdout.write(json.dumps({"drawn": drawn, "pan": median(taken)}) + "\n")


def shown(widget: QWidget) -> None:
    widget.resize(*SIZE)
    widget.show()
    app.processEvents()
    widget.repaint()


def ours() -> None:
    from kneeline.ui import theme  # noqa: PLC0415
    from kneeline.ui.charts.pain_chart import PainChart  # noqa: PLC0415

    theme.apply_theme(app, "light", 1.0)
    chart = PainChart()
    shown(chart)
    began = time.perf_counter()
    chart.draw_days(scores, practice(work, runs, span))
    chart.plots.viewport().repaint()

    def pan(share: float) -> None:
        chart.plots.follow(first + share * days, first + share * days + days / 2)
        chart.plots.viewport().repaint()

    report(began, pan)


class Plain(QWidget):
    """The same week by week: a line of means, shaded from best to worst, over three zones."""

    def __init__(self) -> None:
        super().__init__()
        self.weeks: list[tuple[np.ndarray, ...]] = []
        self.low, self.high = float(first), float(first + days)

    @staticmethod
    def bins(trend: PainTrend) -> tuple[np.ndarray, ...]:
        whole = trend.worst[: days // WEEK * WEEK].reshape(-1, WEEK)
        known = np.flatnonzero(~np.isnan(whole).all(axis=1))
        weeks = whole[known]
        middle = first + known * WEEK + WEEK / 2
        return middle, np.nanmean(weeks, 1), np.nanmin(weeks, 1), np.nanmax(weeks, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's own)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        across, up = self.width() / (self.high - self.low), self.height() / 10
        for zone, colour in enumerate(("#eef7ee", "#fdf6e3", "#fbeaea")):
            painter.fillRect(
                QRectF(0, zone * self.height() / 3, self.width(), self.height() / 3), QColor(colour)
            )
        for number, (middle, mean, low, high) in enumerate(self.weeks):
            colour = QColor("#2a6f97" if number else "#b5651d")
            seen = (middle > self.low) & (middle < self.high)
            x = (middle[seen] - self.low) * across
            rows = [self.height() - values[seen] * up for values in (mean, low, high)]
            edge = [*zip(x, rows[1], strict=True), *zip(x[::-1], rows[2][::-1], strict=True)]
            shade = QColor(colour)
            shade.setAlpha(60)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in edge]))
            painter.setPen(QPen(colour, 2))
            painter.drawPolyline(
                QPolygonF([QPointF(*point) for point in zip(x, rows[0], strict=True)])
            )
        painter.end()


def painter() -> None:
    chart = Plain()
    shown(chart)
    began = time.perf_counter()
    chart.weeks = [chart.bins(trend) for trend in trends_of_days(scores, span).values()]
    practice(work, runs, span)
    chart.repaint()

    def pan(share: float) -> None:
        chart.low = first + share * days
        chart.high = chart.low + days / 2
        chart.repaint()

    report(began, pan)


def matplotlib() -> None:
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure()
    canvas = FigureCanvasQTAgg(figure)
    axes = figure.subplots()
    shown(canvas)
    began = time.perf_counter()
    practice(work, runs, span)
    x = np.arange(first, first + days)
    for trend in trends_of_days(scores, span).values():
        axes.plot(x, trend.mean)
        axes.scatter(x, trend.worst, s=4)
        axes.fill_between(x, trend.mean - 1, trend.mean + 1, alpha=0.3)
    axes.set_ylim(0, 10)
    canvas.draw()

    def pan(share: float) -> None:
        axes.set_xlim(first + share * days, first + share * days + days / 2)
        canvas.draw()

    report(began, pan)


{"ours": ours, "painter": painter, "matplotlib": matplotlib}[way]()
