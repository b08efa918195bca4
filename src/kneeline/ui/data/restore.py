"""Bring a backup back: choose one, see what would go and come, and then do it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QVBoxLayout, QWidget

from kneeline.ui.data.dialog import DataDialog
from kneeline.ui.pieces import button, clear, text
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = 5
"""Backups in sight at once."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup to choose."""

    path: Path
    words: str


class RestoreDialog(DataDialog):
    """Lists backups.

    Signals:
        chosen: show what bringing this one back would do (its path).
        confirmed: bring it back (its path).
    """

    chosen = Signal(object)
    confirmed = Signal(object)

    def __init__(self, backups: Sequence[BackupRow], parent: QWidget | None = None) -> None:
        super().__init__(_("Bring a backup back"), _("Bring it back"), parent)
        self._rows = list(backups)
        self.do.setEnabled(False)
        self.do.clicked.connect(self._confirm)
        label = QLabel(_("Your backups, newest first:") if backups else _("There is none yet."))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Your backups"))
        label.setBuddy(self.list)
        for each in self._rows:
            self.list.addItem(each.words)
        high = max(self.list.sizeHintForRow(0), self.fontMetrics().height())
        self.list.setMinimumHeight(high * ROWS + 2 * SPACE.s)
        self.list.currentRowChanged.connect(self._choose)
        self.other = button(_("Another file…"))
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self._open_other)
        self._preview = QVBoxLayout()
        self._preview.setSpacing(SPACE.xs)
        for each_part in (label, self.list):
            self.column.addWidget(each_part)
        self.column.addLayout(self._preview)
        self.row.add(self.other)
        self.list.setFocus()

    def look_at_newest(self) -> None:
        """Show what the newest would do."""
        if self._rows:
            self.list.setCurrentRow(0)

    def show_preview(self, lines: Sequence[str]) -> None:
        """Show what bringing the chosen one back would do."""
        self.wait(busy=False)
        clear(self._preview)
        for line in lines:
            self._preview.addWidget(text(line))
        keeps = _("What is in your journal now is kept as a copy. Kneeline then opens anew.")
        self._preview.addWidget(text(keeps, Role.MUTED))
        self.do.setEnabled(True)
        self.fit()

    def refuse(self, sentence: str) -> None:
        """Say why the chosen one cannot be brought back."""
        clear(self._preview)
        self.complain(sentence)
        self.do.setEnabled(False)

    def over(self, sentence: str, problem: str = "") -> None:
        """Say what came of it; to close the dialog is to open Kneeline anew."""
        clear(self._preview)
        self.other.hide()
        self.tell(" ".join(filter(None, (problem, sentence))))
        self.leave.setText(_("Open Kneeline anew"))

    def add_file(self, path: Path) -> None:
        """Put a file from elsewhere on the list, and choose it."""
        self._rows.append(BackupRow(path, str(path)))
        self.list.addItem(str(path))
        self.list.setCurrentRow(len(self._rows) - 1)

    def _choose(self, row: int) -> None:
        self.do.setEnabled(False)
        if 0 <= row < len(self._rows):
            self.chosen.emit(self._rows[row].path)

    def _confirm(self) -> None:
        self.confirmed.emit(self._rows[self.list.currentRow()].path)

    def _open_other(self) -> None:
        found, _kind = QFileDialog.getOpenFileName(
            self, _("Another backup"), "", _("Journals (*.db)")
        )
        if found:
            self.add_file(Path(found))
