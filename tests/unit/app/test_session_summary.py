"""The summary of a session, read back from a real journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneeline.app.session.summary import summarise
from kneeline.coach.events import PainAnswer, SessionEnding, SessionFinished
from kneeline.coach.exercise import Phase
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question, SegmentKind
from kneeline.journal import Journal, Recorder, open_journal
from kneeline.ui.summary import KneeSummary, SessionSummary
from tests.mini import ALL_FOUR

EVENING = datetime(2026, 3, 2, 23, 50, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    moments = (EVENING + timedelta(seconds=number) for number in range(100_000))
    journal = open_journal(tmp_path / "journal.db", wall_clock=lambda: next(moments))
    yield journal
    journal.close()


def scores(moment: Moment, left: int, right: int) -> tuple[PainScore, ...]:
    return (PainScore(Side.LEFT, moment, left), PainScore(Side.RIGHT, moment, right))


CHECK_IN = PainAnswer(scores(Moment.BEFORE, 3, 1))
CHECK_OUT = PainAnswer((*scores(Moment.AFTER, 2, 0), *scores(Moment.DURING, 4, 1)))


def live(
    journal: Journal, *, until: float = float("inf"), hurt: int | None = None
) -> SessionSummary:
    """Live through the session, or leave it after so many seconds."""
    recorder = Recorder(journal)
    session = recorder.begin(ALL_FOUR)
    engine, now = SessionEngine(ALL_FOUR), 0.0
    recorder.observe(*engine.start(now))
    while not engine.finished:
        if now >= until:
            recorder.observe(*engine.finish(now, SessionEnding.LEFT))
            break
        segment = engine.segment
        if segment.question in {Question.CHECK_IN, Question.CHECK_OUT}:
            answer = CHECK_IN if segment.question is Question.CHECK_IN else CHECK_OUT
            recorder.observe(*engine.answer(now, answer))
        elif segment.kind is SegmentKind.WORK and segment.seconds is None:
            recorder.observe(*engine.done(now))
        elif hurt is not None and segment.kind is SegmentKind.WORK:
            recorder.observe(*engine.hurt(now, Side.LEFT, hurt))
            hurt = None
        now += 1.0
        recorder.observe(*engine.advance(now))
    over = SessionFinished(now, SessionEnding.COMPLETED if now < until else SessionEnding.LEFT)
    return summarise(journal, session, ALL_FOUR, over)


def test_a_whole_session(journal: Journal) -> None:
    summary = live(journal)
    assert summary.name == "Mini"
    assert summary.ending is SessionEnding.COMPLETED
    assert summary.minutes == pytest.approx(ALL_FOUR.seconds / 60, abs=1.5)
    assert summary.sets == {
        Phase.ROLL: 2,
        Phase.ACTIVATE: 2,
        Phase.MOBILISE: 2,
        Phase.STRENGTHEN: 4,
    }
    assert list(summary.sets) == list(Phase)
    assert summary.knees == {
        Side.LEFT: KneeSummary(before=3, worst=4, after=2),
        Side.RIGHT: KneeSummary(before=1, worst=1, after=0),
    }


def test_the_worst_is_the_worst_of_all_that_was_said(journal: Journal) -> None:
    assert live(journal, hurt=9).knees[Side.LEFT].worst == 9


def test_a_session_left_early_tells_only_what_was_done(journal: Journal) -> None:
    summary = live(journal, until=60.0)
    assert summary.ending is SessionEnding.LEFT
    assert summary.sets == {Phase.ROLL: 1}
    assert summary.knees[Side.LEFT] == KneeSummary(before=3, worst=None, after=None)


def test_other_sessions_of_the_day_do_not_count(journal: Journal) -> None:
    first = live(journal, hurt=9)
    assert live(journal) == replace(
        first, knees=first.knees | {Side.LEFT: KneeSummary(before=3, worst=4, after=2)}
    )
