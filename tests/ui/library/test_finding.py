"""Search: name, purpose and cues, in any case and with or without accents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline import library
from kneeline.coach.exercise import Exercise, Phase
from kneeline.ui.library.finding import NOTHING, Wanted, find, fold, similar, things
from tests.library_house import RESOURCES

EXERCISES = tuple(library.load(RESOURCES).exercises.values())
LUNGE = next(each for each in EXERCISES if each.id == "reverse-lunge")


def ids(wanted: Wanted, own: frozenset[str] = frozenset()) -> list[str]:
    return [each.id for each in find(EXERCISES, wanted, own)]


@given(st.text(max_size=30))
def test_folding_is_blind_to_case_and_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.lower()) == fold(text)


@given(st.sampled_from(EXERCISES), st.data())
def test_any_word_of_name_purpose_or_cue_finds_it(exercise: Exercise, data: st.DataObject) -> None:
    sentences = (exercise.name, exercise.purpose, *(cue.text for cue in exercise.cues))
    words = data.draw(st.sampled_from([word for each in sentences for word in each.split()]))
    assert exercise.id in ids(Wanted(words=words.upper()))


def test_accents_do_not_matter_on_either_side() -> None:
    accented = replace(LUNGE, name="Ausfallschritt rückwärts")
    for words in ("ruckwarts", "RÜCKWÄRTS", "rückw"):
        assert find([accented], Wanted(words=words)) == [accented]


def test_every_word_must_be_there() -> None:
    assert "reverse-lunge" in ids(Wanted(words="lunge heel"))
    assert ids(Wanted(words="lunge zebra")) == []


def test_what_is_found_stands_in_the_order_we_coach() -> None:
    orders = [each.phase.order for each in find(EXERCISES, Wanted())]
    assert orders == sorted(orders)
    assert len(orders) == len(EXERCISES)


def test_filters_leave_only_what_fits() -> None:
    assert {each.phase for each in find(EXERCISES, Wanted(phases=frozenset({Phase.ROLL})))} == {
        Phase.ROLL
    }
    for each in find(EXERCISES, Wanted(equipment="band")):
        assert "band" in things(each)
    for each in find(EXERCISES, Wanted(equipment=NOTHING)):
        assert not each.equipment
    for each in find(EXERCISES, Wanted(body_part="calf")):
        assert "calf" in each.body_parts
    assert ids(Wanted(own_only=True), frozenset({"bridge"})) == ["bridge"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bridje", "bridge"), ("lungge", "reverse-lunge"), ("clamshel", "clamshell")],
)
def test_a_slip_of_the_pen_finds_a_name(typed: str, meant: str) -> None:
    assert meant in [each.id for each in similar(EXERCISES, typed)]


def test_nonsense_is_like_nothing() -> None:
    assert similar(EXERCISES, "qqqq") == []
