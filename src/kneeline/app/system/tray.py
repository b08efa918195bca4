"""Kneeline's place in the system's tray: an icon with a menu, and a way to say something."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from kneeline.ui.icons import app_icon
from kneeline.wording import _

SHOWN_FOR_MS = 60_000
"""How long an icon stands that is there only because a message needs one."""


class Tray(QObject):
    """The icon; made when it is first needed.

    Signals:
        open_asked: bring the window back.
        start_asked: begin today's session.
        quit_asked: end the program.
        message_clicked: the person has pressed on what was said.
    """

    open_asked = Signal()
    start_asked = Signal()
    quit_asked = Signal()
    message_clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._stays = False

    @property
    def there(self) -> bool:
        """Whether this desktop has a tray; one that is just starting may get it yet."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def menu(self) -> QMenu:
        """What the icon offers."""
        if self._menu is None:
            self._menu = menu = QMenu()
            for words, asked in (
                (_("Open Kneeline"), self.open_asked),
                (_("Start today's session"), self.start_asked),
                (_("Quit"), self.quit_asked),
            ):
                menu.addAction(words).triggered.connect(asked)
            menu.insertSeparator(menu.actions()[-1])
        return self._menu

    def show(self) -> None:
        """Stand in the tray; where it comes only later, from then on."""
        self._stays = True
        self._made().show()

    def hide(self) -> None:
        """Leave the tray."""
        self._stays = False
        if self._icon is not None:
            self._icon.hide()

    def say(self, title: str, words: str) -> bool:
        """Say something beside the icon; False where no message can be shown."""
        if not self.there or not QSystemTrayIcon.supportsMessages():
            return False
        icon = self._made()
        if not self._stays:
            icon.show()
            QTimer.singleShot(SHOWN_FOR_MS, self, self._end_visit)
        icon.showMessage(title, words, app_icon())
        return True

    def _made(self) -> QSystemTrayIcon:
        if self._icon is None:
            self._icon = icon = QSystemTrayIcon(app_icon(), self)
            icon.setToolTip("Kneeline")
            icon.setContextMenu(self.menu)
            icon.activated.connect(self._take_press)
            icon.messageClicked.connect(self.message_clicked)
        return self._icon

    def _end_visit(self) -> None:
        if not self._stays:
            self.hide()

    def _take_press(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.open_asked.emit()
