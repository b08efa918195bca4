from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.cadence import OwnCadence, TooFewTaps, measure, metronome
from tests.unit.coach_rules.made_up import day, shipped

PLAN = shipped().runs.cadence
OWN = OwnCadence(160, day(0))


@given(st.floats(130, 210), st.lists(st.floats(-0.02, 0.02), min_size=20, max_size=60))
def test_uneven_taps_still_give_the_cadence(steps: float, slips: list[float]) -> None:
    gap = 60 / steps
    taps = [number * gap + slip for number, slip in enumerate(slips)]
    assert measure(taps) == pytest.approx(steps, rel=0.02)


def test_a_missed_and_a_doubled_tap_are_left_out() -> None:
    taps = [number * 0.375 for number in range(30)]
    del taps[10]
    taps.insert(20, taps[20] - 0.05)
    assert measure(taps) == pytest.approx(160, rel=0.02)


def test_one_foot_counts_double() -> None:
    assert measure([number * 0.75 for number in range(20)], every_step=False) == pytest.approx(160)


@pytest.mark.parametrize(
    "taps",
    [
        [],
        [1.0],
        [number * 0.4 for number in range(9)],
        [0.0] * 20,
        [number * 2.0 for number in range(20)],
        [number * 0.1 for number in range(20)],
    ],
)
def test_too_few_taps_or_no_running_pace_is_a_sentence(taps: list[float]) -> None:
    with pytest.raises(TooFewTaps, match="tap"):
        measure(taps)


@pytest.mark.parametrize(
    ("number", "beats", "every"),
    [(0, 168, 1), (13, 168, 1), (14, 172, 2), (28, 176, 3), (90, 176, 3)],
)
def test_five_percent_for_two_weeks_then_more_and_the_beat_fades(
    number: int, beats: int, every: int
) -> None:
    today = metronome(OWN, day(number), 1, PLAN, 2)
    assert (today.beats, today.every) == (beats, every)


@pytest.mark.parametrize("worst", [None, 3, 10])
def test_without_quiet_runs_it_stays_at_the_first_share(worst: int | None) -> None:
    assert metronome(OWN, day(60), worst, PLAN, 2).share == PLAN.first


def test_it_never_asks_for_more_than_a_tenth() -> None:
    assert all(metronome(OWN, day(number), 0, PLAN, 2).share <= 0.1 for number in range(200))
