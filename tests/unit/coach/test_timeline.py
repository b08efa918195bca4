"""A timeline cannot be made to run backwards."""

from __future__ import annotations

import pytest

from kneeline.coach.timeline import Cue, CueKind, Segment, SegmentKind


def cues(*times: float) -> tuple[Cue, ...]:
    return tuple(Cue(at, CueKind.FORM, "Heel down") for at in times)


@pytest.mark.parametrize("seconds", [-1.0, float("nan")])
def test_a_segment_never_ends_before_it_begins(seconds: float) -> None:
    with pytest.raises(ValueError, match="a segment lasts 0 seconds or more, not"):
        Segment(SegmentKind.REST, seconds)


@pytest.mark.parametrize("times", [(2, 1), (-1, 1), (0, 11), (float("nan"),)])
def test_cues_come_in_order_and_within_their_segment(times: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="the cues of a segment come in order and within it"):
        Segment(SegmentKind.REST, 10.0, cues(*times))


@pytest.mark.parametrize(("seconds", "times"), [(10.0, (0, 0, 5, 10)), (0.0, (0,)), (None, (99,))])
def test_cues_may_fall_together_and_on_the_end(
    seconds: float | None, times: tuple[float, ...]
) -> None:
    assert Segment(SegmentKind.WORK, seconds, cues(*times)).cues == cues(*times)
