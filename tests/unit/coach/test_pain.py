"""Pain scores and their zones."""

from __future__ import annotations

from typing import Any

import pytest

from kneeline.coach.pain import Moment, PainScore, Zone, zone
from kneeline.coach.side import Side

ZONES = {
    Zone.FINE: (0, 1, 2),
    Zone.CARE: (3, 4, 5),
    Zone.STOP: (6, 7, 8, 9, 10),
}


@pytest.mark.parametrize("score", [-1, 11, 3.5, 3.0, True, "3", None, float("nan")])
def test_a_score_is_a_whole_number_from_0_to_10(score: Any) -> None:  # noqa: ANN401 (nonsense)
    with pytest.raises(ValueError, match="a pain score is a whole number from 0 to 10, not"):
        PainScore(Side.LEFT, Moment.BEFORE, score)


@pytest.mark.parametrize(
    ("score", "expected"), [(score, band) for band, scores in ZONES.items() for score in scores]
)
def test_each_score_has_its_zone(score: int, expected: Zone) -> None:
    assert PainScore(Side.RIGHT, Moment.NEXT_MORNING, score).zone is expected


@pytest.mark.parametrize(
    ("mean", "expected"), [(2.9, Zone.FINE), (3.1, Zone.CARE), (5.9, Zone.CARE), (6.0, Zone.STOP)]
)
def test_a_mean_has_a_zone_too(mean: float, expected: Zone) -> None:
    assert zone(mean) is expected
