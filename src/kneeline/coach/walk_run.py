"""A guided walk and run, laid out in time like any session, with its metronome beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kneeline.coach.cadence import Metronome
from kneeline.coach.cueing import COUNTDOWN
from kneeline.coach.running import RunLadder, Stage
from kneeline.coach.timeline import Cue, CueKind, Question, Segment, SegmentKind, Sound, Timeline
from kneeline.coach.wording import Translate, english

PROGRAMME = "run"
"""The programme's id in the timeline of a run."""

FORM_AT = 15.0
"""Seconds into a running part at which we remind of short steps."""


@dataclass(frozen=True, slots=True)
class GuidedRun:
    """A run's timeline, and in which of its segments the metronome sounds."""

    timeline: Timeline
    beats: Mapping[int, float]
    """Steps a minute, by the segment's place; silent in all others."""

    stage: int


def lay_out_run(
    stage: Stage,
    ladder: RunLadder,
    metronome: Metronome | None = None,
    translate: Translate = english,
) -> GuidedRun:
    """Return the timeline of one stage: walk, then run and walk in turns, then walk."""
    segments = tuple(_segments(stage, ladder, translate))
    beats: dict[int, float] = {}
    if metronome is not None:
        runs = [place for place, each in enumerate(segments) if each.set_number is not None]
        beats = dict.fromkeys(runs[:: metronome.every], metronome.beats)
    name = translate("Run, stage {number}").format(number=stage.number)
    return GuidedRun(Timeline(PROGRAMME, name, (), segments), beats, stage.number)


def _segments(stage: Stage, ladder: RunLadder, translate: Translate) -> Iterator[Segment]:
    yield Segment(SegmentKind.QUESTION, None, question=Question.CHECK_IN)
    yield _part(translate("Walk briskly, {minutes} min"), ladder.walk_before)
    for turn in range(1, stage.times + 1):
        yield _run(stage, turn, translate)
        if turn < stage.times and stage.walk:
            yield _part(translate("Walk, {minutes} min"), stage.walk)
    yield _part(translate("Walk easily, {minutes} min"), ladder.walk_after)
    yield Segment(SegmentKind.QUESTION, None, question=Question.CHECK_OUT)


def _run(stage: Stage, turn: int, translate: Translate) -> Segment:
    words = translate("Run, {minutes} min, part {turn} of {turns}")
    text = words.format(minutes=f"{stage.run:g}", turn=turn, turns=stage.times)
    form = translate("Short, quick, quiet steps")
    reminder = Cue(FORM_AT, CueKind.FORM, form, form, form="short-steps")
    return _part(text, stage.run, (reminder,), turn)


def _part(
    words: str,
    minutes: float,
    more: tuple[Cue, ...] = (),
    turn: int | None = None,
) -> Segment:
    text = words.format(minutes=f"{minutes:g}")
    seconds = minutes * 60
    cues = (
        Cue(0.0, CueKind.ANNOUNCE, text, text, Sound.SWITCH),
        *more,
        *(
            Cue(seconds - left, CueKind.COUNT, str(left), str(left), Sound.TICK)
            for left in COUNTDOWN
        ),
        Cue(seconds, CueKind.COUNT, "", sound=Sound.END),
    )
    return Segment(SegmentKind.WORK, seconds, cues, set_number=turn)
