"""The mini player of one session: the window gives way to it, and comes back for questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from typing_extensions import override

from kneeline.ui.player.mini import MiniPlayer
from kneeline.ui.screens import StaysOnScreen
from kneeline.ui.tokens import SPACE

if TYPE_CHECKING:
    from kneeline.ui.player.conductor import Conductor
    from kneeline.ui.player.demonstration import Demonstration
    from kneeline.ui.player.page import PlayerPage
    from kneeline.ui.window import MainWindow


class Shrinking(QObject):
    """Swaps the window and the mini player.

    A question or an interruption needs more room than the mini player has: the window comes back
    for it, and goes again when it has been answered.
    """

    def __init__(
        self,
        window: MainWindow,
        conductor: Conductor,
        player: PlayerPage,
        shown: Demonstration,
    ) -> None:
        super().__init__(player)
        self._window, self._conductor = window, conductor
        self._player, self._shown = player, shown
        self._wanted = False
        self._mini: MiniPlayer | None = None
        player.mini_asked.connect(self.toggle)
        conductor.happened.connect(self._follow)
        conductor.beat.connect(self._follow)
        window.installEventFilter(self)

    def toggle(self) -> None:
        """Go small, or large again."""
        self._wanted = not self._wanted
        self._follow()

    def end(self) -> None:
        """Bring the window back for good."""
        self._wanted = False
        self._follow()

    def _follow(self) -> None:
        small = self._wanted and self._player.asking is None
        if small and self._mini is None:
            self._shrink()
        elif not small and self._mini is not None:
            self._grow()

    def _shrink(self) -> None:
        self._mini = mini = MiniPlayer(self._conductor, self._player, self._shown.lend())
        mini.back_asked.connect(self.end)
        StaysOnScreen(mini)
        mini.resize(mini.sizeHint())
        corner = self._window.screen().availableGeometry().bottomRight()
        mini.move(corner.x() - mini.width() - SPACE.xl, corner.y() - mini.height() - SPACE.xxxl)
        mini.show()
        mini.activateWindow()
        mini.setFocus()
        self._window.hide()

    def _grow(self) -> None:
        mini, self._mini = self._mini, None
        self._window.show()
        self._shown.take_back()
        self._window.activateWindow()
        self._player.setFocus()
        if mini is not None:
            mini.hide()
            mini.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go large for good where somebody else brings the window back: the tray, a second start.

        The picture is lent to the mini player, and the window would stand there without it.
        """
        if event.type() == QEvent.Type.Show and self._mini is not None:
            QTimer.singleShot(0, self, self.end)
        return super().eventFilter(watched, event)
