"""Ten seconds more, ten seconds less: a segment under way made longer or shorter.

The result is laid out as if it had always been that long. What was said stays said, what is to
come moves with the end, and nothing ends without its count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kneeline.coach.cueing import (
    COUNTDOWN,
    FORM_GAP,
    FORM_SAID,
    HALF_SAID,
    HALF_TIME_FROM,
    countdown,
)
from kneeline.coach.timeline import Cue, CueKind, Segment, SegmentKind, Sound

LONGEST = 600.0
"""Seconds beyond which a segment is not made longer (our choice)."""

WORTHWHILE = 1.0
"""Seconds below which a change is none."""

ROUNDING = 1e-6

_LAID_ANEW = {Sound.TICK, Sound.HALF, Sound.END}
"""The sounds whose moment depends on how long the segment is."""


@dataclass(frozen=True, slots=True)
class Stretched:
    """A segment of another length, and how many of its cues are behind the person."""

    segment: Segment
    given: int


def stretch(segment: Segment, elapsed: float, given: int, by: float) -> Stretched | None:
    """Return a segment made longer or shorter by about `by` seconds, `elapsed` seconds into it.

    `given` of its cues were given. Repetitions at a tempo stay whole, and the one under way is
    finished; anything else keeps the seconds for its count of three. None where nothing changes: a
    question, a set at the person's own pace, what belongs to no exercise, or too near its end.
    """
    if segment.seconds is None or segment.prescription is None or segment.question is not None:
        return None
    elapsed = max([elapsed, *(cue.at for cue in segment.cues[:given])])
    reps = _reps(segment, elapsed, by)
    if segment.tempo is not None and reps is not None:
        length = reps * segment.tempo.seconds
    else:
        length = max(segment.seconds + by, min(segment.seconds, elapsed + max(COUNTDOWN)))
    if abs(length - segment.seconds) < WORTHWHILE or length > max(LONGEST, segment.seconds):
        return None
    return _Stretching(segment, elapsed, given, length, reps).result()


def _reps(segment: Segment, elapsed: float, by: float) -> int | None:
    """Return how many repetitions fit: whole ones, at least one more or less, never half of one."""
    if segment.reps is None or segment.tempo is None:
        return segment.reps
    change = max(int(abs(by) // segment.tempo.seconds), 1)
    begun = int((elapsed + ROUNDING) // segment.tempo.seconds) + 1
    return max(segment.reps + (change if by > 0 else -change), min(begun, segment.reps))


@dataclass(frozen=True, slots=True)
class _Stretching:
    segment: Segment
    elapsed: float
    given: int
    length: float
    reps: int | None

    def result(self) -> Stretched:
        behind = [cue for cue in self.segment.cues[: self.given] if cue.sound not in _LAID_ANEW]
        ahead = list(self._still_to_come())
        for cue in self._anew(ahead):
            (behind if cue.at < self.elapsed else ahead).append(cue)
        behind.sort(key=_at)
        ahead.sort(key=_at)
        planned = self.segment.seconds if self.segment.planned is None else self.segment.planned
        changed = replace(
            self.segment,
            seconds=self.length,
            reps=self.reps,
            planned=planned,
            cues=(*behind, *ahead),
        )
        return Stretched(changed, len(behind))

    def _still_to_come(self) -> Iterator[Cue]:
        """Yield what was still to be said or shown, as far as there is time for it."""
        latest = max(self.length - max(COUNTDOWN), self.elapsed)
        for cue in self.segment.cues[self.given :]:
            if cue.sound in _LAID_ANEW:
                continue
            if cue.kind is CueKind.ANNOUNCE:
                yield replace(cue, at=min(cue.at, latest))
            elif cue.kind is CueKind.FORM:
                if cue.at <= max(self.length - FORM_GAP, 0.0):
                    yield cue
            elif cue.at < self.length - ROUNDING:
                yield cue
        yield from self._more_strokes()

    def _more_strokes(self) -> Iterator[Cue]:
        """Yield the strokes of the repetitions that came in, which go like the first."""
        tempo = self.segment.tempo
        if tempo is None or self.reps is None or self.segment.reps is None:
            return
        first = [
            cue
            for cue in self.segment.cues
            if cue.stroke is not None and cue.at < tempo.seconds - ROUNDING
        ]
        for rep in range(self.segment.reps, self.reps):
            for cue in first:
                yield replace(cue, at=rep * tempo.seconds + cue.at)

    def _anew(self, ahead: list[Cue]) -> Iterator[Cue]:
        """Yield the count of three, the end, and half way where it falls into no form cue."""
        if self.segment.tempo is None:
            yield from countdown(self.length)
        marks = {cue.sound: cue for cue in self.segment.cues if cue.sound in _LAID_ANEW}
        if Sound.END in marks:
            yield replace(marks[Sound.END], at=self.length)
        half = self.length / 2
        taken = any(
            half - FORM_SAID < cue.at < half + HALF_SAID
            for cue in ahead
            if cue.kind is CueKind.FORM
        )
        if Sound.HALF in marks and self.length >= HALF_TIME_FROM and not taken:
            yield replace(marks[Sound.HALF], at=half)


def _at(cue: Cue) -> float:
    return cue.at


def was_cut_short(segment: Segment) -> bool:
    """Return whether a set was made shorter than it was laid out: then it is done in part."""
    if segment.planned is None or segment.seconds is None or segment.kind is not SegmentKind.WORK:
        return False
    return segment.seconds < segment.planned - ROUNDING
