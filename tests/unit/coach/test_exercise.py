"""Exercises, their levels and the ranges a knee moves through."""

from __future__ import annotations

import pytest

from kneeline.coach.exercise import KneeRange, Phase, Position
from kneeline.coach.side import Side
from tests.mini import LUNGE


@pytest.mark.parametrize(
    ("low", "high"), [(-1, 30), (30, 20), (0, 161), (float("nan"), 30), (0, float("inf"))]
)
def test_a_range_no_knee_has(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="a knee range goes from low to high between 0 and 160"):
        KneeRange(low, high)


def test_a_range_a_knee_has() -> None:
    assert KneeRange(0, 60) == KneeRange(low=0, high=60)


def test_a_level_is_found_by_its_id() -> None:
    assert LUNGE.level("loaded").name == "With weight"


def test_an_unknown_level_is_named_with_those_that_exist() -> None:
    with pytest.raises(KeyError, match=r"reverse-lunge has no level 'flying'; it has body, loaded"):
        LUNGE.level("flying")


def test_the_order_we_coach() -> None:
    assert [phase.order for phase in Phase] == [0, 1, 2, 3]
    assert [phase.value for phase in Phase] == ["roll", "activate", "mobilise", "strengthen"]


def test_only_standing_is_not_on_the_floor() -> None:
    assert [each for each in Position if not each.on_the_floor] == [Position.STANDING]


def test_each_side_has_another() -> None:
    assert [side.other for side in Side] == [Side.RIGHT, Side.LEFT]
