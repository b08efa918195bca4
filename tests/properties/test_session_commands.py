"""Whatever a person presses, in whatever order: nothing done is lost, and no time is made up."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from kneeline.coach.events import (
    Answer,
    Answered,
    CueGiven,
    FeltAnswer,
    Hurt,
    PainAnswer,
    Paused,
    Resumed,
    SegmentBegan,
    SegmentEnded,
    SegmentEnding,
    SessionEnding,
    SessionEvent,
    SessionFinished,
    SetDone,
    TimelineChanged,
)
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import BACK_WINDOW, SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question, SegmentKind, Timeline
from tests.properties.walking import to_the_end
from tests.properties.witness import NEAR, Witness
from tests.strategies import timelines

WAITS = st.floats(0, 20) | st.sampled_from((0.0, BACK_WINDOW, 10.0, 600.0, 86_400.0))
SCORES = st.integers(0, 10)
ANSWERS: st.SearchStrategy[Answer] = st.builds(FeltAnswer, st.sampled_from(FeltWhere)) | st.builds(
    PainAnswer,
    st.lists(
        st.builds(PainScore, st.sampled_from(Side), st.sampled_from(Moment), SCORES), max_size=4
    ).map(tuple),
)


class Person(RuleBasedStateMachine):
    """Somebody who presses every key there is, and a stopwatch beside them."""

    @initialize(
        timeline=timelines(),
        now=st.floats(0, 1e6) | st.just(1e9 + 0.1),
        clock=st.floats(0, 3600) | st.just(0.0),
        place=st.floats(0, 1, exclude_max=True),
    )
    def sit_down(self, timeline: Timeline, now: float, clock: float, place: float) -> None:
        segment = int(place * len(timeline.segments)) if clock else 0
        self.timeline = timeline
        self.engine = SessionEngine(timeline, segment=segment, clock=clock)
        self.witness = Witness(timeline)
        self.now = now
        self.began = clock
        self.stopwatch = 0.0
        self.counts_until: float | None = None
        self.hear(self.engine.start(now))

    def hear(self, events: list[SessionEvent]) -> list[SessionEvent]:
        """Let the witness check the events, and hand them on."""
        self.witness.hear(events)
        return events

    def bring_up_to_date(self) -> None:
        """Take delivery of what is due, so that a command's own events stand alone."""
        self.hear(self.engine.advance(self.now))

    def state(self) -> tuple[object, ...]:
        engine, now = self.engine, self.now
        return (
            engine.index,
            engine.clock(now),
            engine.elapsed(now),
            engine.next_due(now),
            engine.paused,
            engine.finished,
        )

    def expect_nothing(self, before: tuple[object, ...], events: list[SessionEvent]) -> None:
        assert events == []
        assert self.state() == before

    # -- time ------------------------------------------------------------------------------------

    @rule(seconds=WAITS, ticks=st.integers(0, 4))
    def live(self, seconds: float, ticks: int) -> None:
        """Let time pass, with a few looks at the screen on the way and maybe none at its end."""
        start = self.now
        for tick in range(ticks):
            self.hear(self.engine.advance(start + seconds * tick / 4))
        self.now = start + seconds
        self.pass_time(seconds)

    def pass_time(self, seconds: float) -> None:
        if self.counts_until is not None:
            # The clock goes on where the count ends.
            seconds = max(self.now - self.counts_until, 0.0)
            if self.now >= self.counts_until:
                self.counts_until = None
        elif self.engine.finished or self.engine.paused:
            return
        self.stopwatch += seconds
        # The session may end meanwhile; its clock then stops where it ended.
        self.hear(self.engine.advance(self.now))
        if self.engine.finished:
            self.stopwatch = self.engine.clock(self.now) - self.began

    @precondition(lambda self: self.engine.next_due(self.now) is not None)
    @rule()
    def come_when_due(self) -> None:
        due = self.engine.next_due(self.now)
        assert due is not None
        waited, self.now = due - self.now, due
        if self.counts_until is None:
            self.stopwatch += waited
        elif due >= self.counts_until:
            self.counts_until = None
        assert self.hear(self.engine.advance(due)), "came when due, and nothing was"

    @rule(seconds=st.floats(0, 5))
    def the_heartbeat_pauses_at_the_last_good_beat(self, seconds: float) -> None:
        """A closed lid: the pause is for a moment that is over, or that time never reached."""
        self.bring_up_to_date()
        running = not (self.engine.paused or self.engine.finished)
        self.counts_until = None
        events = self.hear(self.engine.pause(max(self.now - seconds, 0.0)))
        assert [type(event) for event in events] == ([Paused] if running else [])

    # -- keys ------------------------------------------------------------------------------------

    @rule()
    def press_start_again(self) -> None:
        self.expect_nothing(self.state(), self.engine.start(self.now))

    @rule()
    def pause(self) -> None:
        self.bring_up_to_date()
        before = self.state()
        running = not (self.engine.paused or self.engine.finished)
        counting, self.counts_until = self.counts_until is not None, None
        events = self.hear(self.engine.pause(self.now))
        if running:
            assert [type(event) for event in events] == [Paused]
            assert self.engine.next_due(self.now) is None
        elif counting:
            assert events == []
            assert self.engine.next_due(self.now) is None
        else:
            self.expect_nothing(before, events)

    @rule()
    def resume(self) -> None:
        self.bring_up_to_date()
        before, paused, counting = self.state(), self.engine.paused, self.counts_until is not None
        work = self.engine.segment.kind is SegmentKind.WORK
        events = self.hear(self.engine.resume(self.now))
        self.counts_until = None
        if paused and work and not counting:
            assert [type(event) for event in events] == [CueGiven]
            self.counts_until = self.now + 3
        elif paused:
            assert [type(event) for event in events] == [Resumed]
        else:
            self.expect_nothing(before, events)

    @rule()
    def say_done(self) -> None:
        self.bring_up_to_date()
        before, segment, paused = self.state(), self.engine.segment, self.engine.paused
        own_pace = segment.kind is SegmentKind.WORK and segment.seconds is None
        finished = self.engine.finished
        events = self.hear(self.engine.done(self.now))
        if own_pace and not paused and not finished:
            assert [type(event) for event in events[:2]] == [SetDone, SegmentEnded]
            assert self.witness.sets[-1].complete
        else:
            self.expect_nothing(before, events)

    @rule(answer=ANSWERS)
    def answer(self, answer: Answer) -> None:
        self.bring_up_to_date()
        before, question = self.state(), self.engine.segment.question
        fits = question is not None and (
            isinstance(answer, FeltAnswer) == (question is Question.FELT_WHERE)
        )
        finished = self.engine.finished
        events = self.hear(self.engine.answer(self.now, answer))
        if fits and not finished:
            assert [type(event) for event in events[:2]] == [Answered, SegmentEnded]
        else:
            self.expect_nothing(before, events)

    @rule(exercise=st.booleans())
    def skip(self, *, exercise: bool) -> None:
        self.bring_up_to_date()
        place, finished = self.engine.index, self.engine.finished
        exercise_now = self.engine.segment.prescription
        command = self.engine.skip_exercise if exercise else self.engine.skip
        events = self.hear(command(self.now))
        self.moved()
        if finished:
            assert events == []
        elif exercise and exercise_now is not None and not self.engine.finished:
            assert self.engine.segment.prescription != exercise_now
            skipped = self.timeline.segments[place : self.engine.index]
            assert {each.prescription for each in skipped} == {exercise_now}
        else:
            assert self.engine.finished or self.engine.index == place + 1

    @rule()
    def back(self) -> None:
        self.bring_up_to_date()
        place, finished = self.engine.index, self.engine.finished
        elapsed = self.engine.elapsed(self.now)
        events = self.hear(self.engine.back(self.now))
        self.moved()
        if finished:
            assert events == []
            return
        target = max(place - 1, 0) if elapsed <= BACK_WINDOW else place
        at = self.engine.clock(self.now)
        assert events[:2] == [
            SegmentEnded(at, place, SegmentEnding.WENT_BACK),
            SegmentBegan(at, target),
        ]

    def moved(self) -> None:
        """In the count, moving counts anew before work and goes on at once elsewhere."""
        if self.counts_until is not None:
            counts = self.engine.count_in(self.now) is not None
            self.counts_until = self.now + 3 if counts else None

    @rule(by=st.sampled_from((10.0, -10.0)) | st.floats(-90, 90))
    def stretch(self, by: float) -> None:
        self.bring_up_to_date()
        before, place, length = self.state(), self.engine.index, self.engine.segment.seconds
        events = self.hear(self.engine.stretch(self.now, by))
        if not events:
            assert self.state() == before
            return
        changed = self.engine.segment
        assert [type(event) for event in events] == [TimelineChanged]
        assert length is not None
        assert changed.seconds is not None
        assert (changed.seconds > length) == (by > 0)
        left = changed.seconds - self.engine.elapsed(self.now)
        assert left >= min(3.0, length - self.engine.elapsed(self.now)) - NEAR or changed.tempo
        assert self.engine.index == place

    @rule(knee=st.sampled_from(Side), score=SCORES)
    def say_it_hurts(self, knee: Side, score: int) -> None:
        self.bring_up_to_date()
        finished, place = self.engine.finished, self.engine.index
        events = self.hear(self.engine.hurt(self.now, knee, score))
        at = self.engine.clock(self.now)
        assert events == ([] if finished else [Hurt(at, place, knee, score)])

    @rule(score=st.integers(-5, 15).filter(lambda score: not 0 <= score <= 10))
    def say_nonsense(self, score: int) -> None:
        before = self.state()
        with pytest.raises(ValueError, match="whole number from 0 to 10"):
            self.engine.hurt(self.now, Side.LEFT, score)
        assert self.state() == before

    # Rare, so that most sessions go on for a while.
    @precondition(lambda self: self.engine.index > len(self.timeline.segments) // 2)
    @rule(ending=st.sampled_from(SessionEnding))
    def leave(self, ending: SessionEnding) -> None:
        self.bring_up_to_date()
        finished = self.engine.finished
        events = self.hear(self.engine.finish(self.now, ending))
        self.counts_until = None
        at = self.engine.clock(self.now)
        assert events[-1:] == ([] if finished else [SessionFinished(at, ending)])

    # -- what always holds -------------------------------------------------------------------------

    @invariant()
    def the_clock_shows_the_time_lived_outside_pauses(self) -> None:
        clock = self.engine.clock(self.now)
        assert clock - self.began == pytest.approx(self.stopwatch, abs=NEAR)
        assert clock >= self.witness.at
        assert self.engine.paused == (self.witness.paused and not self.witness.finished)

    @invariant()
    def no_set_took_time_that_did_not_pass(self) -> None:
        reported = sum(each.seconds for each in self.witness.sets)
        assert reported <= self.stopwatch + NEAR

    @invariant()
    def next_due_is_never_in_the_past(self) -> None:
        due = self.engine.next_due(self.now)
        assert due is None or due >= self.now
        if due is None and not self.engine.paused and not self.engine.finished:
            assert self.engine.segment.seconds is None, "a timed segment would never end"

    @invariant()
    def the_engine_stands_where_the_witness_saw_it_last(self) -> None:
        assert self.engine.index == self.witness.segment
        assert self.engine.finished == self.witness.finished
        limit = self.engine.segment.seconds
        assert 0 <= self.engine.elapsed(self.now) <= (float("inf") if limit is None else limit)

    def teardown(self) -> None:
        """Bring every session to its end, and find that it stays there."""
        if not hasattr(self, "engine"):
            return
        self.hear(self.engine.resume(self.now))
        self.hear(to_the_end(self.engine, self.now))
        assert self.witness.finished
        clock = self.engine.clock(self.now)
        for command in (
            self.engine.advance,
            self.engine.start,
            self.engine.pause,
            self.engine.resume,
            self.engine.done,
            self.engine.skip,
            self.engine.skip_exercise,
            self.engine.back,
            self.engine.finish,
        ):
            assert command(self.now + 1000) == []
        assert self.engine.hurt(self.now + 1000, Side.LEFT, 3) == []
        assert self.engine.clock(self.now + 5000) == clock


TestPerson = Person.TestCase
TestPerson.settings = settings(max_examples=150, stateful_step_count=40)
