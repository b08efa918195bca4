"""Which parts a day has: rolling daily, activation and mobility on most days, strength three times.

Nothing is tied to a weekday. What is due follows from what was done in the last seven days, so a
missed day moves the rest along by itself, and nothing has to be made up for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from kneeline.coach.exercise import Phase
from kneeline.coach.past import DAY, Past
from kneeline.coach.reading import WEEK
from kneeline.coach.running import RunLadder
from kneeline.coach.thresholds import Thresholds
from kneeline.coach.wording import Translate, english

Moves = Mapping[date, date]
"""Strength days that the person moved: from which day to which."""


class Why(StrEnum):
    """Why a day is as it is."""

    STRENGTH_DUE = "strength-due"
    DAY_BETWEEN = "day-between"
    """Strength was yesterday."""

    ENOUGH = "enough"
    """Strength was often enough in the last seven days."""

    DONE = "done"
    """Strength is done for today."""

    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"
    RESTING = "resting"
    """The knee rests today."""

    PAUSED = "paused"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Day:
    """The parts of one day."""

    day: date
    why: Why
    roll: bool = True
    prepare: bool = False
    """Activation and mobility."""

    strengthen: bool = False
    run: bool = False
    tests: bool = False

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of a session, in the order we coach."""
        wanted = {
            Phase.ROLL: self.roll,
            Phase.ACTIVATE: self.prepare,
            Phase.MOBILISE: self.prepare,
            Phase.STRENGTHEN: self.strengthen,
        }
        return tuple(phase for phase, there in wanted.items() if there)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days on which something was done, or will have been."""

    strengthen: frozenset[date] = frozenset()
    prepare: frozenset[date] = frozenset()
    run: frozenset[date] = frozenset()
    tests: frozenset[date] = frozenset()

    def after(self, day: Day) -> Rhythm:
        """Return the rhythm when a day will have been done as planned."""
        only = {day.day}
        return Rhythm(
            self.strengthen | (only if day.strengthen else set()),
            self.prepare | (only if day.prepare else set()),
            self.run | (only if day.run else set()),
            self.tests | (only if day.tests else set()),
        )


def rhythm_of(past: Past) -> Rhythm:
    """Return the days on which something was done."""
    prepared = {
        each.day for each in past.sessions if each.did(Phase.ACTIVATE) or each.did(Phase.MOBILISE)
    }
    return Rhythm(
        strengthen=frozenset(each.day for each in past.sessions if each.did(Phase.STRENGTHEN)),
        prepare=frozenset(prepared),
        run=frozenset(run.day for run in past.runs),
        tests=frozenset(past.tests),
    )


@dataclass(frozen=True, slots=True)
class Week:
    """How days are planned for one person."""

    numbers: Thresholds
    moves: Moves = field(default_factory=dict)
    runs: RunLadder | None = None
    """The ladder of running, where the person may run; None where not."""

    def plan(self, day: date, rhythm: Rhythm) -> Day:
        """Return the parts that are due on a day."""
        why = self._strength(day, rhythm)
        strengthen = why in {Why.STRENGTH_DUE, Why.MOVED_HERE}
        prepared = _within(day, rhythm.prepare)
        return Day(
            day,
            why,
            prepare=strengthen or prepared < self.numbers.prepare_days,
            strengthen=strengthen,
            run=self._run(day, rhythm, strengthen=strengthen),
            tests=self._tests(day, rhythm),
        )

    def outlook(self, first: Day, rhythm: Rhythm, days: int = WEEK) -> tuple[Day, ...]:
        """Return some days from `first` on, as they will come if each is done as planned."""
        planned = [first]
        rhythm = rhythm.after(first)
        while len(planned) < days:
            planned.append(self.plan(planned[-1].day + DAY, rhythm))
            rhythm = rhythm.after(planned[-1])
        return tuple(planned)

    def moved(
        self, day: date, to: date, rhythm: Rhythm, today: date, translate: Translate = english
    ) -> Week:
        """Return the week with a strength day moved; ValueError with a sentence if it cannot be."""
        if min(day, to) < today:
            raise ValueError(translate("a day that has passed cannot be moved"))
        if day == to or abs(to - day) >= timedelta(days=WEEK):
            raise ValueError(
                translate("a strength day can be moved to another day less than a week away")
            )
        week = replace(self, moves={**self.moves, day: to})
        days = week.outlook(week.plan(today, rhythm), rhythm, (to - today).days + 1)
        if not days[-1].strengthen:
            raise ValueError(
                translate("strength needs a day between, and at most three days in seven")
            )
        return week

    def choices(
        self, day: date, rhythm: Rhythm, today: date, translate: Translate = english
    ) -> tuple[tuple[date, str], ...]:
        """Return the days from today on that strength could move to, with why not where it cannot.

        Only days less than a week ahead are named, and the day itself is not.
        """
        found: list[tuple[date, str]] = []
        for to in (today + ahead * DAY for ahead in range(WEEK)):
            if to == day:
                continue
            try:
                self.moved(day, to, rhythm, today, translate)
            except ValueError as problem:
                found.append((to, str(problem)))
            else:
                found.append((to, ""))
        return tuple(found)

    # -- inside --------------------------------------------------------------------------------

    def _strength(self, day: date, rhythm: Rhythm) -> Why:
        if day in rhythm.strengthen:
            return Why.DONE
        if day - DAY in rhythm.strengthen:
            return Why.DAY_BETWEEN
        if any(start <= day < end for start, end in self.moves.items()):
            return Why.MOVED_AWAY
        if _within(day, rhythm.strengthen) >= self.numbers.strength_days:
            return Why.ENOUGH
        if day in self.moves.values():
            return Why.MOVED_HERE
        moved_earlier = any(end < day == start for start, end in self.moves.items())
        return Why.MOVED_AWAY if moved_earlier else Why.STRENGTH_DUE

    def _run(self, day: date, rhythm: Rhythm, *, strengthen: bool) -> bool:
        """Whether a run fits: rested, not too many, and rather not on a strength day."""
        if self.runs is None or _within(day, rhythm.run) >= self.runs.per_week:
            return False
        since = [(day - run).days for run in rhythm.run if run <= day]
        off = min(since, default=None)
        if off is None:
            return not strengthen
        return off > self.runs.rest_days + (1 if strengthen else 0)

    def _tests(self, day: date, rhythm: Rhythm) -> bool:
        every = self.numbers.tests_every_days
        return all((day - done).days >= every for done in rhythm.tests if done <= day)


def _within(day: date, days: frozenset[date]) -> int:
    """Count the days among the seven that end with `day`."""
    return sum(day - back * DAY in days for back in range(WEEK))


def resting(day: Day, why: Why) -> Day:
    """Return the day without anything that loads the knee; locked or paused, with nothing."""
    return Day(day.day, why, roll=why is Why.RESTING)


def roll_minutes_left(past: Past, day: date, numbers: Thresholds) -> float:
    """Return the minutes of rolling still to come on a day; part sessions add up."""
    return max(numbers.roll_minutes - rolled_on(past, day), 0.0)


def rolled_on(past: Past, day: date) -> float:
    """Return the minutes of rolling done on a day."""
    return sum(session.roll_minutes for session in past.sessions if session.day == day)


def reaches(past: Past, today: date) -> bool:
    """Whether the days in a row go back to the very first day of this past."""
    done = {each.day for each in past.done}
    first = min(done, default=today)
    days = (first + number * DAY for number in range((today - first).days))
    return all(day in done or past.paused(day) for day in days)


def streak(past: Past, today: date) -> int:
    """Return the days in a row on which something was done; a pause neither counts nor breaks it.

    Today does not break the row before it is over.
    """
    done = {each.day for each in past.done}
    first = min(done, default=today)
    count, day = int(today in done), today - DAY
    while day >= first and (day in done or past.paused(day)):
        count += day in done
        day -= DAY
    return count
