"""A heart that beats at any times, and a wall clock that goes anywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.heartbeat import LONGEST_BEAT, Heartbeat


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(-10, 10)), max_size=20))
def test_a_gap_is_told_exactly_when_a_clock_jumped(steps: list[tuple[float, float]]) -> None:
    monotonic, wall = 1000.0, 1000.0
    heart = Heartbeat(monotonic, wall)
    for passed, passed_on_the_wall in steps:
        before, monotonic_before, wall_before = heart.monotonic, monotonic, wall
        monotonic, wall = monotonic + passed, wall + passed_on_the_wall
        jumped = max(monotonic - monotonic_before, wall - wall_before) > LONGEST_BEAT
        assert heart.beat(monotonic, wall) == (before if jumped else None)
