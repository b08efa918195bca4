"""The player's picture of one moment, as plain values on plain timelines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.exercise import Phase
from kneeline.coach.timeline import SegmentKind
from kneeline.ui.player.picture import behind, phase_parts, picture
from kneeline.ui.player.strip import minutes_left
from tests.mini import ALL_FOUR

SEGMENTS = ALL_FOUR.segments
INDICES = st.integers(0, len(SEGMENTS) - 1)


def first(exercise: str | None, kind: SegmentKind) -> int:
    """Where an exercise's first segment of a kind is."""
    for place, segment in enumerate(SEGMENTS):
        heading = ALL_FOUR.heading(segment)
        if segment.kind is kind and (heading.exercise if heading else None) == exercise:
            return place
    pytest.fail(f"no {kind} of {exercise}")


def test_a_timed_set_counts_seconds_down_to_its_last() -> None:
    at = first("roll-quads", SegmentKind.WORK)
    seconds = SEGMENTS[at].seconds
    assert seconds == 30
    shown = [picture(ALL_FOUR, at, elapsed) for elapsed in (0, 0.4, 1, 29.01, 29.999, 30)]
    assert [each.number for each in shown] == ["30", "30", "29", "1", "1", "0"]
    assert {each.unit for each in shown} == {"seconds"}
    assert shown[0].title == "Quads roll"
    assert shown[0].stroke == ""


@pytest.mark.parametrize(
    ("seconds", "number", "unit"),
    [(99.0, "99", "seconds"), (100.0, "1:40", "minutes"), (605.0, "10:05", "minutes")],
)
def test_what_does_not_fit_the_ring_reads_as_a_clock(
    seconds: float, number: str, unit: str
) -> None:
    at = first("roll-quads", SegmentKind.WORK)
    longer = replace(SEGMENTS[at], seconds=seconds)
    timeline = replace(ALL_FOUR, segments=(*SEGMENTS[:at], longer, *SEGMENTS[at + 1 :]))
    shown = picture(timeline, at, 0)
    assert (shown.number, shown.unit) == (number, unit)


def test_a_paced_set_counts_repetitions_up_and_names_the_stroke() -> None:
    at = first("bridge", SegmentKind.WORK)
    shown = [picture(ALL_FOUR, at, elapsed) for elapsed in (0, 3, 5, 6, 17.9, 18)]
    assert [each.number for each in shown] == ["1", "1", "1", "2", "3", "3"]
    assert [each.stroke for each in shown] == ["Down", "Hold", "Up", "Down", "Up", "Up"]
    assert {each.unit for each in shown} == {"of 3"}


def test_the_disc_goes_out_holds_and_comes_back() -> None:
    at = first("bridge", SegmentKind.WORK)
    reach = [picture(ALL_FOUR, at, elapsed).reach for elapsed in (0, 1, 2, 3, 4, 5, 6)]
    assert reach == pytest.approx([0, 0.5, 1, 1, 1, 0.5, 0])


def test_a_set_at_the_persons_own_pace_has_no_ring() -> None:
    at = first("knee-to-wall", SegmentKind.WORK)
    shown = picture(ALL_FOUR, at, 500)
    assert (shown.number, shown.unit, shown.stroke) == ("5", "reps", "Your own pace")
    assert (shown.done, shown.reach) == (0, 0)


@pytest.mark.parametrize(
    ("exercise", "kind", "detail"),
    [
        ("roll-quads", SegmentKind.GET_READY, "Get ready"),
        ("roll-quads", SegmentKind.SWITCH_SIDES, "Switch sides"),
        ("reverse-lunge", SegmentKind.REST, "Rest"),
        ("roll-quads", SegmentKind.WORK, "Body weight"),
        ("reverse-lunge", SegmentKind.WORK, "Set 1 of 2 · Body weight"),
        (None, SegmentKind.QUESTION, ""),
    ],
)
def test_the_detail_says_what_this_is_for(
    exercise: str | None, kind: SegmentKind, detail: str
) -> None:
    assert picture(ALL_FOUR, first(exercise, kind), 0).detail == detail


def test_a_question_of_the_whole_session_carries_its_name_and_no_number() -> None:
    shown = picture(ALL_FOUR, first(None, SegmentKind.QUESTION), 3)
    assert (shown.title, shown.number, shown.unit, shown.phase) == ("Mini", "", "", None)


@given(index=INDICES, elapsed=st.floats(0, 1e5))
def test_every_moment_can_be_shown(index: int, elapsed: float) -> None:
    shown = picture(ALL_FOUR, index, elapsed)
    assert 0 <= shown.done <= 1
    assert 0 <= shown.reach <= 1
    assert shown.title
    assert shown.side is SEGMENTS[index].side


def test_the_parts_are_the_phases_in_order_and_all_of_the_time() -> None:
    parts = phase_parts(ALL_FOUR)
    assert [each.phase for each in parts] == [None, *Phase, None]
    assert sum(each.seconds for each in parts) == pytest.approx(ALL_FOUR.seconds)
    ends = [each.start + each.seconds for each in parts]
    assert [each.start for each in parts[1:]] == pytest.approx(ends[:-1])


@given(index=INDICES, one=st.floats(0, 1e4), more=st.floats(0, 1e4))
def test_what_is_behind_only_grows_and_never_passes_the_end(
    index: int, one: float, more: float
) -> None:
    before = behind(ALL_FOUR, index, one)
    after = behind(ALL_FOUR, index, one + more)
    assert 0 <= before <= after <= ALL_FOUR.seconds + 1e-9
    if index + 1 < len(SEGMENTS):
        assert after <= behind(ALL_FOUR, index + 1, 0) + 1e-9


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "Under 1 min left"),
        (29, "Under 1 min left"),
        (31, "1 min left"),
        (60, "1 min left"),
        (2040, "34 min left"),
    ],
)
def test_minutes_left(seconds: float, words: str) -> None:
    assert minutes_left(seconds) == words
