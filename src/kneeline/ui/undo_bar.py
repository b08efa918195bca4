"""A line that says what was just done, and takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, text
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE
from kneeline.wording import _


class UndoBar(QWidget):
    """Stays until it is used, closed, or something else is done: nobody has to hurry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], None] | None = None
        self._says = text("")
        self.undo_button = button(_("Undo"), icon=Icon.UNDO)
        self.undo_button.setToolTip("Ctrl+Z")
        self.undo_button.clicked.connect(self.undo)
        close = button(_("Close"), Role.QUIET)
        close.setAccessibleName(_("Close this message"))
        close.clicked.connect(self.hide)
        frame = QFrame()
        style_as(frame, Role.CARD)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(SPACE.xxl, SPACE.s, SPACE.xxl, SPACE.s)
        frame.setMaximumWidth(PAGE_WIDTH - 2 * SPACE.xxl)
        outer.addWidget(frame, 1)
        outer.addStretch()
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE.l, SPACE.s, SPACE.s, SPACE.s)
        row.setSpacing(SPACE.m)
        row.addWidget(self._says, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.undo_button)
        row.addWidget(close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._says.text()

    def tell(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, and how to take it back where that can be."""
        self._undo = undo
        self._says.setText(sentence)
        self.undo_button.setVisible(undo is not None)
        self.show()

    def undo(self) -> None:
        """Take back what was said last."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
