"""The movement in the player: the right way, on demand a mistake beside it, or another view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from kneeline.ui.player.scale import SMALL
from kneeline.ui.right_and_wrong import MakeClip, Mistake, RightAndWrong

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kneeline.coach.dose import Stroke, Tempo
    from kneeline.coach.exercise import Mark
    from kneeline.coach.side import Side
    from kneeline.coach.timeline import Heading


@dataclass(frozen=True, slots=True)
class FilmSource:
    """What the player may ask about films."""

    make_clip: MakeClip
    views: Callable[[str], tuple[str, ...]]
    """Where an exercise (its id) was filmed from, the most telling first."""

    mistakes: Callable[[str], tuple[Mistake, ...]]
    """The mistakes of an exercise (its id) that were filmed."""


class Demonstration(QWidget):
    """Shows what the page tells it to, and remembers which view the person likes."""

    def __init__(self, films: FilmSource) -> None:
        super().__init__()
        self._films = films
        self._heading: Heading | None = None
        self._side: Side | None = None
        self._mark: Mark | None = None
        self._comparing = False
        self._chosen: dict[str, str] = {}
        """The view the person chose, by exercise."""

        self.pair = RightAndWrong(films.make_clip)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(QMargins())
        self._column.addWidget(self.pair)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_exercise(self, heading: Heading, side: Side | None) -> None:
        """Show an exercise, mirrored for the side that works."""
        if self._heading is not None and heading.exercise != self._heading.exercise:
            self._comparing = False
        self._heading, self._side, self._mark = heading, side, None
        self._show()

    def set_running(self, running: bool) -> None:  # noqa: FBT001 (the whole message is the flag)
        """Let the movement run, or stand still in a pause."""
        self.pair.set_running(running)

    def follow(self, tempo: Tempo | None) -> None:
        """Run at the tempo of the repetitions; None for the film's own pace."""
        self.pair.follow(tempo)

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin a part of the movement, in step with the person."""
        self.pair.begin_stroke(stroke)

    def point_at(self, mark: Mark | None) -> None:
        """Mark what the cue is about; beside a mistake, show the one it is about."""
        self._mark = mark
        if self._comparing and mark is not None and self._mistake() != self.pair.mistake:
            self._show()
        self.pair.point_at(mark)

    def show_wrong(self, on: bool) -> bool:  # noqa: FBT001 (the whole message is the flag)
        """Show a mistake beside the right way, or end it; False if there is no such film."""
        self._comparing = on
        there_is = bool(self._mistakes())
        self._show()
        self.pair.point_at(self._mark)
        return there_is

    def next_view(self) -> None:
        """Show the movement from where it was filmed next; beside a mistake, both of them."""
        if self._heading is None:
            return
        mistake = self._mistake() if self._comparing else None
        views = self._films.views(self._heading.exercise)
        views = mistake.views if mistake is not None else views
        if views:
            now = self._view()
            place = views.index(now) + 1 if now in views else 1
            self._chosen[self._heading.exercise] = views[place % len(views)]
            self._show()
            self.pair.point_at(self._mark)

    def lend(self) -> QWidget:
        """Hand the picture to another window; what the page tells goes on reaching it."""
        self._column.removeWidget(self.pair)
        return self.pair

    def take_back(self) -> None:
        """Have the picture here again."""
        self._column.addWidget(self.pair)
        self.pair.show()
        self._write()

    def _view(self) -> str:
        if self._heading is None:
            return ""
        views = self._films.views(self._heading.exercise)
        return self._chosen.get(self._heading.exercise) or next(iter(views), "")

    def _mistakes(self) -> tuple[Mistake, ...]:
        return () if self._heading is None else self._films.mistakes(self._heading.exercise)

    def _mistake(self) -> Mistake | None:
        """Return the mistake that the cue is about, else the one that shows, or the first."""
        mistakes = self._mistakes()
        about = (each for each in mistakes if self._mark is not None and each.mark is self._mark)
        shown = (each for each in mistakes if each == self.pair.mistake)
        return next(iter([*about, *shown, *mistakes]), None)

    def _show(self) -> None:
        if self._heading is not None:
            mistake = self._mistake() if self._comparing else None
            self.pair.show_exercise(self._heading, self._side, self._view(), mistake)

    def _write(self) -> None:
        self.pair.write_at(round(self.window().height() * SMALL))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the captions at their part of the window's height."""
        super().resizeEvent(event)
        self._write()
