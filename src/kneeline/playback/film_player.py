"""Plays one film in a loop and hands out its pictures.

A film is decoded until each of its pictures has been seen, and then played from memory: a person
looks at the same few seconds for a minute or more.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QImage

from kneeline.playback.decoder import Decoder
from kneeline.playback.gathering import Gathering
from kneeline.playback.kept_loop import KeptLoop

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QVideoFrame

log = logging.getLogger(__name__)

PATIENCE_MS = 500
"""How often we look for a film's first frame."""

LOOKS = 10
"""How often we look in vain before we call the film broken.

Looks are counted, and not time: a window that a slow disk keeps waiting sees no frame either.
"""

SLOWEST, FASTEST = 0.5, 1.5
"""Rates between which no frame is dropped."""

IN_STEP = 0.2
"""Seconds a film may be off before it jumps; less is made up by eye and by the next stroke."""


class FilmPlayer(QObject):
    """One film at a time, silent and in a loop."""

    frame_ready = Signal()
    broken = Signal(object, str)
    """The film's path, and the reason for the log."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._decoder = Decoder(self)
        self._decoder.frame.connect(self._on_decoded)
        self._decoder.length_known.connect(self._on_length_known)
        self._decoder.broken.connect(self._break)
        self._gathering: Gathering | None = None
        self._loop: KeptLoop | None = None
        """The film from memory, once all of its pictures are there."""

        self._path: Path | None = None
        self._running = False
        self._stretch: tuple[float, float, float] | None = None
        self._wait_at: float | None = None
        """Share of the film's length at which it waits for the next part."""

        self._waiting = False
        self._frame: QVideoFrame | None = None
        self.shown_at = 0.0
        """Seconds into the film of the frame that shows."""

        self._image = QImage()
        self._patience = QTimer(self)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._look_in_vain)
        self._looks = 0

    @property
    def path(self) -> Path | None:
        """The film that plays."""
        return self._path

    @property
    def image(self) -> QImage:
        """The frame to paint now; null before the first."""
        if self._loop is not None:
            return self._loop.picture
        if self._frame is not None:
            # Converted here and not as frames arrive: a late window skips frames, not time.
            self._image, self._frame = self._frame.toImage(), None
        return self._image

    @property
    def changed(self) -> QRect:
        """Where the picture differs from the one before, in its pixels; null for everywhere."""
        return QRect() if self._loop is None else self._loop.changed

    @property
    def share(self) -> float | None:
        """How far into the film we are, 0 to 1; None before that is known."""
        if self._path is None or self._reel.length <= 0:
            return None
        return self._reel.at / self._reel.length

    @property
    def rate(self) -> float:
        """How fast the film runs; 1 as it was made."""
        return self._reel.rate

    @property
    def from_memory(self) -> bool:
        """Whether nothing is decoded any more."""
        return self._loop is not None

    @property
    def _reel(self) -> Decoder | KeptLoop:
        return self._loop or self._decoder

    def open(self, path: Path) -> None:
        """Play another film from its start."""
        self._forget()
        self._path = path
        self._looks = 0
        self._patience.start()
        self._decoder.open(path)
        self._apply()

    def close(self) -> None:
        """Show no film."""
        self._forget()
        self._path = None
        self._decoder.close()

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Run, or stand still on the frame that shows."""
        if running is not self._running:
            self._running = running
            self._apply()

    def move(self, start: float, end: float, seconds: float | None) -> None:
        """Play a part of the film, in shares of its length, in so many seconds from now on.

        None is for as it was made.
        """
        self._stretch = None if seconds is None else (start, end, seconds)
        self._wait_at, self._waiting = None, False
        self._apply_rate()
        if seconds is not None:
            self.go_to(start)
        self._apply()

    def go_to(self, share: float) -> None:
        """Go on from another place, unless it is about there already."""
        wanted = share * self._reel.length
        if wanted <= self._reel.length and abs(self._reel.at - wanted) > IN_STEP:
            self._reel.go_to(wanted)

    def _apply(self) -> None:
        if self._path is not None:
            self._reel.run(self._running and not self._waiting)

    def _apply_rate(self) -> None:
        if self._path is None:
            return
        rate = 1.0
        if self._stretch is not None and self._reel.length > 0:
            start, end, seconds = self._stretch
            rate = (end - start) * self._reel.length / seconds
            # So slow a film would stutter: it is early, and waits at the end of its part.
            self._wait_at = end if rate < SLOWEST and end < 1 else None
        self._reel.set_rate(min(FASTEST, max(SLOWEST, rate)))

    def _on_length_known(self) -> None:
        if self._path is None or self._loop is not None:
            return
        self._apply_rate()
        if self._gathering is None and self._decoder.length > 0:
            # Not before now: until a film has been loaded, frames of the last may still come.
            length, fps = self._decoder.length, self._decoder.frames_per_second
            self._gathering = Gathering(self._path, length, fps, self)

    def _on_decoded(self, frame: QVideoFrame, seconds: float) -> None:
        if self._path is None or self._loop is not None:
            return
        self._patience.stop()
        if self._gathering is not None and self._frame is None and not self._image.isNull():
            # What has been painted is kept now that it goes, so that painting stays short.
            self._gathering.take(self.shown_at, self._image)
        self._frame, self.shown_at = frame, seconds
        if self._gathering is not None and self._gathering.complete:
            self._play_from_memory(self._gathering)
        else:
            self._show()

    def _play_from_memory(self, gathering: Gathering) -> None:
        """Go on from memory, at the frame that would show now."""
        loop = KeptLoop(gathering.pictures, gathering.fps, self)
        loop.set_rate(self._decoder.rate)
        self._loop, self._frame, self._image = loop, None, QImage()
        loop.due.connect(self._on_due)
        loop.go_to(self.shown_at)
        self._apply()
        # It takes a while, and there is time for it until the next frame.
        QTimer.singleShot(0, loop, self._close_decoder)

    def _close_decoder(self) -> None:
        if self._loop is not None:  # else another film was opened meanwhile
            self._decoder.close()

    def _on_due(self) -> None:
        if self._loop is not None:
            self.shown_at = self._loop.shown_at
            self._show()

    def _show(self) -> None:
        self._wait_if_early()
        self.frame_ready.emit()

    def _wait_if_early(self) -> None:
        if self._wait_at is not None and (self.share or 0.0) >= self._wait_at:
            self._wait_at, self._waiting = None, True
            self._apply()

    def _look_in_vain(self) -> None:
        self._looks += 1
        if self._looks >= LOOKS:
            self._break("no picture came out of it")

    def _break(self, reason: str) -> None:
        path = self._path
        if path is not None:
            self.close()
            self.broken.emit(path, reason)

    def _forget(self) -> None:
        self._patience.stop()
        self._frame, self._image = None, QImage()
        if self._gathering is not None:
            self._gathering.give_up()
            self._gathering.deleteLater()
        if self._loop is not None:
            self._loop.deleteLater()
        self._gathering = self._loop = None
        self._wait_at, self._waiting = None, False
