"""What every chart can do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.insight.days import Span
from kneeline.ui.charts.figures import Figures


class Chart(QWidget):
    """One picture of figures; a card puts title, sentence, table and exports around it."""

    title = ""

    def sentence(self) -> str:
        """Say what the chart shows."""
        raise NotImplementedError

    def figures(self) -> Figures:
        """Return what the chart shows as a table."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw yet."""
        return not self.figures().rows

    def show_span(self, span: Span) -> None:
        """Show the days of a span."""
        raise NotImplementedError

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the chart for an export."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Take colours and fonts from the look in force."""
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        """Follow the theme, and the window to a screen of another sharpness."""
        handled = super().event(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange}:
            self.restyle()
        return handled
