"""Qt's player of one film in a loop, silent; nothing of Qt Multimedia before the first film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

from kneeline.playback.media import make_ready

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink


class Decoder(QObject):
    """Decodes a file as its frames are due."""

    frame = Signal(object, float)
    """A valid `QVideoFrame`, and how many seconds into the film it is."""

    length_known = Signal()
    broken = Signal(str)
    """The reason for the log."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None

    @property
    def length(self) -> float:
        """Seconds the film lasts; 0 before that is known."""
        return 0.0 if self._player is None else self._player.duration() / 1000

    @property
    def at(self) -> float:
        """Seconds into the film."""
        return 0.0 if self._player is None else self._player.position() / 1000

    @property
    def rate(self) -> float:
        """How fast the film runs; 1 as it was made."""
        return 1.0 if self._player is None else self._player.playbackRate()

    @property
    def frames_per_second(self) -> float:
        """How many frames the file says it has; 0 where it does not."""
        if self._player is None:
            return 0.0
        from PySide6.QtMultimedia import QMediaMetaData  # noqa: PLC0415 (loaded with the player)

        said = self._player.metaData().value(QMediaMetaData.Key.VideoFrameRate)
        return float(said) if isinstance(said, (int, float)) else 0.0

    def open(self, path: Path) -> None:
        """Have another file, from its start."""
        player = self._player or self._make()
        player.setSource(QUrl.fromLocalFile(str(path)))

    def close(self) -> None:
        """Let go of the file."""
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())

    def run(self, on: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Run, or stand still on the frame that was last decoded."""
        if self._player is not None:
            if on:
                self._player.play()
            else:
                self._player.pause()

    def set_rate(self, rate: float) -> None:
        """Run so many times as fast as the film was made."""
        if self._player is not None:
            self._player.setPlaybackRate(rate)

    def go_to(self, seconds: float) -> None:
        """Go on from another place in the film."""
        if self._player is not None:
            self._player.setPosition(round(seconds * 1000))

    def _make(self) -> QMediaPlayer:
        make_ready()
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # noqa: PLC0415 (18 ms)

        player, sink = QMediaPlayer(self), QVideoSink(self)
        # No audio output: clips are silent, and Qt then never waits for a sound server.
        player.setVideoOutput(sink)
        player.setLoops(QMediaPlayer.Loops.Infinite)
        sink.videoFrameChanged.connect(self._on_frame)
        player.errorOccurred.connect(self._on_error)
        player.durationChanged.connect(self.length_known)
        self._player, self._sink = player, sink
        return player

    def _on_frame(self, frame: QVideoFrame) -> None:
        if frame.isValid():
            self.frame.emit(frame, max(frame.startTime(), 0) / 1e6)

    def _on_error(self, _error: object, reason: str) -> None:
        self.broken.emit(reason)
