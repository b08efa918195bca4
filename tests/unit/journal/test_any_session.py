"""Whatever the person does, and however often the program dies, the journal says what happened."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kneeline.coach.events import FeltAnswer, PainAnswer, SessionEnding, SessionEvent
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question, Timeline
from kneeline.journal import Recorder, open_journal
from tests.mini import ALL_FOUR
from tests.strategies import timelines
from tests.unit.journal.filling import empty_journal
from tests.unit.journal.sitting import ANSWERS, Wall, Witness

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.journal import Journal

    Command = Callable[[SessionEngine, float], list[SessionEvent]]


def _answer(
    engine: SessionEngine, now: float, scores: PainAnswer, felt: FeltWhere
) -> list[SessionEvent]:
    asked = engine.segment.question
    return engine.answer(now, FeltAnswer(felt) if asked is Question.FELT_WHERE else scores)


def _named(name: str) -> Command:
    return lambda engine, now: getattr(engine, name)(now)


SCORES = st.lists(
    st.builds(PainScore, st.sampled_from(Side), st.sampled_from(Moment), st.integers(0, 10)),
    max_size=4,
).map(lambda scores: PainAnswer(tuple(scores)))
PLAIN = ("advance", "pause", "resume", "done", "skip", "skip_exercise", "back", "resume", "advance")
COMMANDS = st.one_of(
    st.sampled_from(PLAIN).map(_named),
    st.builds(
        lambda knee, score: lambda engine, now: engine.hurt(now, knee, score),
        st.sampled_from(Side),
        st.integers(0, 10),
    ),
    st.builds(
        lambda scores, felt: lambda engine, now: _answer(engine, now, scores, felt),
        SCORES | st.just(ANSWERS[Question.CHECK_IN]),
        st.sampled_from(FeltWhere),
    ),
)
DEATH = st.just(None)
TO_ITS_END = st.none()
WAITS = TO_ITS_END | st.floats(0, 2.5) | st.floats(0, 60)
STEP = st.tuples(WAITS, COMMANDS | COMMANDS | COMMANDS | DEATH)
"""Wait some seconds, or to the end of the segment, then do something, or die."""


ON = (None, _named("done"))
TWICE = (
    [ON, (0.5, _named("back")), (1.5, _named("skip"))],
    [(2.0, _named("skip")), (0.5, _named("back")), (1.5, _named("skip"))],
    [(2.0, _named("skip")), (0.5, _named("back")), ON],
)
"""A set done and then begun again; begun twice; begun and then done."""

STEPS = st.lists(STEP.map(lambda step: [step]) | st.sampled_from(TWICE), max_size=40).map(
    lambda runs: [step for run in runs for step in run]
)


def _wait(engine: SessionEngine, now: float, seconds: float | None) -> float:
    if seconds is not None:
        return seconds
    return (engine.segment.seconds or 5.0) - engine.elapsed(now) + 0.1


def agrees(journal: Journal, session: str, witness: Witness) -> None:
    """Assert that the journal and the witness tell the same."""
    told = {
        each.segment: (each.reps, each.seconds, each.complete) for each in journal.sets(session)
    }
    seen = {n: (each.reps, each.seconds, each.complete) for n, each in witness.sets.items()}
    assert told == seen
    assert len(journal.sets(session)) == len(seen)
    scores = journal.pain_scores()
    assert {
        (each.question, each.knee, each.moment): each.score for each in scores if each.question
    } == witness.asked
    hurts = [(each.exercise, each.knee, each.score) for each in scores if not each.question]
    assert hurts == witness.hurts
    assert [each.where for each in journal.felt(session)] == [
        where for _, where in sorted(witness.felt.items())
    ]
    unfinished, (told_session,) = journal.unfinished(), journal.sessions()
    if witness.finished is None:
        assert unfinished is not None
        assert (unfinished.segment, unfinished.clock) == witness.position
        assert told_session.ending is None
    else:
        assert unfinished is None
        assert (told_session.ending, told_session.seconds) == (
            witness.finished.ending,
            witness.finished.at,
        )


@given(timelines(most=2) | st.just(ALL_FOUR), STEPS, st.sampled_from(SessionEnding) | st.none())
@settings(max_examples=80, deadline=None)
def test_the_journal_tells_what_the_events_tell(
    timeline: Timeline,
    steps: list[tuple[float | None, Command | None]],
    ending: SessionEnding | None,
) -> None:
    wall, now, witness = Wall(), 100.0, Witness(timeline)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        path.write_bytes(empty_journal())
        journal = open_journal(path, wall_clock=wall)
        recorder, engine = Recorder(journal), SessionEngine(timeline)
        session = recorder.begin(timeline)

        def happen(events: list[SessionEvent]) -> None:
            recorder.observe(*events)
            witness.see(*events)

        happen(engine.start(now))
        for seconds, command in steps:
            if engine.finished:
                break
            wait = _wait(engine, now, seconds)
            now += wait
            wall.forward(seconds=wait)
            if command is not None:
                happen(command(engine, now))
                continue
            journal.close()
            journal = open_journal(path, wall_clock=wall)
            agrees(journal, session, witness)
            unfinished = journal.unfinished()
            assert unfinished is not None
            assert unfinished.timeline == timeline
            recorder = Recorder(journal)
            recorder.go_on(unfinished)
            engine = SessionEngine(timeline, segment=unfinished.segment, clock=unfinished.clock)
            happen(engine.start(now))
        if ending is not None and not engine.finished:
            happen(engine.finish(now, ending))
        with journal:
            agrees(journal, session, witness)
