"""The change log: everything that was ever put right, so that who reads a report can trust it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kneeline.ui.arranging import Flow, Sheet, order_tabs
from kneeline.ui.icons import Icon
from kneeline.ui.pieces import button, clear, copyable, text
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeline.ui.journal.source import JournalSource
    from kneeline.ui.journal.view import LoggedChange

MOST_LINES = 200
"""Newest changes that are shown; all of them are in an export."""


class LogView(QWidget):
    """Every change, newest first.

    Signals:
        left: back to the days.
        take_back_asked: take a change back (its id).
    """

    left = Signal()
    take_back_asked = Signal(str)

    def __init__(self, source: JournalSource) -> None:
        super().__init__()
        self._source = source
        self._work = StepByStep(self)
        self._sheet = Sheet()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._sheet)
        column = self._sheet.column
        title = text(_("Change log"), Role.PAGE_TITLE)
        self.back = button(_("Back to the days"), icon=Icon.BACK)
        self.back.clicked.connect(self.left)
        column.addWidget(Flow(title, self.back, gap=SPACE.xl))
        says = _(
            "Everything that was changed, deleted or taken back stays here and goes into each"
            " export, so that whoever reads your report can trust it."
        )
        column.addWidget(text(says, Role.MUTED))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE.s)
        column.addLayout(self._lines)
        column.addStretch()

    def show_log(self) -> None:
        """Read the log and show it."""
        clear(self._lines)
        self._work.begin(self._fill())
        self.back.setFocus()

    def _fill(self) -> Iterator[None]:
        changes = self._source.log()
        if not changes:
            self._lines.addWidget(text(_("Nothing was ever changed."), Role.LEAD))
        for change in changes[:MOST_LINES]:
            self._lines.addWidget(self._line(change))
            yield
        if len(changes) > MOST_LINES:
            says = _("These are the newest {count}; an export holds all of them.")
            self._lines.addWidget(text(says.format(count=MOST_LINES), Role.MUTED))
        order_tabs(self)

    def _line(self, change: LoggedChange) -> QFrame:
        frame = QFrame()
        style_as(frame, Role.CARD)
        row = QVBoxLayout(frame)
        row.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        row.addWidget(copyable(text(change.says)))
        if change.can_take_back:
            undo = button(_("Take it back"), Role.QUIET, Icon.UNDO)
            undo.setAccessibleName(_("Take it back: {what}").format(what=change.says))
            undo.clicked.connect(partial(self.take_back_asked.emit, change.change))
            row.addWidget(Flow(undo))
        return frame
