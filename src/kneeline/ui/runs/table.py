"""The list of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from kneeline.coach.side import Side
from kneeline.ui.cards import Card
from kneeline.ui.moments import moment_in_words
from kneeline.ui.runs import words
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from kneeline.ui.distances import Distances
    from kneeline.ui.runs.view import RunRow

ROWS_SHOWN = 8
"""Rows that stand on the page before the list scrolls by itself."""


class RunsTable(Card):
    """Every run, newest first.

    Signals:
        edit_asked: change a run (its row).
        delete_asked: delete a run (its row).
    """

    edit_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(
        self, runs: Sequence[RunRow], distances: Distances, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Your runs"), parent)
        self._runs = runs
        if not runs:
            nothing = QLabel(_("No runs yet. They will stand here."))
            style_as(nothing, Role.MUTED)
            self.column.addWidget(nothing)
            self.column.addStretch()
            return
        heads = (_("When"), _("Min"), distances.unit, _("On"), _("Stage"), _("Pain L"), _("Pain R"))
        table = QTableWidget(len(runs), len(heads))
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(_("Your runs"))
        table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        for row, run in enumerate(runs):
            for column, text in enumerate(_cells(run, distances)):
                item = QTableWidgetItem(text)
                number = column in {1, 2, 5, 6}
                side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(moment_in_words(run.at))
                table.setItem(row, column, item)
                head = table.horizontalHeaderItem(column)
                if head is not None:
                    head.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        table.resizeRowsToContents()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        high = sum(table.rowHeight(row) for row in range(min(len(runs), ROWS_SHOWN)))
        table.setMinimumHeight(header.sizeHint().height() + high + 2 * table.frameWidth())
        self.column.addWidget(table)
        self._table = table
        self._add_buttons()

    def _add_buttons(self) -> None:
        """Add what can be done with the run that is chosen, by mouse and by key."""
        edit, delete = QPushButton(_("Edit")), QPushButton(_("Delete"))
        hint = QLabel(_("Choose a run to change it."))
        style_as(hint, Role.CAPTION)
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        for button, ask in ((edit, self.edit_asked), (delete, self.delete_asked)):
            button.setEnabled(False)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, ask=ask: self._ask(ask))
            row.addWidget(button)
        row.addWidget(hint, 1)
        self.column.addLayout(row)

        def chosen() -> None:
            for button in (edit, delete):
                button.setEnabled(bool(self._table.selectedItems()))
            hint.setVisible(not self._table.selectedItems())

        self._table.itemSelectionChanged.connect(chosen)
        self._table.itemDoubleClicked.connect(lambda _item: self._ask(self.edit_asked))
        for key, ask in (
            (Qt.Key.Key_Return, self.edit_asked),
            (Qt.Key.Key_Delete, self.delete_asked),
        ):
            short = QShortcut(QKeySequence(key), self._table)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(lambda ask=ask: self._ask(ask))

    def _ask(self, ask: SignalInstance) -> None:
        items = self._table.selectedItems()
        if items:
            ask.emit(self._runs[items[0].row()])


def _day(run: RunRow) -> str:
    """Return the day, short enough to stand on one line; the tooltip has the hour."""
    day = run.at.date()
    return QLocale().toString(QDate(day.year, day.month, day.day), _("ddd d MMM yyyy"))


def _cells(run: RunRow, distances: Distances) -> tuple[str, ...]:
    return (
        _day(run),
        words.number(run.minutes),
        "–" if run.km is None else distances.number(run.km),
        words.surface_name(run.surface),
        words.stage_words(run.stage, complete=run.complete),
        *("–" if knee not in run.worst else str(run.worst[knee]) for knee in Side),
    )
