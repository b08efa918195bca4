"""The ground of what paints its own words: to a screen reader it is a label like any other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel
from typing_extensions import override


class PaintedWords(QLabel):
    """Has an accessible name for its words; a plain widget would count as an empty space."""

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for no least size, as a plain widget does: the words are scaled to the room."""
        return QSize()
