"""The pain zones: calm bands behind the scores, named in the margin where no score hides them."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QGraphicsSimpleTextItem

from kneeline.coach.pain import CARE_FROM, HIGHEST, LOWEST, STOP_FROM, Zone
from kneeline.ui.charts.figures import figure
from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, TYPE
from kneeline.wording import _

_HALF = 0.5
"""Whole scores lie in the middle of their zone: the bands meet half-way between two of them."""

BOTTOM, TOP = LOWEST - _HALF, HIGHEST + _HALF

_ENDS = {
    Zone.FINE: (BOTTOM, CARE_FROM - _HALF),
    Zone.CARE: (CARE_FROM - _HALF, STOP_FROM - _HALF),
    Zone.STOP: (STOP_FROM - _HALF, TOP),
}
_BELOW_ALL = -100


def zone_word(zone: Zone) -> str:
    """Return a zone's scores and its name."""
    return {
        Zone.FINE: _("0–2 fine"),
        Zone.CARE: _("3–5 take care"),
        Zone.STOP: _("6–10 stop"),
    }[zone]


class Zones:
    """Three bands and their names, left of the scale."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._bands = {zone: self._band(zone) for zone in Zone}
        self._names = {zone: QGraphicsSimpleTextItem(plot) for zone in Zone}

    @property
    def width(self) -> float:
        """How wide the names and the scale are together."""
        metrics = QFontMetricsF(look().font(TYPE.caption))
        names = max(metrics.horizontalAdvance(zone_word(zone)) for zone in Zone)
        return names + SPACE.m + metrics.horizontalAdvance(figure(HIGHEST))

    def restyle(self) -> None:
        """Take colours and fonts from the look in force."""
        scores = [(score, figure(score)) for score in range(LOWEST, HIGHEST + 1, 2)]
        self._plot.getAxis("left").setTicks([scores])
        for zone, name in self._names.items():
            colours = look().colours.zones[zone]
            self._bands[zone].setBrush(pg.mkBrush(colours.band))
            name.setText(zone_word(zone))
            name.setFont(look().font(TYPE.caption))
            name.setBrush(QColor(colours.text))
        self.place()

    def place(self) -> None:
        """Put each name at the middle of its band."""
        box = self._plot.getViewBox()
        for zone, name in self._names.items():
            middle = sum(_ENDS[zone]) / 2
            at = self._plot.mapFromScene(box.mapViewToScene(QPointF(0, middle)))
            name.setPos(0, at.y() - name.boundingRect().height() / 2)

    def _band(self, zone: Zone) -> pg.LinearRegionItem:
        band = pg.LinearRegionItem(
            _ENDS[zone], orientation="horizontal", movable=False, pen=pg.mkPen(None)
        )
        band.setZValue(_BELOW_ALL)
        self._plot.addItem(band, ignoreBounds=True)
        return band
