"""Days in a row: one place in an array for each day, whether anything happened on it or not.

A series that counts days cannot mistake five scores on one day for five days, nor two weeks of
silence for yesterday. A day without a value holds NaN: a gap, which is neither 0 nor the mean of
its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
"""One number a day, NaN where there is none."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"a span cannot end ({self.last}) before it begins ({self.first})")

    def __len__(self) -> int:
        """Return the number of days."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.first <= day <= self.last

    def day(self, place: int) -> date:
        """Return the day at a place, counted from 0."""
        return self.first + timedelta(days=place)

    def place(self, day: date) -> int:
        """Return the place of a day, counted from 0."""
        return (day - self.first).days

    def ordinals(self) -> Values:
        """Return the days as numbers that a chart can lay out: `date.toordinal`."""
        start = self.first.toordinal()
        return np.arange(start, start + len(self), dtype=np.float64)

    def empty(self) -> Values:
        """Return a series of gaps."""
        return np.full(len(self), np.nan)


def latest(last: date, days: int) -> Span:
    """Return the span of so many days that ends with `last`."""
    return Span(last - timedelta(days=days - 1), last)


def covering(days: Iterable[date], today: date) -> Span | None:
    """Return the span from the earliest day to today, or None without any day up to today."""
    past = [day for day in days if day <= today]
    return Span(min(past), today) if past else None


def rolling_mean(values: Values, days: int = WEEK, least: int = 1) -> Values:
    """Return for each day the mean of the `days` that end with it, over the days with a value.

    Where fewer than `least` of them have one, the result is a gap.
    """
    known = ~np.isnan(values)
    sums = _window_sums(np.where(known, values, 0.0), days)
    counts = _window_sums(known.astype(np.float64), days)
    means = np.full(len(values), np.nan)
    np.divide(sums, counts, out=means, where=counts >= max(least, 1))
    return means


def _window_sums(values: Values, days: int) -> Values:
    so_far = np.concatenate(([0.0], np.cumsum(values)))
    ends = np.arange(1, len(values) + 1)
    window: Values = so_far[ends] - so_far[np.maximum(ends - days, 0)]
    return window


@dataclass(frozen=True, slots=True)
class Weeks:
    """A series in bins of seven days: what long ranges shade instead of each day."""

    middles: Values
    """The middle of each week, as ordinals."""

    low: Values
    high: Values


def weekly_range(values: Values, span: Span) -> Weeks:
    """Return the lowest and highest value of each week, counted back from the span's last day."""
    weeks = -(-len(values) // WEEK)
    padded = np.full(weeks * WEEK, np.nan)
    padded[weeks * WEEK - len(values) :] = values
    table = padded.reshape(weeks, WEEK)
    gaps = np.isnan(table).all(axis=1)
    low = np.where(np.isnan(table), np.inf, table).min(axis=1)
    high = np.where(np.isnan(table), -np.inf, table).max(axis=1)
    low[gaps] = high[gaps] = np.nan
    end = span.last.toordinal()
    middles = end - WEEK * np.arange(weeks - 1, -1, -1, dtype=np.float64) - (WEEK - 1) / 2
    return Weeks(middles, low, high)
