"""One day of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kneeline.ui.icons import Icon
from kneeline.ui.journal.entry_row import EntryRow
from kneeline.ui.moments import day_in_words
from kneeline.ui.pieces import button, text
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.ui.journal.source import JournalSource
    from kneeline.ui.journal.view import DayView


class DayCard(QFrame):
    """Everything of one day.

    Signals:
        done: an entry was changed; a sentence that says what.
        delete_asked: delete an entry (its rows).
        add_asked: add something to this day (the day).
        grown: Tab has a new way through it.
    """

    done = Signal(str)
    delete_asked = Signal(object)
    add_asked = Signal(object)
    grown = Signal()

    def __init__(self, view: DayView, source: JournalSource) -> None:
        super().__init__()
        self.view = view
        style_as(self, Role.CARD)
        self.setAccessibleName(day_in_words(view.day))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.m)
        head = QHBoxLayout()
        head.addWidget(text(day_in_words(view.day), Role.SECTION_TITLE), 1)
        add = button(_("Add"), Role.QUIET, Icon.ADD)
        name = _("Add something to {day}").format(day=day_in_words(view.day))
        add.setAccessibleName(name)
        add.setToolTip(name)
        add.clicked.connect(lambda: self.add_asked.emit(view.day))
        head.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.rows = [EntryRow(entry, source) for entry in view.entries]
        for row in self.rows:
            row.done.connect(self.done)
            row.delete_asked.connect(self.delete_asked)
            row.grown.connect(self.grown)
            column.addWidget(row)

    def open_folds(self) -> frozenset[str]:
        """Return the folds that are open."""
        return frozenset(fold for row in self.rows for fold in row.open_folds())

    def open_again(self, folds: frozenset[str]) -> None:
        """Open the folds that were open before."""
        for row in self.rows:
            row.open_again(folds)

    def read_again(self) -> None:
        """Read once more what is behind its open folds."""
        for row in self.rows:
            row.read_again()

    def focused_rows(self) -> tuple[str, ...]:
        """Return the rows of the entry in which the keyboard is."""
        return next((rows for row in self.rows if (rows := row.focused_rows())), ())

    def focus_rows(self, rows: tuple[str, ...]) -> bool:
        """Put the keyboard on an entry."""
        return any(row.focus_rows(rows) for row in self.rows)
