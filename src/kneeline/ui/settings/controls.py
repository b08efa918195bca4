"""What choices are made with: lists, sliders with their value in words, switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QWidget
from typing_extensions import override

from kneeline.ui.labelled import label_list
from kneeline.ui.pieces import CalmCombo
from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QWheelEvent

LETTERS_OF_PICKER = 16
"""Least width of a list, in letters."""

LETTERS_OF_SLIDER = 22
"""Width of a slider, in letters."""

LETTERS_OF_VALUE = 13
"""Width of what is said beside it."""


class Picker(CalmCombo):
    """A list of which one entry is chosen.

    Signals:
        picked: the value of the entry.
    """

    picked = Signal(str)

    def __init__(self, name: str, entries: Sequence[tuple[str, str]], value: str) -> None:
        """Take the question's name, the entries as value and words, and the chosen value."""
        super().__init__()
        label_list(self, name)
        self.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        self.offer(entries, value)
        self.activated.connect(lambda place: self.picked.emit(str(self.itemData(place))))

    @override
    def minimumSizeHint(self) -> QSize:
        """Some letters will do where there is no room for the longest entry."""
        letter = self.fontMetrics().averageCharWidth()
        return QSize(letter * LETTERS_OF_PICKER, super().minimumSizeHint().height())

    def offer(self, entries: Sequence[tuple[str, str]], value: str) -> None:
        """Show these entries, with one of them chosen."""
        with QSignalBlocker(self):
            self.clear()
            for each, words in entries:
                self.addItem(words, each)
            self.setCurrentIndex(max(0, self.findData(value)))


class _CalmSlider(QSlider):
    """A slider that the mouse wheel does not change in passing."""

    @override
    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().averageCharWidth()
        return QSize(letter * LETTERS_OF_SLIDER, super().sizeHint().height())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Amount(QWidget):
    """A slider with its value in words beside it.

    Signals:
        moved: the value, each time it is another.
    """

    moved = Signal(int)

    def __init__(
        self, name: str, span: range, value: int, words: Callable[[int], str] | None = None
    ) -> None:
        """Take the question's name, the values in their steps, and how a value is said."""
        super().__init__()
        self._words = words or _percent
        self.slider = _CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(span.start, span.stop - 1)
        self.slider.setSingleStep(span.step)
        self.slider.setPageStep(span.step * 2)
        self._step = span.step
        self.slider.setAccessibleName(name)
        self.setAccessibleName(name)
        self._said = QLabel()
        style_as(self._said, Role.MUTED)
        self._size()
        row = QHBoxLayout(self)
        row.setContentsMargins(QMargins())
        row.setSpacing(SPACE.m)
        row.addWidget(self.slider, 1)
        row.addWidget(self._said)
        self.show_value(value)
        self.slider.valueChanged.connect(self._move)

    def show_value(self, value: int) -> None:
        """Show a value without telling of it."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(value)
        self._say(value)

    def _size(self) -> None:
        """Take the same room whatever the value: nothing jumps, and sliders stand in line."""
        letter = self._said.fontMetrics().averageCharWidth()
        self._said.setMinimumWidth(letter * LETTERS_OF_VALUE)
        self.slider.updateGeometry()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._size()

    def _move(self, value: int) -> None:
        near = round(value / self._step) * self._step
        if near != value:
            with QSignalBlocker(self.slider):
                self.slider.setValue(near)
        self._say(near)
        self.moved.emit(near)

    def _say(self, value: int) -> None:
        self._said.setText(self._words(value))
        self.slider.setAccessibleDescription(self._words(value))


def switch(*, on: bool, turned: Callable[[bool], None]) -> QCheckBox:
    """Return a box to tick; the row it stands in gives its name."""
    box = QCheckBox()
    box.setChecked(on)
    box.toggled.connect(turned)
    return box


def _percent(value: int) -> str:
    return _("{percent} %").format(percent=value)
