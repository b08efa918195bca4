"""A session tells the same story whenever and however often somebody asks."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeline.coach.events import (
    CueGiven,
    Paused,
    Resumed,
    SegmentBegan,
    SessionEvent,
    SessionFinished,
)
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Timeline
from tests.properties.walking import Command, go_on, to_the_end
from tests.properties.witness import Witness
from tests.strategies import timed_timelines, timelines

BIG_CLOCKS = (0.0, 1e-9, 12345.678, 1e6 + 1 / 3, 1e9 + 0.1, 1.8e9 + 0.7)
STARTS = st.sampled_from(BIG_CLOCKS) | st.floats(0, 1e9)

COMMANDS: tuple[Command, ...] = (
    SessionEngine.pause,
    SessionEngine.resume,
    SessionEngine.done,
    SessionEngine.skip,
    SessionEngine.skip_exercise,
    SessionEngine.back,
    lambda engine, now: engine.stretch(now, 10.0),
    lambda engine, now: engine.stretch(now, -10.0),
    lambda engine, now: engine.hurt(now, Side.LEFT, 4),
    go_on,
    go_on,
    go_on,
)
Script = list[tuple[float, Command]]
SCRIPTS: st.SearchStrategy[Script] = st.lists(
    st.tuples(st.floats(0, 200) | st.sampled_from((0.0, 3.0, 1000.0)), st.sampled_from(COMMANDS)),
    max_size=12,
)


def play(
    timeline: Timeline, start: float, script: Script, ticks: list[float] | None
) -> list[SessionEvent]:
    """Play a script, coming at these fractions of the whole time, or (None) when due."""
    engine = SessionEngine(timeline)
    moments = [start]
    for wait, _ in script:
        moments.append(moments[-1] + wait)
    end = moments[-1] + 500
    extra = sorted(start + tick * (end - start) for tick in ticks or ())
    events = engine.start(start)
    now = start
    for moment, command in [
        *zip(moments[1:], (each for _, each in script), strict=True),
        (end, None),
    ]:
        if ticks is None:
            while (due := engine.next_due(now)) is not None and due <= moment:
                now = due
                events += engine.advance(now)
        for tick in extra[bisect(extra, now) : bisect(extra, moment)]:
            events += engine.advance(tick)
        now = moment
        events += engine.advance(now) if command is None else command(engine, now)
    return events


@settings(max_examples=200)
@given(timelines(), STARTS, SCRIPTS, st.lists(st.floats(0, 1), max_size=60))
def test_the_transcript_does_not_depend_on_who_asks_when(
    timeline: Timeline, start: float, script: Script, ticks: list[float]
) -> None:
    rarely = play(timeline, start, script, [])
    assert play(timeline, start, script, None) == rarely
    assert play(timeline, start, script, ticks) == rarely
    Witness(timeline).hear(rarely)


@given(timelines(), STARTS)
def test_every_cue_is_given_once_and_in_order(timeline: Timeline, start: float) -> None:
    engine = SessionEngine(timeline)
    witness = Witness(timeline)
    events = engine.start(start) + to_the_end(engine, start)
    witness.hear(events)
    assert witness.finished
    given_cues = [(event.segment, event.cue) for event in events if isinstance(event, CueGiven)]
    expected = [
        (place, cue) for place, segment in enumerate(timeline.segments) for cue in segment.cues
    ]
    assert given_cues == expected
    began = [event.segment for event in events if isinstance(event, SegmentBegan)]
    assert began == list(range(len(timeline.segments)))


@settings(max_examples=200)
@given(timed_timelines(), STARTS, STARTS)
def test_coming_when_due_reaches_the_end_and_nothing_is_ever_late(
    timeline: Timeline, start: float, clock: float
) -> None:
    """Also where both clocks are so large that seconds have few decimals left."""
    engine = SessionEngine(timeline, clock=clock)
    engine.start(start)
    engine.skip(start)
    now, last = start, len(timeline.segments) - 1
    calls = 0
    while (due := engine.next_due(now)) is not None:
        assert due >= now
        now = due
        assert engine.advance(now), "came when due, and nothing was"
        calls += 1
    assert engine.index == last
    assert calls <= sum(len(segment.cues) + 1 for segment in timeline.segments)
    assert now - start == pytest.approx(timeline.seconds - 20, abs=1e-4 + calls * 1e-6)


@given(timelines(), STARTS, st.data())
def test_going_on_from_a_segment_gives_the_rest_of_the_session(
    timeline: Timeline, start: float, data: st.DataObject
) -> None:
    engine = SessionEngine(timeline)
    whole = engine.start(start) + to_the_end(engine, start)
    place = data.draw(st.integers(0, len(timeline.segments) - 1), "segment")
    cut = whole.index(next(e for e in whole if isinstance(e, SegmentBegan) and e.segment == place))
    clock = whole[cut].at
    later = data.draw(STARTS, "later")
    again = SessionEngine(timeline, segment=place, clock=clock)
    first, *rest = again.start(later) + to_the_end(again, later)
    assert (first.at, first.segment) == (clock, place)
    assert first.resumed == (place > 0 or clock > 0)
    assert [type(event) for event in rest] == [type(event) for event in whole[cut:]]
    for event, before in zip(rest, whole[cut:], strict=True):
        assert event.at == pytest.approx(before.at, abs=1e-5)
        if isinstance(event, CueGiven):
            assert event.cue is before.cue


def outside_of_pauses(events: list[SessionEvent]) -> Iterator[SessionEvent]:
    """Leave pauses out, with the count before they end."""
    paused = False
    for event in events:
        paused = isinstance(event, Paused) or (paused and not isinstance(event, Resumed))
        if not paused and not isinstance(event, Resumed):
            yield event


@given(timed_timelines(), st.lists(st.tuples(st.floats(0, 40), st.floats(0, 1e5)), max_size=20))
def test_pauses_move_nothing_but_the_callers_clock(
    timeline: Timeline, pauses: list[tuple[float, float]]
) -> None:
    straight = SessionEngine(timeline)
    undisturbed = straight.start(0) + straight.skip(0) + to_the_end(straight, 0)
    engine = SessionEngine(timeline)
    events = engine.start(0) + engine.skip(0)
    now = 0.0
    for run, pause in pauses:
        now += run
        events += engine.pause(now)
        now += pause
        assert engine.next_due(now) is None or not engine.paused
        assert engine.advance(now) == []
        events += engine.resume(now) + engine.resume(now)  # the second skips the count
    events += to_the_end(engine, now)
    # The check-out waits for the person, so only what stands before it is bound to the clock.
    told = list(outside_of_pauses(events))
    before_check_out = len(undisturbed) - 3
    assert [type(event) for event in told] == [type(event) for event in undisturbed]
    for event, before in zip(told[:before_check_out], undisturbed, strict=False):
        assert event.at == pytest.approx(before.at, abs=1e-4)


@given(timelines())
def test_the_last_event_says_that_it_is_over(timeline: Timeline) -> None:
    engine = SessionEngine(timeline)
    events = engine.start(0) + to_the_end(engine, 0)
    assert isinstance(events[-1], SessionFinished)
    assert sum(isinstance(event, SessionFinished) for event in events) == 1
