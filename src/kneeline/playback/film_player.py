"""Plays one film in a loop and hands out its frames; nothing of Qt Multimedia before the first."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage

from kneeline.playback.media import make_ready

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

log = logging.getLogger(__name__)

FIRST_FRAME_WITHIN_MS = 5000
"""How long a film may take to show its first frame before we call it broken."""

SLOWEST, FASTEST = 0.5, 1.5
"""Rates between which no frame is dropped."""


IN_STEP_MS = 200
"""How far a film may be off before it jumps; less is made up by eye and by the next stroke."""


class FilmPlayer(QObject):
    """One film at a time, silent and in a loop."""

    frame_ready = Signal()
    broken = Signal(object, str)
    """The film's path, and the reason for the log."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
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
        self._patience.setSingleShot(True)
        self._patience.setInterval(FIRST_FRAME_WITHIN_MS)
        self._patience.timeout.connect(lambda: self._break("no picture came out of it"))

    @property
    def path(self) -> Path | None:
        """The film that plays."""
        return self._path

    @property
    def image(self) -> QImage:
        """The frame to paint now; null before the first."""
        if self._frame is not None:
            # Converted here and not as frames arrive: a late window skips frames, not time.
            self._image, self._frame = self._frame.toImage(), None
        return self._image

    @property
    def share(self) -> float | None:
        """How far into the film we are, 0 to 1; None before that is known."""
        if self._player is None or self._path is None or self._player.duration() <= 0:
            return None
        return self._player.position() / self._player.duration()

    @property
    def rate(self) -> float:
        """How fast the film runs; 1 as it was made."""
        return 1.0 if self._player is None else self._player.playbackRate()

    def open(self, path: Path) -> None:
        """Play another film from its start."""
        player = self._player or self._make()
        self._forget()
        self._path = path
        self._patience.start()
        player.setSource(QUrl.fromLocalFile(str(path)))
        self._apply()

    def close(self) -> None:
        """Show no film."""
        self._forget()
        self._path = None
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())

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
        if self._player is not None and self._player.duration() > 0:
            wanted = share * self._player.duration()
            if abs(self._player.position() - wanted) > IN_STEP_MS:
                self._player.setPosition(round(wanted))

    def _make(self) -> QMediaPlayer:
        make_ready()
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # noqa: PLC0415 (18 ms)

        player, sink = QMediaPlayer(self), QVideoSink(self)
        # No audio output: clips are silent, and Qt then never waits for a sound server.
        player.setVideoOutput(sink)
        player.setLoops(QMediaPlayer.Loops.Infinite)
        sink.videoFrameChanged.connect(self._on_frame)
        player.errorOccurred.connect(self._on_error)
        player.durationChanged.connect(self._apply_rate)
        self._player, self._sink = player, sink
        return player

    def _apply(self) -> None:
        if self._player is None or self._path is None:
            return
        if self._running and not self._waiting:
            self._player.play()
        else:
            self._player.pause()

    def _apply_rate(self) -> None:
        if self._player is None or self._path is None:
            return
        rate = 1.0
        if self._stretch is not None and self._player.duration() > 0:
            start, end, seconds = self._stretch
            rate = (end - start) * self._player.duration() / 1000 / seconds
            # So slow a film would stutter: it is early, and waits at the end of its part.
            self._wait_at = end if rate < SLOWEST and end < 1 else None
        self._player.setPlaybackRate(min(FASTEST, max(SLOWEST, rate)))

    def _on_frame(self, frame: QVideoFrame) -> None:
        if frame.isValid() and self._path is not None:
            self._patience.stop()
            self._frame = frame
            self.shown_at = max(frame.startTime(), 0) / 1e6
            self._wait_if_early()
            self.frame_ready.emit()

    def _wait_if_early(self) -> None:
        share = self.share
        if self._wait_at is not None and share is not None and share >= self._wait_at:
            self._wait_at, self._waiting = None, True
            self._apply()

    def _on_error(self, _error: object, reason: str) -> None:
        self._break(reason)

    def _break(self, reason: str) -> None:
        path = self._path
        if path is not None:
            self.close()
            self.broken.emit(path, reason)

    def _forget(self) -> None:
        self._patience.stop()
        self._frame, self._image = None, QImage()
        self._wait_at, self._waiting = None, False
