"""Today's plan on the first day: the programme as it is written, each side, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach.exercise import Phase
from kneeline.coach.planning import History, Plan, Prescription, draw_up
from kneeline.coach.programme import Block, Entry, Programme
from kneeline.coach.side import Side, Sides
from tests.mini import BRIDGE, DAY, EXERCISES, LUNGE, MINI, ROLL, plan


def one(entry: Entry, pain: dict[Side, int] | None = None) -> Prescription:
    """Return what a programme of one entry prescribes."""
    programme = Programme("one", "One", "", (Block(Phase.STRENGTHEN, (entry,)),))
    (prescription,) = draw_up(programme, EXERCISES, History(pain or {}), DAY).prescriptions
    return prescription


def test_a_plan_follows_its_programme() -> None:
    drawn = draw_up(MINI, EXERCISES, History(), DAY)
    assert (drawn.programme, drawn.name, drawn.day) == ("mini", "Mini", DAY)
    assert [each.exercise.id for each in drawn.prescriptions] == list(EXERCISES)


def test_without_a_level_of_its_own_an_entry_starts_at_the_first() -> None:
    assert one(Entry("reverse-lunge")).level is LUNGE.levels[0]
    assert one(Entry("reverse-lunge", level="loaded")).level is LUNGE.levels[1]


def test_an_entry_may_change_the_number_of_sets() -> None:
    assert one(Entry("reverse-lunge")).dose == LUNGE.levels[0].dose
    assert one(Entry("reverse-lunge", sets=3)).dose == LUNGE.levels[0].dose.with_sets(3)


def test_an_exercise_nobody_has() -> None:
    with pytest.raises(KeyError, match="flying"):
        one(Entry("flying"))


@pytest.mark.parametrize(
    ("pain", "first"),
    [
        ({}, Side.LEFT),
        ({Side.LEFT: 3, Side.RIGHT: 3}, Side.LEFT),
        ({Side.LEFT: 4, Side.RIGHT: 3}, Side.LEFT),
        ({Side.LEFT: 2, Side.RIGHT: 3}, Side.RIGHT),
        ({Side.RIGHT: 1}, Side.RIGHT),
    ],
)
def test_the_sorer_knee_goes_first(pain: dict[Side, int], first: Side) -> None:
    prescription = one(Entry("reverse-lunge"), pain)
    assert prescription.sides == (first, first.other)
    says_so = f"Your {first} side goes first: that knee hurts more." in prescription.why
    assert says_so == (len(set(pain.values())) > 1 or len(pain) == 1)


def test_both_sides_together_are_one_set() -> None:
    prescription = one(Entry("bridge"), {Side.RIGHT: 5})
    assert BRIDGE.sides is Sides.BOTH
    assert prescription.sides == (None,)
    assert "goes first" not in prescription.why


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_says_why_in_whole_sentences(exercise: str) -> None:
    why = one(Entry(exercise)).why
    assert why[0].isupper()
    assert why.endswith(".")


def test_only_strength_starts_on_the_easiest_level() -> None:
    easiest = "You start on the easiest level."
    assert easiest in one(Entry("reverse-lunge")).why
    assert easiest not in one(Entry("reverse-lunge", level="loaded")).why
    assert easiest not in one(Entry("bridge")).why


def test_everything_to_have_at_hand_once_each_and_in_order() -> None:
    level = replace(LUNGE.levels[0], equipment=("weight", "chair"))
    lunge = replace(LUNGE, equipment=("chair",))
    heavy = Prescription(lunge, level, level.dose, (None,), "")
    assert heavy.equipment == ("chair", "weight")
    rolling = plan(ROLL.id).prescriptions
    together = Plan("made-up", "Made up", DAY, (*rolling, heavy, heavy, *rolling))
    assert together.equipment == ("roller", "chair", "weight")
