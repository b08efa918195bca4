"""Write a run down, by keyboard from the first field to the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
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
from kneeline.ui.distances import Distances
from kneeline.ui.labelled import label_list
from kneeline.ui.runs.words import number, stage_words, surface_name
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from kneeline.coach.past import Scores
    from kneeline.ui.runs.view import RunRow

Log = Callable[[DoneRun], None]
"""Writes a run down; ValueError with a sentence where it cannot be."""

Change = Callable[[str, DoneRun], None]
"""Makes the run with this id another; ValueError with a sentence where that cannot be."""

UNSAID = -1


class RunForm(Card):
    """Takes one run; what makes no sense is answered with a sentence, and nothing is written."""

    def __init__(
        self, log: Log, change: Change, stages: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Log a run"), parent)
        self._log, self._change = log, change
        self._editing: RunRow | None = None
        self._fresh: tuple[datetime, int | None] | None = None
        self._zone: tzinfo | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.m)
        self._grid.setVerticalSpacing(SPACE.s)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.column.addLayout(self._grid)
        self._when = QDateTimeEdit(calendarPopup=True)
        self._when.setDisplayFormat(_("d MMM yyyy, HH:mm"))
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
        self._distances = Distances(miles=False)
        self._km_label = self._row("", self._km)
        self._row(_("&On"), self._surface)
        self._row(_("&Stage"), self._stage)
        self._pain = self._scores()
        for each in self.findChildren(QLineEdit):
            each.setAcceptDrops(False)  # files that are let go above it are meant for the page
        self._build_end()

    def _build_end(self) -> None:
        self._answer: QLabel | None = None
        self._slot = QVBoxLayout()
        self._save = QPushButton(_("Write it down"))
        style_as(self._save, Role.PRIMARY)
        self._save.setAutoDefault(True)
        self._save.clicked.connect(self._take)
        self._cancel = QPushButton(_("Leave it as it was"))
        style_as(self._cancel, Role.QUIET)
        self._cancel.clicked.connect(self._begin_again)
        self._cancel.hide()
        for field in (self._minutes, self._km):
            field.returnPressed.connect(self._take)
        self.column.addLayout(self._slot)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addStretch()

    def _row(self, words: str, field: QWidget) -> QLabel:
        row = self._grid.rowCount()
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", ""))
        # A field takes what the card has and never asks for more.
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1, 1, 2)
        return label

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
                label_list(box, f"{words}, {knee_name(knee)}")
                box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                self._grid.addWidget(box, row, column)
                found[words, knee] = box
        return found

    # -- filling in and taking -----------------------------------------------------------------

    def count_in(self, distances: Distances) -> None:
        """Take distances in kilometres or miles from now on."""
        self._distances = distances
        self._km_label.setText(_("M&iles") if distances.miles else _("&Kilometres"))
        self._km.setAccessibleName(distances.name)

    def begin(self, now: datetime, stage: int | None) -> None:
        """Start a fresh form: now, and the stage that comes next."""
        self._fresh = now, stage
        self._turn_to(None)
        self._set_when(now)
        self._minutes.clear()
        self._km.clear()
        self._stage.setCurrentIndex(max(self._stage.findData(stage), 0))
        for box in self._pain.values():
            box.setCurrentIndex(0)

    def edit(self, run: RunRow) -> None:
        """Show a run that was written down, to be changed."""
        self._turn_to(run)
        self._set_when(run.at)
        self._minutes.setText(number(run.minutes, places=2))
        self._km.setText(self._shown(run.km))
        self._surface.setCurrentIndex(self._surface.findData(run.surface))
        self._stage.setCurrentIndex(max(self._stage.findData(run.stage), 0))
        told = {
            _("Before"): run.before,
            _("Worst"): run.worst,
            _("60 min after"): run.hour_after,
        }
        for (words, knee), box in self._pain.items():
            box.setCurrentIndex(box.findData(told[words].get(knee, UNSAID)))
        self.focus_first()

    def _turn_to(self, run: RunRow | None) -> None:
        """Say whether a run is written down or changed."""
        self._editing = run
        self.heading.setText(_("Log a run") if run is None else _("Change this run"))
        self._save.setText(_("Write it down") if run is None else _("Keep the change"))
        self._cancel.setVisible(run is not None)

    def _begin_again(self) -> None:
        if self._fresh is not None:
            self.begin(*self._fresh)
            self.focus_first()

    def _set_when(self, moment: datetime) -> None:
        self._zone = moment.tzinfo
        text = moment.replace(tzinfo=None, microsecond=0).isoformat(timespec="seconds")
        self._when.setDateTime(QDateTime.fromString(text, Qt.DateFormat.ISODate))

    def focus_worst(self) -> None:
        """Put the keyboard on the worst pain of the run."""
        self._pain[_("Worst"), Side.LEFT].setFocus()

    def focus_first(self) -> None:
        """Put the keyboard on the minutes: the time is now more often than not."""
        self._minutes.setFocus()

    def _take(self) -> None:
        editing = self._editing
        try:
            if editing is None:
                self._log(self._run())
            else:
                self._change(editing.id, self._run())
        except ValueError as error:
            self._say(str(error), Role.ERROR)
            return
        self._say(_("It is in your journal."), Role.NOTICE)
        self.focus_first()

    def _run(self) -> DoneRun:
        before, worst, after = _("Before"), _("Worst"), _("60 min after")
        at = self._when.dateTime().toPython().replace(tzinfo=self._zone)  # type: ignore[attr-defined] # PySide types toPython as object
        if self._editing is not None and at == self._editing.at.replace(microsecond=0):
            at = self._editing.at  # the field shows no part of a second: leave it as it was
        return DoneRun(
            at=at,
            minutes=_number(self._minutes.text(), _("minutes")),
            km=self._far(),
            surface=Surface(self._surface.currentData()),
            stage=self._stage.currentData(),
            before=self._said(before),
            worst=self._said(worst),
            hour_after=self._said(after),
        )

    def _far(self) -> float | None:
        """Return the kilometres; those of before where the field was left as it was."""
        text, editing = self._km.text().strip(), self._editing
        if not text:
            return None
        if editing is not None and text == self._shown(editing.km):
            return editing.km
        unit = _("miles") if self._distances.miles else _("kilometres")
        return self._distances.in_km(_number(text, unit))

    def _shown(self, km: float | None) -> str:
        """Return a distance as it stands in the field."""
        return "" if km is None else number(km / self._distances.in_km(1.0), places=3)

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
