"""The report for a physiotherapist or doctor: about which time, on which paper, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from kneeline.ui.arranging import Flow
from kneeline.ui.data.dialog import DataDialog, PathField
from kneeline.ui.one_of import OneOf
from kneeline.ui.pieces import text
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NAME = 200
EVERYTHING = 0


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What report is to be made."""

    weeks: int
    """Weeks up to today; `EVERYTHING` for all of the journal."""

    letter: bool
    """On Letter paper; A4 otherwise."""

    name: str
    path: Path


class ReportDialog(DataDialog):
    """Asks for all of it at once.

    Signals:
        asked: make it (a ReportWish).
    """

    asked = Signal(object)

    def __init__(self, place: Path, *, letter: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Report for your physiotherapist"), _("Make the report"), parent)
        says = _(
            "One or two pages: your pain, what you did, levels and doses now, runs, self-tests and"
            " your notes. It is a file on this computer; nobody gets it but by you."
        )
        self.column.addWidget(text(says, Role.MUTED))
        self.weeks = self._choice(
            _("About"),
            ((_("4 weeks"), 4), (_("12 weeks"), 12), (_("Everything"), EVERYTHING)),
            12,
        )
        self.paper = self._choice(_("Paper"), (("A4", 0), ("Letter", 1)), int(letter))
        label = QLabel(_("Your name (may stay empty; then there is a line for it):"))
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        label.setBuddy(self.name)
        self.name.setAccessibleName(_("Your name"))
        where = QLabel(_("Where to:"))
        self.file = PathField(
            _("Where the report goes"), to_save=True, endings=_("Reports (*.pdf)")
        )
        self.file.show_path(place)
        where.setBuddy(self.file.line)
        self.replace = QCheckBox(_("Replace what lies there already"))
        for part in (label, self.name, where, self.file, self.replace):
            self.column.addWidget(part)
        self.file.line.textChanged.connect(self._look_there)
        self._look_there()
        self.do.clicked.connect(self._ask)
        self.do.setDefault(True)
        self.do.setFocus()

    def _choice(self, name: str, choices: Sequence[tuple[str, int]], chosen: int) -> QButtonGroup:
        group = OneOf(self)
        row = Flow(QLabel(f"{name}:"), gap=SPACE.xs)
        for words, number in choices:
            made = QPushButton(words)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setAccessibleName(f"{name}: {words}")
            style_as(made, Role.RANGE)
            group.addButton(made, number)
            row.add(made)
        group.button(chosen).setChecked(True)
        self.column.addWidget(row)
        return group

    def _look_there(self) -> None:
        path = self.file.path
        there = path is not None and path.exists()
        self.replace.setVisible(there)
        self.fit()
        self.do.setEnabled(path is not None)
        if not there:
            self.replace.setChecked(False)

    def _ask(self) -> None:
        path = self.file.path
        if path is None:
            return
        if path.suffix.lower() != ".pdf":
            path = path.with_name(path.name + ".pdf")
            self.file.show_path(path)
        if path.exists() and not self.replace.isChecked():
            says = _("{path} is there already: choose another name, or tick “Replace”.")
            self.complain(says.format(path=path))
            self.replace.setFocus()
            return
        self.asked.emit(
            ReportWish(
                self.weeks.checkedId(),
                letter=bool(self.paper.checkedId()),
                name=self.name.text().strip(),
                path=path,
            )
        )
