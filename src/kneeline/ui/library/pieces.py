"""Small widgets that the views of the Library share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.icons import Icon, Tint, pixmap, set_icon
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE, TYPE, Activity, Colours

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

TWO_COLUMNS_FROM = 44
"""Text widths of an "n" from which two columns of words stand side by side, each half as wide."""


class Sheet(QScrollArea):
    """A page's ground that scrolls, with one column no wider than reads well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        style_as(ground, Role.PAGE)
        self.setWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        self.content = QWidget()
        self.content.setMaximumWidth(PAGE_WIDTH)
        row.addWidget(self.content, 1)
        row.addStretch()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(SPACE.xxl, SPACE.l, SPACE.xxl, SPACE.xl)
        self.column.setSpacing(SPACE.l)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that a widget is seen, with some room around it."""
        self.ensureWidgetVisible(widget, SPACE.l, SPACE.xxl)


class Drawing(QLabel):
    """An icon that is only looked at, as high as the text beside it, in the theme's colour."""

    def __init__(self, icon: Icon, colour: Callable[[Colours], str] | None = None) -> None:
        """Take an icon and how to find its colour; muted where none is given."""
        super().__init__()
        self._icon = icon
        self._colour = colour or (lambda colours: colours.muted)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def _draw(self) -> None:
        height = round(self.fontMetrics().height() * TYPE.body)
        self.setPixmap(pixmap(self._icon, self._colour(look().colours), height))

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


class Columns(QWidget):
    """Two columns side by side, or one below the other where there is no room for two."""

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(QMargins())
        self._box.setSpacing(SPACE.l)
        for widget, share in zip((left, right), shares, strict=True):
            self._box.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.fontMetrics().averageCharWidth() * TWO_COLUMNS_FROM * 2
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one column only: two may stand below each other."""
        items = [self._box.itemAt(0), self._box.itemAt(1)]
        widths = [item.minimumSize().width() for item in items if item is not None]
        return QSize(max(widths), super().minimumSizeHint().height())


class Flow(QLayout):
    """Widgets one after another, in as many rows as they need."""

    def __init__(self, parent: QWidget | None = None, gap: int = SPACE.s) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        edge = self.contentsMargins()
        inside = width - edge.left() - edge.right()
        return self._place(QRect(0, 0, inside, 0), move=False) + edge.top() + edge.bottom()

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self._gap * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        width = sum(size.width() for size in shown) + gaps
        return QSize(width, height).grownBy(self.contentsMargins())

    @override
    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least.grownBy(self.contentsMargins())

    def _place(self, area: QRect, *, move: bool) -> int:
        """Put every widget into its row; return the height of all rows."""
        y = area.y()
        for row in self._rows(area.width()):
            high = max(size.height() for _item, size in row)
            x = area.x()
            for item, size in row:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap - area.y())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return what stands in each row, none wider than the room there is."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if size.width() > width:
                size = QSize(width, max(size.height(), item.heightForWidth(width)))
            if not rows or used + self._gap + size.width() > width:
                rows.append([])
                used = -self._gap
            rows[-1].append((item, size))
            used += self._gap + size.width()
        return rows


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


def order_tabs(root: QWidget) -> None:
    """Let Tab go through a view as one reads it, whenever its parts were made."""
    for before, after in pairwise(_readable(root)):
        QWidget.setTabOrder(before, after)


def _readable(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard, in the order of the layouts."""
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield widget
        return
    if isinstance(widget, Sheet):
        yield from _readable(widget.content)
    elif (layout := widget.layout()) is not None:
        yield from _readable_in(layout)


def _readable_in(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _readable(widget)
        elif (inner := item.layout()) is not None:
            yield from _readable_in(inner)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(column: QVBoxLayout, widgets: tuple[QWidget | QLayout, ...]) -> None:
    for each in widgets:
        if isinstance(each, QLayout):
            column.addLayout(each)
        else:
            column.addWidget(each)
