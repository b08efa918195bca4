"""Narrows the days down: by words, by what they are, and from a day on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QLabel, QPushButton, QVBoxLayout, QWidget

from kneeline.ui.arranging import Flow
from kneeline.ui.icons import Icon
from kneeline.ui.journal.view import Kind, Wanted
from kneeline.ui.one_of import OneOf
from kneeline.ui.pieces import button, search_field
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = 0
LETTERS_TO_SEARCH = 36
"""Letters that the field to search in has room for."""


class Finder(QWidget):
    """Asks for words, a kind and a day.

    Signals:
        changed: other days are wanted.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._until: date | None = None
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        self.search = search_field(_("Search in your journal"), _("Search notes, exercises"))
        self.search.ensurePolished()
        self.search.setToolTip(_("Search notes and exercises ( / )"))
        self.search.setMinimumWidth(
            self.search.fontMetrics().averageCharWidth() * LETTERS_TO_SEARCH
        )
        self.search.textChanged.connect(self.changed)
        label = QLabel(_("From this day back:"))
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(_("d MMM yyyy"))
        self.day.setAccessibleName(_("Go to this day"))
        self._set_day(today())
        label.setBuddy(self.day)
        self.go = button(_("Go there"))
        self.go.clicked.connect(self._jump)
        self.newest = button(_("Back to the newest"), Role.QUIET, Icon.HIGHER)
        self.newest.clicked.connect(self.show_newest)
        self.newest.hide()
        column.addWidget(Flow(self.search, label, self.day, self.go, self.newest, gap=SPACE.m))
        column.addWidget(self._make_kinds())

    def _make_kinds(self) -> Flow:
        self._kinds = OneOf(self)
        row = Flow(gap=SPACE.xs)
        words = {
            Kind.SESSION: _("Sessions"),
            Kind.RUN: _("Runs"),
            Kind.PAIN: _("Pain"),
            Kind.NOTE: _("Notes"),
            Kind.TEST: _("Self-tests"),
            Kind.BREAK: _("Breaks"),
            Kind.SAFETY: _("Red flags"),
            Kind.DECISION: _("Decisions"),
        }
        for number, name in enumerate((_("Everything"), *(words[kind] for kind in Kind))):
            kind_button = QPushButton(name)
            kind_button.setCheckable(True)
            kind_button.setAccessibleName(_("Show: {what}").format(what=name))
            style_as(kind_button, Role.RANGE)
            self._kinds.addButton(kind_button, number)
            row.add(kind_button)
        self._kinds.button(ALL).setChecked(True)
        self._kinds.idClicked.connect(lambda _number: self.changed.emit())
        return row

    @property
    def wanted(self) -> Wanted:
        """Which days are asked for."""
        number = self._kinds.checkedId()
        kinds = frozenset() if number == ALL else frozenset({list(Kind)[number - 1]})
        return Wanted(kinds, self.search.text(), self._until)

    def focus_search(self) -> None:
        """Put the keyboard into the field to search in."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_everything(self) -> None:
        """Leave nothing out any more."""
        self._kinds.button(ALL).setChecked(True)
        self._until = None
        self.newest.hide()
        if self.search.text():
            self.search.clear()
        else:
            self.changed.emit()

    def go_to(self, day: date) -> None:
        """Show this day and the days before it."""
        self._set_day(day)
        self._until = day
        self.newest.show()
        self.changed.emit()

    def show_newest(self) -> None:
        """Show the newest days first again."""
        self._until = None
        self._set_day(self._today())
        self.newest.hide()
        self.changed.emit()

    def _jump(self) -> None:
        day = self.day.date()
        self.go_to(date(day.year(), day.month(), day.day()))

    def _set_day(self, day: date) -> None:
        self.day.setDate(QDate(day.year, day.month, day.day))
