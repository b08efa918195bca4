"""Gathers the pictures of a film as it is shown, until it can be played without decoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kneeline.playback.decoder import Decoder
from kneeline.playback.kept_pictures import LARGEST, KeptPictures

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtMultimedia import QVideoFrame

UNSTEADY = 0.2
"""How far, in frames, a frame may be off its time; a film whose frames are farther is not kept."""

LONGEST = 15.0
"""Seconds of the longest film that is worth a look: the pictures of a longer one take too much."""

MOST_PIXELS = 1_000_000
"""Of a picture; to look through a larger one would hold up the window for too long."""

PATIENCE = 4
"""How often as many frames as the film has may come by with nothing new before we give up."""


class Gathering(QObject):
    """Keeps what comes by; what never comes by, as a session's tempo cuts it off, is fetched."""

    def __init__(
        self, path: Path, length: float, fps: float, parent: QObject | None = None
    ) -> None:
        """Take the film, the seconds it lasts and its frames per second; 0 where not known."""
        super().__init__(parent)
        self._path = path
        self.fps = fps
        self.pictures = KeptPictures(round(length * fps))
        self._wanted = self.pictures.count > 0 and length <= LONGEST
        self._nothing_new = 0
        """How many frames have come by since the last that was not kept yet."""

        self._fetching: Decoder | None = None

    @property
    def complete(self) -> bool:
        """Whether the film can be played from what is kept."""
        return self._wanted and self.pictures.complete

    def take(self, seconds: float, picture: QImage) -> None:
        """Keep the picture that is so many seconds into the film."""
        if picture.width() * picture.height() > MOST_PIXELS:
            self.give_up()
        number = self._number(seconds)
        if number is not None:
            self.pictures.keep(number, picture)
            if self.pictures.size > LARGEST:
                self.give_up()
            if self.pictures.complete:
                self._stop_fetching()

    def _number(self, seconds: float) -> int | None:
        """Return the number of a frame that is still to be kept."""
        if not self._wanted or self.pictures.complete:
            return None
        number = round(seconds * self.fps)
        if abs(seconds * self.fps - number) > UNSTEADY:
            self.give_up()
            return None
        if number % self.pictures.count not in self.pictures:
            self._nothing_new = 0
            return number % self.pictures.count
        self._nothing_new += 1
        if self._nothing_new == self.pictures.count:
            self._fetch()
        elif self._nothing_new == PATIENCE * self.pictures.count:
            self.give_up()
        return None

    def _fetch(self) -> None:
        """Go through the film once beside the one that shows."""
        self._stop_fetching()
        self._fetching = Decoder(self)
        self._fetching.frame.connect(self._on_fetched)
        self._fetching.open(self._path)
        self._fetching.run(on=True)

    def _on_fetched(self, frame: QVideoFrame, seconds: float) -> None:
        # Only a frame that is missing is worth being made a picture.
        if self._wanted and round(seconds * self.fps) % self.pictures.count not in self.pictures:
            self.take(seconds, frame.toImage())

    def give_up(self) -> None:
        """Let go of everything; the film goes on being decoded."""
        self._wanted = False
        self.pictures = KeptPictures(0)
        self._stop_fetching()

    def _stop_fetching(self) -> None:
        if self._fetching is not None:
            self._fetching.close()
            self._fetching.deleteLater()
            self._fetching = None
