"""What the Library page is given: where it reads, what it may change, and how clips are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.programme import Block, Entry, Programme
from kneeline.library import Library
from kneeline.library.own import OwnFiles
from kneeline.ui.right_and_wrong import MakeClip
from kneeline.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from kneeline.coach.dose import Tempo
    from kneeline.coach.exercise import Exercise, Mark
    from kneeline.coach.planning import Plan
    from kneeline.coach.timeline import Timeline


class Posters(Protocol):
    """What the page needs of whoever draws a still of each film."""

    @property
    def drawing(self) -> bool:
        """Whether a still that was asked for is yet to come."""
        ...

    def find(self, exercise: str) -> QImage:
        """Return what an exercise looks like; null where that is not known, or not yet."""
        ...

    def tell(self, drawn: Callable[[str], None]) -> None:
        """Call back with the exercise's id each time a still is ready."""
        ...

    def look_again(self) -> None:
        """Look at the files again when they are next asked for."""
        ...


@dataclass(frozen=True, slots=True)
class LibrarySource:
    """Functions the page calls each time it needs something, and the person's own files."""

    library: Callable[[], Library]
    levels: Callable[[], Mapping[str, str]]
    """The level a person has reached, by exercise; one never done is missing."""

    make_clip: MakeClip

    posters: Posters
    views: Callable[[str], tuple[str, ...]]
    """Where an exercise (its id) was filmed from, the most telling first; "" is the person's own
    film."""

    has_film: Callable[[str, str, str], bool]
    """Whether there is a film of an exercise, from a view ("" for any), with a fault ("" for the
    right way)."""

    own_film: Callable[[str], bool]
    """Whether the person has put a film of their own in the place of ours."""

    fault_mark: Callable[[str], Mark | None]
    """The place on the body where a fault (its id) is seen."""

    own: OwnFiles
    changed: Callable[[], None]
    """Called after files of the person's own changed, before `library` is asked again."""

    today: Callable[[], date]

    def reached(self, exercise: Exercise) -> str:
        """Return the level a person has reached; nothing where they have not begun.

        A new version of an exercise may have lost a level that the journal still names.
        """
        level = self.levels().get(exercise.id, "")
        return level if level in [each.id for each in exercise.levels] else ""

    def level(self, exercise: Exercise) -> str:
        """Return the level a person works on; the easiest where they have not begun."""
        return self.reached(exercise) or exercise.levels[0].id

    def tempo(self, exercise: Exercise) -> Tempo | None:
        """Return the tempo of the level a person works on; None where it has none."""
        now = self.level(exercise)
        return next(each.dose.tempo for each in exercise.levels if each.id == now)

    def plan(self, programme: Programme) -> Plan:
        """Return a programme's plan for today, at the person's own levels."""
        exercises = self.library().exercises
        blocks = tuple(
            Block(block.phase, tuple(self._at_own_level(entry) for entry in block.entries))
            for block in programme.blocks
        )
        at_own_levels = Programme(programme.id, programme.name, programme.purpose, blocks)
        return draw_up(at_own_levels, exercises, History(), self.today(), _)

    def timeline(self, programme: Programme) -> Timeline:
        """Return a programme laid out in time, at the person's own levels."""
        return lay_out(self.plan(programme), translate=_)

    def minutes(self, programme: Programme) -> int:
        """Return about how long a programme takes."""
        return max(1, round(self.timeline(programme).seconds / 60))

    def _at_own_level(self, entry: Entry) -> Entry:
        if entry.level is not None:
            return entry
        exercise = self.library().exercises[entry.exercise]
        return Entry(entry.exercise, self.level(exercise), entry.sets)


def alone(exercise: Exercise) -> Programme:
    """Return a programme of one exercise, to try it alone."""
    block = Block(exercise.phase, (Entry(exercise.id),))
    return Programme(exercise.id, exercise.name, exercise.purpose, (block,))
