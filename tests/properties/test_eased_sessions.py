"""Easing an exercise, or asking a side for less, changes only what has not begun yet."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.attending import Attending
from kneeline.coach.easing import Reply
from kneeline.coach.events import SegmentBegan, SessionFinished, SetDone, TimelineChanged
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question, SegmentKind, Timeline
from tests.coached import LIBRARY, attending

COACH: Attending = attending()
STRENGTH = lay_out(
    draw_up(LIBRARY.programmes["strength"], LIBRARY.exercises, History(), date(2026, 3, 2))
)
WORK = [n for n, each in enumerate(STRENGTH.segments) if each.kind is SegmentKind.WORK]


def _at(segment: int, timeline: Timeline = STRENGTH) -> SessionEngine:
    engine = SessionEngine(timeline, segment=segment)
    engine.start(0.0)
    return engine


def _finish(engine: SessionEngine, now: float) -> list[object]:
    """Go on to the end, skipping what waits for the person."""
    events: list[object] = []
    while not engine.finished:
        due = engine.next_due(now)
        now = now if due is None else due
        events += engine.skip(now) if due is None else engine.advance(now)
    return events


@given(st.data())
def test_an_eased_exercise_keeps_the_past_and_does_every_set_that_is_left(
    data: st.DataObject,
) -> None:
    here = data.draw(st.sampled_from(WORK))
    answer = COACH.reply(STRENGTH, here, 4)
    if answer.reply is not Reply.OFFER:
        assert answer.reply is Reply.END_EXERCISE  # nothing easier is left
        return
    way = data.draw(st.sampled_from(answer.offers))
    knee = data.draw(st.sampled_from(Side))
    eased = COACH.ease(STRENGTH, here, way, knee)

    assert eased.segments[: here + 1] == STRENGTH.segments[: here + 1]
    present = STRENGTH.segments[here].prescription
    tail = [each for each in STRENGTH.segments[here:] if each.prescription != present]
    assert list(eased.segments[-len(tail) :]) == tail

    fresh = [each for each in eased.segments if each.prescription == len(STRENGTH.headings)]
    heading = eased.headings[-1]
    assert heading.eased
    assert fresh[0].kind is SegmentKind.GET_READY
    done = [each for each in fresh if each.kind is SegmentKind.WORK]
    assert len({(each.set_number, each.side) for each in done}) == len(done)
    assert done[-1].set_number == heading.sets
    asked = [each for each in fresh if each.question is Question.EASED]
    assert [each.side for each in asked] == [knee]
    assert fresh.index(asked[0]) == fresh.index(done[0]) + 1


@given(st.data())
def test_the_session_goes_on_along_the_eased_timeline_to_its_end(data: st.DataObject) -> None:
    here = data.draw(st.sampled_from(WORK))
    answer = COACH.reply(STRENGTH, here, 4)
    if answer.reply is not Reply.OFFER:
        return
    eased = COACH.ease(STRENGTH, here, data.draw(st.sampled_from(answer.offers)), Side.LEFT)
    engine = _at(here)
    moment = data.draw(st.floats(0.5, 20.0))
    events = engine.follow(moment, eased)
    changed = [event for event in events if isinstance(event, TimelineChanged)]
    assert len(changed) == 1
    assert engine.timeline is eased
    assert events[-1] == SegmentBegan(changed[0].at, here + 1)
    later = _finish(engine, moment)
    assert isinstance(later[-1], SessionFinished)
    began = [event.segment for event in later if isinstance(event, SegmentBegan)]
    assert began == list(range(here + 2, len(eased.segments)))
    assert all(event.seconds >= 0 for event in later if isinstance(event, SetDone))


@given(st.sampled_from(WORK), st.integers(1, 30))
def test_the_other_side_never_gets_more_than_this_side_did(here: int, managed: int) -> None:
    first = STRENGTH.segments[here]
    matched = COACH.match_other_side(STRENGTH, here, managed)
    if matched is None:
        return
    changed = [
        n
        for n, (old, new) in enumerate(zip(STRENGTH.segments, matched.segments, strict=True))
        if old != new
    ]
    assert len(changed) == 1
    other = matched.segments[changed[0]]
    assert changed[0] > here
    assert (other.prescription, other.set_number) == (first.prescription, first.set_number)
    assert other.side is not first.side
    assert other.reps == managed < (first.reps or 0)
    assert other.seconds == other.tempo.seconds * managed if other.tempo else other.seconds is None
    staying = _at(here + 1)
    events = staying.follow(0.0, matched, leaving=False)
    assert [type(event) for event in events][-1] is TimelineChanged
    assert staying.index == here + 1


@given(st.sampled_from(range(len(STRENGTH.segments))), st.integers(0, 10))
def test_more_pain_never_gives_a_milder_answer(here: int, score: int) -> None:
    replies = [COACH.reply(STRENGTH, here, each).reply.order for each in range(score + 1)]
    assert replies == sorted(replies)
