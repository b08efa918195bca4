"""The ways to enter a result: a number, a press from 0 to 10, ticks, or a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kneeline.coach.pain import HIGHEST, LOWEST
from kneeline.ui.one_of import OneOf
from kneeline.ui.runs.words import number
from kneeline.ui.self_tests.view import Kind, TestView
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping


class Entry(Protocol):
    """Where one value is entered."""

    def value(self) -> float | None:
        """Return what was entered, None for nothing; ValueError with a sentence for nonsense."""

    def focus_first(self) -> None:
        """Put the keyboard on it."""


class NumberEntry(QWidget):
    """A number with its unit."""

    def __init__(self, test: TestView, name: str) -> None:
        super().__init__()
        self._test = test
        self._field = QLineEdit()
        self._field.setAccessibleName(name)
        self._field.setMaximumWidth(SPACE.xxxl * 3)
        unit = QLabel(test.unit)
        style_as(unit, Role.MUTED)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._field)
        row.addWidget(unit)
        row.addStretch()

    def value(self) -> float | None:
        """Return the number."""
        text = self._field.text().strip()
        if not text:
            return None
        low, high = self._test.lowest, self._test.highest
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = low - 1
        fits = low <= value <= high and (self._test.fractions or value.is_integer())
        if not fits:
            says = _("Write a number from {low} to {high}, and not “{text}”.")
            raise ValueError(says.format(low=number(low), high=number(high), text=text))
        return value

    def focus_first(self) -> None:
        """Put the keyboard on the field."""
        self._field.setFocus()


class ScoreEntry(QWidget):
    """0 to 10, one press."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._group = OneOf(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        for score in range(LOWEST, HIGHEST + 1):
            button = QPushButton(str(score))
            button.setCheckable(True)
            style_as(button, Role.SCORE)
            words = _("{name}: {score} of 10").format(name=name, score=score)
            button.setAccessibleName(words)
            self._group.addButton(button, score)
            row.addWidget(button, 1)

    def value(self) -> float | None:
        """Return the score."""
        pressed = self._group.checkedId()
        return None if pressed < 0 else float(pressed)

    def focus_first(self) -> None:
        """Put the keyboard on the first number."""
        self._group.button(LOWEST).setFocus()


class PointsEntry(QWidget):
    """What was seen, to be ticked; nothing ticked is a result, too, once it is said to be one."""

    def __init__(self, test: TestView, name: str) -> None:
        super().__init__()
        self._test = test
        self._boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        self._none = QCheckBox(_("Nothing of this"))
        self._none.setAccessibleName(f"{name}: {self._none.text()}")
        for point in test.points:
            box = QCheckBox(point.text)
            box.setAccessibleName(f"{name}: {point.text}")
            self._boxes[point.id] = box
            column.addWidget(box)
        column.addWidget(self._none)
        self._rule_out()

    def _rule_out(self) -> None:
        """Let a tick take away what it rules out."""
        others: Mapping[str, str | None] = {each.id: each.instead_of for each in self._test.points}
        for name, box in self._boxes.items():
            box.toggled.connect(lambda on, name=name: self._ticked(others[name], on=on))
        self._none.toggled.connect(self._cleared)

    def _ticked(self, other: str | None, *, on: bool) -> None:
        if on:
            self._none.setChecked(False)
            if other is not None:
                self._boxes[other].setChecked(False)

    def _cleared(self, on: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
        if on:
            for box in self._boxes.values():
                box.setChecked(False)

    def value(self) -> float | None:
        """Return the points."""
        seen = [each for each in self._test.points if self._boxes[each.id].isChecked()]
        if not seen and not self._none.isChecked():
            return None
        return float(sum(each.points for each in seen))

    def focus_first(self) -> None:
        """Put the keyboard on the first box."""
        next(iter(self._boxes.values())).setFocus()


class WordsEntry(QWidget):
    """One word of a few."""

    def __init__(self, test: TestView) -> None:
        super().__init__()
        self._group = OneOf(self)
        self._values = [low for _name, low, _high in test.bands]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        for place, (name, _low, _high) in enumerate(test.bands):
            button = QRadioButton(name)
            self._group.addButton(button, place)
            column.addWidget(button)

    def value(self) -> float | None:
        """Return the value behind the word."""
        chosen = self._group.checkedId()
        return None if chosen < 0 else self._values[chosen]

    def focus_first(self) -> None:
        """Put the keyboard on the first word."""
        self._group.button(0).setFocus()


class NamedScore(QWidget):
    """Something the person names, and a score for it."""

    def __init__(self, name: str, example: str) -> None:
        super().__init__()
        self.name = QLineEdit(name)
        self.name.setPlaceholderText(example)
        self.name.setAccessibleName(_("Activity"))
        self.name.setMinimumWidth(SPACE.xxxl * 4)
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._score = ScoreEntry(name or example)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.name, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._score, 2)

    def value(self) -> float | None:
        """Return the score; ValueError where nobody said of what."""
        score = self._score.value()
        if score is not None and not self.name.text().strip():
            raise ValueError(_("Say which activity the number is about."))
        return score

    def focus_first(self) -> None:
        """Put the keyboard on the name where it is still missing, else on the score."""
        if self.name.text():
            self._score.focus_first()
        else:
            self.name.setFocus()


def entry_for(test: TestView, name: str) -> NumberEntry | ScoreEntry | PointsEntry | WordsEntry:
    """Return where one result of a test is entered; `name` says whose, for a screen reader."""
    if test.kind is Kind.SCORE:
        return ScoreEntry(name)
    if test.kind is Kind.POINTS:
        return PointsEntry(test, name)
    return WordsEntry(test) if test.kind is Kind.WORDS else NumberEntry(test, name)
