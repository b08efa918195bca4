"""The running program as Qt sees it: it says when it is about to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from kneeline.ui.theme import FUSION

if TYPE_CHECKING:
    from collections.abc import Sequence


class Application(QApplication):
    """Tells of its end before it closes the windows, so that none goes into the tray instead.

    Signals:
        ending: the person quits from the system's menu, or logs out.
    """

    ending = Signal()

    def __init__(self, arguments: Sequence[str]) -> None:
        # By its arguments: a style that Python takes in its hand brings six hundred names along.
        super().__init__([*arguments, "-style", "fusion"])
        self.setProperty(FUSION, 1)
        self.commitDataRequest.connect(lambda _session: self.ending.emit())

    @override
    def event(self, event: QEvent) -> bool:
        """Tell before the windows are asked to close."""
        if event.type() == QEvent.Type.Quit:
            self.ending.emit()
        return super().event(event)
