"""The list to tick before the first run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kneeline.coach.running import QUIET
from kneeline.ui.cards import Card
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneeline.ui.runs.view import RunsView


class GateCard(Card):
    """What must go well before running begins, each with why it is asked for.

    Signals:
        passed: every item is true, with what was ticked.
    """

    passed = Signal(dict)

    def __init__(
        self, view: RunsView, ticked: Mapping[str, bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Ready to run?"), parent)
        self._view, self._ticked = view, ticked
        self._boxes: dict[str, QCheckBox] = {}
        lead = QLabel(_("Try each of these, and tick what went well."), wordWrap=True)
        self.column.addWidget(lead)
        self.column.addLayout(self._items())
        self._open = QPushButton()
        style_as(self._open, Role.PRIMARY)
        self._open.clicked.connect(lambda: self.passed.emit(self.answers))
        self.column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        honest = QLabel(
            _("Nobody has tested such a list for runner's knee. This one is our choice."),
            wordWrap=True,
        )
        style_as(honest, Role.CAPTION)
        self.column.addWidget(honest)
        self._count()

    def _items(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.s)
        grid.setVerticalSpacing(SPACE.xs)
        grid.setColumnStretch(1, 1)
        for row, item in enumerate(self._view.ladder.gate):
            box, words = QCheckBox(), QLabel(wordWrap=True)
            why = self._view.quiet if item.id == QUIET and self._view.quiet else _(item.why)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setText(_(item.text))
            box.setAccessibleName(_(item.text))
            box.setAccessibleDescription(why)
            words.setBuddy(box)
            reason = QLabel(why, wordWrap=True)
            style_as(reason, Role.MUTED)
            both = QVBoxLayout()
            # The box has a frame for its focus: its middle is the first line's.
            both.setContentsMargins(0, SPACE.s, 0, 0)
            both.setSpacing(0)
            both.addWidget(words)
            both.addWidget(reason)
            grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(both, row, 1)
            if item.id == QUIET:
                box.setChecked(QUIET not in self._view.missing({}))
                box.setEnabled(False)
            else:
                box.setChecked(self._ticked.get(item.id, False))
            box.toggled.connect(self._count)
            self._boxes[item.id] = box
        return grid

    def focus_first(self) -> None:
        """Put the keyboard on the first item."""
        next(box for box in self._boxes.values() if box.isEnabled()).setFocus()

    @property
    def answers(self) -> dict[str, bool]:
        """What is ticked."""
        return {item: box.isChecked() for item, box in self._boxes.items()}

    def _count(self) -> None:
        missing = len(self._view.missing(self.answers))
        self._open.setEnabled(not missing)
        self._open.setText(
            ngettext("{count} still to go", "{count} still to go", missing).format(count=missing)
            if missing
            else _("Open the way to running")
        )
