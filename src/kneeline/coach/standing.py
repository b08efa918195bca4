"""Where a person stands with one exercise, and the single steps up and down from there.

A step changes one thing: first the range, then the repetitions, the sets, the load, and at last
the level itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kneeline.coach.dose import Dose
from kneeline.coach.exercise import Exercise, KneeRange, Level
from kneeline.coach.thresholds import Thresholds
from kneeline.coach.wording import Translate, english


class Step(StrEnum):
    """What one step up changes, in the order in which we change it (source: kneeline-rules)."""

    RANGE = "range"
    REPS = "reps"
    SETS = "sets"
    LOAD = "load"
    VARIATION = "variation"


@dataclass(frozen=True, slots=True)
class Standing:
    """How hard an exercise is for one person at present."""

    level: str
    dose: Dose
    depth: float = 1.0
    """Share of the level's knee range that is used, above 0 and up to 1."""

    load: int = 100
    """Percent of the weight the level starts with; 100 for body weight."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of one exercise, for somebody who has certain things at hand."""

    exercise: Exercise
    numbers: Thresholds

    def start(self) -> Standing:
        """Return where everybody starts: the easiest level, as its author wrote it."""
        return self._enter(0)

    def place(self, standing: Standing) -> int:
        """Return the place of a standing's level, from 0; KeyError if the level is gone."""
        return self.exercise.levels.index(self.exercise.level(standing.level))

    def effort(self, standing: Standing) -> tuple[float, ...]:
        """Return a key that grows with the load a standing asks for."""
        dose = standing.dose
        amount = dose.reps or dose.seconds or 0
        return (self.place(standing), standing.load, dose.sets, amount, standing.depth)

    def up(
        self, standing: Standing, have: frozenset[str] | None = None
    ) -> tuple[Standing, Step | None]:
        """Return the next standing and what it changes; None where there is no higher one.

        `have` are the things at hand; None stands for everything.
        """
        level = self.exercise.level(standing.level)
        if standing.depth < 1 and level.knee_range is not None:
            return replace(standing, depth=1.0), Step.RANGE
        back = self._back_to_start(standing.dose, level.dose)
        if back is not None:
            return replace(standing, dose=back[0]), back[1]
        more = self._more(standing.dose, level.most)
        if more is not None:
            return replace(standing, dose=more), Step.REPS
        if standing.dose.sets < level.most.sets:
            dose = standing.dose.with_sets(standing.dose.sets + 1)
            return replace(standing, dose=dose), Step.SETS
        if level.load and standing.load < self.numbers.load_most:
            load = min(standing.load + self.numbers.load_step, self.numbers.load_most)
            return replace(standing, load=load), Step.LOAD
        above = self._above(self.place(standing), have)
        return (standing, None) if above is None else (self._enter(above), Step.VARIATION)

    def down(self, standing: Standing, levels: int = 1) -> Standing:
        """Return the standing some levels down; below the easiest, the same with less of it."""
        place = self.place(standing)
        if levels < 1:
            return standing
        if place >= levels:
            return replace(self._enter(place - levels), depth=1.0)
        least = self.start()
        eased = place > 0 or self.effort(standing) > self.effort(least)
        if eased and levels == 1:
            return least
        return replace(least, dose=self._least(least.dose), depth=self._narrow(least))

    def afresh(self, standing: Standing) -> Standing:
        """Return the start of the same level, for after a week off; never harder than before."""
        start = replace(self._enter(self.place(standing)), depth=standing.depth)
        return min(start, standing, key=self.effort)

    def narrowed(self, standing: Standing) -> Standing:
        """Return the same with less depth, where the level bends the knee at all."""
        return replace(standing, depth=min(standing.depth, self._narrow(standing)))

    def with_reps(self, standing: Standing, reps: int) -> Standing:
        """Return the same with at most so many repetitions, and at least one."""
        if standing.dose.reps is None:
            return standing
        fewer = max(min(reps, standing.dose.reps), 1)
        return replace(standing, dose=replace(standing.dose, reps=fewer))

    def fitting(self, standing: Standing, have: frozenset[str]) -> Standing:
        """Return the standing, or the nearest level below it that needs nothing one lacks."""
        place = self.place(standing)
        while place > 0 and not have.issuperset(self.exercise.levels[place].equipment):
            place -= 1
        return standing if place == self.place(standing) else self._enter(place)

    def level(self, standing: Standing, translate: Translate = english) -> Level:
        """Return the level as it is done from this standing: its dose, its depth, its load."""
        level = self.exercise.level(standing.level)
        knee_range = level.knee_range
        if knee_range is not None and standing.depth < 1:
            deepest = knee_range.low + (knee_range.high - knee_range.low) * standing.depth
            knee_range = KneeRange(knee_range.low, round(deepest))
        load = level.load
        if load and standing.load > 100:  # noqa: PLR2004 (100 percent is the level's own weight)
            load = translate("{load}, and {percent} % more").format(
                load=translate(load), percent=standing.load - 100
            )
        return replace(level, dose=standing.dose, knee_range=knee_range, load=load)

    # -- inside --------------------------------------------------------------------------------

    def _enter(self, place: int) -> Standing:
        """Return the start of a level; one that bends deeper than the last begins shallower."""
        level = self.exercise.levels[place]
        deeper = place > 0 and _deepest(level) > _deepest(self.exercise.levels[place - 1])
        return Standing(level.id, level.dose, self.numbers.depth_new if deeper else 1.0)

    def _above(self, place: int, have: frozenset[str] | None) -> int | None:
        above = place + 1
        if above >= len(self.exercise.levels):
            return None
        needs = self.exercise.levels[above].equipment
        return above if have is None or have.issuperset(needs) else None

    def _more(self, dose: Dose, most: Dose) -> Dose | None:
        """Return one step more of reps or seconds, or None where it is at its most."""
        if dose.reps is not None and most.reps is not None and dose.reps < most.reps:
            return replace(dose, reps=min(dose.reps + self.numbers.reps_step, most.reps))
        if dose.seconds is not None and most.seconds is not None and dose.seconds < most.seconds:
            seconds = min(dose.seconds + self.numbers.seconds_step, most.seconds)
            return replace(dose, seconds=seconds)
        return None

    def _back_to_start(self, dose: Dose, start: Dose) -> tuple[Dose, Step] | None:
        """Return the step from `_least` back towards a level's start, or None from anywhere else.

        The person has done that much before, so these steps are larger than one repetition.
        """
        if dose.sets >= start.sets:
            return None
        if dose.reps is not None and start.reps is not None and dose.reps < start.reps:
            return replace(dose, reps=start.reps), Step.REPS
        if dose.seconds is not None and start.seconds is not None and dose.seconds < start.seconds:
            return replace(dose, seconds=start.seconds), Step.REPS
        return dose.with_sets(start.sets), Step.SETS

    def _least(self, dose: Dose) -> Dose:
        """Return about half of the easiest dose."""
        if dose.reps is not None:
            return replace(dose, sets=1, reps=max(dose.reps // 2, 1))
        return replace(dose, sets=1, seconds=max((dose.seconds or 0) / 2, 5.0))

    def _narrow(self, standing: Standing) -> float:
        bends = self.exercise.level(standing.level).knee_range is not None
        return self.numbers.depth_least if bends else 1.0


def _deepest(level: Level) -> float:
    return level.knee_range.high if level.knee_range is not None else 0.0
