"""Buttons of which one is down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton


class OneOf(QButtonGroup):
    """A group that a screen reader, too, knows to hold one choice: it says "radio button"."""

    @override
    def addButton(self, button: QAbstractButton, id: int = -1) -> None:
        """Take a button in."""
        button.setAutoExclusive(True)
        super().addButton(button, id)
