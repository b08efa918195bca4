"""One exercise of a programme that is being built: its level, its sets, its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from kneeline.coach.programme import Entry
from kneeline.ui.arranging import Flow
from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.labelled import label_list
from kneeline.ui.phases import phase_name
from kneeline.ui.pieces import CalmCombo, chip, strong
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE, Activity
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.coach.exercise import Exercise

MOST_SETS = 6
"""More sets than this are nobody's plan; a file may say up to ten."""


class EntryRow(QFrame):
    """A row of the builder.

    Signals:
        changed: another level or number of sets (the entry).
        moved: one place up (-1) or down (1).
        removed: out of the programme.
    """

    changed = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, entry: Entry, exercise: Exercise, reached: str) -> None:
        super().__init__()
        self._entry, self._exercise, self._reached = entry, exercise, reached
        style_as(self, Role.RAISED)
        name = _(exercise.name)
        self.setAccessibleName(name)
        self.level = self._levels()
        self.sets = self._sets()
        self.up = self._tool(Icon.HIGHER, _("Move up: {name}").format(name=name))
        self.down = self._tool(Icon.LOWER, _("Move down: {name}").format(name=name))
        self.take_out = self._tool(Icon.DELETE, _("Take out: {name}").format(name=name))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.take_out.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.setSpacing(SPACE.xs)
        head.addWidget(strong(name), 1)
        for tool in (self.up, self.down, self.take_out):
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        phase = chip(phase_name(exercise.phase), Activity(exercise.phase.value))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.l, SPACE.s, SPACE.s, SPACE.m)
        column.setSpacing(SPACE.xs)
        column.addLayout(head)
        column.addWidget(Flow(phase, self.level, self.sets))

    def _levels(self) -> CalmCombo:
        chooser = CalmCombo()
        label_list(chooser, _("Level of {name}").format(name=_(self._exercise.name)))
        now = _(self._exercise.level(self._reached).name)
        chooser.addItem(_("My level, now: {level}").format(level=now), None)
        for level in self._exercise.levels:
            chooser.addItem(_(level.name), level.id)
        chooser.setCurrentIndex(max(0, chooser.findData(self._entry.level)))
        chooser.activated.connect(self._choose_level)
        chooser.setMinimumContentsLength(12)
        chooser.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        return chooser

    def _sets(self) -> CalmCombo:
        chooser = CalmCombo()
        label_list(chooser, _("Sets of {name}").format(name=_(self._exercise.name)))
        chooser.addItem(self._usual_sets(), None)
        for count in range(1, max(MOST_SETS, self._entry.sets or 0) + 1):
            chooser.addItem(
                ngettext("{count} set", "{count} sets", count).format(count=count), count
            )
        chooser.setCurrentIndex(max(0, chooser.findData(self._entry.sets)))
        chooser.activated.connect(self._choose_sets)
        return chooser

    def _usual_sets(self) -> str:
        level = self._exercise.level(self._entry.level or self._reached)
        usual = ngettext("Usual: {count} set", "Usual: {count} sets", level.dose.sets)
        return usual.format(count=level.dose.sets)

    def _choose_level(self, place: int) -> None:
        level: str | None = self.level.itemData(place)
        self._entry = replace(self._entry, level=level)
        self.sets.setItemText(0, self._usual_sets())
        self.changed.emit(self._entry)

    def _choose_sets(self, place: int) -> None:
        sets: int | None = self.sets.itemData(place)
        self._entry = replace(self._entry, sets=sets)
        self.changed.emit(self._entry)

    @staticmethod
    def _tool(icon: Icon, name: str) -> QToolButton:
        tool = QToolButton()
        tool.setAccessibleName(name)
        tool.setToolTip(name)
        style_as(tool, Role.QUIET)
        set_icon(tool, icon, Tint.TEXT, look().colours)
        return tool
