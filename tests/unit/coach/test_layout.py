"""A plan laid out in time, in examples."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from kneeline.coach import cueing
from kneeline.coach.cueing import Turn
from kneeline.coach.dose import Dose, Tempo
from kneeline.coach.exercise import CueMoment, Exercise, FormCue, Position
from kneeline.coach.layout import Pacing, lay_out
from kneeline.coach.planning import Plan, Prescription
from kneeline.coach.side import Side
from kneeline.coach.timeline import CueKind, Segment, SegmentKind
from kneeline.coach.wording import english
from tests.mini import ALL_FOUR, BRIDGE, DAY, LUNGE, ROLL, plan

PACING = Pacing(get_ready=10, fetch=8, floor=6, rise=11, turn=2, switch_sides=5, felt_where=12)


def get_readies(*exercises: Exercise) -> list[float | None]:
    """Return how long one gets ready for each of these exercises."""
    prescriptions = tuple(
        Prescription(each, each.levels[0], each.levels[0].dose, (None,), "") for each in exercises
    )
    timeline = lay_out(Plan("made-up", "Made up", DAY, prescriptions), PACING)
    return [each.seconds for each in timeline.segments if each.kind is SegmentKind.GET_READY]


def form(dose: Dose, *cues: tuple[str, CueMoment]) -> list[tuple[float, str]]:
    """Return when each of these form cues is given in a set of a dose."""
    said = tuple(FormCue(name, name, name, moment) for name, moment in cues)
    exercise = replace(LUNGE, cues=said)
    turn = Turn(0, Prescription(exercise, exercise.levels[0], dose, (None,), ""), 1, None)
    every = cueing.work(turn, english)
    return [(cue.at, cue.form) for cue in every if cue.kind is CueKind.FORM]


@pytest.mark.parametrize("name", [field.name for field in fields(Pacing)])
@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_a_pacing_nobody_can_follow(name: str, seconds: float) -> None:
    with pytest.raises(ValueError, match=f"{name} is 0 to 600 seconds, not {seconds}"):
        replace(PACING, **{name: seconds})


def test_time_to_fetch_a_thing_only_when_it_is_not_at_hand() -> None:
    standing = replace(LUNGE, equipment=())
    holding = replace(LUNGE, equipment=("chair",))
    more = replace(LUNGE, equipment=("chair", "step"))
    assert get_readies(standing, holding, holding, more, standing, holding) == [
        10, 18, 10, 18, 10, 18,
    ]  # fmt: skip


def test_time_to_fetch_what_only_the_level_needs() -> None:
    heavy = replace(LUNGE.levels[0], equipment=("weight",))
    assert get_readies(LUNGE, replace(LUNGE, levels=(heavy,))) == [10, 18]


def test_time_to_get_down_to_turn_over_and_more_to_get_up() -> None:
    lying = replace(LUNGE, position=Position.FACE_UP)
    on_the_side = replace(LUNGE, position=Position.SIDE_LYING)
    assert get_readies(LUNGE, lying, on_the_side, LUNGE, LUNGE) == [10, 16, 12, 21, 10]


def test_the_time_to_change_position_can_be_made_longer_but_no_question_waits_longer() -> None:
    slow = PACING.scaled(2.0)
    assert (slow.get_ready, slow.fetch, slow.floor, slow.rise) == (20, 16, 12, 22)
    assert (slow.turn, slow.switch_sides, slow.felt_where) == (4, 10, 12)
    plain, slower = lay_out(plan(), PACING), lay_out(plan(), slow)
    for before, after in zip(plain.segments, slower.segments, strict=True):
        if before.kind in {SegmentKind.WORK, SegmentKind.QUESTION}:
            assert before == after
        else:
            assert (after.seconds or 0) >= (before.seconds or 0)


@pytest.mark.parametrize("factor", [0.4, 3.1, -1.0, float("nan")])
def test_a_factor_nobody_can_follow(factor: float) -> None:
    with pytest.raises(ValueError, match=r"0\.5 to 3\.0 times"):
        PACING.scaled(factor)


def test_every_word_goes_through_the_translator() -> None:
    def translate(sentence: str) -> str:
        return " · ".join(f"<{part}>" for part in sentence.split(" · "))

    timeline = lay_out(plan(), PACING, translate)
    words = [cue.text for segment in timeline.segments for cue in segment.cues]
    words += [cue.say for segment in timeline.segments for cue in segment.cues]
    words += [each.next_up.text for each in timeline.segments if each.next_up]
    for heading in timeline.headings:
        words += [heading.name, heading.level_name, heading.setup, *heading.strokes]
    assert all(word.startswith("<") for word in words if word and not word.isdigit())


def test_a_set_announces_its_side_its_number_and_its_dose() -> None:
    named = [each.next_up.text for each in ALL_FOUR.segments if each.next_up]
    assert named[0] == "Quads roll, left side, 30 seconds"
    assert named[2] == "Bridge, set 1 of 2, 3 reps"
    assert named[-1] == "Reverse lunge, right side, set 2 of 2, 2 reps"


def test_amounts_of_one_are_said_in_the_singular() -> None:
    assert cueing.amount(Dose(1, reps=1), english) == "1 rep"
    assert cueing.amount(Dose(1, seconds=1), english) == "1 second"
    assert cueing.amount(Dose(1, reps=2), english) == "2 reps"
    assert cueing.amount(Dose(1, seconds=90.0), english) == "90 seconds"


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (Side.LEFT, "Switch to your left side"),
        (Side.RIGHT, "Switch to your right side"),
        (None, "Switch sides"),
    ],
)
def test_the_switch_names_the_side_that_comes(side: Side | None, words: str) -> None:
    turn = Turn(0, plan("roll-quads").prescriptions[0], 1, side)
    assert cueing.switch_sides(turn, 5, english)[0].say == words


def test_a_heading_tells_the_screen_what_the_exercise_is() -> None:
    lunge = ALL_FOUR.headings[3]
    assert (lunge.exercise, lunge.level, lunge.sets) == ("reverse-lunge", "body", 2)
    assert (lunge.planned_reps, lunge.planned_seconds) == (2, None)
    assert lunge.strokes == ("Down", "Hold", "Up")
    assert ALL_FOUR.heading(ALL_FOUR.segments[0]) is None
    assert ALL_FOUR.heading(ALL_FOUR.segments[1]) is ALL_FOUR.headings[0]
    heavy = replace(LUNGE.levels[0], equipment=("weight",))
    chosen = Prescription(replace(LUNGE, equipment=("chair",)), heavy, heavy.dose, (None,), "")
    (heading,) = lay_out(Plan("made-up", "Made up", DAY, (chosen,))).headings
    assert heading.equipment == ("chair", "weight")


def test_an_empty_plan_is_only_its_questions() -> None:
    timeline = lay_out(Plan("rest", "Rest day", DAY, ()))
    assert [each.kind for each in timeline.segments] == [SegmentKind.QUESTION] * 2


@pytest.mark.parametrize(
    ("segment", "seconds"),
    [
        (Segment(SegmentKind.REST, 30.0), 30),
        (Segment(SegmentKind.WORK, None, reps=8), 32),
        (Segment(SegmentKind.QUESTION, None), 10),
    ],
)
def test_how_long_a_segment_may_take(segment: Segment, seconds: float) -> None:
    assert segment.estimate == seconds


def test_the_setup_is_said_once_the_name_has_sunk_in() -> None:
    turn = Turn(0, plan("roll-quads").prescriptions[0], 1, Side.LEFT)
    said = [(cue.at, cue.say) for cue in cueing.get_ready(turn, 20, english)]
    assert said[:2] == [
        (0, "Next: Quads roll, left side, 30 seconds"),
        (4, "Lie on the roller, thigh down."),
    ]


@pytest.mark.parametrize("seconds", [0, 2, 4, 7])
def test_with_little_time_to_get_ready_the_setup_is_said_at_once(seconds: float) -> None:
    turn = Turn(0, plan("roll-quads").prescriptions[0], 1, Side.LEFT)
    first, *counts = cueing.get_ready(turn, seconds, english)
    assert first.say.endswith("30 seconds. Lie on the roller, thigh down.")
    assert {cue.kind for cue in counts} <= {CueKind.COUNT}


# -- form cues -------------------------------------------------------------------------------------


def test_form_cues_come_at_their_moment() -> None:
    assert form(
        Dose(1, seconds=100),
        ("late", CueMoment.LATE),
        ("half", CueMoment.HALF),
        ("start", CueMoment.START),
    ) == [(0, "start"), (51.5, "half"), (70, "late")]


def test_form_cues_at_one_moment_wait_for_each_other() -> None:
    many = [(f"{number}", CueMoment.START) for number in range(4)]
    assert form(Dose(1, seconds=18), *many) == [(0, "0"), (6, "1"), (12, "2")]


def test_a_form_cue_needs_time_to_be_tried() -> None:
    two = [("first", CueMoment.START), ("second", CueMoment.START)]
    assert form(Dose(1, seconds=11.9), *two) == [(0, "first")]
    assert form(Dose(1, seconds=12), *two) == [(0, "first"), (6, "second")]
    assert form(Dose(1, seconds=2), *two) == [(0, "first")]


def test_no_form_cue_is_said_across_half_time() -> None:
    many = [(f"{number}", CueMoment.START) for number in range(5)]
    assert form(Dose(1, seconds=36), *many) == [
        (0, "0"), (6, "1"), (12, "2"), (19.5, "3"), (25.5, "4"),
    ]  # fmt: skip


def test_at_a_tempo_a_form_cue_comes_with_its_stroke() -> None:
    assert form(
        Dose(1, reps=8, tempo=Tempo(3, 1, 2)),
        ("out", CueMoment.OUT),
        ("hold", CueMoment.HOLD),
        ("back", CueMoment.BACK),
    ) == [(12, "out"), (21, "hold"), (28, "back")]


def test_without_a_hold_its_cue_comes_where_the_movement_turns() -> None:
    assert form(Dose(1, reps=5, tempo=Tempo(4, 0, 4)), ("hold", CueMoment.HOLD)) == [(12, "hold")]


def test_a_cue_whose_stroke_does_not_come_again_leaves_room_for_the_others() -> None:
    slow = Dose(1, reps=1, tempo=Tempo(3, 0, 27))
    assert form(slow, ("hold", CueMoment.HOLD), ("late", CueMoment.LATE)) == [(21, "late")]
    assert form(slow, ("out", CueMoment.OUT), ("half", CueMoment.HALF)) == [(16.5, "half")]


def test_a_set_at_ones_own_pace_gives_its_cues_over_the_time_it_may_take() -> None:
    cues = (("start", CueMoment.START), ("half", CueMoment.HALF), ("late", CueMoment.LATE))
    assert form(Dose(1, reps=10), *cues) == [(0, "start"), (21.5, "half"), (28, "late")]
    assert form(Dose(1, reps=1), *cues) == [(0, "start")]


def test_rolling_and_bridging_have_what_their_plan_says() -> None:
    kinds = [each.kind.value for each in lay_out(plan(ROLL.id, BRIDGE.id)).segments]
    assert kinds == [
        "question",
        "get-ready", "work", "switch-sides", "work",
        "get-ready", "work", "rest", "work",
        "question",
    ]  # fmt: skip
