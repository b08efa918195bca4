"""Ways to walk a session to its end on simulated time."""

from __future__ import annotations

from collections.abc import Callable

from kneeline.coach.events import FeltAnswer, PainAnswer, SessionEvent
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.session import SessionEngine
from kneeline.coach.timeline import Question, SegmentKind

Command = Callable[[SessionEngine, float], list[SessionEvent]]
"""Something a person does with a session at one moment."""

NO_PAIN = PainAnswer(())
GLUTES = FeltAnswer(FeltWhere.GLUTES)


def go_on(engine: SessionEngine, now: float) -> list[SessionEvent]:
    """Do what a segment that waits for the person waits for."""
    events = engine.advance(now)
    segment = engine.segment
    if segment.kind is not SegmentKind.QUESTION:
        return events + engine.done(now)
    felt = segment.question is Question.FELT_WHERE
    return events + engine.answer(now, GLUTES if felt else NO_PAIN)


def to_the_end(engine: SessionEngine, now: float, most: int = 20_000) -> list[SessionEvent]:
    """Come whenever something is due and do at once what the session waits for."""
    events: list[SessionEvent] = []
    for _ in range(most):
        if engine.finished:
            return events
        due = engine.next_due(now)
        if due is None:
            events += go_on(engine, now)
        else:
            now = due
            events += engine.advance(now)
    msg = f"the session did not end; it hangs at segment {engine.index}"
    raise AssertionError(msg)
