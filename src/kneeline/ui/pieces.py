"""Small widgets that many pages share: texts, buttons, cards, chips."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.icons import Icon, Tint, pixmap, set_icon
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE, TYPE, Activity, Colours
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class Drawing(QLabel):
    """An icon that is only looked at, as high as the text beside it, in the theme's colour."""

    def __init__(
        self, icon: Icon, colour: Callable[[Colours], str] | None = None, times: float = TYPE.body
    ) -> None:
        """Take an icon, how to find its colour (muted where none is given), and its height.

        The height is counted in heights of text.
        """
        super().__init__()
        self._icon, self._times = icon, times
        self._colour = colour or (lambda colours: colours.muted)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._drawn: tuple[str, int] | None = None
        self._draw()

    def _draw(self) -> None:
        height = round(self.fontMetrics().height() * self._times)
        wanted = self._colour(look().colours), height
        if wanted != self._drawn:
            self._drawn = wanted
            self.setPixmap(pixmap(self._icon, *wanted))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._draw()


class CalmCombo(QComboBox):
    """A list to choose from that the mouse wheel does not change in passing."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll, unless the person is in this list."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def text(words: str, role: Role = Role.BODY, accent: Activity | None = None) -> QLabel:
    """Return a text that wraps."""
    label = QLabel(words, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    style_as(label, role, accent)
    return label


def strong(words: str) -> QLabel:
    """Return the name of something, bold above what is said of it."""
    label = text(words, Role.LEAD)
    label.setStyleSheet("font-weight: 600;")
    return label


def link(words: str, icon: Icon) -> QPushButton:
    """Return a quiet button that stands at the left edge like the words around it."""
    made = button(words, Role.QUIET, icon)
    made.setStyleSheet(f"padding-left: {SPACE.xs}px; padding-right: {SPACE.s}px;")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def search_field(name: str, hint: str) -> QLineEdit:
    """Return a field to search in, with a small cross that empties it."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setClearButtonEnabled(True)
    cross = field.findChild(QToolButton)
    if cross is not None:
        # The style sheet means it for buttons that stand on their own.
        cross.setStyleSheet("min-height: 0; padding: 0; border: none; background: transparent;")
        cross.setAccessibleName(_("Empty the search"))
    return field


def copyable(label: QLabel) -> QLabel:
    """Let a text be marked and copied, such as a source or a file's problem."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def chip(words: str, accent: Activity | None = None) -> QLabel:
    """Return a small filled label."""
    label = QLabel(words, textFormat=Qt.TextFormat.PlainText)
    style_as(label, Role.CHIP, accent)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return label


def button(words: str, role: Role | None = None, icon: Icon | None = None) -> QPushButton:
    """Return a button with words, and a drawing where one helps."""
    made = QPushButton(words)
    made.setAutoDefault(True)
    if role is not None:
        style_as(made, role)
    if icon is not None:
        tints = {Role.PRIMARY: Tint.ON_ACCENT, Role.QUIET: Tint.ACCENT, Role.DANGER: Tint.DANGER}
        set_icon(made, icon, tints.get(role, Tint.TEXT) if role else Tint.TEXT, look().colours)
    return made


def beside(drawing: QWidget, words: QWidget, gap: int = SPACE.m) -> QHBoxLayout:
    """Return a row of a drawing and the words it belongs to."""
    row = QHBoxLayout()
    row.setContentsMargins(QMargins())
    row.setSpacing(gap)
    row.addWidget(drawing, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row


def stack(*widgets: QWidget | QLayout, gap: int = SPACE.s) -> QWidget:
    """Return widgets one below the other, without a frame."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(QMargins())
    column.setSpacing(gap)
    _fill(column, widgets)
    return holder


def card(title: str, *widgets: QWidget | QLayout, role: Role = Role.CARD) -> QFrame:
    """Return a titled block."""
    frame = QFrame()
    style_as(frame, role)
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
    column.setSpacing(SPACE.m)
    if title:
        heading = text(title, Role.SECTION_TITLE)
        column.addWidget(heading)
    _fill(column, widgets)
    return frame


def clear(layout: QBoxLayout) -> None:
    """Take every widget out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _fill(column: QVBoxLayout, widgets: tuple[QWidget | QLayout, ...]) -> None:
    for each in widgets:
        if isinstance(each, QLayout):
            column.addLayout(each)
        else:
            column.addWidget(each)
