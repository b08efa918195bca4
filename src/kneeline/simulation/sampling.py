"""Fill a sample journal: years of somebody made up, for pictures, benchmarks and first looks.

Other than `life`, which asks the coach about each of some weeks, this one is made to be fast, and
to hold what long journals hold: seasons, flare-ups, holidays, forgotten mornings, runs that stop
and begin again. The same seed gives the same journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun, Pause, Surface
from kneeline.coach.side import Side
from kneeline.journal.sample import Sample
from kneeline.simulation.person import score
from kneeline.simulation.sitting import Sitting, Sittings
from kneeline.simulation.years import Why, Years
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.running import RunLadder
    from kneeline.library import Library
    from kneeline.library.reference import SelfTest

EVENING, RUN_TIME, MORNING = time(18, 10), time(9, 20), time(7, 15)
WEEK = 7
TEST_WEEKS = 4
FLARED_LEVELS = 2
RUNS_FROM = 50
"""Days before the first run."""

QUIET_DAYS = 10
FREE_MINUTES = (30.0, 62.0)
GOOD_TO = 2
"""Worst pain of a session that went well."""

RUN_DAYS = (1, 3, 6)
PLANNED = {0: "daily", 2: "daily", 4: "daily", 1: "ten-minute-roll", 5: "short"}
"""What a made-up person does on which weekday, Monday being 0."""

WHEN_SORE = "flare-up"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a made-up person has at hand."""

    library: Library
    runs: RunLadder
    tests: tuple[SelfTest, ...]


def fill(shelf: Shelf, until: date, days: int, seed: int) -> Sample:
    """Return the journal of so many days of a made-up life; it ends on the morning of `until`."""
    dice = Random(seed)  # noqa: S311 (a made-up life, no secret)
    life = _Life(shelf, Years(until - timedelta(days=days), days, dice), dice, Sample(seed))
    for number in range(days):
        life.day(number)
    life.morning(days)
    return life.sample


