"""Shows how an exercise goes: its film in a loop, a picture, or a card with the setup in words.

Films are painted by ourselves from Qt's video sink: that mirrors them for the other side and lets
lines be drawn on them, at the same cost as Qt's own video widget where there is no GPU.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneeline.coach.dose import Stroke, Tempo
from kneeline.coach.exercise import Mark, Phase
from kneeline.coach.side import Side
from kneeline.coach.timeline import Heading
from kneeline.playback.card import CardWords, paint_card, paint_ground
from kneeline.playback.film_player import FilmPlayer
from kneeline.playback.films import Film, FilmShelf
from kneeline.playback.look import ClipLook
from kneeline.playback.marks import FAULT_MARKS, Marking, Moment
from kneeline.playback.pictures import PictureReader
from kneeline.playback.scene import Scene, ScenePainter
from kneeline.playback.stepping import Stepping
from kneeline.playback.tracks import read_tracks
from kneeline.wording import _

if sys.version_info >= (3, 12):
    from typing import override
else:
    from typing_extensions import override

log = logging.getLogger(__name__)


FROM_THE_SIDE = "side"
"""The view that does not show whether a knee is in line."""

ON_THE_FEET = frozenset({Phase.ACTIVATE, Phase.STRENGTHEN})
"""The phases in which the knee has a line to keep."""


def always() -> bool:
    """Say yes."""
    return True


def no_more_words(exercise: str) -> str:
    """Say no more about an exercise than its setup."""
    del exercise
    return ""


class ClipView(QWidget):
    """The clip area of the player; its time stands still with the session's."""

    problem = Signal(str)
    """One sentence about a film that cannot be shown, once for each film."""

    frame_shown = Signal()
    stroke_began = Signal(object)
    """A part of the movement began that no session told us of."""

    def __init__(
        self,
        shelf: FilmShelf,
        look: ClipLook,
        parent: QWidget | None = None,
        *,
        marks: Callable[[], bool] = always,
        how: Callable[[str], str] = no_more_words,
    ) -> None:
        """Take whether marks are wanted, asked each time, and how an exercise goes, in words."""
        super().__init__(parent)
        self._marks, self._how = marks, how
        self._shelf = shelf
        self._look = look
        self._words: CardWords | None = None
        self._film: Film | None = None
        self._broken: set[Path] = set()
        self._mirrored = False
        self._side: Side | None = None
        self._find: Callable[..., Film | None] | None = None
        """Finds the film that was asked for last."""

        self._mark: Mark | None = None
        self._marking: Marking | None = None
        self._line = False
        self._scenes = ScenePainter()
        self._running = False
        self._player = FilmPlayer(self)
        self._player.frame_ready.connect(self._on_frame)
        self._stepping = Stepping(self._player, self)
        self._stepping.pacer.began.connect(self.stroke_began)
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
    def share(self) -> float | None:
        """How far into the film we are, 0 to 1; None where that is not known."""
        return self._player.share

    @property
    def image(self) -> QImage:
        """The picture in sight, not mirrored; null while the card stands in for it."""
        if self._film is None:
            return QImage()
        return self._pictures.image if self._film.still else self._player.image

    def _place_of(self, image: QImage) -> QRectF:
        """Return where in the widget a picture lies."""
        size = image.size().toSizeF()
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
        how = self._how(heading.exercise) or heading.setup
        self._words = CardWords(heading.phase, heading.name, how)
        self.setAccessibleName(heading.name)
        self.setAccessibleDescription(heading.setup)
        self._find = partial(self._shelf.find, heading.exercise, side, view=view, fault=fault)
        self._side = side
        self._mark = FAULT_MARKS.get(fault)
        self._line = heading.phase in ON_THE_FEET
        self._show(self._find(without=self._broken))

    def _show(self, film: Film | None) -> None:
        side = self._side
        self._mirrored = film is not None and film.mirrored_for(side)
        if film != self._film:
            self._film = film
            self._open(film)
            self._stepping.take(None if film is None else film.strokes)
        self.update()

    def point_at(self, mark: Mark | None) -> None:
        """Draw a cue's mark on the film as it runs; None for no mark."""
        self._mark = mark
        self.update()

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Let the movement run, or stand still in a pause."""
        self._running = running
        self._run(seen=self.isVisible())

    def follow(self, tempo: Tempo | None, *, alone: bool = False) -> None:
        """Run at the tempo of the repetitions; None for the film's own pace.

        Alone, where no session tells when each part of the movement begins.
        """
        self._stepping.follow(tempo, alone=alone)

    def keep_step(self, lead: object) -> None:
        """Run beside another clip, always at the same part of the movement."""
        if not isinstance(lead, ClipView):
            raise TypeError(f"a clip keeps step with a clip, not with {lead!r}")
        lead.stroke_began.connect(self.begin_stroke)
        lead.frame_shown.connect(lambda: self._stepping.keep_up(lead.share))

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin one part of the movement, in step with that part of a repetition."""
        self._stepping.begin_stroke(stroke)

    def set_look(self, look: ClipLook) -> None:
        """Use other colours and sizes."""
        self._look = look
        if self._marking is not None:
            self._marking = replace(self._marking, look=look)
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
        self._marking = None
        if film is not None and tracks is not None:
            line = self._line and film.view != FROM_THE_SIDE
            self._marking = Marking(tracks, self._look, line=line)

    def _run(self, *, seen: bool) -> None:
        self._player.set_running(self._running and seen)
        self._stepping.pacer.set_running(self._running and seen)

    def _moment(self) -> Moment:
        """Return what there is to mark on the frame that shows."""
        if self._marking is None:
            return Moment(0)
        tracks = self._marking.tracks
        frame = tracks.frame_at(self._player.shown_at)
        way = None
        if self._film is not None and self._film.strokes is not None:
            out, hold, back = self._film.strokes
            share = frame / tracks.frames
            way = Stroke.OUT if share < out else Stroke.BACK if hold <= share < back else None
        # From the side the far leg lies behind the near one, and so would its marks.
        both = self._side is None and self._film is not None and self._film.view != FROM_THE_SIDE
        return Moment(frame, both, self._mark, way)

    def _on_frame(self) -> None:
        changed = self._player.changed
        # Where everything may differ no picture is made yet: it may never come to be painted.
        whole = changed.isNull()
        self.update(self.rect() if whole else self._scenes.changing(self._scene(), changed))
        self.frame_shown.emit()

    def _on_broken(self, path: Path, reason: str) -> None:
        log.warning("%s cannot be shown: %s", path, reason)
        self._broken.add(path)
        if self._film is not None and self._film.path == path:
            self._film = None
            self._show(self._find(without=self._broken) if self._find is not None else None)
        sentence = _(
            "{name} cannot be shown, so the exercise is shown in words; "
            "put a film that plays in its place: {path}."
        )
        if self._film is not None:
            sentence = _(
                "{name} cannot be shown, so our film is shown; "
                "put a film that plays in its place: {path}."
            )
        self.problem.emit(sentence.format(name=path.name, path=path))
        self.update()

    def _scene(self) -> Scene:
        image = self.image
        return Scene(
            image=image,
            place=self._place_of(image),
            around=QRectF(self.rect()),
            look=self._look,
            mirrored=self._mirrored,
            ours=self._film is not None and not self._film.own,
            marking=self._marking,
            moment=self._moment() if self._marking is not None and self._marks() else None,
        )

    # -- Qt ------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._film is None and self._words is not None:
            paint_card(painter, area, self._words, self._look, self.font())
        elif self.image.isNull():
            # The film comes in a moment; words would only flash up.
            paint_ground(painter, area, self._look)
        else:
            self._scenes.paint(painter, self._scene(), QRectF(event.rect()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run(seen=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._run(seen=False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 360)
