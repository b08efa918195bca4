"""All keys of the player on one card; the session goes on behind it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from kneeline.ui.player import keys
from kneeline.ui.player.scale import NORMAL, SMALLEST, Scale
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

COLUMNS = 2
STRIDE = 3
"""A key, what it does, and the room to the next."""


class KeysCard(QFrame):
    """Lists what each key does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style_as(self, Role.CARD)
        self._scale = Scale()
        title = self._scale.add(QLabel(_("All keys")), NORMAL)
        style_as(title, Role.SECTION_TITLE)
        self.setAccessibleName(title.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        column.setSpacing(SPACE.s)
        column.addWidget(title)
        column.addLayout(self._table())
        others = self._scale.add(
            QLabel(_("Media keys and presenter remotes work too."), wordWrap=True), SMALLEST
        )
        style_as(others, Role.MUTED)
        column.addWidget(others)
        column.addStretch()
        self.hide()

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._scale.apply(height)

    def _table(self) -> QGridLayout:
        listed = keys.listed()
        rows = -(-len(listed) // COLUMNS)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.m)
        grid.setVerticalSpacing(SPACE.xs)
        for place, (key, words) in enumerate(listed):
            name = self._scale.add(QLabel(key), SMALLEST)
            style_as(name, Role.LEAD)
            does = self._scale.add(QLabel(words), SMALLEST)
            at = (place // rows) * STRIDE
            grid.addWidget(name, place % rows, at)
            grid.addWidget(does, place % rows, at + 1)
            grid.setColumnMinimumWidth(at + 2, SPACE.l)
            grid.setColumnStretch(at + 2, 1)
        return grid
