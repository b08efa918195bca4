"""The list of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.cards import Card
from kneeline.ui.runs.rows import RunsModel
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
        self._table = table = _Table(runs, distances)
        self.column.addWidget(table)
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

        def choose() -> None:
            chosen = self._table.chosen() is not None
            for button in (edit, delete):
                button.setEnabled(chosen)
            hint.setVisible(not chosen)

        self._table.selectionModel().selectionChanged.connect(choose)
        self._table.doubleClicked.connect(lambda _index: self._ask(self.edit_asked))
        for key, ask in (
            (Qt.Key.Key_Return, self.edit_asked),
            (Qt.Key.Key_Delete, self.delete_asked),
        ):
            short = QShortcut(QKeySequence(key), self._table)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(lambda ask=ask: self._ask(ask))

    def _ask(self, ask: SignalInstance) -> None:
        chosen = self._table.chosen()
        if chosen is not None:
            ask.emit(self._runs[chosen])


class _Table(QTableView):
    """The rows themselves, all equally high and no wider than their words need."""

    def __init__(self, runs: Sequence[RunRow], distances: Distances) -> None:
        super().__init__()
        self._rows = RunsModel(runs, distances, self)
        self._widest: dict[int, int] = {}
        self.setModel(self._rows)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(_("Your runs"))
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        high = max(self.sizeHintForRow(0), rows.sectionSizeHint(0))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(high)
        rows.setDefaultSectionSize(high)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        shown = header.sizeHint().height() + high * min(len(runs), ROWS_SHOWN)
        self.setMinimumHeight(shown + 2 * self.frameWidth())

    def chosen(self) -> int | None:
        """Return the row that is chosen."""
        return next((index.row() for index in self.selectionModel().selectedRows()), None)

    @override
    def sizeHintForColumn(self, column: int) -> int:
        """Ask the row with the most to say, where Qt would ask every row for its words."""
        if column not in self._widest:
            self._widest[column] = self._rows.widest(column, self.fontMetrics())
        return self.sizeHintForIndex(self._rows.index(self._widest[column], column)).width()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Other letters may make another row the widest."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._widest.clear()
