"""How widgets stand: on a sheet, in columns, in a flow; and Tab's way through them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.theme import Role, style_as
from kneeline.ui.tokens import PAGE_WIDTH, SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

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


class Columns(QWidget):
    """Two columns side by side, or one below the other where there is no room for two."""

    def __init__(self, left: QWidget, right: QWidget, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._columns = (left, right)
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
        widths = [each.minimumSizeHint().width() for each in self._columns]
        return QSize(max(widths), super().minimumSizeHint().height())


class Flow(QWidget):
    """Widgets one after another, in as many rows as they need, each in the middle of its row.

    A widget and not a layout: a QLayout written in Python leaves stale wrappers of the items that
    Qt deletes, and Qt's next widget at that address is then taken for one of them.
    """

    def __init__(self, *widgets: QWidget, gap: int = SPACE.s, edge: QMargins | None = None) -> None:
        super().__init__()
        self._gap, self._edge = gap, edge or QMargins()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put one more widget at the end."""
        hidden = widget.isHidden() and widget.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        )
        widget.setParent(self)
        widget.setVisible(not hidden)

    def empty(self) -> None:
        """Take every widget away."""
        for widget in self.widgets():
            widget.hide()
            widget.deleteLater()

    def widgets(self) -> list[QWidget]:
        """Return what can be seen of it, in order."""
        return [
            each for each in self.children() if isinstance(each, QWidget) and not each.isHidden()
        ]

    def _rows(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        """Return what stands in each row, none wider than the room there is."""
        rows: list[list[tuple[QWidget, QSize]]] = []
        used = 0
        for widget in self.widgets():
            size = widget.sizeHint().expandedTo(widget.minimumSize())
            if size.width() > width:
                size = QSize(width, max(size.height(), widget.heightForWidth(width)))
            if not rows or used + self._gap + size.width() > width:
                rows.append([])
                used = -self._gap
            rows[-1].append((widget, size))
            used += self._gap + size.width()
        return rows

    def _place(self, width: int, *, move: bool) -> int:
        """Put every widget into its row; return the height of all rows."""
        y = self._edge.top()
        for row in self._rows(width - self._edge.left() - self._edge.right()):
            high = max(size.height() for _widget, size in row)
            x = self._edge.left()
            for widget, size in row:
                if move:
                    middle = y + (high - size.height()) // 2
                    widget.setGeometry(QRect(QPoint(x, middle), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap + self._edge.bottom())

    @override
    def hasHeightForWidth(self) -> bool:
        """Narrower means more rows."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return self._place(width, move=False)

    @override
    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = [widget.sizeHint() for widget in self.widgets()]
        gaps = self._gap * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(sum(size.width() for size in shown) + gaps, height).grownBy(self._edge)

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as the widest."""
        least = QSize()
        for widget in self.widgets():
            least = least.expandedTo(widget.minimumSizeHint())
        return least.grownBy(self._edge)

    @override
    def event(self, event: QEvent) -> bool:
        """Place them again when one has come, gone or grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place(self.width(), move=True)
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew."""
        super().resizeEvent(event)
        self._place(event.size().width(), move=True)


def order_tabs(root: QWidget) -> None:
    """Let Tab go through a view as one reads it, whenever its parts were made."""
    for before, after in pairwise(_readable(root)):
        QWidget.setTabOrder(before, after)


def _readable(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard, in the order in which parts were put into their wholes.

    Not by way of the layouts: Python keeps what `itemAt` returns longer than Qt keeps the item,
    and Qt's next widget at that address is then taken for it.
    """
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
        yield widget
        return
    whole = widget.content if isinstance(widget, Sheet) else widget
    for part in whole.children():
        if isinstance(part, QWidget):
            yield from _readable(part)
