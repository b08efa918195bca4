"""The sentence over each chart says what the figures say."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment
from kneeline.coach.side import Side
from kneeline.insight import sentences
from kneeline.insight.days import Span, latest
from kneeline.insight.pain import PainTrend, pain_trend
from kneeline.insight.practice import adherence
from kneeline.insight.running import Comparison
from kneeline.insight.strength import Norm, Rung, Standing
from tests.synthetic import NAMES, TODAY, Pain


def trend(knee: Side, scores: dict[int, int], days: int = 70) -> PainTrend:
    """Return a trend from scores by how many days ago they were given."""
    rows = [
        Pain(TODAY - timedelta(days=ago), knee, Moment.DURING, score)
        for ago, score in scores.items()
    ]
    return pain_trend(rows, knee, latest(TODAY, days))


def steps(before: int, now: int) -> dict[int, int]:
    """Return three scored days this week, and three four weeks earlier."""
    return dict.fromkeys((0, 2, 4), now) | dict.fromkeys((28, 30, 32), before)


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        ({}, "3 more days with a pain score and this chart can say something."),
        ({0: 4, 1: 3}, "One more day with a pain score and this chart can say something."),
        ({0: 4, 1: 3, 2: 5}, "Over the last 7 days your left knee’s worst pain was 4 on average."),
        (
            {20: 4, 21: 3, 22: 5},
            "There is no pain score from the last 7 days to compare with earlier ones.",
        ),
        (
            steps(5, 3),
            (
                "Your left knee’s worst pain fell from 5 to 3 in 4 weeks:"
                " more than the smallest change people notice (2 points or 30 %)."
            ),
        ),
        (
            steps(3, 4),
            (
                "Your left knee’s worst pain rose from 3 to 4 in 4 weeks:"
                " more than the smallest change people notice (2 points or 30 %)."
            ),
        ),
        (
            steps(6, 5),
            (
                "Your left knee’s worst pain went from 6 to 5 in 4 weeks:"
                " less than most people would notice."
            ),
        ),
        (steps(4, 4), "Your left knee’s worst pain has stayed at about 4 for 4 weeks."),
    ],
)
def test_pain_of_one_knee(scores: dict[int, int], says: str) -> None:
    assert sentences.pain_sentence([trend(Side.LEFT, scores)], 4) == says


def test_the_knee_that_changed_more_comes_first() -> None:
    left, right = trend(Side.LEFT, steps(4, 4)), trend(Side.RIGHT, steps(8, 3))
    said = sentences.pain_sentence([left, right], 4)
    assert said.startswith("Your right knee’s worst pain fell from 8 to 3")
    assert said.endswith("Your left knee’s stayed at about 4.")


def test_a_short_history_is_compared_over_the_weeks_it_has() -> None:
    scores = dict.fromkeys((0, 1, 2), 2) | dict.fromkeys((7, 8, 9), 5)
    said = sentences.pain_sentence([trend(Side.LEFT, scores, days=14)], 52)
    assert "fell from 5 to 2 in one week" in said


def test_figures_are_written_as_the_language_does() -> None:
    scores = {0: 4, 1: 3, 2: 3}
    said = sentences.pain_sentence(
        [trend(Side.LEFT, scores)], 4, figure=lambda n: f"{n:.1f}".replace(".", ",")
    )
    assert "3,3 on average" in said


def test_adherence() -> None:
    span = Span(date(2026, 3, 2), date(2026, 3, 8))
    monday, friday = date(2026, 3, 2), date(2026, 3, 6)
    kept = adherence({monday}, {monday, friday}, set(), span)
    assert sentences.adherence_sentence(kept) == "You kept 1 of 2 planned days in one week."
    paused = adherence({monday}, {monday, friday}, {friday}, span)
    assert sentences.adherence_sentence(paused) == "You kept 1 of 1 planned day in one week."
    unplanned = adherence({monday, friday}, set(), set(), span)
    assert sentences.adherence_sentence(unplanned) == "You trained on 2 days in one week."


def test_rolling_counts_days_without_rolling() -> None:
    said = sentences.rolling_sentence(np.array([60.0, 0, 0, 0, 0, 0, 14, 0]))
    assert "2 minutes a day on average in the last 7 days" in said


def test_rolling_does_not_count_the_days_before_the_first() -> None:
    assert "7 minutes a day on average in the last 2 days" in sentences.rolling_sentence(
        np.array([0.0] * 26 + [14, 0])
    )
    assert "9 minutes today" in sentences.rolling_sentence(np.array([0.0] * 27 + [9]))


def test_felt() -> None:
    none = dict.fromkeys(FeltWhere, 0)
    assert "say where you felt it" in sentences.felt_sentence(none)
    good = none | {FeltWhere.GLUTES: 7, FeltWhere.THIGH: 2, FeltWhere.KNEE: 1}
    assert "9 of 10 strength sets in the glutes or the thigh" in sentences.felt_sentence(good)
    bad = none | {FeltWhere.GLUTES: 6, FeltWhere.BACK: 2, FeltWhere.KNEE: 2}
    assert "4 of 10 strength sets in the knee or the back" in sentences.felt_sentence(bad)


def test_ladder() -> None:
    even = Rung("single-leg-bridge", 2, 2, 4, TODAY)
    uneven = Rung("reverse-lunge", 1, 3, 4, TODAY)
    new = Rung("lateral-step-down", 2, 0, 5, TODAY)
    assert "first strength set" in sentences.ladder_sentence([], NAMES)
    assert "same level" in sentences.ladder_sentence([even, new], NAMES)
    assert sentences.ladder_sentence([even, uneven, new], NAMES) == (
        "The sides differ most in Reverse lunge: left on level 1, right on level 3 of 4."
    )


def test_self_tests() -> None:
    norm = Norm("single-leg-bridges", "Single-leg bridges", "reps", 15, "kneeline-gate")
    assert "Do a self-test" in sentences.self_tests_sentence([])
    assert sentences.self_tests_sentence([Standing(norm, 12, 16)]) == (
        "1 of 2 results reach the value we compare them with."
    )
    fewer = Norm("step-down-quality", "Step-down", "points", 1, "piva-2006", less_is_better=True)
    assert sentences.self_tests_sentence([Standing(fewer, 1, None)]) == (
        "1 of 1 result reaches the value we compare it with."
    )


def test_running() -> None:
    assert "3 shorter and 3 longer runs" in sentences.running_sentence(None)
    said = sentences.running_sentence(Comparison(30, 1.5, 3))
    assert said == (
        "On the morning after runs of more than 30 minutes your pain was 3 on average;"
        " after shorter runs it was 1.5."
    )
