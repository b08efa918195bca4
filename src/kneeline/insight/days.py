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
class Bins:
    """A series in bins of some days each: what long ranges draw instead of each day."""

    days: int
    """How many days a bin holds."""

    middles: Values
    """The middle of each bin, as ordinals."""

    low: Values
    high: Values
    mean: Values
    total: Values


def binned(values: Values, span: Span, days: int = WEEK) -> Bins:
    """Return a series in bins, counted back from the span's last day; empty bins are gaps."""
    count = -(-len(values) // days)
    padded = np.full(count * days, np.nan)
    padded[count * days - len(values) :] = values
    table = padded.reshape(count, days)
    known = ~np.isnan(table)
    known_days = known.sum(axis=1)
    total = np.where(known, table, 0.0).sum(axis=1)
    total[known_days == 0] = np.nan
    low = np.where(known, table, np.inf).min(axis=1, initial=np.inf)
    high = np.where(known, table, -np.inf).max(axis=1, initial=-np.inf)
    low[known_days == 0] = high[known_days == 0] = np.nan
    end = span.last.toordinal()
    middles = end - days * np.arange(count - 1, -1, -1, dtype=np.float64) - (days - 1) / 2
    return Bins(days, middles, low, high, total / np.maximum(known_days, 1), total)
