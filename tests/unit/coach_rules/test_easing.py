from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach import advice
from kneeline.coach.easing import (
    Ease,
    Easing,
    Reply,
    cue_for,
    felt_wrong,
    hurts,
    reps_for_the_other,
)
from kneeline.coach.exercise import FeltWhere, Mark
from kneeline.coach.facts import Sign
from kneeline.coach.planning import Prescription
from kneeline.coach.side import Side
from kneeline.coach.wording import english
from tests.unit.coach_rules.made_up import EVERYTHING, LEFT, RIGHT, exercise, rules, shipped

NUMBERS = rules().thresholds
ALL = tuple(Ease)
NONE: frozenset[Sign] = frozenset()


def prescription(name: str = "reverse-lunge", level: int = 1) -> Prescription:
    one = exercise(name)
    sides = (RIGHT, LEFT) if one.sides == "each" else (None,)
    return Prescription(one, one.levels[level], one.levels[level].dose, sides, "Because.")


def easing(one: Prescription, have: frozenset[str] = EVERYTHING) -> Easing:
    return Easing(one, shipped().exercises, NUMBERS, have)


@pytest.mark.parametrize(
    ("score", "eased", "reply"),
    [
        (0, False, Reply.GO_ON),
        (2, True, Reply.GO_ON),
        (3, False, Reply.OFFER),
        (5, False, Reply.OFFER),
        (3, True, Reply.END_EXERCISE),
        (6, False, Reply.END_SESSION),
        (10, True, Reply.END_SESSION),
    ],
)
def test_the_bands(score: int, eased: bool, reply: Reply) -> None:  # noqa: FBT001 (a table of examples)
    answer = hurts(score, NONE, NUMBERS, offers=ALL, eased=eased)
    assert answer.reply is reply
    assert answer.ask_again == (reply is Reply.OFFER)
    assert answer.hours_without_loading == (48 if reply is Reply.END_SESSION else 0)
    assert advice.of_pain(answer, english)


@pytest.mark.parametrize("sign", Sign)
@pytest.mark.parametrize("score", [0, 4, 9])
def test_any_sign_ends_the_session_whatever_the_pain(sign: Sign, score: int) -> None:
    answer = hurts(score, frozenset({sign}), NUMBERS, offers=ALL)
    assert answer.reply is Reply.END_SESSION
    assert answer.locks == (sign in {Sign.LOCKING, Sign.GIVING_WAY})
    assert "two days" in advice.of_pain(answer, english) or answer.locks


def test_more_pain_never_means_less_caution() -> None:
    for eased in (False, True):
        for offers in ((), ALL):
            replies = [
                hurts(score, NONE, NUMBERS, offers=offers, eased=eased).reply.order
                for score in range(11)
            ]
            assert replies == sorted(replies)


def test_with_nothing_left_to_ease_the_exercise_ends() -> None:
    assert hurts(4, NONE, NUMBERS).reply is Reply.END_EXERCISE


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_off_the_scale_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        hurts(score, NONE, NUMBERS)


def test_an_exercise_offers_depth_level_and_swap() -> None:
    assert easing(prescription()).offers == (Ease.LESS_RANGE, Ease.EASIER_LEVEL, Ease.SWAP)
    assert easing(prescription(level=0)).offers == (Ease.LESS_RANGE, Ease.SWAP)


def test_half_as_deep_is_offered_once() -> None:
    eased = easing(prescription()).take(Ease.LESS_RANGE)
    assert eased.level.knee_range is not None
    assert eased.level.knee_range.high == 30
    assert Ease.LESS_RANGE not in easing(eased).offers


def test_the_easier_level_asks_for_no_more_than_was_planned() -> None:
    eased = easing(prescription()).take(Ease.EASIER_LEVEL)
    assert eased.level.id == "half-held"
    assert eased.dose.sets == prescription().dose.sets
    assert (eased.dose.reps or 0) <= (prescription().dose.reps or 0)
    assert easing(prescription("wall-sit")).take(Ease.EASIER_LEVEL).dose.seconds


def test_the_swap_needs_nothing_one_lacks_and_says_instead_of_what() -> None:
    swapped = easing(prescription()).take(Ease.SWAP)
    assert swapped.exercise.id in prescription().exercise.swaps
    assert "Reverse lunge" in swapped.why
    assert Ease.SWAP not in easing(prescription(), frozenset()).offers


def test_a_swap_takes_over_its_own_use_of_sides() -> None:
    names = shipped().exercises
    for name in names:
        one = prescription(name, 0)
        if easing(one).swap is not None:
            swapped = easing(one).take(Ease.SWAP)
            alone = swapped.exercise.sides == "each"
            assert set(swapped.sides) == (set(Side) if alone else {None})


@pytest.mark.parametrize("way", Ease)
def test_what_is_not_offered_cannot_be_taken(way: Ease) -> None:
    bare = prescription("bridge", 0)
    with pytest.raises(ValueError, match="cannot be eased"):
        easing(bare, frozenset()).take(way)


@pytest.mark.parametrize("way", Ease)
def test_every_way_has_its_words(way: Ease) -> None:
    assert advice.of_ease(way, english)


def test_felt_wrong_means_twice_running() -> None:
    assert felt_wrong([FeltWhere.GLUTES, FeltWhere.KNEE, FeltWhere.BACK], NUMBERS)
    assert not felt_wrong([FeltWhere.KNEE, FeltWhere.GLUTES], NUMBERS)
    assert not felt_wrong([FeltWhere.KNEE], NUMBERS)


def test_the_cue_is_the_one_that_mends_it() -> None:
    knee, back = (cue_for(exercise(), where) for where in (FeltWhere.KNEE, FeltWhere.BACK))
    assert knee is not None
    assert knee.id == "knee-in-line"
    assert back is not None
    assert back.id == "hip-hinge"


def test_without_a_cue_that_mends_it_the_one_at_the_right_place_is_taken() -> None:
    plain = replace(exercise(), cues=tuple(replace(cue, mends=()) for cue in exercise().cues))
    knee, back = (cue_for(plain, where) for where in (FeltWhere.KNEE, FeltWhere.BACK))
    assert knee is not None
    assert knee.mark is Mark.KNEE_LINE
    assert back is not None
    assert back.mark is Mark.TRUNK
    assert cue_for(plain, FeltWhere.THIGH) is None


def test_every_strength_exercise_has_a_cue_for_knee_and_back() -> None:
    for one in shipped().exercises.values():
        if one.phase == "strengthen":
            assert cue_for(one, FeltWhere.KNEE) or cue_for(one, FeltWhere.BACK), one.id


def test_the_other_side_does_no_more_than_the_first() -> None:
    assert reps_for_the_other(6, 8) == 6
    assert reps_for_the_other(9, 8) == 8
    assert reps_for_the_other(0, 8) == 1
