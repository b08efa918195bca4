"""Import a journal from a file: see what it would bring, and then take it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneeline.ui.data.dialog import DataDialog, PathField
from kneeline.ui.pieces import clear, text
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence


class ImportDialog(DataDialog):
    """Asks for a file.

    Signals:
        looked: show what a file would bring (its path).
        confirmed: take it in (its path).
    """

    looked = Signal(object)
    confirmed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Import"), _("Look at it"), parent)
        says = _(
            "Choose a file that another Kneeline exported as JSON. Nothing is changed before you"
            " have seen what it holds."
        )
        self.column.addWidget(text(says, Role.MUTED))
        self.file = PathField(_("File to import"), to_save=False, endings=_("Exports (*.json)"))
        self.file.line.textChanged.connect(self._typed)
        self.column.addWidget(self.file)
        self._preview = QVBoxLayout()
        self._preview.setSpacing(SPACE.xs)
        self.column.addLayout(self._preview)
        self._seen = False
        self.do.clicked.connect(self._do)
        self.do.setDefault(True)
        self._typed()
        self.file.setFocus()

    def show_preview(self, lines: Sequence[str], *, brings: bool) -> None:
        """Show what the file would bring; with nothing new there is nothing to take in."""
        self.wait(busy=False)
        self._clear()
        for line in lines:
            self._preview.addWidget(text(line))
        self._seen = brings
        self.do.setText(_("Take it in") if brings else _("Look at it"))
        self.do.setFocus()
        self.fit()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the file."""
        self._typed()
        self.complain(sentence)

    def _typed(self) -> None:
        self._seen = False
        self._clear()
        self.do.setText(_("Look at it"))
        self.do.setEnabled(self.file.path is not None)

    def _do(self) -> None:
        signal = self.confirmed if self._seen else self.looked
        signal.emit(self.file.path)

    def _clear(self) -> None:
        clear(self._preview)
