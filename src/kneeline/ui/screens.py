"""Screens that come and go: a window is never left where nobody can see it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SEEN = 120
"""Pixels of a window, in both directions, that must lie on a screen for it to be found."""

SETTLED_MS = 400
"""Milliseconds that the system has for moving windows itself once a screen is gone."""


class StaysOnScreen(QObject):
    """Brings a window back when the screen it stands on is unplugged.

    Most desktops do so themselves; some leave a sliver of it, or nothing, with a session running in
    it. What fills a screen they all move.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch for as long as the window lives."""
        super().__init__(window)
        self._window = window
        self._soon = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._soon.timeout.connect(self._look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._soon.start)

    def _look(self) -> None:
        if self._window.isVisible() and not can_be_found(self._window.geometry()):
            fit_in(self._window)


def can_be_found(place: QRect) -> bool:
    """Whether enough of a window lies on a screen to see it and to pull at it."""
    on_screens = (
        place.intersected(screen.availableGeometry()) for screen in QGuiApplication.screens()
    )
    enough = min(SEEN, place.width()), min(SEEN, place.height())
    return any(part.width() >= enough[0] and part.height() >= enough[1] for part in on_screens)


def fit_in(window: QWidget) -> None:
    """Make a window no larger than the screen has room for, and put it in the middle."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(window.size().boundedTo(room.size()).expandedTo(window.minimumSize()))
    frame = window.frameGeometry()
    frame.moveCenter(room.center())
    window.move(frame.topLeft())
