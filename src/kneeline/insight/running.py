"""What the morning after a run says, by how long the run was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median

from kneeline.coach.pain import Moment
from kneeline.insight.rows import PainRow, RunRow

LEAST_DAYS = 3
"""Days needed on each side before two kinds of run are compared (our choice)."""


@dataclass(frozen=True, slots=True)
class MorningAfter:
    """One day with runs, and the worse knee's pain on the next morning."""

    day: date
    minutes: float
    pain: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The mornings after shorter runs against those after longer ones."""

    split: float
    """Minutes: runs of at most this length are the shorter ones."""

    shorter: float
    """Mean pain of the mornings after, 0 to 10."""

    longer: float


def mornings_after(runs: Iterable[RunRow], pain: Iterable[PainRow]) -> tuple[MorningAfter, ...]:
    """Return each day with runs whose next morning was scored, oldest first."""
    worst: dict[date, int] = {}
    for row in pain:
        if row.moment is Moment.NEXT_MORNING:
            worst[row.day] = max(row.score, worst.get(row.day, 0))
    minutes: dict[date, float] = {}
    for run in runs:
        minutes[run.day] = minutes.get(run.day, 0.0) + run.minutes
    tomorrow = timedelta(days=1)
    return tuple(
        MorningAfter(day, minutes[day], worst[day + tomorrow])
        for day in sorted(minutes)
        if day + tomorrow in worst
    )


def compare(mornings: Iterable[MorningAfter]) -> Comparison | None:
    """Compare shorter with longer runs; None with fewer than three days of either."""
    mornings = tuple(mornings)
    if not mornings:
        return None
    split = median(each.minutes for each in mornings)
    shorter = [each.pain for each in mornings if each.minutes <= split]
    longer = [each.pain for each in mornings if each.minutes > split]
    if min(len(shorter), len(longer)) < LEAST_DAYS:
        return None
    return Comparison(split, mean(shorter), mean(longer))
