"""One still picture of each film, for a list of them: drawn when it is first looked at.

A film is opened, stood at the moment the movement has gone all the way out, which tells more than
its first frame, and let go. That takes some 25 ms a film and none of the window's time but for
2 ms; the pictures are kept in memory, small.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage

from kneeline.playback.media import make_ready
from kneeline.playback.pictures import PictureReader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

    from kneeline.playback.films import Film, FilmShelf

log = logging.getLogger(__name__)

PATIENCE_MS = 2000
"""How long a film may take; one that shows nothing by then has no still."""

LARGEST = QSize(360, 360)
"""Pixels of a still, enough for a tile on a screen with small pixels."""

NEAR = 0.1
"""How near the moment a frame must be, as a share of the film."""


class Posters(QObject):
    """Draws one still at a time."""

    _drawn = Signal(str)

    def __init__(self, shelf: FilmShelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._kept: dict[str, tuple[tuple[Path, int] | None, QImage]] = {}
        """By exercise: the file and its age, and what it looks like."""

        self._sure: set[str] = set()
        """Exercises whose file was looked at since `look_again`."""

        self._waiting: dict[str, Film] = {}
        self._now: Film | None = None
        self._sought = False
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._pictures = PictureReader(self)
        self._pictures.read.connect(lambda: self._keep(self._pictures.image))
        self._pictures.broken.connect(lambda *_why: self._keep(QImage()))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._keep(QImage()))

    def tell(self, drawn: Callable[[str], None]) -> None:
        """Call back with the exercise's id each time a still is ready."""
        self._drawn.connect(drawn)

    def look_again(self) -> None:
        """Look at the files again when they are next asked for: one may have come or gone."""
        self._sure.clear()

    @property
    def drawing(self) -> bool:
        """Whether a still that was asked for is yet to come."""
        return self._now is not None or bool(self._waiting)

    def find(self, exercise: str) -> QImage:
        """Return what an exercise looks like; null where that is not known, or not yet."""
        if exercise not in self._sure:
            self._sure.add(exercise)
            film = self._shelf.find(exercise)
            key = None if film is None else _key(film.path)
            if exercise not in self._kept or self._kept[exercise][0] != key:
                self._kept[exercise] = (key, QImage())
                if film is not None and key is not None:
                    self._waiting[exercise] = film
                    # After the paint that asks.
                    QTimer.singleShot(0, self, self._next)
        return self._kept[exercise][1]

    def stop(self) -> None:
        """Let go of the film that is open, and forget what was asked for."""
        self._waiting.clear()
        self._let_go()

    def _next(self) -> None:
        if self._now is not None or not self._waiting:
            return
        self._now = film = self._waiting.pop(next(iter(self._waiting)))
        if film.still:
            self._pictures.open(film.path)
            return
        player = self._player or self._make()
        self._sought = False
        self._patience.start()
        player.setSource(QUrl.fromLocalFile(str(film.path)))
        player.pause()

    def _make(self) -> QMediaPlayer:
        make_ready()
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink  # noqa: PLC0415 (18 ms)

        self._player, self._sink = QMediaPlayer(self), QVideoSink(self)
        self._player.setVideoOutput(self._sink)
        self._player.errorOccurred.connect(lambda *_why: self._keep(QImage()))
        self._sink.videoFrameChanged.connect(self._on_frame)
        return self._player

    def _there(self) -> float:
        """Return the share of the film at which the movement has gone all the way out."""
        strokes = self._now.strokes if self._now is not None else None
        return (strokes[0] + strokes[1]) / 2 if strokes is not None else 0.0

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self._now is None or self._player is None or not frame.isValid():
            return
        length = max(1, self._player.duration())
        if abs(frame.startTime() / 1000 / length - self._there()) <= NEAR:
            self._keep(frame.toImage())
        elif not self._sought:
            # Only now: before its first frame Qt forgets where a film was told to go.
            self._sought = True
            self._player.setPosition(round(self._there() * length))

    def _keep(self, image: QImage) -> None:
        film = self._now
        if film is None:
            return
        if not image.isNull():
            image = image.scaled(
                LARGEST,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self._let_go()
        self._kept[film.exercise] = (_key(film.path), image)
        self._drawn.emit(film.exercise)
        QTimer.singleShot(0, self, self._next)

    def _let_go(self) -> None:
        self._now = None
        self._patience.stop()
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())


def _key(path: Path) -> tuple[Path, int] | None:
    try:
        return path, path.stat().st_mtime_ns
    except OSError:
        return None
