"""A programme while it is built: whatever is done to it, what is saved is whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline import library
from kneeline.coach.exercise import Phase
from kneeline.coach.programme import Entry
from kneeline.ui.library.draft import Draft, draft_of
from tests.library_house import RESOURCES

OURS = library.load(RESOURCES)
NAMES = st.sampled_from(sorted(OURS.exercises))
DRAFTS = st.builds(
    Draft,
    name=st.text(max_size=48),
    entries=st.lists(st.builds(Entry, NAMES), max_size=12).map(tuple),
    because=st.text(max_size=20),
)


@given(st.lists(NAMES, min_size=1, max_size=20))
def test_adding_in_any_order_keeps_ours(names: list[str]) -> None:
    draft = Draft()
    for name in names:
        draft = draft.with_exercise(OURS.exercises[name], OURS.exercises)
    assert draft.broken_order(OURS.exercises) is None
    assert sorted(entry.exercise for entry in draft.entries) == sorted(names)


@given(DRAFTS)
def test_put_in_order_is_in_order_and_loses_nothing(draft: Draft) -> None:
    ordered = draft.in_order(OURS.exercises)
    assert ordered.broken_order(OURS.exercises) is None
    assert sorted(map(str, ordered.entries)) == sorted(map(str, draft.entries))
    for phase in Phase:
        of_phase = [
            [entry for entry in each.entries if OURS.exercises[entry.exercise].phase is phase]
            for each in (draft, ordered)
        ]
        assert of_phase[0] == of_phase[1]


@given(DRAFTS, st.integers(0, 11), st.sampled_from([-1, 1]))
def test_moving_there_and_back_is_nothing(draft: Draft, place: int, step: int) -> None:
    there = draft.moved(place, step) if place < len(draft.entries) else draft
    if there is not draft:
        assert there.moved(place + step, -step) == draft
    assert len(there.entries) == len(draft.entries)


@given(DRAFTS)
def test_what_lacks_nothing_can_be_built_as_a_file_wants_it(draft: Draft) -> None:
    if draft.missing(OURS.exercises):
        return
    taken = OURS.exercises.keys() | OURS.programmes.keys()
    built = draft.built(OURS.exercises, taken)
    assert built.entries == draft.entries
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", built.id)
    assert built.id not in taken
    assert len(built.id) <= 48
    assert bool(built.out_of_order_because) == bool(draft.broken_order(OURS.exercises))


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Tuesday at home", "tuesday-at-home"),
        ("Übung für Zuhause!", "ubung-fur-zuhause"),
        ("Бег", "my-programme"),
        ("Daily", "daily-2"),
        ("x" * 48, "x" * 44),
    ],
)
def test_ids_come_from_names(name: str, id_: str) -> None:
    draft = Draft(name=name, entries=(Entry("bridge"),))
    assert draft.built(OURS.exercises, OURS.programmes).id == id_


def test_a_copy_of_ours_is_new_and_ones_own_keeps_its_id() -> None:
    ours = OURS.programmes["short"]
    copy = draft_of(ours, own=False)
    assert (copy.programme, copy.entries) == ("", ours.entries)
    assert copy.built(OURS.exercises, OURS.programmes).id not in OURS.programmes
    same = draft_of(ours, own=True)
    assert same.built(OURS.exercises, OURS.programmes) == ours


def test_it_says_what_is_missing_one_thing_at_a_time() -> None:
    lunge, roll = Entry("reverse-lunge"), Entry("roll-quads")
    assert "exercise" in Draft().missing(OURS.exercises)
    assert "name" in Draft(entries=(lunge,), name="  ").missing(OURS.exercises)
    wrong = Draft(entries=(lunge, roll), name="Mine")
    assert "why" in wrong.missing(OURS.exercises)
    assert Draft(entries=(lunge, roll), name="Mine", because="Physio").missing(OURS.exercises) == ""
