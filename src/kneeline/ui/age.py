"""A field for an age, empty until somebody types one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSpinBox
from typing_extensions import override

from kneeline.coach.screening import YEARS
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

UNTOLD = 0


class AgeField(QSpinBox):
    """Years, or a dash while nobody has told them."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(UNTOLD, YEARS[-1])
        self.setSpecialValueText("–")
        self.setAccessibleName(_("Your age in years"))
        # Qt leaves the padding of a style sheet out on this side.
        self.lineEdit().setTextMargins(SPACE.s, 0, 0, 0)

    @property
    def years(self) -> int | None:
        """The age; None while untold."""
        return self.value() if self.value() > UNTOLD else None

    def show_years(self, years: int | None) -> None:
        """Show an age, or the dash."""
        self.setValue(years or UNTOLD)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there, so that typing replaces the dash however one came here."""
        super().focusInEvent(event)
        self.selectAll()
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            # Once more in the next turn: a click takes its selection away after this. Not for keys,
            # of which a second may have come by then, and would replace the first.
            QTimer.singleShot(0, self, self.selectAll)