class _Life:
    def __init__(self, shelf: Shelf, years: Years, dice: Random, sample: Sample) -> None:
        self.sample = sample
        self._shelf, self._years, self._dice = shelf, years, dice
        self._sittings = Sittings(shelf.library, sample, dice)
        self._tired: dict[Side, float] = dict.fromkeys(Side, 0.0)
        """What yesterday adds to this morning."""

        self._stage = 0
        """Runs since the last flare-up."""

        self._flaring = False

    def day(self, number: int) -> None:
        """Live one day."""
        away = self._years.away(number)
        self.morning(number, forgets=0.2 if away is None else 0.85)
        self._tired = dict.fromkeys(Side, 0.0)
        self._turns(number)
        if away is not None:
            self._leave(number)
            return
        weekday = self._years.day(number).weekday()
        if weekday in RUN_DAYS:
            self._run(number)
        self._train(number, weekday)
        if weekday == WEEK - 1 and number // WEEK % TEST_WEEKS == 1:
            self._test(number)

    def morning(self, number: int, *, forgets: float = 0.0) -> None:
        """Answer the question of the morning, or forget to."""
        if number == 0 or self._dice.random() < forgets:
            return
        for knee in Side:
            sore = self._years.rest(knee, number) + self._tired[knee]
            self.sample.morning(
                PainScore(knee, Moment.NEXT_MORNING, score(sore)), self._at(number, MORNING)
            )

    # -- inside --------------------------------------------------------------------------------

    def _at(self, number: int, when: time) -> datetime:
        spread = timedelta(seconds=self._dice.randint(-2400, 2400))
        return datetime.combine(self._years.day(number), when, UTC) + spread

    def _note(self, number: int, text: str) -> None:
        self.sample.note(text, self._years.day(number), self._at(number, EVENING))

    def _turns(self, number: int) -> None:
        """Notice that a flare-up has begun, or is over."""
        flaring = self._years.flares(number, since_yesterday=self._flaring)
        if flaring and not self._flaring and number > WEEK:
            self._sittings.ladders.step_back(FLARED_LEVELS)
            self._stage = 0
            self._note(number, self._dice.choice(_flare_up_notes()))
        elif self._flaring and not flaring and self._dice.random() < 0.5:  # noqa: PLR2004 (every other time)
            self._note(number, self._dice.choice(_better_notes()))
        self._flaring = flaring

    def _leave(self, number: int) -> None:
        """Say on the first day of an absence what it is."""
        away = self._years.away(number)
        if away is None or away.first != number:
            return
        notes = {
            Why.HOLIDAY: _("Off to the sea until {day}. The roller stays at home."),
            Why.ILL: _("In bed with a cold."),
            Why.BUSY: _("A full week at work, no time to train."),
        }
        self._note(number, notes[away.why].format(day=self._years.day(away.last).isoformat()))
        if away.why is Why.ILL:
            pause = Pause(self._years.day(away.first), self._years.day(away.last))
            self.sample.pause(pause, self._at(number, MORNING))
        if away.last - away.first >= 2 * WEEK:
            self._sittings.ladders.step_back(1)

    def _keen(self, number: int) -> float:
        """Return how likely a planned session is: sore people train more, and summers are short."""
        fresh = 0.2 if number < 16 * WEEK else 0.0
        keen = 0.58 + fresh + 0.07 * self._years.worst(number) - 0.12 * self._years.summer(number)
        return min(keen, 0.93)

    def _train(self, number: int, weekday: int) -> None:
        programme = PLANNED.get(weekday)
        if programme is None or self._dice.random() > self._keen(number):
            return
        if self._flaring and number > WEEK and programme != "ten-minute-roll":
            programme = WHEN_SORE
        before = {knee: self._rested(knee, number) for knee in Side}
        done = self._sittings.sit(programme, before, self._at(number, EVENING))
        self._tire(done)

    def _rested(self, knee: Side, number: int) -> int:
        return score(self._years.rest(knee, number) + self._dice.gauss(0, 0.3))

    def _tire(self, done: Sitting) -> None:
        for knee in Side:
            more = done.worst[knee] - done.before[knee]
            self._tired[knee] += max(more - 1, 0) * self._dice.uniform(0.3, 0.7)
        done.plan_went(well=max(done.worst.values()) <= GOOD_TO)

    def _run(self, number: int) -> None:
        years, dice = self._years, self._dice
        cold = 0.35 * (1 - years.summer(number))
        if number < RUNS_FROM or not years.quiet(number, QUIET_DAYS) or dice.random() < 0.3 + cold:
            return
        self._stage += 1
        stage, minutes = self._minutes()
        before = {knee: self._rested(knee, number) for knee in Side}
        strain = minutes / 40 if stage is None else minutes / 60
        worst = {knee: min(before[knee] + score(dice.gauss(strain, 0.7)), 6) for knee in Side}
        at = self._at(number, RUN_TIME)
        pace = dice.uniform(0.14, 0.17) if stage is None else dice.uniform(0.10, 0.13)
        run = DoneRun(
            at,
            minutes,
            round(minutes * pace, 2),
            dice.choice((Surface.ROAD, Surface.ROAD, Surface.TRAIL, Surface.TREADMILL)),
            stage,
            before=before,
            worst=worst,
            hour_after={knee: min(before[knee] + int(worst[knee] > GOOD_TO), 10) for knee in Side},
            cadence=float(round(min(160 + number / 60, 174) + dice.gauss(0, 2))),
        )
        self.sample.run(run)
        for knee in Side:
            self._tired[knee] += max(worst[knee] - before[knee] - 1, 0) * 0.6
        if self._stage == 1:
            self._note(number, _("First run in a while, walking in between. It held."))

    def _minutes(self) -> tuple[int | None, float]:
        """Return the stage of the next run, two runs to each; then its minutes."""
        stages = self._shelf.runs.stages
        place = (self._stage - 1) // 2
        if place < len(stages):
            return stages[place].number, stages[place].minutes
        low, high = FREE_MINUTES
        longer = min((place - len(stages)) / 25, 1.0)
        top = low + (high - low) * longer
        return None, float(round(self._dice.uniform(low, top)))

    def _test(self, number: int) -> None:
        sides: Mapping[str, tuple[Side | None, ...]] = {"each": tuple(Side), "once": (None,)}
        for test in self._shelf.tests:
            if self._dice.random() < 0.2:  # noqa: PLR2004 (one of five is forgotten)
                continue
            for side in sides[test.sides]:
                for _time in range(test.times):
                    value = self._result(test, side, number)
                    self.sample.self_test(test.id, side, value, self._at(number, EVENING))

    def _result(self, test: SelfTest, side: Side | None, number: int) -> float:
        sore = self._years.worst(number) if side is None else self._years.rest(side, number)
        if "pain" in test.id:
            return float(score(sore + self._dice.uniform(0.3, 1.6)))
        good = 0.42 + 0.33 * (1 - 0.5 ** (number / 120)) - 0.05 * sore + self._dice.gauss(0, 0.03)
        share = min(max(good if test.better == "more" else 1 - good, 0.0), 1.0)
        # A wide scale is not used up to its end: nobody's toe is 25 cm from the wall.
        value = test.lowest + (test.highest - test.lowest) * share * (
            0.6 if test.unit == "cm" else 1
        )
        return round(value * 2) / 2 if test.unit == "cm" else float(round(value))


def _flare_up_notes() -> tuple[str, ...]:
    return (
        _("A long walk downhill yesterday, and today the stairs hurt."),
        _("Carried boxes up four floors. The knee lets me know."),
        _("Ran too far on Sunday. My own fault."),
        _("Sat in a car for six hours; the knee is stiff and sore behind the kneecap."),
        _("No idea why, but it is back."),
    )


def _better_notes() -> tuple[str, ...]:
    return (
        _("Stairs without a thought today."),
        _("Slept well, the knee is quiet again."),
        _("Back to the usual exercises, one level lower."),
    )
