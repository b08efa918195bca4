"""One run through a timeline: what a person may press, and what they would expect of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kneeline.coach.dose import Tempo
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
    SegmentEnding,
    SessionEnding,
    SessionEvent,
    SessionFinished,
    SessionStarted,
    SetDone,
    SignSeen,
)
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import (
    Cue,
    CueKind,
    Question,
    Segment,
    SegmentKind,
    Timeline,
)

PAIN = PainAnswer((PainScore(Side.LEFT, Moment.BEFORE, 2),))
GLUTES = FeltAnswer(FeltWhere.GLUTES)

CHECK_IN = Segment(SegmentKind.QUESTION, None, question=Question.CHECK_IN)
CHECK_OUT = Segment(SegmentKind.QUESTION, None, question=Question.CHECK_OUT)


def cue(at: float) -> Cue:
    return Cue(at, CueKind.FORM, f"at {at:g}")


def get_ready(place: int) -> Segment:
    return Segment(SegmentKind.GET_READY, 10.0, (cue(0), cue(7)), place, 1)


def felt_where(place: int) -> Segment:
    return Segment(SegmentKind.QUESTION, 12.0, (), place, 1, question=Question.FELT_WHERE)


ROLL = Segment(SegmentKind.WORK, 60.0, (cue(0), cue(30), cue(60)), 0, 1, Side.LEFT)
BRIDGE = Segment(SegmentKind.WORK, 18.0, (cue(0),), 1, 1, reps=3, tempo=Tempo(3, 1, 2))
LUNGE = Segment(SegmentKind.WORK, None, (cue(0), cue(20)), 2, 1, Side.LEFT, reps=8)

SEGMENTS = (
    CHECK_IN,
    get_ready(0),
    ROLL,  # 2
    get_ready(1),
    BRIDGE,  # 4
    get_ready(2),
    LUNGE,  # 6
    felt_where(2),
    CHECK_OUT,  # 8
)


def session(
    *segments: Segment, at: int = 0, clock: float = 0.0, start: float = 0.0
) -> SessionEngine:
    """Return a session that stands at a segment and was started."""
    engine = fresh(*segments, at=at, clock=clock)
    engine.start(start)
    return engine


def fresh(*segments: Segment, at: int = 0, clock: float = 0.0) -> SessionEngine:
    """Return a session that nobody started yet."""
    timeline = Timeline("made-up", "Made up", (), segments or SEGMENTS)
    return SessionEngine(timeline, segment=at, clock=clock)


def kinds(events: Sequence[SessionEvent]) -> list[type[SessionEvent]]:
    return [type(event) for event in events]


def sets(events: Sequence[SessionEvent]) -> list[SetDone]:
    return [event for event in events if isinstance(event, SetDone)]


COMMANDS = {
    "advance": lambda engine: engine.advance(5),
    "pause": lambda engine: engine.pause(5),
    "resume": lambda engine: engine.resume(5),
    "done": lambda engine: engine.done(5),
    "skip": lambda engine: engine.skip(5),
    "skip_exercise": lambda engine: engine.skip_exercise(5),
    "back": lambda engine: engine.back(5),
    "hurt": lambda engine: engine.hurt(5, Side.LEFT, 3),
    "answer": lambda engine: engine.answer(5, PAIN),
    "finish": lambda engine: engine.finish(5),
}


# -- start ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_before_the_start_nothing_happens(command: str) -> None:
    engine = fresh(clock=7.0)
    assert COMMANDS[command](engine) == []
    assert not engine.started
    assert engine.clock(5) == 7.0
    assert engine.elapsed(5) == 0.0
    assert engine.next_due(5) is None
    assert kinds(engine.start(6)) == [SessionStarted, SegmentBegan]


def test_a_second_start_changes_nothing() -> None:
    engine = session(at=1, start=100.0)
    engine.advance(104)
    assert engine.start(200.0) == []
    assert engine.clock(105) == 5.0


def test_the_start_says_where_and_whether_it_goes_on() -> None:
    assert fresh().start(50) == [SessionStarted(0.0, 0), SegmentBegan(0.0, 0)]
    assert fresh(at=2, clock=31.5).start(50) == [
        SessionStarted(31.5, 2, resumed=True),
        SegmentBegan(31.5, 2),
    ]


@pytest.mark.parametrize("segment", [-1, len(SEGMENTS)])
def test_there_is_no_such_segment(segment: int) -> None:
    with pytest.raises(
        ValueError, match=f"the timeline has 9 segments, and none numbered {segment}"
    ):
        fresh(at=segment)


@pytest.mark.parametrize("clock", [-0.1, float("nan"), float("inf")])
def test_there_is_no_such_clock(clock: float) -> None:
    with pytest.raises(ValueError, match="a session's clock stands at 0 seconds or more, not"):
        fresh(clock=clock)


# -- the way through -------------------------------------------------------------------------------


def test_a_late_tick_delivers_everything_in_order() -> None:
    engine = session(at=2)
    assert engine.advance(71) == [
        CueGiven(0.0, 2, cue(0)),
        CueGiven(30.0, 2, cue(30)),
        CueGiven(60.0, 2, cue(60)),
        SetDone(60.0, 2, None, 60.0, complete=True),
        SegmentEnded(60.0, 2, SegmentEnding.TIME_UP),
        SegmentBegan(60.0, 3),
        CueGiven(60.0, 3, cue(0)),
        CueGiven(67.0, 3, cue(7)),
        SegmentEnded(70.0, 3, SegmentEnding.TIME_UP),
        SegmentBegan(70.0, 4),
        CueGiven(70.0, 4, cue(0)),
    ]


def test_it_says_when_to_come_again() -> None:
    engine = session(at=2, start=1000.0)
    assert engine.next_due(1000.0) == 1000.0
    engine.advance(1000.0)
    assert engine.next_due(1000.0) == 1030.0
    assert engine.next_due(1031.0) == 1031.0
    engine.pause(1010.0)
    assert engine.next_due(1010.0) is None
    engine.resume(1110.0)
    assert engine.next_due(1110.0) == 1111.0
    engine.resume(1110.0)
    assert engine.next_due(1110.0) == 1130.0


def test_a_question_and_a_self_paced_set_wait() -> None:
    assert session().next_due(0) is None
    engine = session(at=6)
    engine.advance(1000)
    assert engine.index == 6
    assert engine.next_due(1000) is None
    assert engine.elapsed(1000) == 1000


def test_the_elapsed_time_never_exceeds_the_segment() -> None:
    engine = session(at=2)
    assert engine.elapsed(59) == 59
    assert engine.elapsed(300) == 60


def test_a_full_timed_set_counts_exactly_its_seconds() -> None:
    engine = session(at=2, clock=1e9 + 0.1, start=77.7)
    assert sets(engine.advance(200))[0].seconds == 60.0


# -- done ----------------------------------------------------------------------------------------


def test_done_ends_a_set_at_ones_own_pace_and_drops_what_was_still_to_say() -> None:
    engine = session(at=6)
    assert engine.done(15) == [
        CueGiven(0.0, 6, cue(0)),
        SetDone(15.0, 6, 8, 15.0, complete=True),
        SegmentEnded(15.0, 6, SegmentEnding.DONE),
        SegmentBegan(15.0, 7),
    ]
    assert engine.advance(26) == []


def test_a_set_said_to_be_done_at_once_is_kept() -> None:
    assert sets(session(at=6).done(0)) == [SetDone(0.0, 6, 8, 0.0, complete=True)]


@pytest.mark.parametrize("segment", [0, 1, 2, 4, 7, 8])
def test_done_makes_sense_only_in_a_set_at_ones_own_pace(segment: int) -> None:
    engine = session(at=segment)
    engine.advance(1)
    assert engine.done(1) == []
    assert engine.index == segment


# -- questions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("segment", "answer"), [(0, PAIN), (7, GLUTES), (8, PAIN)])
def test_an_answer_goes_on(segment: int, answer: PainAnswer | FeltAnswer) -> None:
    events = session(at=segment).answer(5, answer)
    assert events[:2] == [
        Answered(5.0, segment, answer),
        SegmentEnded(5.0, segment, SegmentEnding.DONE),
    ]


@pytest.mark.parametrize(("segment", "answer"), [(0, GLUTES), (7, PAIN), (8, GLUTES)])
def test_an_answer_to_another_question_changes_nothing(
    segment: int, answer: PainAnswer | FeltAnswer
) -> None:
    engine = session(at=segment)
    assert engine.answer(5, answer) == []
    assert engine.index == segment


def test_a_felt_where_that_comes_too_late_does_not_answer_the_check_out() -> None:
    engine = session(at=7)
    assert kinds(engine.answer(12.5, GLUTES)) == [SegmentEnded, SegmentBegan]
    assert engine.segment is CHECK_OUT


def test_nobody_has_to_answer_where_it_was_felt() -> None:
    assert session(at=7).advance(12) == [
        SegmentEnded(12.0, 7, SegmentEnding.TIME_UP),
        SegmentBegan(12.0, 8),
    ]


def test_the_last_answer_completes_the_session() -> None:
    engine = session(at=8)
    assert engine.answer(5, PAIN)[-1] == SessionFinished(5.0, SessionEnding.COMPLETED)
    assert engine.finished


# -- pause ---------------------------------------------------------------------------------------


def test_a_pause_stops_the_clock_and_nothing_else() -> None:
    engine = session(at=2)
    assert kinds(engine.pause(20)) == [CueGiven, Paused]
    assert engine.paused
    assert engine.clock(5000) == 20
    assert engine.advance(5000) == []
    engine.resume(5000)
    assert engine.resume(5000) == [Resumed(20.0, 2)]
    assert engine.advance(5010) == [CueGiven(30.0, 2, cue(30))]


def test_pausing_twice_is_pausing_once() -> None:
    engine = session(at=7)
    engine.pause(5)
    assert engine.pause(30) == []
    engine.resume(40)
    assert engine.resume(41) == []
    assert engine.clock(41) == 6


def counted(events: Sequence[SessionEvent]) -> list[str]:
    return [event.cue.text for event in events if isinstance(event, CueGiven)]


def test_work_goes_on_after_a_count_of_three_in_which_the_clock_stands() -> None:
    engine = session(at=2)
    engine.pause(20)
    assert counted(engine.resume(100)) == ["3"]
    assert (engine.count_in(100), engine.count_in(101.5), engine.count_in(102.9)) == (3, 2, 1)
    assert engine.paused
    assert counted(engine.advance(101)) == ["2"]
    assert engine.clock(101.9) == 20
    assert kinds(engine.advance(103)) == [CueGiven, Resumed]
    assert engine.count_in(103) is None
    assert engine.clock(104) == 21


def test_a_second_resume_skips_the_count() -> None:
    engine = session(at=2)
    engine.pause(20)
    engine.resume(100)
    assert engine.resume(100.5) == [Resumed(20.0, 2)]
    assert engine.clock(101.5) == 21


def test_a_late_look_delivers_the_whole_count_and_what_came_after() -> None:
    engine = session(at=2)
    engine.pause(20)
    engine.resume(100)
    assert kinds(engine.advance(113)) == [CueGiven, CueGiven, Resumed, CueGiven]


def test_a_pause_in_the_count_lets_the_clock_stand() -> None:
    engine = session(at=2)
    engine.pause(20)
    engine.resume(100)
    assert counted(engine.pause(101.5)) == ["2"]
    assert engine.count_in(101.5) is None
    assert engine.advance(500) == []
    assert engine.clock(500) == 20
    assert counted(engine.resume(600)) == ["3"]


@pytest.mark.parametrize("segment", [1, 7, 8])
def test_nothing_but_work_is_counted_in(segment: int) -> None:
    engine = session(at=segment)
    engine.pause(2)
    assert kinds(engine.resume(50)) == [Resumed]


def test_moving_on_in_the_count_goes_on_at_once_where_no_work_is() -> None:
    engine = session(at=2)
    engine.pause(20)
    engine.resume(100)
    assert kinds(engine.skip(101.5))[-2:] == [SegmentBegan, Resumed]
    assert engine.clock(102.5) == 21


def test_going_back_in_the_count_counts_anew() -> None:
    engine = session(at=2)
    engine.pause(20)
    engine.resume(100)
    assert counted(engine.back(102)) == ["2", "1", "3"]
    assert kinds(engine.advance(105)) == [CueGiven, CueGiven, Resumed, CueGiven]


def test_ending_in_the_count_ends() -> None:
    engine = session(at=2)
    engine.pause(20)
    engine.resume(100)
    assert kinds(engine.finish(101)) == [CueGiven, SetDone, SegmentEnded, SessionFinished]
    assert engine.next_due(101) is None
    assert engine.count_in(101) is None


def test_a_pause_at_the_last_good_beat_takes_nothing_back() -> None:
    """The heartbeat may name a moment that is over; what was told stays told."""
    engine = session(at=2)
    engine.advance(40)
    assert engine.pause(38) == [Paused(40.0, 2)]
    assert engine.clock(900) == 40


def test_a_question_can_be_paused_and_keeps_its_remaining_time() -> None:
    engine = session(at=7)
    engine.pause(10)
    engine.resume(600)
    assert engine.next_due(600) == 602


def test_an_answer_in_a_pause_counts_and_the_pause_holds() -> None:
    engine = session(at=7)
    engine.pause(10)
    assert kinds(engine.answer(300, GLUTES)) == [Answered, SegmentEnded, SegmentBegan]
    assert engine.paused
    assert engine.clock(300) == 10


def test_done_in_a_pause_changes_nothing() -> None:
    engine = session(at=6)
    engine.pause(10)
    assert engine.done(12) == []
    assert engine.index == 6


@pytest.mark.parametrize(
    ("command", "target"), [("skip", 3), ("skip_exercise", 3), ("back", 2)], ids=str
)
def test_moving_in_a_pause_leaves_it_a_pause(command: str, target: int) -> None:
    engine = session(at=2)
    engine.pause(20)
    events = getattr(engine, command)(500)
    assert events[-1] == SegmentBegan(20.0, target)
    assert engine.paused
    assert engine.advance(600) == []
    engine.resume(700)
    engine.resume(700)
    assert engine.advance(700) == [CueGiven(20.0, target, cue(0))]


def test_a_knee_that_hurts_in_a_pause_is_noted_and_the_pause_holds() -> None:
    engine = session(at=2)
    engine.pause(20)
    assert engine.hurt(90, Side.RIGHT, 5) == [Hurt(20.0, 2, Side.RIGHT, 5)]
    assert engine.paused


def test_finishing_in_a_pause_ends_at_the_pause() -> None:
    engine = session(at=2)
    engine.pause(20)
    assert engine.finish(500) == [
        SetDone(20.0, 2, None, 20.0, complete=False),
        SegmentEnded(20.0, 2, SegmentEnding.LEFT),
        SessionFinished(20.0, SessionEnding.LEFT),
    ]
    assert not engine.paused
    assert engine.resume(600) == []


def test_a_pause_asked_for_too_late_to_matter_is_none() -> None:
    engine = session(ROLL)
    assert kinds(engine.pause(61))[-1] is SessionFinished
    assert not engine.paused


# -- skip and back ---------------------------------------------------------------------------------


def test_skip_keeps_what_was_done_of_a_timed_set() -> None:
    assert session(at=2).skip(40)[-3:] == [
        SetDone(40.0, 2, None, 40.0, complete=False),
        SegmentEnded(40.0, 2, SegmentEnding.SKIPPED),
        SegmentBegan(40.0, 3),
    ]


@pytest.mark.parametrize(("at", "reps"), [(5.9, 0), (6.0, 1), (11.9, 1), (12.0, 2), (17.9, 2)])
def test_skip_keeps_the_repetitions_done_at_a_tempo(at: float, reps: int) -> None:
    assert sets(session(at=4).skip(at)) == [SetDone(at, 4, reps, at, complete=False)]


def test_a_repetition_that_fell_short_by_a_rounding_counts() -> None:
    segment = Segment(SegmentKind.WORK, 3.0, reps=10, tempo=Tempo(0.1, 0.1, 0.1))
    for start in (0.0, 0.1, 1000.7, 1e9 + 0.1):
        engine = session(segment, start=start)
        assert sets(engine.skip(start + 0.9))[0].reps == 3


def test_skip_cannot_know_the_repetitions_of_a_set_at_ones_own_pace() -> None:
    assert sets(session(at=6).skip(20)) == [SetDone(20.0, 6, None, 20.0, complete=False)]


def test_a_set_skipped_at_once_was_not_done() -> None:
    assert kinds(session(at=2).skip(0)) == [CueGiven, SegmentEnded, SegmentBegan]


def test_skipping_the_last_segment_completes_the_session() -> None:
    assert session(at=8).skip(5)[-1] == SessionFinished(5.0, SessionEnding.COMPLETED)


@pytest.mark.parametrize(
    ("segment", "target"),
    [(0, 1), (1, 3), (2, 3), (3, 5), (4, 5), (5, 8), (6, 8), (7, 8)],
)
def test_skipping_an_exercise_goes_to_the_next_get_ready_or_the_check_out(
    segment: int, target: int
) -> None:
    engine = session(at=segment)
    assert engine.skip_exercise(1)[-1] == SegmentBegan(1.0, target)
    assert engine.index == target


def test_there_is_no_exercise_after_the_check_out() -> None:
    assert session(at=8).skip_exercise(1)[-1] == SessionFinished(1.0, SessionEnding.COMPLETED)


@pytest.mark.parametrize(("seconds", "target"), [(0, 1), (3, 1), (3.1, 2), (59, 2)])
def test_back_goes_to_the_start_or_from_there_to_the_one_before(
    seconds: float, target: int
) -> None:
    engine = session(at=2)
    assert engine.back(seconds)[-2:] == [
        SegmentEnded(seconds, 2, SegmentEnding.WENT_BACK),
        SegmentBegan(seconds, target),
    ]


def test_back_then_back_goes_to_the_one_before() -> None:
    engine = session(at=2)
    engine.back(40)
    engine.back(40.5)
    assert engine.index == 1


def test_back_at_the_first_segment_stays_there() -> None:
    engine = session()
    for now in (1, 2, 30):
        assert engine.back(now)[-1] == SegmentBegan(now, 0)
    assert engine.index == 0


def test_a_set_begun_again_gives_its_cues_again() -> None:
    engine = session(at=2)
    engine.advance(40)
    engine.back(40)
    assert engine.advance(70) == [CueGiven(40.0, 2, cue(0)), CueGiven(70.0, 2, cue(30))]


# -- hurt and the end ------------------------------------------------------------------------------


def test_a_hurt_knee_is_noted_and_nothing_else_changes() -> None:
    engine = session(at=2)
    assert engine.hurt(10, Side.LEFT, 6) == [CueGiven(0.0, 2, cue(0)), Hurt(10.0, 2, Side.LEFT, 6)]
    assert engine.next_due(10) == 30


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_that_is_none_is_refused_before_anything_changes(score: int) -> None:
    engine = session(at=2)
    with pytest.raises(ValueError, match="a pain score is a whole number from 0 to 10"):
        engine.hurt(10, Side.LEFT, score)
    assert engine.next_due(0) == 0


@pytest.mark.parametrize("ending", SessionEnding)
def test_the_person_may_end_it_anywhere_and_for_any_reason(ending: SessionEnding) -> None:
    for segment in range(len(SEGMENTS)):
        engine = session(at=segment)
        assert engine.finish(2, ending)[-2:] == [
            SegmentEnded(2.0, segment, SegmentEnding.LEFT),
            SessionFinished(2.0, ending),
        ]
        assert engine.finished


@pytest.mark.parametrize("command", COMMANDS)
def test_after_the_end_nothing_happens(command: str) -> None:
    engine = session(at=2)
    engine.finish(4)
    assert COMMANDS[command](engine) == []
    assert engine.start(5) == []
    assert (engine.clock(900), engine.elapsed(900)) == (4.0, 4.0)
    assert engine.next_due(900) is None
    assert engine.segment is ROLL


def test_a_tick_after_the_last_segment_keeps_the_clock_where_it_ended() -> None:
    engine = session(ROLL)
    assert engine.advance(500)[-1] == SessionFinished(60.0, SessionEnding.COMPLETED)
    assert engine.clock(500) == 60.0
    assert engine.elapsed(500) == 60.0


# -- another timeline --------------------------------------------------------------------------


def test_a_timeline_that_changes_the_past_is_refused() -> None:
    engine = session(at=3)
    other = replace(engine.timeline, segments=engine.timeline.segments[1:])
    with pytest.raises(ValueError, match="only change what has not begun"):
        engine.follow(1.0, other)
    assert engine.index == 3


def test_a_timeline_that_ends_here_is_refused() -> None:
    engine = session(at=3)
    short = replace(engine.timeline, segments=engine.timeline.segments[:4])
    with pytest.raises(ValueError, match="only change what has not begun"):
        engine.follow(1.0, short)


def test_a_sign_is_told_with_its_moment() -> None:
    engine = session(at=2)
    assert engine.sign(3.0, Side.LEFT, Sign.LOCKING)[-1] == SignSeen(
        3.0, 2, Side.LEFT, Sign.LOCKING
    )
    engine.finish(4.0)
    assert engine.sign(5.0, Side.LEFT, Sign.LOCKING) == []
