"""A whole session on simulated time, with a person in it, told line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kneeline.coach.events import (
    Answered,
    CueGiven,
    FeltAnswer,
    Hurt,
    PainAnswer,
    Paused,
    Resumed,
    SegmentBegan,
    SegmentEnded,
    SessionEvent,
    SessionFinished,
    SessionStarted,
    SetDone,
    TimelineChanged,
)
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Cue, Question, Segment, SegmentKind, Timeline

ANSWERS_AFTER = 5.0
"""Seconds the person takes to answer a question."""

SECONDS_A_REP = 3.0
"""Seconds of one repetition at the person's own pace."""

ANSWERS = {
    Question.CHECK_IN: PainAnswer(
        (PainScore(Side.LEFT, Moment.BEFORE, 2), PainScore(Side.RIGHT, Moment.BEFORE, 0))
    ),
    Question.FELT_WHERE: FeltAnswer(FeltWhere.GLUTES),
    Question.CHECK_OUT: PainAnswer(
        (
            PainScore(Side.LEFT, Moment.AFTER, 2),
            PainScore(Side.RIGHT, Moment.AFTER, 0),
            PainScore(Side.LEFT, Moment.DURING, 3),
        )
    ),
}


@dataclass(frozen=True)
class Press:
    """A key the person presses at a moment of their own clock, in seconds from the start."""

    at: float
    command: Callable[[SessionEngine, float], list[SessionEvent]]


@dataclass
class Sitting:
    """One person, one session, and a clock that nobody waits for."""

    engine: SessionEngine
    presses: list[Press]
    now: float = 0.0
    lines: list[str] = field(default_factory=list)
    paused_at: float = 0.0

    def run(self) -> None:
        """Live through the session: press what was meant, do what is asked, take what is due."""
        self._hear(self.engine.start(self.now))
        while not self.engine.finished:
            press = self.presses[0].at if self.presses else float("inf")
            due = self.engine.next_due(self.now)
            due = float("inf") if due is None else due
            mine = self._own_moment()
            self.now = min(press, due, mine)
            assert self.now < float("inf"), "the session waits for something nobody does"
            if self.now == due:
                self._hear(self.engine.advance(self.now))
            elif self.now == press:
                self._hear(self.presses.pop(0).command(self.engine, self.now))
            else:
                self._hear(self._do())

    def _own_moment(self) -> float:
        """Return when the person will have done what this segment waits for."""
        segment = self.engine.segment
        if self.engine.paused:
            return float("inf")
        if segment.question is not None:
            takes = ANSWERS_AFTER
        elif segment.kind is SegmentKind.WORK and segment.seconds is None:
            takes = (segment.reps or 0) * SECONDS_A_REP
        else:
            return float("inf")
        return self.now + max(takes - self.engine.elapsed(self.now), 0.0)

    def _do(self) -> list[SessionEvent]:
        question = self.engine.segment.question
        if question is None:
            return self.engine.done(self.now)
        return self.engine.answer(self.now, ANSWERS[question])

    def _hear(self, events: list[SessionEvent]) -> None:
        for event in events:
            if isinstance(event, Paused):
                self.paused_at = self.now
            if isinstance(event, SegmentBegan):
                self.lines.append("")
            what, words = self._words(event)
            self.lines.append(f"{minutes(event.at)}  {what:<14}{words}".rstrip())

    def _words(self, event: SessionEvent) -> tuple[str, str]:  # noqa: C901, PLR0911 (one line each)
        timeline = self.engine.timeline
        match event:
            case SessionStarted(segment=segment, resumed=resumed):
                return ("goes on" if resumed else "starts"), f"at segment {segment}"
            case SegmentBegan(segment=place):
                kind = timeline.segments[place].kind
                return kind.value.upper(), segment_words(timeline, place)
            case CueGiven(cue=cue):
                return f"  {cue.kind}", cue_words(cue)
            case TimelineChanged(segment=place):
                return "LAID ANEW", segment_words(timeline, place)
            case SetDone(reps=reps, seconds=seconds, complete=complete):
                counted = "" if reps is None else f"{reps} reps in "
                return "set done", f"{counted}{seconds:.1f} s{'' if complete else ', in part'}"
            case SegmentEnded(ending=ending):
                return "ends", ending.value
            case Paused():
                return "PAUSE", ""
            case Resumed():
                return "RESUME", f"after {minutes(self.now - self.paused_at)} of pause"
            case Hurt(knee=knee, score=score):
                return "HURTS", f"{knee} knee, {score}"
            case Answered(answer=PainAnswer(scores=scores)):
                said = (f"{each.knee} {each.score} ({each.moment})" for each in scores)
                return "answer", ", ".join(said)
            case Answered(answer=FeltAnswer(where=where)):
                return "answer", f"felt in: {where}"
            case SessionFinished(ending=ending):
                return "finished", ending.value
        raise AssertionError(event)


def tell(
    timeline: Timeline, *presses: Press, segment: int = 0, clock: float = 0.0, about: str = ""
) -> str:
    """Return the transcript of a session, in which the person also presses these keys."""
    sitting = Sitting(SessionEngine(timeline, segment=segment, clock=clock), list(presses))
    sitting.run()
    title = f"{timeline.name}: {len(timeline.segments)} segments, about {minutes(timeline.seconds)}"
    head = [title, *([about] if about else [])]
    return "\n".join([*head, "", *sitting.lines, ""])


def minutes(seconds: float) -> str:
    """Return seconds as mm:ss.s."""
    tenths = round(seconds * 10)
    return f"{tenths // 600:02d}:{tenths // 10 % 60:02d}.{tenths % 10}"


def segment_words(timeline: Timeline, place: int) -> str:
    """Return what a segment is: exercise, side, set, length and number."""
    segment: Segment = timeline.segments[place]
    heading = timeline.heading(segment)
    parts = [segment.question.value] if segment.question else []
    parts += [heading.name] if heading else []
    parts += [segment.side.value] if segment.side else []
    parts += [f"set {segment.set_number} of {heading.sets}"] if heading else []
    parts += [f"{segment.reps} reps"] if segment.reps else []
    parts += ["until done"] if segment.seconds is None else [f"{segment.seconds:.1f} s"]
    return f"{' · '.join(parts)}  [{place}]"


def cue_words(cue: Cue) -> str:
    """Return what a cue shows, what it says where that is something else, and its sound."""
    said = f' "{cue.say}"' if cue.say not in {"", cue.text} else ""
    sound = f" ♪ {cue.sound}" if cue.sound else ""
    mark = f" @ {cue.mark}" if cue.mark else ""
    return f"{cue.text}{said}{mark}{sound}"
