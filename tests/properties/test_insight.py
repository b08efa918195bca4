"""Insight's arrays against a slow, obvious version of the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan, nan
from statistics import mean, median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.exercise import Phase
from kneeline.coach.pain import Moment
from kneeline.coach.side import Side
from kneeline.insight.comfort import extremes
from kneeline.insight.days import Span, binned, latest, rolling_mean
from kneeline.insight.pain import (
    SCORED_DAYS_FOR_MEAN,
    Change,
    change,
    left_minus_right,
    pain_trend,
    trends_of_days,
)
from kneeline.insight.practice import DayKind, adherence, practice
from kneeline.insight.running import compare, mornings_after
from kneeline.insight.strength import ladder
from tests.synthetic import LADDERS, Pain, Run, Set, by_day

START = date(2026, 1, 30)

days = st.integers(-5, 60).map(lambda place: START + timedelta(days=place))
spans = st.tuples(days, st.integers(0, 60)).map(
    lambda made: Span(made[0], made[0] + timedelta(days=made[1]))
)
pains = st.lists(
    st.builds(Pain, days, st.sampled_from(Side), st.sampled_from(Moment), st.integers(0, 10)),
    max_size=80,
)
series = st.lists(st.one_of(st.just(nan), st.integers(0, 10).map(float)), max_size=60)


def same(found: object, expected: list[float]) -> None:
    np.testing.assert_allclose(np.asarray(found), np.asarray(expected, dtype=float), atol=1e-9)


@given(series, st.integers(1, 20), st.integers(1, 5))
def test_rolling_mean(values: list[float], window: int, least: int) -> None:
    expected = []
    for end in range(len(values)):
        known = [v for v in values[max(0, end - window + 1) : end + 1] if not isnan(v)]
        expected.append(mean(known) if len(known) >= least else nan)
    same(rolling_mean(np.array(values), window, least), expected)


@given(pains, spans, st.sampled_from(Side))
def test_pain_trend(rows: list[Pain], span: Span, knee: Side) -> None:
    worst, usual, means = [], [], []
    for place in range(len(span)):
        day = span.first + timedelta(days=place)
        scores = [r.score for r in rows if r.day == day and r.knee == knee]
        worst.append(max(scores) if scores else nan)
        usual.append(median(scores) if scores else nan)
        week = [w for w in worst[-7:] if not isnan(w)]
        means.append(mean(week) if len(week) >= SCORED_DAYS_FOR_MEAN else nan)
    trend = pain_trend(rows, knee, span)
    same(trend.worst, worst)
    same(trend.usual, usual)
    same(trend.mean, means)
    assert trend.scored_days == len({r.day for r in rows if r.knee == knee and r.day in span})


@given(pains, spans, st.sampled_from(Side))
def test_sums_of_days_give_the_same_trend(rows: list[Pain], span: Span, knee: Side) -> None:
    summed, whole = trends_of_days(by_day(rows), span)[knee], pain_trend(rows, knee, span)
    same(summed.worst, list(whole.worst))
    same(summed.usual, list(whole.usual))
    same(summed.mean, list(whole.mean))


@given(pains, spans)
def test_a_second_score_on_a_day_moves_no_other_day(rows: list[Pain], span: Span) -> None:
    """A mean over rows would give a day with ten scores ten votes."""
    once = pain_trend(rows, Side.LEFT, span)
    tenfold = pain_trend([row for row in rows for _ in range(10)], Side.LEFT, span)
    same(tenfold.mean, list(once.mean))


@given(pains, spans)
def test_left_minus_right_is_a_gap_where_either_is(rows: list[Pain], span: Span) -> None:
    left, right = (pain_trend(rows, knee, span) for knee in (Side.LEFT, Side.RIGHT))
    found = left_minus_right(left, right)
    for place in range(len(span)):
        expected = left.mean[place] - right.mean[place]
        assert isnan(found[place]) == isnan(expected)
        assert isnan(expected) or found[place] == expected


@given(pains, spans, st.integers(1, 6))
def test_change_compares_two_weeks(rows: list[Pain], span: Span, weeks: int) -> None:
    trend = pain_trend(rows, Side.LEFT, span)

    def week_until(last: date) -> list[int]:
        wanted = [last - timedelta(days=n) for n in range(7)]
        return [
            max(r.score for r in rows if r.day == day and r.knee == Side.LEFT)
            for day in wanted
            if day in span and any(r.day == day and r.knee == Side.LEFT for r in rows)
        ]

    now = week_until(span.last)
    before = week_until(span.last - timedelta(weeks=weeks))
    found = change(trend, weeks)
    if len(now) < 3 or len(before) < 3:
        assert found is None
    else:
        assert found is not None
        assert found.now == pytest.approx(mean(now))
        assert found.before == pytest.approx(mean(before))


@given(st.floats(0, 10), st.floats(0, 10))
def test_noticeable(before: float, now: float) -> None:
    size = abs(now - before)
    expected = size >= 2 or (size >= 1 and size >= 0.3 * before)
    assert Change(Side.LEFT, before, now, 4).noticeable == expected


@given(series.filter(bool), days, st.integers(1, 30))
def test_binned(values: list[float], last: date, width: int) -> None:
    found = binned(np.array(values), latest(last, len(values)), width)
    bins: dict[int, list[float]] = {}
    for place, value in enumerate(values):
        bins.setdefault((len(values) - 1 - place) // width, []).append(value)
    assert len(found.middles) == len(bins)
    for place, back in enumerate(range(len(bins) - 1, -1, -1)):
        known = [v for v in bins[back] if not isnan(v)]
        assert found.middles[place] == last.toordinal() - width * back - (width - 1) / 2
        expected = [min(known), max(known), mean(known), sum(known)] if known else [nan] * 4
        same([each[place] for each in (found.low, found.high, found.mean, found.total)], expected)


@given(
    st.lists(
        st.builds(
            Set,
            days,
            st.sampled_from([*LADDERS, "roll-quads"]),
            st.sampled_from(["full", "loaded", "free", "twenty", "unknown"]),
            st.sampled_from(Phase),
            st.sampled_from([*Side, None]),
            st.floats(0, 1200),
        ),
        max_size=40,
    ),
    st.lists(st.builds(Run, days, st.floats(1, 90)), max_size=10),
    spans,
)
def test_practice_and_ladder(sets: list[Set], runs: list[Run], span: Span) -> None:
    found = practice(sets, runs, span)
    for place in range(len(span)):
        day = span.day(place)
        for phase in Phase:
            seconds = sum(s.seconds for s in sets if s.day == day and s.phase == phase)
            assert found.phases[phase][place] == pytest.approx(seconds / 60)
        assert found.runs[place] == pytest.approx(sum(r.minutes for r in runs if r.day == day))
    for rung in ladder(sets, LADDERS):
        names = LADDERS[rung.exercise]
        for side, level in ((Side.LEFT, rung.left), (Side.RIGHT, rung.right)):
            mine = [
                s
                for s in sets
                if s.exercise == rung.exercise
                and s.phase is Phase.STRENGTHEN
                and s.level in names
                and s.side in {side, None}
            ]
            newest = max((s.day for s in mine), default=None)
            last = [s for s in mine if s.day == newest]
            assert level == (names.index(last[-1].level) + 1 if last else 0)


@given(st.sets(days), st.sets(days), st.sets(days), spans)
def test_adherence(worked: set[date], planned: set[date], paused: set[date], span: Span) -> None:
    found = adherence(worked, planned, paused, span)
    inside = [span.day(place) for place in range(len(span))]
    assert found.planned == sum(day in planned and day not in paused for day in inside)
    assert found.kept == sum(
        day in planned and day not in paused and day in worked for day in inside
    )
    assert found.done == sum(day in worked for day in inside)
    missed = [day for day in inside if day in planned and day not in worked and day not in paused]
    assert found.kinds.count(DayKind.MISSED) == len(missed)
    assert found.share is None or 0 <= found.share <= 1


@given(st.lists(st.builds(Run, days, st.floats(1, 90)), max_size=30), pains)
def test_mornings_after_need_three_days_on_each_side(runs: list[Run], rows: list[Pain]) -> None:
    found = mornings_after(runs, rows)
    for each in found:
        assert each.minutes == pytest.approx(sum(r.minutes for r in runs if r.day == each.day))
        morning = [
            r.score
            for r in rows
            if r.day == each.day + timedelta(days=1) and r.moment is Moment.NEXT_MORNING
        ]
        assert each.pain == max(morning)
    comparison = compare(found)
    middle = median(each.minutes for each in found) if found else 0
    shorter = [each.pain for each in found if each.minutes <= middle]
    longer = [each.pain for each in found if each.minutes > middle]
    if min(len(shorter), len(longer)) < 3:
        assert comparison is None
    else:
        assert comparison is not None
        assert comparison.shorter == pytest.approx(mean(shorter))
        assert comparison.longer == pytest.approx(mean(longer))


@dataclass(frozen=True)
class Comfort:
    exercise: str
    days: int
    sore_days: int
    worst: int


comforts = st.lists(
    st.integers(0, 9).flatmap(
        lambda days: st.builds(
            Comfort,
            st.sampled_from(("bridge", "clamshell", "wall-sit", "step-up", "calf-raise")),
            st.just(days),
            st.integers(0, days),
            st.integers(0, 10),
        )
    ),
    unique_by=lambda row: row.exercise,
)


@given(comforts)
def test_the_hardest_and_the_best_exercise(rows: list[Comfort]) -> None:
    found = extremes(rows)
    known = [row for row in rows if row.days >= 3]
    sore = [row for row in known if row.sore_days]
    never = [row for row in known if not row.sore_days]
    assert (found.hardest is None) == (not sore)
    assert (found.best is None) == (not never)
    for row in sore:
        assert found.hardest is not None
        share = found.hardest.sore_days / found.hardest.days
        assert share >= row.sore_days / row.days
    for row in never:
        assert found.best is not None
        assert found.best.days >= row.days
