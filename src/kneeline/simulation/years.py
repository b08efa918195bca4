"""Some years of a made-up knee: how sore it is at rest, when it flares up, when nobody trains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import cos, pi
from random import Random

from kneeline.coach.side import Side

RISING = (0.55, 0.9)
"""Share of its peak that a flare-up has on its first two days."""

FLARING_FROM = 3.4
"""Pain at rest from which somebody takes it easy."""

EASED_TO = 2.4
"""Pain at rest below which a flare-up is over."""

QUIET_TO = 2.0
ALWAYS = 0.4
"""Pain that is always there."""

COLD = 0.7
"""Points by which deep winter is worse than high summer."""

WINTER_DAY = 20
"""The day of the year that is worst."""

YEAR = 365.25
FLARE_UPS_APART = (130, 300)
"""Days between two flare-ups."""


class Why(StrEnum):
    """What keeps somebody away."""

    HOLIDAY = "holiday"
    ILL = "ill"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class FlareUp:
    """Pain that comes within two days and goes within weeks."""

    first: int
    """Day it begins on, counted from 0; the first of all began before anybody counted."""

    knee: Side
    peak: float
    half_life: float
    """Days after which half of it is left."""

    def pain(self, day: int) -> float:
        """Return the pain it gives on a day."""
        since = day - self.first
        if since < 0:
            return 0.0
        if self.first >= 0 and since < len(RISING):
            return self.peak * RISING[since]
        return float(self.peak * 0.5 ** ((since - len(RISING)) / self.half_life))


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which nothing is done."""

    first: int
    last: int
    why: Why

    def covers(self, day: int) -> bool:
        """Whether a day belongs to it."""
        return self.first <= day <= self.last


class Years:
    """What happens to one made-up person, day by day; days count from 0."""

    def __init__(self, first_day: date, days: int, dice: Random) -> None:
        """Throw the dice for flare-ups and absences."""
        self.first_day = first_day
        self.days = days
        sorer = dice.choice(list(Side))
        self.flare_ups = tuple(_flare_ups(days, sorer, dice))
        self.absences = tuple(_absences(first_day, days, dice))
        self._rest = {
            knee: [self._sore(knee, day) + dice.gauss(0, 0.25) for day in range(days + 1)]
            for knee in Side
        }

    def day(self, number: int) -> date:
        """Return the day with a number."""
        return self.first_day + timedelta(days=number)

    def rest(self, knee: Side, number: int) -> float:
        """Return the pain at rest, about 0 to 6."""
        return self._rest[knee][number]

    def worst(self, number: int) -> float:
        """Return the pain at rest of the sorer knee."""
        return max(self._rest[knee][number] for knee in Side)

    def flares(self, number: int, *, since_yesterday: bool) -> bool:
        """Whether somebody takes it easy on a day; it takes more to begin than to go on."""
        return self.worst(number) >= (EASED_TO if since_yesterday else FLARING_FROM)

    def quiet(self, number: int, days: int) -> bool:
        """Whether so many days up to this one were calm."""
        before = range(max(number - days, 0), number + 1)
        return len(before) > days and all(self.worst(each) <= QUIET_TO for each in before)

    def away(self, number: int) -> Absence | None:
        """Return what keeps the person away on a day."""
        return next((each for each in self.absences if each.covers(number)), None)

    def summer(self, number: int) -> float:
        """Return how much of a summer a day is, 0 to 1."""
        return (1 - cos(2 * pi * (self.day(number).timetuple().tm_yday - WINTER_DAY) / YEAR)) / 2

    def _sore(self, knee: Side, number: int) -> float:
        hurts = max(each.pain(number) for each in self.flare_ups if each.knee is knee)
        return hurts + ALWAYS + COLD * (1 - self.summer(number)) - COLD / 2


def _flare_ups(days: int, sorer: Side, dice: Random) -> list[FlareUp]:
    """Return the pain that brought the person here, and what flares up later."""
    found = [
        FlareUp(-20, sorer, dice.uniform(6, 7.5), dice.uniform(38, 50)),
        FlareUp(-20, sorer.other, dice.uniform(2.5, 4), dice.uniform(30, 40)),
    ]
    day = dice.randint(*FLARE_UPS_APART)
    while day < days:
        knee = sorer if dice.random() < 0.7 else sorer.other  # noqa: PLR2004 (seven of ten)
        found.append(FlareUp(day, knee, dice.uniform(3.8, 6.2), dice.uniform(7, 16)))
        day += dice.randint(*FLARE_UPS_APART)
    return found


def _absences(first_day: date, days: int, dice: Random) -> list[Absence]:
    """Return each year's holiday, illness and busy weeks."""
    found = []
    for year in range(first_day.year, first_day.year + days // 365 + 2):
        for why, months, lengths in (
            (Why.HOLIDAY, (7, 8), (9, 20)),
            (Why.ILL, (1, 2, 11, 12), (4, 9)),
            (Why.BUSY, (3, 5, 9, 10), (5, 12)),
        ):
            begins = date(year, dice.choice(months), dice.randint(1, 28))
            length = dice.randint(*lengths)
            first = (begins - first_day).days
            if first > 0 and first + length < days:
                found.append(Absence(first, first + length, why))
    return found
