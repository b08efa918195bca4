"""Write a run down, by keyboard from the first field to the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kneeline.coach.pain import HIGHEST, LOWEST
from kneeline.coach.past import DoneRun, Surface
from kneeline.coach.side import Side
from kneeline.ui.cards import Card, knee_name
from kneeline.ui.runs.words import stage_words, surface_name
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from kneeline.coach.past import Scores

Log = Callable[[DoneRun], None]
"""Writes a run down; ValueError with a sentence where it cannot be."""

UNSAID = -1


class RunForm(Card):
    """Takes one run; what makes no sense is answered with a sentence, and nothing is written."""

    def __init__(self, log: Log, stages: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Log a run"), parent)
        self._log = log
        self._zone: tzinfo | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.m)
        self._grid.setVerticalSpacing(SPACE.s)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.column.addLayout(self._grid)
        self._when = QDateTimeEdit(calendarPopup=True)
        self._when.setDisplayFormat("d MMM yyyy, HH:mm")
        self._minutes, self._km = QLineEdit(), QLineEdit()
        self._minutes.setPlaceholderText(_("for example 25"))
        self._km.setPlaceholderText(_("may stay empty"))
        self._surface, self._stage = QComboBox(), QComboBox()
        for surface in Surface:
            self._surface.addItem(surface_name(surface), surface)
        self._stage.addItem(_("Free run"), None)
        for stage in range(1, stages + 1):
            self._stage.addItem(stage_words(stage), stage)
        self._row(_("&When"), self._when)
        self._row(_("&Minutes run"), self._minutes)
        self._row(_("&Kilometres"), self._km)
        self._row(_("&On"), self._surface)
        self._row(_("&Stage"), self._stage)
        self._pain = self._scores()
        self._build_end()

    def _build_end(self) -> None:
        self._answer: QLabel | None = None
        self._slot = QVBoxLayout()
        self._save = QPushButton(_("Write it down"))
        style_as(self._save, Role.PRIMARY)
        self._save.setAutoDefault(True)
        self._save.clicked.connect(self._take)
        for field in (self._minutes, self._km):
            field.returnPressed.connect(self._take)
        self.column.addLayout(self._slot)
        self.column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()

    def _row(self, words: str, field: QWidget) -> None:
        row = self._grid.rowCount()
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        # A field takes what the card has and never asks for more.
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1, 1, 2)

    def _scores(self) -> dict[tuple[str, Side], QComboBox]:
        """Add the three rows of pain, a column for each knee."""
        head = self._grid.rowCount()
        title = QLabel(_("Pain, 0 to 10"))
        style_as(title, Role.MUTED)
        self._grid.addWidget(title, head, 0)
        found = {}
        for column, knee in enumerate(Side, start=1):
            name = QLabel(knee_name(knee))
            style_as(name, Role.MUTED)
            self._grid.addWidget(name, head, column)
        for words in (_("Before"), _("Worst"), _("60 min after")):
            row = self._grid.rowCount()
            self._grid.addWidget(QLabel(words), row, 0)
            for column, knee in enumerate(Side, start=1):
                box = QComboBox()
                box.addItem("–", UNSAID)
                for score in range(LOWEST, HIGHEST + 1):
                    box.addItem(str(score), score)
                box.setAccessibleName(f"{words}, {knee_name(knee)}")
                box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                self._grid.addWidget(box, row, column)
                found[words, knee] = box
        return found

    # -- filling in and taking -----------------------------------------------------------------

    def begin(self, now: datetime, stage: int | None) -> None:
        """Start a fresh form: now, and the stage that comes next."""
        self._zone = now.tzinfo
        moment = now.replace(tzinfo=None, microsecond=0)
        text = moment.isoformat(timespec="seconds")
        self._when.setDateTime(QDateTime.fromString(text, Qt.DateFormat.ISODate))
        self._minutes.clear()
        self._km.clear()
        self._stage.setCurrentIndex(max(self._stage.findData(stage), 0))
        for box in self._pain.values():
            box.setCurrentIndex(0)

    def focus_first(self) -> None:
        """Put the keyboard on the minutes: the time is now more often than not."""
        self._minutes.setFocus()

    def _take(self) -> None:
        try:
            self._log(self._run())
        except ValueError as error:
            self._say(str(error), Role.ERROR)
            return
        self._say(_("It is in your journal."), Role.NOTICE)
        self.focus_first()

    def _run(self) -> DoneRun:
        before, worst, after = _("Before"), _("Worst"), _("60 min after")
        at = self._when.dateTime().toPython()
        return DoneRun(
            at=at.replace(tzinfo=self._zone),  # type: ignore[attr-defined] # PySide types toPython as object
            minutes=_number(self._minutes.text(), _("minutes")),
            km=_number(self._km.text(), _("kilometres")) if self._km.text().strip() else None,
            surface=Surface(self._surface.currentData()),
            stage=self._stage.currentData(),
            before=self._said(before),
            worst=self._said(worst),
            hour_after=self._said(after),
        )

    def _said(self, words: str) -> Scores:
        said = {knee: int(self._pain[words, knee].currentData()) for knee in Side}
        return {knee: score for knee, score in said.items() if score != UNSAID}

    def _say(self, words: str, role: Role) -> None:
        # A label of its own each time: one that changes its role keeps the room of the first.
        if self._answer is not None:
            self._answer.hide()
            self._answer.deleteLater()
        sentence = words[:1].upper() + words[1:]
        self._answer = QLabel(sentence if sentence.endswith(".") else f"{sentence}.", wordWrap=True)
        style_as(self._answer, role)
        self._slot.addWidget(self._answer)


def _number(text: str, unit: str) -> float:
    """Return a typed number, with a comma or a point; ValueError with a sentence if it is none."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        says = _("Write the {unit} as a number, as in 25 or 5.2, and not “{text}”.")
        raise ValueError(says.format(unit=unit, text=text.strip())) from None
