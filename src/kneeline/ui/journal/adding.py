"""Writes down what was forgotten: pain, a note, a run, or a session done without Kneeline."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kneeline.ui.arranging import Flow
from kneeline.ui.cards import Card
from kneeline.ui.journal.form import EntryForm
from kneeline.ui.journal.view import Kind
from kneeline.ui.moments import day_in_words
from kneeline.ui.one_of import OneOf
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from datetime import date

    from kneeline.ui.journal.source import JournalSource

KINDS = (Kind.PAIN, Kind.NOTE, Kind.RUN, Kind.SESSION)


class AddingCard(Card):
    """Asks what it was, and then for its fields.

    Signals:
        saved: it was written down; a sentence that says so.
        left: the person leaves it.
        grown: Tab has a new way through it.
    """

    saved = Signal(str)
    left = Signal()
    grown = Signal()

    def __init__(self, source: JournalSource, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._source, self._day = source, source.today()
        self.form: EntryForm | None = None
        words = {
            Kind.PAIN: _("Pain"),
            Kind.NOTE: _("Note"),
            Kind.RUN: _("Run"),
            Kind.SESSION: _("Session without Kneeline"),
        }
        self._kinds = OneOf(self)
        row = Flow(gap=SPACE.xs)
        for number, kind in enumerate(KINDS):
            kind_button = QPushButton(words[kind])
            kind_button.setCheckable(True)
            kind_button.setAccessibleName(_("Add: {what}").format(what=words[kind]))
            style_as(kind_button, Role.RANGE)
            self._kinds.addButton(kind_button, number)
            row.add(kind_button)
        self._kinds.button(0).setChecked(True)
        self._kinds.idClicked.connect(lambda _number: self._ask())
        self.column.addWidget(row)

    def begin(self, day: date) -> None:
        """Ask for something of this day."""
        self._day = day
        self.heading.setText(_("Add to {day}").format(day=day_in_words(day)))
        self._ask()

    def _ask(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        kind = KINDS[self._kinds.checkedId()]
        fields = self._source.fresh_fields(kind, self._day)
        self.form = EntryForm(
            fields, partial(self._source.add, kind), words=_("Write it down"), everything=True
        )
        self.form.saved.connect(self.saved)
        self.form.left.connect(self.left)
        self.column.addWidget(self.form)
        self.grown.emit()
        self.form.focus_first()
