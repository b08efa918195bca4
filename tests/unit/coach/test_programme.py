"""Programmes: blocks of entries, in the order we coach them."""

from __future__ import annotations

import pytest

from kneeline.coach.exercise import Phase
from kneeline.coach.programme import out_of_order
from tests.mini import MINI

ROLL, ACTIVATE, MOBILISE, STRENGTHEN = Phase


def test_the_entries_of_all_blocks_in_order() -> None:
    assert [each.exercise for each in MINI.entries] == [
        "roll-quads",
        "bridge",
        "knee-to-wall",
        "reverse-lunge",
    ]


@pytest.mark.parametrize(
    ("phases", "wrong"),
    [
        ((), None),
        ((STRENGTHEN,), None),
        ((ROLL, ACTIVATE, MOBILISE, STRENGTHEN), None),
        ((ROLL, ROLL, STRENGTHEN), None),
        ((ROLL, MOBILISE, ACTIVATE), (MOBILISE, ACTIVATE)),
        ((STRENGTHEN, ROLL, ACTIVATE, ROLL), (STRENGTHEN, ROLL)),
    ],
)
def test_the_first_two_phases_that_break_the_order(
    phases: tuple[Phase, ...], wrong: tuple[Phase, Phase] | None
) -> None:
    assert out_of_order(phases) == wrong
