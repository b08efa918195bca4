"""Export the journal: as what, from which day on, and where to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDateEdit,
    QLabel,
    QRadioButton,
    QWidget,
)

from kneeline.ui.arranging import Flow
from kneeline.ui.data.dialog import DataDialog, PathField
from kneeline.ui.pieces import text
from kneeline.ui.theme import Role
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Way:
    """One form in which the journal can be taken out."""

    name: str
    why: str
    endings: str
    """Of its files, as Qt writes them; empty for a folder."""

    of_days: bool = True
    """Whether it can begin at a day."""

    codes: bool = False
    """Whether codes of body sites can be added."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported."""

    way: str
    path: Path
    since: date | None
    codes: bool
    replace: bool


class ExportDialog(DataDialog):
    """Asks for all of it at once.

    Signals:
        asked: export it (a Wish).
    """

    asked = Signal(object)

    def __init__(
        self,
        ways: Mapping[str, Way],
        place: Callable[[str], Path],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """Take the forms by their id, and the place that is suggested for each."""
        super().__init__(_("Export"), _("Export"), parent)
        self._ways, self._place = dict(ways), place
        self._group = QButtonGroup(self)
        for number, way in enumerate(self._ways.values()):
            choice = QRadioButton(way.name)
            self._group.addButton(choice, number)
            self.column.addWidget(choice)
        self._why = text("", Role.MUTED)
        self.column.addWidget(self._why)
        self.since = QCheckBox(_("Only from this day on:"))
        self.day = QDateEdit(QDate(today.year, today.month, today.day).addMonths(-3))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(_("d MMM yyyy"))
        self.day.setAccessibleName(_("First day of the export"))
        self.day.setEnabled(False)
        self.since.toggled.connect(self.day.setEnabled)
        self._days = Flow(self.since, self.day, gap=SPACE.m)
        self.column.addWidget(self._days)
        self.codes = QCheckBox(_("Name the knee by its SNOMED CT code, too"))
        self.codes.setToolTip(_("Check that you may use SNOMED CT where you live."))
        self.column.addWidget(self.codes)
        label = QLabel(_("Where to:"))
        self.file = PathField(_("Where the export goes"), to_save=True)
        label.setBuddy(self.file.line)
        self.replace = QCheckBox(_("Replace what lies there already"))
        for part in (label, self.file, self.replace):
            self.column.addWidget(part)
        self.file.line.textChanged.connect(self._look_there)
        self._group.idClicked.connect(self._choose)
        self._group.button(0).setChecked(True)
        self._choose(0)
        self.do.clicked.connect(self._ask)
        self.do.setDefault(True)

    def choose(self, way: str) -> None:
        """Choose a form by its id."""
        number = list(self._ways).index(way)
        self._group.button(number).setChecked(True)
        self._choose(number)

    def _choose(self, number: int) -> None:
        name = list(self._ways)[number]
        way = self._ways[name]
        self._why.setText(way.why)
        self._days.setVisible(way.of_days)
        self.codes.setVisible(way.codes)
        self.file.endings = way.endings
        self.file.show_path(self._place(name))

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
        if path.exists() and not self.replace.isChecked():
            self.complain(
                _("{path} is there already: choose another name, or tick “Replace”.").format(
                    path=path
                )
            )
            self.replace.setFocus()
            return
        name = list(self._ways)[self._group.checkedId()]
        way, day = self._ways[name], self.day.date()
        begins = way.of_days and self.since.isChecked()
        self.asked.emit(
            Wish(
                way=name,
                path=path,
                since=date(day.year(), day.month(), day.day()) if begins else None,
                codes=way.codes and self.codes.isChecked(),
                replace=self.replace.isChecked(),
            )
        )
