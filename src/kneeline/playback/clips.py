"""Shows how an exercise goes: its film in a loop, a picture, or a card with the setup in words.

Films are painted by ourselves from Qt's video sink: that mirrors them for the other side and lets
lines be drawn on them, at the same cost as Qt's own video widget where there is no GPU.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeline.coach.dose import Stroke, Tempo
from kneeline.coach.exercise import Mark
from kneeline.coach.side import Side
from kneeline.coach.timeline import Heading
from kneeline.playback.card import CardWords, paint_card, paint_ground, rounded
from kneeline.playback.film_player import FilmPlayer
from kneeline.playback.films import Film, FilmShelf
from kneeline.playback.look import ClipLook
from kneeline.playback.pictures import PictureReader
from kneeline.playback.tracks import Marking, read_tracks
from kneeline.wording import _

if sys.version_info >= (3, 12):
    from typing import override
else:
    from typing_extensions import override

log = logging.getLogger(__name__)


def prefer_software_video(render_nodes: Path = Path("/dev/dri")) -> None:
    """Keep Qt from drawing films through a software GL; call it before QApplication is made.

    Without a GPU that costs four times the CPU of painting without GL. A person's own setting of
    the variable stands.
    """
    if sys.platform.startswith("linux") and not any(render_nodes.glob("render*")):
        os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")


KNEE_CAVE = "knee-cave"
"""The fault whose film is nothing without the knee's line."""


class ClipView(QWidget):
    """The clip area of the player; its time stands still with the session's."""

    problem = Signal(str)
    """One sentence about a film that cannot be shown, once for each film."""

    def __init__(self, shelf: FilmShelf, look: ClipLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._look = look
        self._words: CardWords | None = None
        self._film: Film | None = None
        self._broken: set[Path] = set()
        self._tempo: Tempo | None = None
        self._mirrored = False
        self._both_sides = False
        self._mark: Mark | None = None
        self._marking: Marking | None = None
        self._running = False
        self._player = FilmPlayer(self)
        self._player.frame_ready.connect(self.update)
        self._player.broken.connect(self._on_broken)
        self._pictures = PictureReader(self)
        self._pictures.read.connect(self.update)
        self._pictures.broken.connect(self._on_broken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def film(self) -> Film | None:
        """The film or picture that is shown; None while the card stands in for it."""
        return self._film

    @property
    def mirrored(self) -> bool:
        """Whether left and right are swapped."""
        return self._mirrored

    @property
    def rate(self) -> float:
        """How fast the film runs; 1 as it was made."""
        return self._player.rate

    @property
    def image(self) -> QImage:
        """The picture in sight, not mirrored; null while the card stands in for it."""
        if self._film is None:
            return QImage()
        return self._pictures.image if self._film.still else self._player.image

    @property
    def picture_area(self) -> QRectF:
        """Where in the widget the picture lies, for whoever draws on it."""
        size = self.image.size().toSizeF()
        area = QRectF(self.rect())
        if size.isEmpty():
            return area
        size.scale(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        return place

    def show_exercise(
        self, heading: Heading, side: Side | None, *, view: str = "", fault: str = ""
    ) -> None:
        """Show an exercise with this side at work; what shows already goes on undisturbed."""
        self._words = CardWords(heading.phase, heading.name, heading.setup)
        self.setAccessibleName(heading.name)
        self.setAccessibleDescription(heading.setup)
        film = self._shelf.find(heading.exercise, side, view=view, fault=fault)
        if film is not None and film.path in self._broken:
            film = None
        self._mirrored = film is not None and film.mirrored_for(side)
        self._both_sides = side is None
        self._mark = Mark.KNEE_LINE if fault == KNEE_CAVE else None
        if film != self._film:
            self._film = film
            self._open(film)
        self.update()

    def point_at(self, mark: Mark | None) -> None:
        """Draw a cue's mark on the film as it runs; None for no mark."""
        self._mark = mark
        self.update()

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Let the movement run, or stand still in a pause."""
        self._running = running
        self._player.set_running(running and self.isVisible())

    def follow(self, tempo: Tempo | None) -> None:
        """Run at the tempo of the repetitions; None for the film's own pace."""
        if tempo != self._tempo:
            self._tempo = tempo
            self._player.move(0.0, 1.0, None if tempo is None else tempo.seconds)

    def begin_rep(self) -> None:
        """Begin the movement anew, in step with a repetition."""
        if self._tempo is not None:
            strokes = self._film.strokes if self._film is not None else None
            self._player.move(0.0, strokes[-1] if strokes else 1.0, self._tempo.seconds)

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin one part of the movement, in step with that part of a repetition."""
        strokes = self._film.strokes if self._film is not None else None
        if self._tempo is None or strokes is None:
            if stroke is Stroke.OUT:
                self.begin_rep()
            return
        out, hold, back = strokes
        start, end, seconds = {
            Stroke.OUT: (0.0, out, self._tempo.out),
            Stroke.HOLD: (out, hold, self._tempo.hold),
            Stroke.BACK: (hold, back, self._tempo.back),
        }[stroke]
        self._player.move(start, end, seconds)

    def set_look(self, look: ClipLook) -> None:
        """Use other colours and sizes."""
        self._look = look
        if self._marking is not None:
            self._marking = Marking(self._marking.tracks, look)
        self.update()

    def stop(self) -> None:
        """Let go of the film; the card stands in for it."""
        self._film = None
        self._player.close()
        self.update()

    def _open(self, film: Film | None) -> None:
        if film is None or film.still:
            self._player.close()
        if film is not None and film.still:
            self._pictures.open(film.path)
        elif film is not None:
            self._player.open(film.path)
        tracks = None if film is None or film.own or film.still else read_tracks(film.path)
        self._marking = None if tracks is None else Marking(tracks, self._look)

    def _on_broken(self, path: Path, reason: str) -> None:
        log.warning("%s cannot be shown: %s", path, reason)
        self._broken.add(path)
        if self._film is not None and self._film.path == path:
            self._film = None
        self.problem.emit(
            _(
                "{name} cannot be shown, so the exercise is shown in words; "
                "put a film that plays in its place: {path}."
            ).format(name=path.name, path=path)
        )
        self.update()

    def _paint_picture(self, painter: QPainter) -> None:
        image = self.image
        if image.isNull():
            return  # it comes in a moment; words would only flash up
        place = self.picture_area
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(rounded(QRectF(self.rect()), self._look))
        if self._film is not None and not self._film.own:
            # Ours stand before one even colour: what is beside the film becomes part of it.
            painter.fillRect(self.rect(), image.pixelColor(0, 0))
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(place, image)
        if self._marking is not None and self._mark is not None:
            frame = self._marking.tracks.frame_at(self._player.shown_at)
            both = self._both_sides
            self._marking.paint(painter, place, self._mark, frame, both=both)

    # -- Qt ------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._film is None and self._words is not None:
            paint_card(painter, area, self._words, self._look, self.font())
            return
        paint_ground(painter, area, self._look)
        self._paint_picture(painter)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._player.set_running(self._running)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._player.set_running(False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 360)
