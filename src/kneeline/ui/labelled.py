"""The question that a list answers, where screen readers look for it.

On Linux, Qt gives the chosen entry out as the list's name, and the question only as a label beside
it. A list whose question stands further off, or only in its entries, gets a label nobody sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox


def label_list(chooser: QComboBox, question: str) -> None:
    """Name a list by the question it answers, on every system."""
    chooser.setAccessibleName(question)
    _UnseenLabel(chooser, question)


class _UnseenLabel(QLabel):
    """Stays beside its list, wherever that is put."""

    def __init__(self, chooser: QComboBox, question: str) -> None:
        super().__init__(question.replace("&", "&&"), chooser.parentWidget() or chooser)
        self.setBuddy(chooser)
        self.hide()
        chooser.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the list to another parent."""
        if event.type() is QEvent.Type.ParentChange:
            buddy = self.buddy()
            self.setParent(buddy.parentWidget() or buddy)
            self.hide()
        return super().eventFilter(watched, event)
