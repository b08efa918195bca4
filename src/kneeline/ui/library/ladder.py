"""An exercise's ladder, easiest first, with the rung the person stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kneeline.ui.library.words import amount_words, dose_words, first_letter_up, range_words
from kneeline.ui.pieces import card, chip, strong, text
from kneeline.ui.theme import Role, style_as
from kneeline.ui.today import equipment_words
from kneeline.ui.tokens import SPACE, Activity
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.exercise import Exercise, Level


def ladder(exercise: Exercise, reached: str) -> QWidget:
    """Return every level with its dose and what must go well before the next one."""
    title = _("Ladder")
    says = _("From easiest to hardest. You move up one level at a time, when it went well.")
    if not reached:
        says = _("From easiest to hardest. You have not begun yet, and start on the easiest.")
    lead = text(says, Role.MUTED)
    if len(exercise.levels) == 1:
        title, lead = _("How much"), text(_("It has one level."), Role.MUTED)
    rungs = [
        _rung(exercise, number, level, here=level.id == reached)
        for number, level in enumerate(exercise.levels, 1)
    ]
    return card(title, lead, *rungs)


def _rung(exercise: Exercise, number: int, level: Level, *, here: bool) -> QWidget:
    rung = QFrame()
    style_as(rung, Role.RAISED)
    accent = Activity(exercise.phase.value)
    row = QHBoxLayout(rung)
    row.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
    row.setSpacing(SPACE.l)
    mark = QLabel(str(number), alignment=Qt.AlignmentFlag.AlignCenter)
    style_as(mark, Role.CHIP, accent if here else None)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(SPACE.xs)
    head = QHBoxLayout()
    head.setSpacing(SPACE.m)
    head.addWidget(strong(_(level.name)), 1)
    if here:
        head.addWidget(chip(_("You are here"), accent), 0, Qt.AlignmentFlag.AlignTop)
    words.addLayout(head)
    words.addWidget(text(_(level.how)))
    words.addWidget(text(_facts(exercise, level), Role.MUTED))
    if number < len(exercise.levels):
        enough = _("Next level after {amount} with good form.").format(
            amount=amount_words(level.most)
        )
        words.addWidget(text(enough, Role.CAPTION))
    row.addLayout(words, 1)
    return rung


def _facts(exercise: Exercise, level: Level) -> str:
    facts = [dose_words(level.dose, exercise.strokes), range_words(level), _(level.load)]
    if level.equipment:
        facts.append(_("also needs: {things}").format(things=equipment_words(level.equipment)))
    return first_letter_up(" · ".join(fact for fact in facts if fact))
