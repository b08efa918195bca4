"""One section of Settings: its cards, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.ui.arranging import Sheet
from kneeline.ui.pieces import text
from kneeline.ui.theme import Role

if TYPE_CHECKING:
    from kneeline.ui.settings.source import SettingsSource


class Section(Sheet):
    """A scrolling sheet with a title; `refresh` shows again what may have changed elsewhere."""

    def __init__(self, title: str, source: SettingsSource) -> None:
        super().__init__()
        self.title, self.source = title, source
        self.setAccessibleName(title)
        self.column.addWidget(text(title, Role.PAGE_TITLE))

    def refresh(self) -> None:
        """Show what is chosen now; most sections change nowhere else."""
