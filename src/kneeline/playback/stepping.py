"""Keeps a film in step: with a session's count, with a count of its own, or with another film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kneeline.coach.dose import Stroke, Tempo
from kneeline.playback.pacing import Pacer

if TYPE_CHECKING:
    from kneeline.playback.film_player import FilmPlayer

FAR_OFF = 0.08
"""How far two films that run together may be apart, as a share of their length."""


class Stepping(QObject):
    """Says to a film's player which part of it to play in which time."""

    def __init__(self, player: FilmPlayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._strokes: tuple[float, float, float] | None = None
        self._tempo: Tempo | None = None
        self._alone = False
        self._catching_up = False
        self.pacer = Pacer(self)
        self.pacer.began.connect(self.begin_stroke)
        player.frame_ready.connect(self._on_frame)

    def take(self, strokes: tuple[float, float, float] | None) -> None:
        """Step through another film; its strokes are where its parts end, None if not known."""
        self._strokes = strokes
        self.pacer.follow(self._tempo if self._alone else None)

    def follow(self, tempo: Tempo | None, *, alone: bool) -> None:
        """Run at a tempo; None for the film's own pace, alone where no session counts."""
        if tempo != self._tempo:
            self._tempo, self._alone = tempo, alone
            self._player.move(0.0, 1.0, None if tempo is None else tempo.seconds)
            self.pacer.follow(tempo if alone else None)

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin one part of the movement; without known parts, all of it with the first."""
        if self._tempo is None:
            return
        if self._strokes is None:
            if stroke is Stroke.OUT:
                self._player.move(0.0, 1.0, self._tempo.seconds)
            return
        out, hold, back = self._strokes
        start, end, seconds = {
            Stroke.OUT: (0.0, out, self._tempo.out),
            Stroke.HOLD: (out, hold, self._tempo.hold),
            Stroke.BACK: (hold, back, self._tempo.back),
        }[stroke]
        self._player.move(start, end, seconds)

    def keep_up(self, there: float | None) -> None:
        """Be where another film is, 0 to 1; None where that is not known."""
        here = self._player.share
        if there is None or here is None or self._catching_up:
            return
        apart = abs(there - here)
        if min(apart, 1 - apart) > FAR_OFF:
            # Once for each frame of ours: a film that is told to jump needs a moment to do so.
            self._catching_up = True
            self._player.go_to(there)

    def _on_frame(self) -> None:
        self._catching_up = False
