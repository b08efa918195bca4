"""A pain score as a small label in the colour of its zone, which its number says as well."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from kneeline.coach.pain import HIGHEST, zone
from kneeline.coach.side import Side
from kneeline.ui.cards import knee_name
from kneeline.ui.journal.view import Score
from kneeline.ui.theme import Role, look, style_as
from kneeline.wording import _


def score_words(score: Score) -> str:
    """Return a score as a screen reader says it."""
    return _("{knee}: {score} of {most}").format(
        knee=knee_name(score.knee), score=score.score, most=HIGHEST
    )


class ScoreChip(QLabel):
    """The score of one knee."""

    def __init__(self, score: Score) -> None:
        side = {Side.LEFT: _("Left"), Side.RIGHT: _("Right")}[score.knee]
        super().__init__(f"{side} {score.score}", textFormat=Qt.TextFormat.PlainText)
        self._score = score
        style_as(self, Role.CHIP)
        self.setAccessibleName(score_words(score))
        self.setToolTip(score_words(score))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._dress()

    def _dress(self) -> None:
        ink = look().colours.zones[zone(self._score.score)]
        sheet = f"background: {ink.band}; color: {ink.text};"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
