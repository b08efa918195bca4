"""A panel on the stage that asks something and takes the keys meanwhile."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kneeline.ui.player.scale import LARGE, SMALL, Scale
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class QuestionPanel(QWidget):
    """A question on the whole stage.

    Signals:
        answered: what was said.
        noted: a note written with it, told just before.
        keys_wanted: somebody who wrote has ended, and the keys answer again.
    """

    answered = Signal(object)
    noted = Signal(str)
    keys_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = Scale()
        self.column = QVBoxLayout(self)
        self.column.setSpacing(SPACE.m)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addStretch()
        self._title = self.scale.add(QLabel(wordWrap=True), LARGE)
        style_as(self._title, Role.PAGE_TITLE)
        self.column.addWidget(self._title)
        self.ask(title)

    def ask(self, title: str) -> None:
        """Put the question into these words."""
        self._title.setText(title)
        self.setAccessibleName(title)

    @abstractmethod
    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key if it means something here, and say whether it did."""

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self.scale.apply(height)

    def add_hint(self, text: str) -> None:
        """Say under the question which keys answer it."""
        hint = self.scale.add(QLabel(text, wordWrap=True), SMALL)
        style_as(hint, Role.MUTED)
        self.column.addWidget(hint)
        self.column.addStretch()
