"""The ground of every chart with a time axis: themed, bounded, readable by mouse and by keys."""

from __future__ import annotations

from datetime import date

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.insight.days import WEEK, Span
from kneeline.ui.charts.day_axis import DayAxis
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE, STROKES, TYPE

DAYS_FROM_PIXELS, WEEKS_FROM_PIXELS = 5.0, 0.6
"""How wide a day must be drawn to stand alone, and how wide to stand in its week.

Narrower days go into bins of four weeks. Dots that cover each other say nothing, and shading
each of ten years' days costs four fifths of a frame.
"""

LEAST_DAYS = 7
"""Nobody needs to zoom in further than a week."""

MARGIN_DAYS = 0.7
_ROOM_RIGHT = 0.02
_STEP = 1.25
_PAN = 0.2


class TimelinePlot(pg.GraphicsLayoutWidget):  # type: ignore[misc] # pyqtgraph ships no types
    """Plots above each other on one time axis.

    The wheel scrolls the page; with Ctrl it zooms. Keys: left and right move the readout, + and -
    zoom, Page Up and Page Down pan, Home and End go to the ends.
    """

    day_read = Signal(object)
    """The day under the mouse or the keys, or None."""

    span_changed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plots: list[pg.PlotItem] = []
        self._cursors: list[pg.InfiniteLine] = []
        self._bounds: Span | None = None
        self._day: date | None = None
        # Else Tab, and a screen reader, would come to a second, nameless stop inside it. This comes
        # first: what is set on the viewport is set on us too, to whom it passes the focus on.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.ci.setSpacing(SPACE.xs)
        self.ci.setContentsMargins(0, SPACE.s, 0, 0)
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        self.setMouseTracking(True)
        style_as(self, Role.CHART)
        self.setMinimumWidth(SPACE.xxxl * 4)

    def add_plot(self, low: float, high: float, *, with_days: bool, share: int) -> pg.PlotItem:
        """Add a plot below the others, from `low` to `high`; `share` is its part of the height."""
        axes = {"bottom": DayAxis()} if with_days else None
        plot = self.addPlot(row=len(self._plots), col=0, axisItems=axes, enableMenu=False)
        plot.hideButtons()
        plot.getViewBox().setBorder(None)
        plot.setMouseEnabled(x=True, y=False)
        plot.setYRange(low, high, padding=0)
        plot.setLimits(yMin=low, yMax=high)
        plot.showAxis("bottom", with_days)
        # Nothing but room for the names at the ends of the lines.
        plot.showAxis("right")
        plot.getAxis("right").setTicks([])
        cursor = pg.InfiniteLine(angle=90, movable=False)
        cursor.hide()
        plot.addItem(cursor, ignoreBounds=True)
        self._cursors.append(cursor)
        self.ci.layout.setRowStretchFactor(len(self._plots), share)
        if self._plots:
            plot.setXLink(self._plots[0])
        else:
            plot.getViewBox().sigXRangeChanged.connect(self._range_changed)
        self._plots.append(plot)
        return plot

    def bound(self, span: Span) -> None:
        """Let nobody pan or zoom far out of a span."""
        self._bounds = span
        for plot in self._plots:
            plot.setLimits(
                xMin=span.first.toordinal() - MARGIN_DAYS - len(span) * _ROOM_RIGHT,
                xMax=span.last.toordinal() + MARGIN_DAYS + len(span) * _ROOM_RIGHT * 2,
                minXRange=LEAST_DAYS,
            )

    def reach(self, span: Span) -> None:
        """Let people pan to all days of a span too."""
        if self._bounds is not None:
            first, last = min(self._bounds.first, span.first), max(self._bounds.last, span.last)
            if (first, last) != (self._bounds.first, self._bounds.last):
                self.bound(Span(first, last))

    def link(self, other: TimelinePlot) -> None:
        """Pan and zoom together with another, which shows the same days on another width.

        pyqtgraph's own link between views keeps pixels in line, and so shows other days.
        """
        self.span_changed.connect(other.follow)
        other.span_changed.connect(self.follow)

    def follow(self, low: float, high: float) -> None:
        """Show what another shows."""
        if self.shown != (low, high):
            self._plots[0].setXRange(low, high, padding=0)

    def show_span(self, span: Span) -> None:
        """Show the days of a span, with a little room after the last."""
        first, last = span.first.toordinal(), span.last.toordinal()
        room = MARGIN_DAYS + len(span) * _ROOM_RIGHT
        self._plots[0].setXRange(first - MARGIN_DAYS, last + room, padding=0)

    @property
    def shown(self) -> tuple[float, float]:
        """The first and the last shown place of the time axis, as ordinals."""
        low, high = self._plots[0].getViewBox().viewRange()[0]
        return float(low), float(high)

    @property
    def pixels_a_day(self) -> float:
        """How wide one day is drawn."""
        low, high = self.shown
        return float(self._plots[0].getViewBox().width()) / max(high - low, 1)

    @property
    def bin_days(self) -> int:
        """How many days to draw as one."""
        pixels = self.pixels_a_day
        if pixels >= DAYS_FROM_PIXELS:
            return 1
        return WEEK if pixels >= WEEKS_FROM_PIXELS else 4 * WEEK

    def read(self, day: date | None) -> None:
        """Move the readout to a day, or take it away."""
        self._day = day
        for cursor in self._cursors:
            cursor.setVisible(day is not None)
            if day is not None:
                cursor.setValue(day.toordinal())
        self.day_read.emit(day)

    def restyle(self) -> None:
        """Take colours and fonts from the look in force."""
        now = look()
        font = now.font(TYPE.caption)
        metrics = QFontMetricsF(font)
        self.setBackground(now.colours.surface)
        for plot in self._plots:
            for name in ("left", "right", "bottom"):
                axis = plot.getAxis(name)
                axis.setTickFont(font)
                axis.setTextPen(now.colours.muted)
                axis.setPen(pg.mkPen(None if name == "right" else now.colours.border))
                axis.setStyle(tickLength=0, tickTextOffset=SPACE.s)
            plot.getAxis("bottom").setHeight(metrics.height() + SPACE.m)
        for cursor in self._cursors:
            cursor.setPen(pg.mkPen(now.colours.outline, width=STROKES.hair))

    def set_side_widths(self, left: float, right: float) -> None:
        """Make the side axes of all plots as wide as their widest words, so that days line up."""
        for plot in self._plots:
            plot.getAxis("left").setWidth(left + SPACE.l)
            plot.getAxis("right").setWidth(right + SPACE.l)

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw everything for an export."""
        self.scene().prepareForPaint()
        source = QRectF(self.viewport().rect())
        painter.fillRect(room, QColor(look().colours.surface))
        # Markers come from a cache of pixels, which a drawing made of lines cannot use.
        items = [item for item in self.scene().items() if isinstance(item, pg.ScatterPlotItem)]
        for item in items:
            item.setExportMode(True)
        self.render(painter, room, source.toRect())
        for item in items:
            item.setExportMode(False)

    def _range_changed(self, _box: object, shown: tuple[float, float]) -> None:
        self.span_changed.emit(*shown)

    def _mouse_moved(self, where: object) -> None:
        box = self._plots[0].getViewBox()
        place = box.mapSceneToView(where)
        inside = any(plot.getViewBox().sceneBoundingRect().contains(where) for plot in self._plots)
        day = date.fromordinal(round(place.x())) if inside else None
        self.read(day if day and self._bounds and day in self._bounds else None)

    def _step(self, days: int) -> None:
        if self._bounds is None:
            return
        low, high = self.shown
        start = self._day.toordinal() + days if self._day else int(high)
        end = min(start, self._bounds.last.toordinal())
        day = date.fromordinal(max(end, self._bounds.first.toordinal()))
        self.read(day)
        if not low <= day.toordinal() <= high:
            self._pan(day.toordinal() - (low if day.toordinal() < low else high))

    def _pan(self, days: float) -> None:
        self._plots[0].getViewBox().translateBy(x=days)

    def _zoom(self, factor: float) -> None:
        self._plots[0].getViewBox().scaleBy(x=factor)

    @override
    def sizeHint(self) -> QSize:
        """As big as it must be: the page gives what it has."""
        return QSize(self.minimumSize())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read, zoom and pan by keys."""
        low, high = self.shown
        width = high - low
        key = Qt.Key
        acts = {
            key.Key_Left: lambda: self._step(-1),
            key.Key_Right: lambda: self._step(1),
            key.Key_Plus: lambda: self._zoom(1 / _STEP),
            key.Key_Equal: lambda: self._zoom(1 / _STEP),
            key.Key_Minus: lambda: self._zoom(_STEP),
            key.Key_PageUp: lambda: self._pan(-width * _PAN),
            key.Key_PageDown: lambda: self._pan(width * _PAN),
        }
        if self._bounds is not None:
            bounds = self._bounds
            acts[key.Key_Home] = lambda: self._pan(bounds.first.toordinal() - low)
            acts[key.Key_End] = lambda: self._pan(bounds.last.toordinal() - high)
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
            return
        act()
        event.accept()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held; otherwise leave the wheel to the page."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(1 / _STEP if event.angleDelta().y() > 0 else _STEP)
            event.accept()
        else:
            event.ignore()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Take the readout away with the mouse."""
        super().leaveEvent(event)
        self.read(None)
