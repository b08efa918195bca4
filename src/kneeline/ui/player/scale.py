"""Text that grows with the window, so that it can be read from three metres."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

W = TypeVar("W", bound=QWidget)

SMALLEST = 1 / 30
"""Smallest text that anybody needs from the mat, as a part of the window's height."""

SMALL = 1 / 28
NORMAL = 1 / 22
LARGE = 1 / 16
"""The cue: at least one sixteenth of the height."""

HUGE = 1 / 6
"""The number: at least one sixth of the height."""


@dataclass(slots=True)
class Scale:
    """Keeps the text of several widgets at fixed parts of one height."""

    _widgets: list[tuple[QWidget, float]] = field(default_factory=list)
    _height: int = 768

    def add(self, widget: W, part: float) -> W:
        """Take a widget in, and return it."""
        self._widgets.append((widget, part))
        return widget

    def apply(self, height: int) -> None:
        """Set every text to its part of a window this many pixels high.

        By style sheet, because the application's own would win over `setFont`.
        """
        self._height = height
        self._widgets = [pair for pair in self._widgets if isValid(pair[0])]
        for widget, part in self._widgets:
            size = max(1, round(height * part))
            style = f"font-size: {size}px;"
            if isinstance(widget, QPushButton):
                style += f" padding: {size // 2}px {size // 4}px;"
            widget.setStyleSheet(style)

    def apply_again(self) -> None:
        """Set the texts of widgets that have come in since."""
        self.apply(self._height)
