"""A guided walk and run, laid out in time like any session, with its metronome beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kneeline.coach.attending import Attending
from kneeline.coach.cadence import Metronome
from kneeline.coach.cueing import COUNTDOWN
from kneeline.coach.easing import Answer, Ease, Reply, hurts
from kneeline.coach.facts import Sign
from kneeline.coach.running import RunLadder, Stage
from kneeline.coach.side import Side
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
        runs = [place for place, each in enumerate(segments) if is_running(each)]
        beats = dict.fromkeys(runs[:: metronome.every], metronome.beats)
    name = translate("Run, stage {number}").format(number=stage.number)
    return GuidedRun(Timeline(PROGRAMME, name, (), segments), beats, stage.number)


def is_running(segment: Segment) -> bool:
    """Whether a segment of a run's timeline is a part that is run, not walked."""
    return segment.kind is SegmentKind.WORK and segment.set_number is not None


class RunAttending(Attending):
    """At the person's side on a run: more pain than a run may give means to walk from there.

    A run may hurt up to `run_worst_to` (source: esculier-2018).
    """

    __slots__ = ()

    def reply(  # type: ignore[explicit-override]  # 3.11 has no override, and coach takes no other
        self, timeline: Timeline, index: int, score: int, signs: frozenset[Sign] = frozenset()
    ) -> Answer:
        """Return what to do when a knee hurts this much in this part of the run."""
        ahead = any(map(is_running, timeline.segments[index:]))
        way = (Ease.SWAP,) if ahead else ()
        answer = hurts(score, signs, self.numbers, offers=way)
        if answer.reply is Reply.END_SESSION:
            return answer
        if ahead and score > self.numbers.run_worst_to:
            return Answer(Reply.OFFER, way, rule="run-hurt")
        return Answer(Reply.GO_ON)

    def ease(  # type: ignore[explicit-override]  # the same
        self, timeline: Timeline, index: int, way: Ease, knee: Side
    ) -> Timeline:
        """Return the timeline with nothing left but the last walk and the check-out."""
        del way, knee
        return replace(
            timeline, segments=(*timeline.segments[: index + 1], *timeline.segments[-2:])
        )

    def swap_name(  # type: ignore[explicit-override]  # the same
        self, timeline: Timeline, index: int
    ) -> str:
        """Return what one does instead of running on."""
        del timeline, index
        return self.translate("Walk from here")


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
