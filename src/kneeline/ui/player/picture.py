"""What the player shows at one moment, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from kneeline.coach.dose import Stroke, StrokeNow
from kneeline.coach.timeline import Segment, SegmentKind, Timeline
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.exercise import Phase
    from kneeline.coach.side import Side

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything on the stage at one moment, but for the clip and the cue."""

    phase: Phase | None
    title: str
    detail: str
    """Level and set, or what the pause is for."""

    side: Side | None
    number: str
    unit: str
    """What the number counts ("of 8", "seconds")."""

    done: float
    """How much of the segment is behind us, 0 to 1: the ring."""

    reach: float
    """How far the movement has gone out, 0 to 1: the breathing disc."""

    stroke: str
    """The word for what to do right now ("Down"), or nothing."""


def picture(timeline: Timeline, index: int, elapsed: float) -> Picture:
    """Return what to show `elapsed` seconds into a segment."""
    segment = timeline.segments[index]
    heading = timeline.heading(segment)
    now = _stroke_now(segment, elapsed)
    number, unit = _number(segment, elapsed, now)
    return Picture(
        phase=heading.phase if heading else None,
        title=heading.name if heading else timeline.name,
        detail=_detail(timeline, segment),
        side=segment.side,
        number=number,
        unit=unit,
        done=min(elapsed / segment.seconds, 1.0) if segment.seconds else 0.0,
        reach=_reach(now),
        stroke=_stroke_word(timeline, segment, now),
    )


def counted_in(now: Picture, count: int) -> Picture:
    """Return what to show in the count before work goes on: 3, 2, 1."""
    return replace(now, number=str(count), unit=_("and go"), reach=0.0, stroke="")


def _detail(timeline: Timeline, segment: Segment) -> str:
    heading = timeline.heading(segment)
    if heading is None:
        return ""
    pauses = {
        SegmentKind.GET_READY: _("Get ready"),
        SegmentKind.SWITCH_SIDES: _("Switch sides"),
        SegmentKind.REST: _("Rest"),
    }
    if segment.kind in pauses:
        return pauses[segment.kind]
    if heading.sets == 1:
        return heading.level_name
    place = _("Set {number} of {sets}").format(number=segment.set_number, sets=heading.sets)
    return f"{place} · {heading.level_name}"


def _stroke_now(segment: Segment, elapsed: float) -> StrokeNow | None:
    if segment.kind is not SegmentKind.WORK or segment.tempo is None or not segment.seconds:
        return None
    return segment.tempo.at(min(elapsed, segment.seconds - ROUNDING))


def _number(segment: Segment, elapsed: float, now: StrokeNow | None) -> tuple[str, str]:
    """Return the big number and what it counts: the repetition, or the seconds left."""
    if now is not None:
        return str(now.rep), _("of {reps}").format(reps=segment.reps)
    if segment.seconds is None:
        return (str(segment.reps), _("reps")) if segment.reps else ("", "")
    left = max(ceil(segment.seconds - elapsed - ROUNDING), 0)
    if left < 100:  # noqa: PLR2004 (two digits fit the ring; more than that reads as a clock)
        return str(left), _("seconds")
    return f"{left // 60}:{left % 60:02d}", _("minutes")


def _reach(now: StrokeNow | None) -> float:
    if now is None:
        return 0.0
    return {
        Stroke.OUT: now.fraction,
        Stroke.HOLD: 1.0,
        Stroke.BACK: 1.0 - now.fraction,
    }[now.stroke]


def _stroke_word(timeline: Timeline, segment: Segment, now: StrokeNow | None) -> str:
    heading = timeline.heading(segment)
    if heading is None or segment.kind is not SegmentKind.WORK:
        return ""
    if now is not None:
        return heading.strokes[list(Stroke).index(now.stroke)]
    return _("Your own pace") if segment.seconds is None else ""


@dataclass(frozen=True, slots=True)
class PhasePart:
    """One phase's share of a session's time, for the strip."""

    phase: Phase | None
    """None for check-in and check-out."""

    start: float
    seconds: float


def phase_parts(timeline: Timeline) -> tuple[PhasePart, ...]:
    """Return the session's phases in order, with their estimated start and length in seconds."""
    parts: list[PhasePart] = []
    start = 0.0
    for segment in timeline.segments:
        heading = timeline.heading(segment)
        phase = heading.phase if heading else None
        if parts and parts[-1].phase is phase:
            last = parts.pop()
            parts.append(PhasePart(phase, last.start, last.seconds + segment.estimate))
        else:
            parts.append(PhasePart(phase, start, segment.estimate))
        start += segment.estimate
    return tuple(parts)


def behind(timeline: Timeline, index: int, elapsed: float) -> float:
    """Return the estimated seconds behind us, for the strip."""
    whole, left = timeline.seconds, timeline.seconds_from(index)
    return whole - left + min(elapsed, timeline.segments[index].estimate)
