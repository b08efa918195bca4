"""What a person did is in the journal, once, as it happens."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from kneeline.coach.events import (
    CueGiven,
    FeltAnswer,
    PainAnswer,
    SessionEnding,
    SessionEvent,
    SetDone,
)
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import CueKind, Question, SegmentKind
from kneeline.journal import Journal, Recorder, open_journal
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import ANSWERS, MORNING, Wall, Witness, next_step, record, steps

if TYPE_CHECKING:
    from pathlib import Path

WORK = [n for n, each in enumerate(ALL_FOUR.segments) if each.kind is SegmentKind.WORK]
FELT = [n for n, each in enumerate(ALL_FOUR.segments) if each.question is Question.FELT_WHERE]


def until(engine: SessionEngine, recorder: Recorder, segment: int) -> float:
    """Walk and record up to a segment; return the moment at which it began."""
    now = 1000.0
    recorder.observe(*engine.start(now))
    while engine.index != segment:
        now, events = next_step(engine, now)
        recorder.observe(*events)
    return now


@pytest.fixture
def recorder(journal: Journal) -> Recorder:
    return Recorder(journal)


def test_a_whole_session(journal: Journal, recorder: Recorder) -> None:
    session, happened = record(recorder, ALL_FOUR)
    witness = Witness(ALL_FOUR)
    witness.see(*happened)
    (told,) = journal.sessions()
    assert (told.id, told.programme, told.name) == (session, "mini", "Mini")
    assert (told.ending, told.seconds) == (SessionEnding.COMPLETED, happened[-1].at)
    assert told.sets_planned == told.sets_done == len(WORK)
    assert [each.segment for each in journal.sets(session)] == WORK
    assert {each.where for each in journal.felt(session)} == {FeltWhere.GLUTES}
    assert len(journal.felt(session)) == len(FELT)
    shown = {(each.segment, each.cue): each.times for each in journal.cues_shown(session)}
    assert shown == witness.cues != {}
    assert journal.unfinished() is None
    assert (recorder.session, recorder.unwritten) == (None, 0)


def test_a_set_says_what_was_planned_and_what_was_done(
    journal: Journal, recorder: Recorder
) -> None:
    session, _ = record(recorder, ALL_FOUR)
    roll = journal.sets(session)[0]
    assert (roll.exercise, roll.level, roll.phase, roll.side) == (
        "roll-quads",
        "body",
        "roll",
        Side.LEFT,
    )
    assert (roll.set_number, roll.planned_reps, roll.reps) == (1, None, None)
    assert (roll.planned_seconds, roll.seconds, roll.complete) == (30, 30, True)
    bridge = next(each for each in journal.sets(session) if each.exercise == "bridge")
    assert (bridge.side, bridge.planned_reps, bridge.reps) == (None, 3, 3)
    assert (bridge.planned_seconds, bridge.seconds) == (None, 18)


def test_each_thing_is_on_the_disk_before_observe_returns(
    journal: Journal, recorder: Recorder, path: Path, wall: Wall
) -> None:
    session = recorder.begin(ALL_FOUR)
    witness = Witness(ALL_FOUR)
    with open_journal(path, wall_clock=wall) as reader:
        for events in steps(SessionEngine(ALL_FOUR)):
            recorder.observe(*events)
            witness.see(*events)
            assert [each.segment for each in reader.sets(session)] == sorted(witness.sets)
            assert [each.score for each in reader.pain_scores()] == list(witness.asked.values())
            unfinished = reader.unfinished()
            assert (unfinished is None) == (witness.finished is not None)
            if unfinished is not None:
                assert (unfinished.segment, unfinished.clock) == witness.position
    assert journal.sessions()[0].ended == MORNING


def test_form_cues_wait_for_company_and_all_other_cues_are_no_record(
    journal: Journal, recorder: Recorder
) -> None:
    session = recorder.begin(ALL_FOUR)
    engine = SessionEngine(ALL_FOUR)
    until(engine, recorder, WORK[0])
    (_, form) = (each for each in engine.segment.cues if each.kind is CueKind.FORM)
    other = next(each for each in engine.segment.cues if each.kind is not CueKind.FORM)
    recorder.observe(CueGiven(20.0, WORK[0], form), CueGiven(20.0, WORK[0], other))
    assert (recorder.unwritten, len(journal.cues_shown(session))) == (1, 1)
    recorder.observe(SetDone(30.0, WORK[0], None, 10.0, complete=False))
    assert (recorder.unwritten, len(journal.cues_shown(session))) == (0, 2)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [((2, False), (1, False), 1), ((2, True), (1, False), 2), ((2, False), (3, True), 3)],
    ids=["the later of two parts", "the complete one", "the complete one, late"],
)
def test_a_set_done_twice_is_there_once(
    journal: Journal,
    recorder: Recorder,
    first: tuple[int, bool],
    second: tuple[int, bool],
    kept: int,
) -> None:
    session = recorder.begin(ALL_FOUR)
    for reps, complete in (first, second):
        recorder.observe(SetDone(50.0, WORK[2], reps, 6.0 * reps, complete))
    assert [each.reps for each in journal.sets(session)] == [kept]


def test_hurting_names_the_knee_and_the_exercise(journal: Journal, recorder: Recorder) -> None:
    recorder.begin(ALL_FOUR)
    engine = SessionEngine(ALL_FOUR)
    recorder.observe(*engine.start(0))
    recorder.observe(*engine.hurt(1, Side.LEFT, 2))
    recorder.observe(*engine.answer(2, ANSWERS[Question.CHECK_IN]))
    recorder.observe(*engine.hurt(3, Side.RIGHT, 6), *engine.hurt(3, Side.RIGHT, 7))
    said = [each for each in journal.pain_scores() if each.question is None]
    assert [(each.exercise, each.knee, each.moment, each.score) for each in said] == [
        (None, Side.LEFT, Moment.DURING, 2),
        ("roll-quads", Side.RIGHT, Moment.DURING, 6),
        ("roll-quads", Side.RIGHT, Moment.DURING, 7),
    ]
    assert {each.session for each in said} == {recorder.session}


def test_a_second_answer_replaces_the_first(journal: Journal, recorder: Recorder) -> None:
    session = recorder.begin(ALL_FOUR)
    engine = SessionEngine(ALL_FOUR)
    now = until(engine, recorder, 1)
    recorder.observe(*engine.back(now))
    better = PainAnswer((PainScore(Side.LEFT, Moment.BEFORE, 5),))
    recorder.observe(*engine.answer(now, better))
    assert [(each.knee, each.score) for each in journal.pain_scores()] == [
        (Side.LEFT, 5),
        (Side.RIGHT, 1),
    ]
    while engine.index != FELT[0]:
        now, events = next_step(engine, now)
        recorder.observe(*events)
    recorder.observe(*engine.answer(now, FeltAnswer(FeltWhere.KNEE)), *engine.back(now))
    recorder.observe(*engine.answer(now, FeltAnswer(FeltWhere.THIGH)))
    assert [each.where for each in journal.felt(session)] == [FeltWhere.THIGH]


def test_a_session_that_was_cut_short_goes_on_where_it_was(
    path: Path, wall: Wall, journal: Journal, recorder: Recorder
) -> None:
    session = recorder.begin(ALL_FOUR)
    engine = SessionEngine(ALL_FOUR)
    now = until(engine, recorder, WORK[3])
    recorder.observe(*engine.pause(now + 4))
    journal.close()
    wall.forward(hours=5)
    with open_journal(path, wall_clock=wall) as later:
        unfinished = later.unfinished()
        assert unfinished is not None
        assert unfinished.timeline == ALL_FOUR
        assert (unfinished.session, unfinished.segment) == (session, WORK[3])
        assert unfinished.clock == engine.clock(now)
        assert (unfinished.started, unfinished.seen) == (MORNING, MORNING)
        again = Recorder(later)
        again.go_on(unfinished)
        assert again.session == session
        resumed = SessionEngine(ALL_FOUR, segment=unfinished.segment, clock=unfinished.clock)
        for events in steps(resumed):
            again.observe(*events)
        assert [each.segment for each in later.sets(session)] == WORK
        assert [each.ending for each in later.sessions()] == [SessionEnding.COMPLETED]
        assert later.unfinished() is None


def cut_short(journal: Journal, wall: Wall) -> str:
    """Do the first set of a session half an hour after it began, and stop there."""
    recorder = Recorder(journal)
    session = recorder.begin(ALL_FOUR)
    wall.forward(minutes=30)
    until(SessionEngine(ALL_FOUR), recorder, WORK[1])
    return session


def test_keeping_ends_it_when_it_was_last_heard_of(journal: Journal, wall: Wall) -> None:
    session = cut_short(journal, wall)
    wall.forward(days=3)
    unfinished = journal.unfinished()
    assert unfinished is not None
    Recorder(journal).keep(unfinished)
    (kept,) = journal.sessions()
    assert (kept.id, kept.ending, kept.sets_done) == (session, SessionEnding.LEFT, 1)
    assert kept.ended == MORNING + timedelta(minutes=30)
    assert kept.seconds == unfinished.clock > 30
    assert journal.unfinished() is None


def test_discarding_hides_it_and_deletes_no_row(journal: Journal, wall: Wall) -> None:
    session = cut_short(journal, wall)
    unfinished = journal.unfinished()
    assert unfinished is not None
    Recorder(journal).discard(unfinished)
    assert (journal.sessions(), journal.sets(session), journal.pain_scores()) == ((), (), ())
    assert (journal.cues_shown(session), journal.unfinished()) == ((), None)
    assert (journal.history().pain, journal.days_with_sessions()) == ({}, ())
    (rows,) = journal._connection.execute(
        "SELECT count(*) FROM sets WHERE session = ? AND deleted IS NOT NULL", (session,)
    ).fetchone()
    assert rows == 1


def test_beginning_anew_keeps_what_was_done_of_the_one_before(journal: Journal, wall: Wall) -> None:
    first = cut_short(journal, wall)
    wall.forward(days=1)
    second = Recorder(journal).begin(ALL_FOUR)
    assert [(each.id, each.ending) for each in journal.sessions()] == [
        (first, SessionEnding.LEFT),
        (second, None),
    ]
    unfinished = journal.unfinished()
    assert unfinished is not None
    assert unfinished.session == second


@pytest.mark.parametrize(
    "damage",
    [
        "timelines SET timeline = '{\"programme\": 1}'",
        "timelines SET timeline = 'not json'",
        "unfinished SET segment = 9999",
    ],
)
def test_one_that_cannot_be_resumed_any_more_is_passed_over(
    journal: Journal, wall: Wall, damage: str
) -> None:
    session = cut_short(journal, wall)
    journal._connection.execute(f"UPDATE {damage}")
    assert journal.unfinished() is None
    assert [each.id for each in journal.sessions()] == [session]


def test_a_clock_set_back_ends_no_session_before_it_began(journal: Journal, wall: Wall) -> None:
    recorder = Recorder(journal)
    recorder.begin(ALL_FOUR)
    wall.forward(hours=-2)
    engine = SessionEngine(ALL_FOUR)
    recorder.observe(*engine.start(0), *engine.finish(5, SessionEnding.HURT))
    (told,) = journal.sessions()
    assert told.ended == told.started == MORNING
    assert (told.seconds, told.ending) == (5, SessionEnding.HURT)


def test_midnight_and_travel_leave_each_set_on_its_own_day(journal: Journal, wall: Wall) -> None:
    lisbon, tokyo = timezone(timedelta(0)), timezone(timedelta(hours=9))
    wall.moment = MORNING.replace(hour=23, minute=50, tzinfo=lisbon)
    recorder = Recorder(journal)
    session = recorder.begin(ALL_FOUR)
    recorder.observe(SetDone(30.0, WORK[0], None, 30.0, complete=True))
    wall.forward(minutes=20)
    recorder.observe(SetDone(60.0, WORK[1], None, 30.0, complete=True))
    wall.moment = wall.moment.astimezone(tokyo)
    recorder.observe(SetDone(90.0, WORK[2], 3, 18.0, complete=True))
    assert [each.day.day for each in journal.sets(session)] == [2, 3, 3]
    assert [each.at.hour for each in journal.sets(session)] == [23, 0, 9]
    assert journal.sessions()[0].day.day == 2


def test_nothing_observed_writes_nothing(journal: Journal, recorder: Recorder) -> None:
    recorder.begin(ALL_FOUR)
    before = journal._connection.total_changes
    recorder.observe()
    recorder.write_waiting()
    assert journal._connection.total_changes == before


OUTSIDE: list[SessionEvent] = SessionEngine(ALL_FOUR).start(0)


def test_events_without_a_session_are_a_mistake_of_ours(recorder: Recorder) -> None:
    with pytest.raises(RuntimeError, match="begin or go on"):
        recorder.observe(*OUTSIDE)


def test_a_set_outside_an_exercise_is_a_mistake_of_ours(recorder: Recorder) -> None:
    recorder.begin(ALL_FOUR)
    with pytest.raises(ValueError, match="segment 0 belongs to no exercise"):
        recorder.observe(SetDone(1.0, 0, None, 1.0, complete=True))
