"""A guided run: counted whole and cut short, and walked home when it hurts."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.easing import Ease, Reply
from kneeline.coach.events import PainAnswer
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.run_tally import RunTally
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.coach.walk_run import RunAttending, is_running, lay_out_run
from tests.unit.coach_rules.made_up import shipped

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LADDER = shipped().runs
NUMBERS = shipped().rules.thresholds
COACH = RunAttending(shipped().exercises, NUMBERS, frozenset())
BOTH = (Side.LEFT, Side.RIGHT)


class Run:
    """One stage, lived through second by second where it matters."""

    def __init__(self, stage: int = 1) -> None:
        found = LADDER.stage(stage)
        assert found is not None
        self.guided = lay_out_run(found, LADDER)
        self.tally = RunTally(self.guided, NOON)
        self.engine = SessionEngine(self.guided.timeline)
        self.now = 0.0
        self.engine.start(self.now)
        self.answer(Moment.BEFORE, 1)

    def answer(self, moment: Moment, score: int) -> None:
        scores = tuple(PainScore(knee, moment, score) for knee in BOTH)
        self.tally.hear(self.engine.answer(self.now, PainAnswer(scores)))

    def pass_by(self, minutes: float) -> None:
        self.now += minutes * 60
        self.tally.hear(self.engine.advance(self.now))


@pytest.mark.parametrize("stage", LADDER.stages, ids=lambda each: str(each.number))
def test_a_whole_run_is_logged_with_all_its_minutes(stage: object) -> None:
    number = stage.number  # type: ignore[attr-defined] # pytest hands the stage over
    run = Run(number)
    run.pass_by(LADDER.walk_before + run.guided.timeline.seconds / 60)
    assert run.engine.segment.question is Question.CHECK_OUT
    run.answer(Moment.DURING, 2)
    done = run.tally.done()
    assert done is not None
    assert done.minutes == stage.running  # type: ignore[attr-defined] # as above
    assert (done.stage, done.complete) == (number, True)
    assert done.before == dict.fromkeys(BOTH, 1)
    assert done.worst == dict.fromkeys(BOTH, 2)


@given(st.floats(0, 40), st.integers(1, 10))
def test_a_run_cut_short_keeps_what_was_run(minutes: float, stage: int) -> None:
    run = Run(stage)
    run.pass_by(minutes)
    run.tally.hear(run.engine.finish(run.now))
    done = run.tally.done()
    found = LADDER.stage(stage)
    assert found is not None
    if minutes <= LADDER.walk_before:
        assert done is None
    elif done is not None:
        assert 0 < done.minutes <= min(found.running, minutes - LADDER.walk_before) + 0.01
        assert done.complete is (done.minutes == found.running)


def test_pain_in_the_first_walk_is_not_lost() -> None:
    run = Run()
    run.pass_by(2)
    run.tally.hear(run.engine.sign(run.now, Side.LEFT, Sign.LOCKING))
    run.tally.hear(run.engine.finish(run.now))
    done = run.tally.done()
    assert done is not None
    assert (done.minutes, done.complete) == (2, False)
    assert done.signs == {Sign.LOCKING}


def test_the_worst_of_all_that_was_said_counts() -> None:
    run = Run()
    run.pass_by(6)
    for score in (2, 5, 1):
        run.tally.hear(run.engine.hurt(run.now, Side.LEFT, score))
    run.pass_by(60)
    run.answer(Moment.DURING, 3)
    done = run.tally.done()
    assert done is not None
    assert done.worst == {Side.LEFT: 5, Side.RIGHT: 3}


def test_more_pain_than_a_run_may_give_means_to_walk() -> None:
    run = Run(3)
    run.pass_by(LADDER.walk_before + 1)
    here, timeline = run.engine.index, run.engine.timeline
    replies = [COACH.reply(timeline, here, score).reply for score in range(11)]
    assert replies == [Reply.GO_ON] * 3 + [Reply.OFFER] * 3 + [Reply.END_SESSION] * 5
    assert COACH.reply(timeline, here, 0, frozenset({Sign.LOCKING})).locks
    orders = [reply.order for reply in replies]
    assert all(before <= after for before, after in pairwise(orders))
    eased = COACH.ease(timeline, here, Ease.SWAP, Side.LEFT)
    run.tally.hear(run.engine.follow(run.now, eased))
    assert not any(map(is_running, eased.segments[here + 1 :]))
    run.pass_by(LADDER.walk_after)
    assert run.engine.segment.question is Question.CHECK_OUT
    run.answer(Moment.DURING, 4)
    done = run.tally.done()
    assert done is not None
    assert (done.minutes, done.complete) == (1, False)


def test_in_the_last_walk_there_is_nothing_to_walk_instead() -> None:
    run = Run()
    last = len(run.guided.timeline.segments) - 2
    assert COACH.reply(run.guided.timeline, last, 4).reply is Reply.GO_ON


def test_skipping_goes_to_the_next_part_and_not_to_the_end() -> None:
    run = Run()
    run.pass_by(1)
    run.engine.skip_exercise(run.now)
    assert run.engine.index == 2  # check-in, walk, and now the first running part
    assert is_running(run.engine.segment)


def test_the_question_before_and_after_ask_every_knee() -> None:
    questions = [each.question for each in Run().guided.timeline.segments if each.question]
    assert questions == [Question.CHECK_IN, Question.CHECK_OUT]
