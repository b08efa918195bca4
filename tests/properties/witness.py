"""A witness reads a session's events one by one and knows what may follow what."""

from __future__ import annotations

from dataclasses import dataclass, field

from kneeline.coach.events import (
    Answered,
    CueGiven,
    Hurt,
    Paused,
    Resumed,
    SegmentBegan,
    SegmentEnded,
    SegmentEnding,
    SessionEvent,
    SessionFinished,
    SessionStarted,
    SetDone,
    TimelineChanged,
)
from kneeline.coach.timeline import Segment, SegmentKind, Sound, Timeline

NEAR = 1e-4
"""Seconds by which sums of many roundings may differ; a person feels a hundred times that."""


@dataclass
class Witness:
    """Follows the events of one session and fails at the first that cannot be true."""

    timeline: Timeline
    at: float = 0.0
    segment: int | None = None
    began_at: float = 0.0
    cues_given: int = 0
    paused: bool = False
    finished: bool = False
    set_done: SetDone | None = None
    left_by: SegmentEnding | None = None
    """How the segment before was left, until the next one begins."""

    sets: list[SetDone] = field(default_factory=list)

    def hear(self, events: list[SessionEvent]) -> None:
        """Check events in their order."""
        for event in events:
            assert not self.finished, f"{event} after the end"
            assert event.at >= self.at, f"{event} goes back in time from {self.at}"
            self.at = event.at
            self._one(event)

    def _one(self, event: SessionEvent) -> None:
        match event:
            case SessionStarted(segment=segment):
                assert self.segment is None
                assert self.left_by is None
                self.segment, self.left_by = segment - 1, SegmentEnding.DONE
            case SegmentBegan(segment=segment):
                self._began(segment)
            case SessionFinished():
                assert self.left_by is not None
                self.finished = True
            case _:
                assert self.left_by is None, f"{event} between two segments"
                assert event.segment == self.segment
                self._within(event)

    def _began(self, segment: int) -> None:
        assert self.segment is not None
        assert self.left_by is not None, "a segment began before the last one ended"
        if self.left_by in {SegmentEnding.TIME_UP, SegmentEnding.DONE}:
            assert segment == self.segment + 1, "a segment was skipped silently"
        elif self.left_by is SegmentEnding.SKIPPED:
            assert segment > self.segment
        else:
            assert self.left_by is SegmentEnding.WENT_BACK
            assert segment in {self.segment, self.segment - 1}
        self.segment, self.began_at, self.left_by = segment, self.at, None
        self.cues_given, self.set_done = 0, None

    def _within(self, event: SessionEvent) -> None:
        present = self.timeline.segments[self.segment or 0]
        match event:
            case CueGiven():
                self._cue(present, event)
            case SetDone():
                assert present.kind is SegmentKind.WORK
                assert self.set_done is None
                assert abs(event.seconds - (event.at - self.began_at)) < NEAR
                self.set_done = event
                self.sets.append(event)
            case SegmentEnded(ending=ending):
                self._ended(ending)
            case Paused() | Resumed():
                assert self.paused == isinstance(event, Resumed)
                self.paused = isinstance(event, Paused)
            case TimelineChanged(timeline=timeline):
                self._laid_anew(event.at, timeline)
            case Answered():
                assert present.kind is SegmentKind.QUESTION
            case Hurt():
                pass
            case _:
                raise AssertionError(event)

    def _cue(self, present: Segment, event: CueGiven) -> None:
        cue = event.cue
        if self.paused:
            # Three, two, one before work goes on: nothing else is heard in a pause.
            assert present.kind is SegmentKind.WORK
            assert (cue.sound, cue.text) in {(Sound.TICK, number) for number in "321"}
            return
        assert cue is present.cues[self.cues_given]
        assert event.at == self.began_at + cue.at
        self.cues_given += 1

    def _laid_anew(self, at: float, timeline: Timeline) -> None:
        """Only the present segment changed, and only what is to come of it."""
        place = self.segment or 0
        before, after = self.timeline.segments[place], timeline.segments[place]
        assert self.timeline.with_segment(place, after) == timeline
        assert after.seconds is not None
        assert before.seconds is not None
        assert self.began_at + after.seconds >= at - NEAR, "less than what was done"
        laid = (Sound.TICK, Sound.HALF, Sound.END)
        given = [cue for cue in before.cues[: self.cues_given] if cue.sound not in laid]
        kept = [cue for cue in after.cues if cue.sound not in laid]
        assert kept[: len(given)] == given, "what was said was changed"
        to_come = [cue for cue in before.cues[self.cues_given :] if cue.sound not in laid]
        if after.seconds > before.seconds:
            assert set(to_come) <= set(kept), "a longer segment lost a cue"
        now = max([at - self.began_at, *(cue.at for cue in given)])
        self.cues_given = len(given) + sum(cue.sound in laid and cue.at < now for cue in after.cues)
        self.timeline = timeline

    def _ended(self, ending: SegmentEnding) -> None:
        present = self.timeline.segments[self.segment or 0]
        complete = ending in {SegmentEnding.TIME_UP, SegmentEnding.DONE}
        if ending is SegmentEnding.TIME_UP:
            assert not self.paused
            assert present.seconds is not None
            assert self.cues_given == len(present.cues), "a cue was left out"
            assert self.at == self.began_at + present.seconds
            assert self.set_done is None or self.set_done.seconds == present.seconds
        if present.kind is SegmentKind.WORK and ending is not SegmentEnding.WENT_BACK:
            lived = self.at > self.began_at
            assert (self.set_done is not None) == (lived or complete), "a set was lost"
            if self.set_done is not None:
                short = present.planned is not None and self.cut_short(present)
                assert self.set_done.complete == (complete and not short)
                self._reps(self.set_done)
        else:
            assert self.set_done is None
        self.left_by = ending

    @staticmethod
    def cut_short(segment: Segment) -> bool:
        return (segment.seconds or 0) < (segment.planned or 0) - NEAR

    def left_in_full(self, done: SetDone) -> bool:
        """Whether a set went on to the end that it had been given."""
        return done.seconds == self.timeline.segments[self.segment or 0].seconds

    def _reps(self, done: SetDone) -> None:
        segment = self.timeline.segments[self.segment or 0]
        planned = segment.reps
        if planned is None or (segment.tempo is None and not done.complete):
            assert done.reps is None  # at their own pace nobody counted
        elif done.complete or self.left_in_full(done):
            assert done.reps == planned
        else:
            assert done.reps is not None
            assert 0 <= done.reps <= planned
