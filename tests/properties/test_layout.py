"""Any plan laid out in time: nothing of it is missing, doubled or out of place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from kneeline.coach.cueing import (
    COUNTDOWN,
    FORM_GAP,
    FORM_SAID,
    HALF_SAID,
    HALF_TIME_FROM,
)
from kneeline.coach.dose import Stroke
from kneeline.coach.exercise import CueMoment, Phase
from kneeline.coach.layout import Pacing, lay_out
from kneeline.coach.planning import Plan
from kneeline.coach.side import Side
from kneeline.coach.timeline import (
    Cue,
    CueKind,
    Question,
    Segment,
    SegmentKind,
    Sound,
    Timeline,
)
from tests.strategies import pacings, plans, timelines

PAUSES = (SegmentKind.GET_READY, SegmentKind.SWITCH_SIDES, SegmentKind.REST)


def works(timeline: Timeline) -> list[Segment]:
    return [segment for segment in timeline.segments if segment.kind is SegmentKind.WORK]


def cues(segment: Segment, kind: CueKind) -> list[Cue]:
    return [cue for cue in segment.cues if cue.kind is kind]


def sounding(segment: Segment, sound: Sound) -> list[float]:
    return [cue.at for cue in segment.cues if cue.sound is sound]


@given(plans(), pacings())
def test_every_set_of_every_side_stands_there_once_and_in_order(plan: Plan, pacing: Pacing) -> None:
    wanted = [
        (place, set_number, side)
        for place, each in enumerate(plan.prescriptions)
        for set_number in range(1, each.dose.sets + 1)
        for side in each.sides
    ]
    timeline = lay_out(plan, pacing)
    found = [(each.prescription, each.set_number, each.side) for each in works(timeline)]
    assert found == wanted
    for segment in works(timeline):
        dose = plan.prescriptions[segment.prescription or 0].dose
        assert (segment.seconds, segment.reps) == (dose.set_seconds, dose.reps)
        assert segment.tempo is dose.tempo


@given(plans(), pacings())
def test_what_stands_around_the_sets(plan: Plan, pacing: Pacing) -> None:
    """Written down again as plain rules, and compared."""
    expected: list[tuple[SegmentKind, Question | None]] = [
        (SegmentKind.QUESTION, Question.CHECK_IN)
    ]
    for each in plan.prescriptions:
        expected.append((SegmentKind.GET_READY, None))
        for set_number in range(1, each.dose.sets + 1):
            expected.append((SegmentKind.WORK, None))
            if len(each.sides) == len(Side):
                expected += [(SegmentKind.SWITCH_SIDES, None), (SegmentKind.WORK, None)]
            if each.exercise.phase is Phase.STRENGTHEN:
                expected.append((SegmentKind.QUESTION, Question.FELT_WHERE))
            if set_number < each.dose.sets:
                expected.append((SegmentKind.REST, None))
    expected.append((SegmentKind.QUESTION, Question.CHECK_OUT))
    timeline = lay_out(plan, pacing)
    assert [(segment.kind, segment.question) for segment in timeline.segments] == expected


@given(timelines())
def test_every_pause_says_what_comes_next_and_counts_down_to_it(timeline: Timeline) -> None:
    for segment, following in pairwise(timeline.segments):
        assert (segment.kind in PAUSES) == (segment.next_up is not None)
        if segment.next_up is None:
            continue
        coming = (following.prescription, following.set_number, following.side)
        assert following.kind is SegmentKind.WORK
        assert (segment.prescription, segment.set_number, segment.side) == coming
        named = segment.next_up
        assert (named.prescription, named.set_number, named.side) == coming
        heading = timeline.heading(following)
        assert heading is not None
        assert named.text.startswith(heading.name)
        assert segment.cues[0].kind is CueKind.ANNOUNCE
        assert segment.cues[0].say


@given(timelines())
def test_cues_stand_within_their_segment_and_in_order(timeline: Timeline) -> None:
    for segment in timeline.segments:
        times = [cue.at for cue in segment.cues]
        assert times == sorted(times)
        assert all(0 <= at <= segment.estimate for at in times)
        assert all(cue.text for cue in segment.cues)


@given(timelines())
def test_the_sounds_of_a_set(timeline: Timeline) -> None:
    for segment in works(timeline):
        assert sounding(segment, Sound.START) == [0.0]
        length = segment.seconds
        if length is None:
            assert {cue.sound for cue in segment.cues} <= {Sound.START, None}
            continue
        assert sounding(segment, Sound.END) == [length]
        assert sounding(segment, Sound.HALF) == ([length / 2] if length >= HALF_TIME_FROM else [])


@given(timelines())
def test_three_two_one_before_everything_that_ends_by_itself(timeline: Timeline) -> None:
    """Not before a tempo's end, where the strokes are spoken, nor before a question's."""
    for segment in timeline.segments:
        counted = [(cue.at, cue.text) for cue in segment.cues if cue.sound is Sound.TICK]
        counts = segment.kind is not SegmentKind.QUESTION and segment.tempo is None
        if segment.seconds is None or not counts:
            assert counted == []
            continue
        length = segment.seconds
        assert counted == [(length - left, str(left)) for left in COUNTDOWN if left < length]


@settings(max_examples=200)
@given(plans(), pacings())
def test_form_cues_can_each_be_heard_and_tried(plan: Plan, pacing: Pacing) -> None:
    for segment in works(lay_out(plan, pacing)):
        exercise = plan.prescriptions[segment.prescription or 0].exercise
        texts = {cue.id: (cue.text, cue.say, cue.mark) for cue in exercise.cues}
        form = cues(segment, CueKind.FORM)
        assert all(after.at - before.at >= FORM_GAP - 1e-9 for before, after in pairwise(form))
        assert len({cue.form for cue in form}) == len(form)
        assert all((cue.text, cue.say, cue.mark) == texts[cue.form] for cue in form)
        last = max(segment.estimate - FORM_GAP, 0)
        assert all(cue.at <= last for cue in form), "no time is left to try it"
        for half in sounding(segment, Sound.HALF):
            assert all(
                cue.at + FORM_SAID <= half + 1e-9 or cue.at >= half + HALF_SAID for cue in form
            ), "said across half time"


@settings(max_examples=200)
@given(plans(), pacings())
def test_a_form_cue_is_left_out_only_where_there_is_no_room(plan: Plan, pacing: Pacing) -> None:
    for segment in works(lay_out(plan, pacing)):
        exercise = plan.prescriptions[segment.prescription or 0].exercise
        form = cues(segment, CueKind.FORM)
        if len(form) == len(exercise.cues):
            continue
        free = max([0.0] + [cue.at + FORM_GAP for cue in form])
        waits = segment.tempo.seconds if segment.tempo else 0.0
        given_ids = {cue.form for cue in form}
        for left_out in (cue for cue in exercise.cues if cue.id not in given_ids):
            late = {CueMoment.START: 0, CueMoment.HALF: 0.5, CueMoment.LATE: 0.7}
            wanted = max(free, late.get(left_out.moment, 0.4) * segment.estimate)
            own_stroke = left_out.moment not in late
            halved = FORM_SAID + HALF_SAID
            waited = (waits + halved + waits) if own_stroke else halved
            assert wanted + waited >= segment.estimate - FORM_GAP - 1e-9


@given(plans(), pacings())
def test_a_tempo_is_spoken_stroke_by_stroke(plan: Plan, pacing: Pacing) -> None:
    for segment in works(lay_out(plan, pacing)):
        spoken = cues(segment, CueKind.TEMPO)
        if segment.tempo is None:
            assert spoken == []
            continue
        assert len(spoken) == (segment.reps or 0) * len(segment.tempo.strokes())
        words = dict(zip(Stroke, ("Down", "Hold", "Up"), strict=True))
        for number, cue in enumerate(spoken):
            now = segment.tempo.at(cue.at + 1e-6)
            assert cue.stroke is now.stroke
            assert cue.text == cue.say == words[now.stroke]
            assert now.rep == number // len(segment.tempo.strokes()) + 1


@given(plans(), pacings())
def test_a_cue_for_a_stroke_comes_with_that_stroke(plan: Plan, pacing: Pacing) -> None:
    for segment in works(lay_out(plan, pacing)):
        if segment.tempo is None:
            continue
        exercise = plan.prescriptions[segment.prescription or 0].exercise
        moments = {cue.id: cue.moment for cue in exercise.cues}
        strokes = {stroke for stroke, _ in segment.tempo.strokes()}
        for cue in cues(segment, CueKind.FORM):
            moment = moments[cue.form]
            if moment not in set(Stroke):
                continue
            # Without a hold, its cue comes where the movement turns.
            meant = Stroke(moment.value) if Stroke(moment.value) in strokes else Stroke.BACK
            now = segment.tempo.at(cue.at + 1e-6)
            assert now.stroke is meant
            assert now.fraction == pytest.approx(0, abs=1e-4)


@given(plans(), pacings())
def test_a_rest_is_never_shorter_than_the_dose_asks_for(plan: Plan, pacing: Pacing) -> None:
    timeline = lay_out(plan, pacing)
    for before, segment in pairwise(timeline.segments):
        if segment.kind is not SegmentKind.REST:
            continue
        asked = before.question is Question.FELT_WHERE
        resting = (segment.seconds or 0) + (pacing.felt_where if asked else 0)
        dose = plan.prescriptions[segment.prescription or 0].dose
        assert resting >= dose.rest - 1e-9
        assert (segment.seconds or 0) >= pacing.switch_sides


@given(timelines())
def test_the_estimate_of_the_whole_is_the_sum_of_its_segments(timeline: Timeline) -> None:
    assert timeline.seconds == pytest.approx(sum(each.estimate for each in timeline.segments))
    assert timeline.seconds_from(0) == timeline.seconds
    for place, segment in enumerate(timeline.segments):
        rest = timeline.seconds_from(place + 1)
        assert timeline.seconds_from(place) == pytest.approx(segment.estimate + rest)
    assert timeline.seconds_from(len(timeline.segments)) == 0
