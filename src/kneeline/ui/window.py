"""The main window: navigation on the left, a page beside it, the player over everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from kneeline.ui.icons import Icon, Tint, set_icon
from kneeline.ui.in_sight import bring_into_sight
from kneeline.ui.one_of import OneOf
from kneeline.ui.screens import StaysOnScreen, can_be_found, fit_in
from kneeline.ui.theme import Role, look, style_as
from kneeline.ui.tokens import SPACE
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

FIRST_SIZE = (1180, 740)
SMALLEST_SIZE = (800, 560)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation; its page is made when it is first opened."""

    name: str
    icon: Icon
    make: Callable[[], QWidget]


class MainWindow(QMainWindow):
    """Holds the pages, or one page alone (the player, a summary) over all of them.

    Signals:
        painted: the window has been on the screen for the first time.
        page_shown: a page of the navigation was opened (its number).
        closing: the person closes the window.
        put_away: it was closed, and is only out of sight.
    """

    painted = Signal()
    page_shown = Signal(int)
    closing = Signal()
    put_away = Signal()

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__()
        self.setWindowTitle("Kneeline")
        self.resize(*FIRST_SIZE)
        self.setMinimumSize(*SMALLEST_SIZE)
        self._places = places
        self._pages: dict[int, QWidget] = {}
        self._painted = False
        self.hides: Callable[[], bool] = lambda: False
        """Whether closing it only puts it out of sight: the tray brings it back."""

        self._leaves = False
        self._layers = QStackedWidget()
        self.setCentralWidget(self._layers)
        self._home = QWidget()
        style_as(self._home, Role.PAGE)
        row = QHBoxLayout(self._home)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation())
        self._stack = QStackedWidget()
        row.addWidget(self._stack, 1)
        self._layers.addWidget(self._home)
        StaysOnScreen(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(bring_into_sight)

    def _navigation(self) -> QWidget:
        rail = QWidget()
        style_as(rail, Role.PAGE)
        column = QVBoxLayout(rail)
        column.setContentsMargins(SPACE.l, SPACE.xl, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.xs)
        self._buttons = OneOf(self)
        for number, place in enumerate(self._places):
            button = QPushButton(place.name)
            button.setCheckable(True)
            style_as(button, Role.NAVIGATION)
            set_icon(button, place.icon, Tint.TEXT, look().colours)
            hint = _("{page} (Ctrl+{number})").format(page=place.name, number=number + 1)
            button.setToolTip(hint)
            self._buttons.addButton(button, number)
            column.addWidget(button)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(lambda number=number: self._open_by_key(number))
        self._buttons.idClicked.connect(self.open_page)
        leave = QShortcut(QKeySequence("Ctrl+Q"), self)
        leave.activated.connect(self.leave)
        column.addStretch()
        return rail

    @property
    def places(self) -> tuple[Place, ...]:
        """The entries of the navigation, from top to bottom."""
        return self._places

    def open_page(self, number: int) -> QWidget:
        """Show a page of the navigation, made now if this is the first time."""
        self.make_page(number)
        self._buttons.button(number).setChecked(True)
        self._stack.setCurrentWidget(self._pages[number])
        if self._layers.currentWidget() is self._home:
            self.page_shown.emit(number)
        return self._pages[number]

    def make_page(self, number: int) -> None:
        """Make a page ahead of the first time it is opened."""
        if number not in self._pages:
            self._pages[number] = self._places[number].make()
            self._stack.addWidget(self._pages[number])

    def _open_by_key(self, number: int) -> None:
        # Behind a page alone nobody would see it open, and a session would stumble over the work.
        if self.alone is None:
            self.open_page(number)

    def show_alone(self, page: QWidget) -> None:
        """Show one page without the navigation."""
        self._drop_alone()
        self._layers.addWidget(page)
        self._layers.setCurrentWidget(page)

    def show_home(self, number: int = 0) -> None:
        """Go back to the navigation and open one of its pages."""
        self._drop_alone()
        self._layers.setCurrentWidget(self._home)
        self.open_page(number)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop filling it."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- where it stands -----------------------------------------------------------------------

    def place(self) -> str:
        """Return where the window stands and how large it is, to be kept until the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def take_place(self, kept: str) -> None:
        """Stand where the window stood last; call it before the window is shown.

        What cannot be used is passed over: words that are no place, a screen that is gone, a
        screen that was filled because a session ran.
        """
        packed = QByteArray.fromBase64(kept.encode("ascii", "ignore"))
        if packed.isEmpty() or not self.restoreGeometry(packed):
            fit_in(self)
            return
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        if not self.isMaximized() and not can_be_found(self.geometry()):
            self.resize(*FIRST_SIZE)
            fit_in(self)

    def come_forward(self) -> None:
        """Stand before the other windows, whether hidden, shrunk or behind them."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def expect_to_leave(self) -> None:
        """Close for good when it is closed next: the system ends, or the person quits."""
        self._leaves = True

    def leave(self) -> None:
        """Close for good, and end the program."""
        self.expect_to_leave()
        self.close()
        QGuiApplication.quit()

    @property
    def alone(self) -> QWidget | None:
        """The page shown without the navigation, if there is one."""
        page = self._layers.currentWidget()
        return None if page is self._home else page

    @property
    def in_sight(self) -> int | None:
        """The page of the navigation that is shown, if one is."""
        if self.alone is not None or not self.isVisible():
            return None
        return self._buttons.checkedId()

    def _drop_alone(self) -> None:
        page = self.alone
        if page is not None:
            self._layers.removeWidget(page)
            page.deleteLater()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the person leaves, or go out of sight."""
        if self.hides() and not self._leaves:
            event.ignore()
            self.hide()
            self.put_away.emit()
            return
        self.closing.emit()
        super().closeEvent(event)
