"""A set made longer or shorter with + and −: the journal has what was really done of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kneeline.coach.session import SessionEngine
from kneeline.coach.timeline import SegmentKind
from kneeline.journal import Recorder
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import next_step

if TYPE_CHECKING:
    from kneeline.journal import Journal
    from kneeline.journal.records import SetRecord

WORK = [n for n, each in enumerate(ALL_FOUR.segments) if each.kind is SegmentKind.WORK]
ROLL = WORK[0]
COUNTED = next(n for n in WORK if ALL_FOUR.segments[n].tempo is not None)


def stretched(journal: Journal, place: int, *presses: tuple[float, float]) -> SetRecord:
    """Do the session up to a set, press + or − at these seconds into it, and end it."""
    engine, recorder = SessionEngine(ALL_FOUR), Recorder(journal)
    session, now = recorder.begin(ALL_FOUR), 1000.0
    recorder.observe(*engine.start(now))
    while engine.index != place:
        now, events = next_step(engine, now)
        recorder.observe(*events)
    for after, seconds in presses:
        recorder.observe(*engine.stretch(now + after, seconds))
    unfinished = journal.unfinished()
    assert unfinished is not None
    assert unfinished.timeline == engine.timeline, "going on would do the set as it was"
    recorder.observe(*engine.advance(now + (engine.segment.seconds or 0)))
    assert engine.index == place + 1
    return next(each for each in journal.sets(session) if each.segment == place)


@pytest.mark.parametrize(
    ("presses", "seconds", "complete"),
    [
        ([], 30, True),
        ([(5, 10)], 40, True),
        ([(5, 10), (6, 10), (7, -10)], 40, True),
        ([(5, -10)], 20, False),
        ([(5, -10), (6, 10)], 30, True),
        ([(12, -10), (12, -10), (12, -10)], 15, False),
    ],
)
def test_a_timed_set(
    journal: Journal, presses: list[tuple[float, float]], seconds: float, *, complete: bool
) -> None:
    done = stretched(journal, ROLL, *presses)
    assert (done.seconds, done.complete) == (pytest.approx(seconds), complete)
    assert done.planned_seconds == 30


@pytest.mark.parametrize(
    ("presses", "reps", "complete"),
    [([(7, 10)], 4, True), ([(7, -10)], 2, False), ([(7, -10), (7, -10)], 2, False)],
)
def test_a_set_at_a_tempo_keeps_whole_repetitions(
    journal: Journal, presses: list[tuple[float, float]], reps: int, *, complete: bool
) -> None:
    done = stretched(journal, COUNTED, *presses)
    assert (done.reps, done.seconds, done.complete) == (reps, pytest.approx(6.0 * reps), complete)
    assert done.planned_reps == 3
