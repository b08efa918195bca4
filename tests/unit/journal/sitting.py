"""A person at a session on simulated time, with a journal beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kneeline.coach.events import (
    Answered,
    CueGiven,
    FeltAnswer,
    Hurt,
    PainAnswer,
    Paused,
    SegmentBegan,
    SessionEvent,
    SessionFinished,
    SetDone,
)
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import CueKind, Question, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeline.journal import Recorder

MORNING = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)

ANSWERS = {
    Question.CHECK_IN: PainAnswer(
        (PainScore(Side.LEFT, Moment.BEFORE, 3), PainScore(Side.RIGHT, Moment.BEFORE, 1))
    ),
    Question.FELT_WHERE: FeltAnswer(FeltWhere.GLUTES),
    Question.CHECK_OUT: PainAnswer(
        (
            PainScore(Side.LEFT, Moment.AFTER, 2),
            PainScore(Side.RIGHT, Moment.AFTER, 0),
            PainScore(Side.LEFT, Moment.DURING, 4),
            PainScore(Side.RIGHT, Moment.DURING, 2),
        )
    ),
}


@dataclass(slots=True)
class Wall:
    """A wall clock that a test sets."""

    moment: datetime = MORNING

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


def next_step(engine: SessionEngine, now: float) -> tuple[float, list[SessionEvent]]:
    """Do what a willing person does next; return the moment and what happened."""
    if engine.segment.question is not None:
        return now, engine.answer(now, ANSWERS[engine.segment.question])
    due = engine.next_due(now)
    if due is None:
        return now + 9, engine.done(now + 9)
    return due, engine.advance(due)


def steps(engine: SessionEngine) -> Iterator[list[SessionEvent]]:
    """Walk a session from where it stands to its end, yielding what each step brought."""
    now = 1000.0
    yield engine.start(now)
    while not engine.finished:
        now, events = next_step(engine, now)
        yield events


def record(recorder: Recorder, timeline: Timeline) -> tuple[str, list[SessionEvent]]:
    """Do and record a whole session; return its id and everything that happened."""
    session = recorder.begin(timeline)
    happened: list[SessionEvent] = []
    for events in steps(SessionEngine(timeline)):
        recorder.observe(*events)
        happened += events
    return session, happened


@dataclass(slots=True)
class Witness:
    """What the events of one session say must be in its journal, worked out the slow way."""

    timeline: Timeline
    sets: dict[int, SetDone] = field(default_factory=dict)
    asked: dict[tuple[Question, Side, Moment], int] = field(default_factory=dict)
    hurts: list[tuple[str | None, Side, int]] = field(default_factory=list)
    felt: dict[int, FeltWhere] = field(default_factory=dict)
    cues: dict[tuple[int, str], int] = field(default_factory=dict)
    position: tuple[int, float] = (0, 0.0)
    finished: SessionFinished | None = None

    def see(self, *events: SessionEvent) -> None:
        for event in events:
            self._see(event)

    def _see(self, event: SessionEvent) -> None:
        if isinstance(event, SetDone):
            before = self.sets.get(event.segment)
            if before is None or event.complete or not before.complete:
                self.sets[event.segment] = event
        elif isinstance(event, CueGiven) and event.cue.kind is CueKind.FORM:
            key = (event.segment, event.cue.form)
            self.cues[key] = self.cues.get(key, 0) + 1
        elif isinstance(event, Hurt):
            heading = self.timeline.heading(self.timeline.segments[event.segment])
            self.hurts.append((heading.exercise if heading else None, event.knee, event.score))
        elif isinstance(event, Answered):
            self._see_answer(event)
        elif isinstance(event, SegmentBegan | Paused):
            self.position = (event.segment, event.at)
        elif isinstance(event, SessionFinished):
            self.finished = event

    def _see_answer(self, event: Answered) -> None:
        if isinstance(event.answer, FeltAnswer):
            self.felt[event.segment] = event.answer.where
            return
        question = self.timeline.segments[event.segment].question
        assert question is not None
        for score in event.answer.scores:
            self.asked[question, score.knee, score.moment] = score.score
