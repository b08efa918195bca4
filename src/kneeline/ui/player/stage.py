"""The middle of the player: the movement, a question, or an interruption, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from kneeline.ui.player.interruptions import ChoicePanel
    from kneeline.ui.player.panel import QuestionPanel


class Stage(QStackedWidget):
    """Shows the most pressing thing: an interruption before a question before the movement."""

    def __init__(self, movement: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._movement = movement
        self._question: QuestionPanel | None = None
        self.interruption: ChoicePanel | None = None
        self._height = 768
        self.addWidget(movement)

    @property
    def asking(self) -> QuestionPanel | None:
        """The panel that gets the keys now."""
        return self.interruption or self._question

    def ask(self, question: QuestionPanel | None) -> None:
        """Put a question on the stage instead of the last one, or none."""
        last, self._question = self._question, question
        self._change(last, question)

    def interrupt(self, panel: ChoicePanel | None) -> None:
        """Put an interruption on the stage, or end it."""
        last, self.interruption = self.interruption, panel
        self._change(last, panel)

    def scale_to(self, height: int) -> None:
        """Follow the height of the player, in pixels."""
        self._height = height
        for panel in (self._question, self.interruption):
            if panel is not None:
                panel.scale_to(height)

    def _change(self, last: QuestionPanel | None, new: QuestionPanel | None) -> None:
        if new is not None:
            new.scale_to(self._height)
            self.addWidget(new)
        self.setCurrentWidget(self.asking or self._movement)
        if last is not None:
            self.removeWidget(last)
            last.deleteLater()
