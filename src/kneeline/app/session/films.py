"""The films of one session: made, dressed and stopped together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.app.looks import clip_look
from kneeline.playback.clips import ClipView
from kneeline.playback.films import FilmShelf
from kneeline.playback.marks import FAULT_MARKS
from kneeline.ui.player.demonstration import Demonstration, FilmSource
from kneeline.ui.right_and_wrong import Mistake
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.locations import Locations
    from kneeline.ui.right_and_wrong import FilmClip


class SessionFilms(QObject):
    """Makes clips for the player, and answers what was filmed.

    Signals:
        problem: one sentence about a film that cannot be shown.
    """

    problem = Signal(str)

    def __init__(self, places: Locations, bookshelf: Bookshelf, marks: Callable[[], bool]) -> None:
        """Take where films lie, what exercises there are, and whether marks are wanted."""
        super().__init__()
        self._shelf = FilmShelf(places.videos, places.films)
        self._bookshelf, self._marks = bookshelf, marks
        self._clips: list[ClipView] = []
        self.shown = Demonstration(FilmSource(self._make_clip, self._shelf.views, self._mistakes))

    def dress(self) -> None:
        """Follow the theme."""
        for clip in self._clips:
            clip.set_look(clip_look())

    def stop(self) -> None:
        """Let go of every film."""
        for clip in self._clips:
            clip.stop()

    def _make_clip(self) -> tuple[QWidget, FilmClip]:
        clip = ClipView(self._shelf, clip_look(), marks=self._marks, how=self._steps)
        clip.problem.connect(self.problem)
        self._clips.append(clip)
        return clip, clip

    def _steps(self, exercise: str) -> str:
        """Return how an exercise goes; getting into place is said beside the clip."""
        known = self._bookshelf.now.exercises.get(exercise)
        return "" if known is None else " ".join(_(step) for step in known.steps)

    def _mistakes(self, exercise: str) -> tuple[Mistake, ...]:
        known = self._bookshelf.now.exercises.get(exercise)
        found = (
            Mistake(
                fault.id,
                _(fault.name),
                FAULT_MARKS.get(fault.id),
                self._shelf.views(exercise, fault.id),
            )
            for fault in (known.faults if known is not None else ())
        )
        return tuple(each for each in found if each.views)
