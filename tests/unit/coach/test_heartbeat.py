"""Time that nobody lived through is noticed, on either clock."""

from __future__ import annotations

import pytest

from kneeline.coach.heartbeat import LONGEST_BEAT, Heartbeat


@pytest.mark.parametrize("passed", [0.0, 0.1, 1.0, LONGEST_BEAT])
def test_steady_beats_are_no_gap(passed: float) -> None:
    heart = Heartbeat(100.0, 5000.0)
    assert heart.beat(100.0 + passed, 5000.0 + passed) is None


@pytest.mark.parametrize(
    ("monotonic", "wall"),
    [(60.0, 60.0), (0.1, 60.0), (60.0, 0.1), (60.0, -3600.0)],
    ids=["both", "clock stops in sleep", "wall clock set back meanwhile", "set back an hour"],
)
def test_a_gap_on_either_clock_leads_back_to_the_last_good_beat(
    monotonic: float, wall: float
) -> None:
    heart = Heartbeat(100.0, 5000.0)
    heart.beat(101.0, 5001.0)
    assert heart.beat(101.0 + monotonic, 5001.0 + wall) == 101.0


def test_a_wall_clock_set_back_is_no_gap() -> None:
    heart = Heartbeat(100.0, 5000.0)
    assert heart.beat(101.0, 1400.0) is None
    assert heart.beat(102.0, 1401.0) is None


def test_after_a_gap_the_heart_beats_on_from_now() -> None:
    heart = Heartbeat(100.0, 5000.0)
    assert heart.beat(400.0, 5300.0) == 100.0
    assert heart.beat(401.0, 5301.0) is None
    assert heart.beat(500.0, 5302.0) == 401.0
