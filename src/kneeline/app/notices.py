"""What a person should know: each sentence once, where they look."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Notices(QObject):
    """Collects sentences.

    Signals:
        told: a sentence that is new, or worth saying again.
    """

    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[str] = []

    @property
    def standing(self) -> tuple[str, ...]:
        """Every sentence so far, oldest first."""
        return tuple(self._all)

    def tell(self, sentence: str) -> None:
        """Tell something once."""
        if sentence and sentence not in self._all:
            self._all.append(sentence)
            self.told.emit(sentence)

    def say(self, sentence: str) -> None:
        """Say something that passes: it is not kept, and may be said again."""
        self.told.emit(sentence)
