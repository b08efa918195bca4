"""The mirror of one session: the camera on while it is wanted, and at no other time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kneeline.playback.camera import Camera
from kneeline.ui.player.mirror import Mirror

if TYPE_CHECKING:
    from kneeline.ui.player.page import PlayerPage


class Mirroring(QObject):
    """Puts the mirror beside the clip, and takes it away."""

    def __init__(self, player: PlayerPage) -> None:
        super().__init__(player)
        self._player = player
        self.camera = Camera(self)
        self._mirror: Mirror | None = None
        player.mirror_asked.connect(self.toggle)

    def toggle(self) -> None:
        """Show the mirror, or end it."""
        if self._mirror is not None:
            self.stop()
            return
        self._mirror = mirror = Mirror(lambda: self.camera.image)
        self.camera.frame_ready.connect(mirror.update)
        self.camera.told.connect(mirror.say)
        self._player.show_beside(mirror)
        self.camera.start()

    def stop(self) -> None:
        """Let go of the camera, and take the mirror away."""
        self.camera.stop()
        if self._mirror is not None:
            self._player.show_beside(None)
            self._player.setFocus()
            self._mirror.deleteLater()
            self._mirror = None
