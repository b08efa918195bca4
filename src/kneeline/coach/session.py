"""One run through a timeline: commands and moments in, events out.

The engine never waits and never counts down. Every segment has a start on the session's clock,
which is the caller's clock less all pauses, and everything due is worked out from that start. So
the same commands at the same moments give the same events, however often or late somebody asks.

    engine = SessionEngine(timeline)
    events = engine.start(now)
    while not engine.finished:
        ...wait until engine.next_due(now)...
        events = engine.advance(now)
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kneeline.coach.counting_in import CountIn
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
    SessionStarted,
    SetDone,
    SignSeen,
    TimelineChanged,
)
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.stretching import stretch, was_cut_short
from kneeline.coach.timeline import Question, Segment, SegmentKind, Timeline

if TYPE_CHECKING:
    from kneeline.coach.facts import Sign
    from kneeline.coach.side import Side

BACK_WINDOW = 3.0
"""Seconds into a segment up to which "back" means the one before it, and after which its start."""

ROUNDING = 1e-6
"""Seconds by which a clock may fall short of a deadline that it was asked to wait for."""

ANSWER_TO = {
    Question.CHECK_IN: PainAnswer,
    Question.FELT_WHERE: FeltAnswer,
    Question.EASED: PainAnswer,
    Question.CHECK_OUT: PainAnswer,
}
"""What each question takes for an answer: felt-where may time out while somebody answers it."""


class SessionEngine:
    """Walks a person through a timeline.

    Every method takes `now`, in seconds of any clock that never goes back, delivers what came due
    up to then, and returns the events in order. A command that makes no sense at that moment
    (done while resting, anything after the end) changes nothing.
    """

    def __init__(self, timeline: Timeline, *, segment: int = 0, clock: float = 0.0) -> None:
        """Stand at a segment of the timeline, with `clock` seconds already spent before it."""
        if not 0 <= segment < len(timeline.segments):
            msg = f"the timeline has {len(timeline.segments)} segments, and none numbered {segment}"
            raise ValueError(msg)
        if not 0 <= clock < math.inf:
            msg = f"a session's clock stands at 0 seconds or more, not at {clock}"
            raise ValueError(msg)
        self.timeline = timeline
        self.index = segment
        self.finished = False
        self._resumed = segment > 0 or clock > 0
        self._clock_offset: float | None = None
        self._began_at = clock
        self._paused_at: float | None = None
        self._count_in: CountIn | None = None
        self._next_cue = 0
        self._latest = clock

    # -- what is now ---------------------------------------------------------------------------

    @property
    def segment(self) -> Segment:
        """The segment the session is in (the last one, once it is over)."""
        return self.timeline.segments[self.index]

    @property
    def started(self) -> bool:
        """Whether `start` has been called."""
        return self._clock_offset is not None

    @property
    def paused(self) -> bool:
        """Whether the session's clock stands still, be it in the count before it goes on."""
        return self._paused_at is not None

    def count_in(self, now: float) -> int | None:
        """Return the number of the count before the work goes on: 3, 2, 1; None outside of it."""
        return None if self._count_in is None else self._count_in.left(now)

    def clock(self, now: float) -> float:
        """Seconds on the session's clock: time since the start, less all pauses."""
        if self._clock_offset is None:
            return self._latest
        if self.finished:
            return self._latest
        if self._paused_at is not None:
            return self._paused_at
        return max(now - self._clock_offset, self._latest)

    def elapsed(self, now: float) -> float:
        """Seconds into the present segment, never more than it lasts."""
        elapsed = max(self.clock(now) - self._began_at, 0.0)
        limit = self.segment.seconds
        return elapsed if limit is None else min(elapsed, limit)

    def next_due(self, now: float) -> float | None:
        """When to come again, on the caller's clock; None if nothing comes by itself."""
        if self._count_in is not None:
            return max(self._count_in.due, now)
        if self._clock_offset is None or self.finished or self.paused:
            return None
        due = self._next_deadline()
        return None if due is None else max(due + self._clock_offset, now)

    # -- commands ------------------------------------------------------------------------------

    def start(self, now: float) -> list[SessionEvent]:
        """Begin, or go on where an earlier run of the program stopped."""
        if self.started:
            return []
        self._clock_offset = now - self._began_at
        began = self._began_at
        return [SessionStarted(began, self.index, self._resumed), SegmentBegan(began, self.index)]

    def advance(self, now: float) -> list[SessionEvent]:
        """Return everything that came due, in order, as if asked at each deadline."""
        events = self._count(now)
        if not self.started or self.paused:
            return events
        until = self.clock(now)
        while not self.finished:
            deadline = self._next_deadline()
            if deadline is None or deadline > until + ROUNDING:
                break
            events += self._meet(deadline)
        self._latest = max(self._latest, until) if not self.finished else self._latest
        return events

    def pause(self, now: float) -> list[SessionEvent]:
        """Stop the session's clock; in the count before it goes on, let it stand."""
        events = self.advance(now)
        self._count_in = None
        if self._running:
            self._paused_at = self.clock(now)
            events.append(Paused(self._paused_at, self.index))
        return events

    def resume(self, now: float) -> list[SessionEvent]:
        """Let the session's clock run again from where it stopped.

        Work goes on after a count of three, or at once when asked a second time.
        """
        events = self._count(now)
        if self._paused_at is None or self.finished:
            return events
        if self._count_in is None and self.segment.kind is SegmentKind.WORK:
            self._count_in = CountIn(now)
            return self._count(now)
        return events + self._go_on(now)

    def done(self, now: float) -> list[SessionEvent]:
        """The person finished a set they pace themselves."""
        events = self.advance(now)
        segment = self.segment
        if self._running and segment.kind is SegmentKind.WORK and segment.seconds is None:
            events += self._leave(self.clock(now), SegmentEnding.DONE, self.index + 1)
        return events

    def skip(self, now: float) -> list[SessionEvent]:
        """Go to the next segment; what was done of a set is kept."""
        events = self.advance(now)
        if self._under_way:
            events += self._leave(self.clock(now), SegmentEnding.SKIPPED, self.index + 1)
            events += self._count_anew(now)
        return events

    def skip_exercise(self, now: float) -> list[SessionEvent]:
        """Go past all that is left of the present exercise."""
        events = self.advance(now)
        if self._under_way:
            events += self._leave(self.clock(now), SegmentEnding.SKIPPED, self._next_exercise())
            events += self._count_anew(now)
        return events

    def back(self, now: float) -> list[SessionEvent]:
        """Go to the start of the segment, or, within its first 3 seconds, to the one before."""
        events = self.advance(now)
        if self._under_way:
            to_previous = self.elapsed(now) <= BACK_WINDOW
            target = max(self.index - 1, 0) if to_previous else self.index
            events += self._leave(self.clock(now), SegmentEnding.WENT_BACK, target)
            events += self._count_anew(now)
        return events

    def stretch(self, now: float, seconds: float) -> list[SessionEvent]:
        """Make the present timed segment longer or, below 0, shorter by about this many seconds.

        Never below what is done; repetitions at a tempo stay whole.
        """
        events = self.advance(now)
        if not self._under_way:
            return events
        changed = stretch(self.segment, self.elapsed(now), self._next_cue, seconds)
        if changed is not None:
            self.timeline = self.timeline.with_segment(self.index, changed.segment)
            self._next_cue = changed.given
            events.append(TimelineChanged(self.clock(now), self.index, self.timeline))
        return events

    def hurt(self, now: float, knee: Side, score: int) -> list[SessionEvent]:
        """Note that a knee hurts, 0 to 10; ValueError for any other score."""
        PainScore(knee, Moment.DURING, score)
        events = self.advance(now)
        if self._under_way:
            events.append(Hurt(self.clock(now), self.index, knee, score))
        return events

    def sign(self, now: float, knee: Side, sign: Sign) -> list[SessionEvent]:
        """Note that a knee does something beside hurting: it swells, locks or gives way."""
        events = self.advance(now)
        if self._under_way:
            events.append(SignSeen(self.clock(now), self.index, knee, sign))
        return events

    def answer(self, now: float, answer: Answer) -> list[SessionEvent]:
        """Answer the present question and go on; an answer to another question changes nothing."""
        events = self.advance(now)
        question = self.segment.question
        if self._under_way and question and isinstance(answer, ANSWER_TO[question]):
            at = self.clock(now)
            events.append(Answered(at, self.index, answer))
            events += self._leave(at, SegmentEnding.DONE, self.index + 1)
        return events

    def follow(self, now: float, timeline: Timeline, *, leaving: bool = True) -> list[SessionEvent]:
        """Go on along another timeline, leaving the present segment or staying in it.

        ValueError unless it is the same up to the present segment, and goes on after it.
        """
        past = self.index + 1
        same = timeline.segments[:past] == self.timeline.segments[:past]
        if not same or len(timeline.segments) == past:
            raise ValueError("a timeline can only change what has not begun yet")
        events = self.advance(now)
        if self._under_way and self.index + 1 == past:
            at = self.clock(now)
            events += self._end(at, SegmentEnding.SKIPPED) if leaving else []
            self.timeline = timeline
            events.append(TimelineChanged(at, self.index, timeline))
            events += self._begin(at, past) + self._count_anew(now) if leaving else []
        return events

    def finish(self, now: float, ending: SessionEnding = SessionEnding.LEFT) -> list[SessionEvent]:
        """End the session here; what was done of a set is kept."""
        events = self.advance(now)
        if self._under_way:
            events += self._end(self.clock(now), SegmentEnding.LEFT)
            events.append(self._finish(ending))
        return events

    # -- inside --------------------------------------------------------------------------------

    @property
    def _under_way(self) -> bool:
        return self.started and not self.finished

    @property
    def _running(self) -> bool:
        return self._under_way and not self.paused

    def _count(self, now: float) -> list[SessionEvent]:
        """Return the counts that came due before the work goes on, and its going on."""
        count = self._count_in
        if count is None:
            return []
        events: list[SessionEvent] = [
            CueGiven(self._latest, self.index, cue) for cue in count.take(now)
        ]
        return events + self._go_on(count.ends) if count.ends <= now else events

    def _count_anew(self, now: float) -> list[SessionEvent]:
        """Go on in another segment when a person moves there during the count."""
        if self._count_in is None:
            return []
        self._count_in = None
        return self.resume(now)

    def _go_on(self, now: float) -> list[SessionEvent]:
        if self._paused_at is not None:
            self._clock_offset = now - self._paused_at
        self._paused_at = self._count_in = None
        return [Resumed(self._latest, self.index)]

    def _next_deadline(self) -> float | None:
        """Return when the next cue or the segment's end is due, on the session's clock."""
        segment = self.segment
        if self._next_cue < len(segment.cues):
            return self._began_at + segment.cues[self._next_cue].at
        return None if segment.seconds is None else self._began_at + segment.seconds

    def _meet(self, deadline: float) -> list[SessionEvent]:
        segment = self.segment
        self._latest = max(self._latest, deadline)
        if self._next_cue < len(segment.cues):
            cue = segment.cues[self._next_cue]
            self._next_cue += 1
            return [CueGiven(deadline, self.index, cue)]
        return self._leave(deadline, SegmentEnding.TIME_UP, self.index + 1)

    def _leave(self, at: float, ending: SegmentEnding, target: int) -> list[SessionEvent]:
        events = self._end(at, ending)
        if target >= len(self.timeline.segments):
            return [*events, self._finish(SessionEnding.COMPLETED)]
        return [*events, *self._begin(at, target)]

    def _begin(self, at: float, target: int) -> list[SessionEvent]:
        self.index = target
        self._began_at = at
        self._next_cue = 0
        return [SegmentBegan(at, target)]

    def _end(self, at: float, ending: SegmentEnding) -> list[SessionEvent]:
        self._latest = max(self._latest, at)
        ended = SegmentEnded(at, self.index, ending)
        if self.segment.kind is not SegmentKind.WORK or ending is SegmentEnding.WENT_BACK:
            return [ended]
        done = self._set_done(at, ending)
        return [done, ended] if done.complete or done.seconds > 0 else [ended]

    def _set_done(self, at: float, ending: SegmentEnding) -> SetDone:
        segment = self.segment
        complete = ending in {SegmentEnding.TIME_UP, SegmentEnding.DONE}
        if complete and segment.seconds is not None:
            in_full = not was_cut_short(segment)
            return SetDone(at, self.index, segment.reps, segment.seconds, in_full)
        seconds = at - self._began_at
        reps = segment.reps
        if reps is not None and not complete:
            # At their own pace nobody but the person knows how many there were.
            whole = (seconds + ROUNDING) // segment.tempo.seconds if segment.tempo else None
            reps = None if whole is None else min(int(whole), reps)
        return SetDone(at, self.index, reps, seconds, complete)

    def _finish(self, ending: SessionEnding) -> SessionFinished:
        self.finished = True
        self._paused_at = self._count_in = None
        return SessionFinished(self._latest, ending)

    def _next_exercise(self) -> int:
        """Return the first segment that belongs to another exercise, or a session question.

        What belongs to no exercise, such as a part of a run, only leads to what follows it.
        """
        present = self.segment.prescription
        if present is None:
            return self.index + 1
        for index in range(self.index + 1, len(self.timeline.segments)):
            if self.timeline.segments[index].prescription != present:
                return index
        return len(self.timeline.segments)
