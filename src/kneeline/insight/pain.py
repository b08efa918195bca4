"""Pain by knee and day: the worst, the usual, the 7-day mean, and whether it really changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kneeline.coach.side import Side
from kneeline.insight.days import WEEK, Span, Values, latest, rolling_mean
from kneeline.insight.rows import DailyPainRow, PainRow

NOTICEABLE_POINTS = 2.0
"""The smallest change on the 0 to 10 scale that people notice (source: farrar-2001)."""

NOTICEABLE_SHARE = 0.3
"""The same as a share of the earlier score (source: farrar-2001)."""

LEAST_POINTS = 1.0
"""Below a whole point, a large share of a small score is not called a change (our choice)."""

SCORED_DAYS_FOR_MEAN = 2
"""A 7-day mean of fewer scored days is a gap (our choice)."""

SCORED_DAYS_TO_COMPARE = 3
"""A week with fewer scored days is not compared with another (our choice)."""


@dataclass(frozen=True, slots=True)
class PainTrend:
    """One knee's pain, day by day."""

    knee: Side
    span: Span
    worst: Values
    """The highest score of each day."""

    usual: Values
    """The middle one of each day's scores."""

    mean: Values
    """The mean of the worst over the seven days that end with each day."""

    @property
    def scored_days(self) -> int:
        """On how many days there is a score."""
        return int(np.count_nonzero(~np.isnan(self.worst)))

    def within(self, span: Span) -> Values:
        """Return the worst of the days that this trend and a span share."""
        first = max(self.span.place(span.first), 0)
        return self.worst[first : max(self.span.place(span.last) + 1, 0)]


def pain_trend(rows: Iterable[PainRow], knee: Side, span: Span) -> PainTrend:
    """Return the trend of one knee over a span; rows of other days and knees are passed over."""
    worst, usual = span.empty(), span.empty()
    scored = [(row.day.toordinal(), row.score) for row in rows if row.knee == knee]
    given = np.array(scored, dtype=np.int64).reshape(-1, 2)
    given = given[(given[:, 0] >= span.first.toordinal()) & (given[:, 0] <= span.last.toordinal())]
    if given.size:
        given = given[np.lexsort((given[:, 1], given[:, 0]))]
        days, begins, counts = np.unique(given[:, 0], return_index=True, return_counts=True)
        places, scores = days - span.first.toordinal(), given[:, 1]
        worst[places] = scores[begins + counts - 1]
        # Of an even number of scores, the middle lies between two.
        usual[places] = (scores[begins + (counts - 1) // 2] + scores[begins + counts // 2]) / 2
    mean = rolling_mean(worst, least=SCORED_DAYS_FOR_MEAN)
    return PainTrend(knee, span, worst, usual, mean)


def trends_of_days(days: Iterable[DailyPainRow], span: Span) -> dict[Side, PainTrend]:
    """Return the trend of each knee from its sums of days; other days are passed over."""
    # Both knees in one go, in columns: rows of ten years as arrays of triples cost twice as much.
    told: dict[Side, tuple[list[int], list[int], list[float]]]
    told = {knee: ([], [], []) for knee in Side}
    for each in days:
        ordinals, worst, usual = told[each.knee]
        ordinals.append(each.day.toordinal())
        worst.append(each.worst)
        usual.append(each.usual)
    return {knee: _trend(knee, span, *columns) for knee, columns in told.items()}


def _trend(
    knee: Side, span: Span, ordinals: list[int], worst: list[int], usual: list[float]
) -> PainTrend:
    places = np.array(ordinals, dtype=np.int64) - span.first.toordinal()
    within = (places >= 0) & (places < len(span))
    all_worst, all_usual = span.empty(), span.empty()
    all_worst[places[within]] = np.array(worst, dtype=np.float64)[within]
    all_usual[places[within]] = np.array(usual, dtype=np.float64)[within]
    mean = rolling_mean(all_worst, least=SCORED_DAYS_FOR_MEAN)
    return PainTrend(knee, span, all_worst, all_usual, mean)


def left_minus_right(left: PainTrend, right: PainTrend) -> Values:
    """Return the difference of the two 7-day means, above 0 where the left knee is sorer."""
    if left.span != right.span:
        raise ValueError("two trends can only be compared over the same days")
    difference: Values = left.mean - right.mean
    return difference


@dataclass(frozen=True, slots=True)
class Change:
    """How a knee's worst pain differs between two weeks."""

    knee: Side
    before: float
    """The mean of the earlier week's daily worst, 0 to 10."""

    now: float
    weeks: int
    """How many weeks lie between the two."""

    @property
    def points(self) -> float:
        """How much it went up; below 0 where it fell."""
        return self.now - self.before

    @property
    def noticeable(self) -> bool:
        """Whether it is at least the smallest change that people notice."""
        size = abs(self.points)
        share = size >= NOTICEABLE_SHARE * self.before and size >= LEAST_POINTS
        return size >= NOTICEABLE_POINTS or share


def change(trend: PainTrend, weeks: int) -> Change | None:
    """Compare the trend's last week with the one that ended `weeks` weeks earlier.

    None where either week has too few scored days to say anything.
    """
    now = trend.within(latest(trend.span.last, WEEK))
    earlier = trend.span.last.toordinal() - weeks * WEEK
    if earlier < trend.span.first.toordinal():
        return None
    before = trend.within(latest(trend.span.last.fromordinal(earlier), WEEK))
    if min(_scored(before), _scored(now)) < SCORED_DAYS_TO_COMPARE:
        return None
    return Change(trend.knee, float(np.nanmean(before)), float(np.nanmean(now)), weeks)


def _scored(values: Values) -> int:
    return int(np.count_nonzero(~np.isnan(values)))
