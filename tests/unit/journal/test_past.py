"""A life lived into a real journal comes back from it as the same past."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeline.coach.bookmark import recent
from kneeline.coach.events import Hurt, SetDone, SignSeen, TimelineChanged
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession, Past, Pause, Said, Surface
from kneeline.coach.screening import Cleared, Raised, Tier
from kneeline.coach.side import Side
from kneeline.journal import Journal, Recorder, open_journal
from kneeline.simulation import PEOPLE, live
from tests.mini import ALL_FOUR
from tests.unit.coach_rules.made_up import shipped
from tests.unit.journal.filling import empty_journal, opened
from tests.unit.journal.sitting import MORNING, Wall, record

DAY = MORNING.date()
FIRST, LAST = datetime(2026, 1, 1), datetime(2026, 12, 1)  # noqa: DTZ001 (hypothesis wants naive bounds)


def at_eight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def tell(journal: Journal, past: Past) -> None:
    """Write a past down through the public methods, as a person would tell it."""
    for session in past.sessions:
        journal.log_session(session)
    for run in past.runs:
        journal.log_run(run)
    for day, scores in past.mornings.items():
        for knee, score in scores.items():
            journal.log_pain(PainScore(knee, Moment.NEXT_MORNING, score), at=at_eight(day))
    for noted in past.scores.values():
        for said in noted:
            journal.log_pain(PainScore(said.knee, Moment.DURING, said.score), at=said.at)
    for pause in past.pauses:
        journal.pause_began(pause.first, pause.last)
    tell_rest(journal, past)


def tell_rest(journal: Journal, past: Past) -> None:
    for each in past.records:
        if isinstance(each, Raised):
            journal.screening_raised(each.tier, each.flags, {"night": True}, at=each.at)
        else:
            journal.screening_cleared(each.clinician, at=each.at)
    for day in past.tests:
        for side in Side:
            journal.self_test_done("step-down", 12, side, at=at_eight(day))
    for day in past.gates:
        journal.gate_passed({"stairs": True}, at=at_eight(day))


def read_back(past: Past, since: date | None = None) -> Past:
    wall = Wall(datetime(2027, 12, 31, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with opened(path, wall, empty_journal()) as journal:
            tell(journal, past)
        with open_journal(path, wall_clock=wall) as journal:
            journal.screening_raised(Tier.FINE, (), {"night": False})
            return journal.past(since)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_simulated_life_comes_back_equal(person: str) -> None:
    past = live(PEOPLE[person], 12, shipped()).past
    assert read_back(past) == past


MOMENTS = st.builds(
    lambda moment, offset: moment.replace(microsecond=moment.microsecond // 1000 * 1000).astimezone(
        timezone(timedelta(minutes=offset))
    ),
    st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    st.integers(-14 * 60, 14 * 60),
)
DAYS = st.dates(FIRST.date(), LAST.date())
SCORES = st.dictionaries(st.sampled_from(Side), st.integers(0, 10))
SOME_SCORES = st.builds(
    lambda knee, score, others: {**others, knee: score},
    st.sampled_from(Side),
    st.integers(0, 10),
    SCORES,
)
SIGNS = st.frozensets(st.sampled_from(Sign), max_size=2)
WORDS = st.text("abcdé-", min_size=1, max_size=4)
EXERCISES = st.builds(
    DoneExercise,
    WORDS,
    st.sampled_from(Phase),
    WORDS,
    SCORES,
    SIGNS,
    st.lists(st.sampled_from(FeltWhere), max_size=3).map(tuple),
    st.dictionaries(st.sampled_from(Side), st.integers(0, 30)),
    st.booleans(),
)
SEVERAL = st.lists(EXERCISES, min_size=1, max_size=3, unique_by=lambda each: each.exercise)


@st.composite
def sessions(draw: st.DrawFn) -> DoneSession:
    exercises = tuple(draw(SEVERAL))
    rolled = any(each.phase is Phase.ROLL for each in exercises)
    return DoneSession(
        draw(MOMENTS),
        exercises,
        draw(WORDS),
        draw(st.integers(0, 600)) / 10 if rolled else 0.0,
        *(draw(SCORES) for _ in range(4)),
    )


RUNS = st.builds(
    DoneRun,
    MOMENTS,
    st.floats(0.5, 1440),
    st.none() | st.floats(0.1, 120),
    st.sampled_from(Surface),
    st.none() | st.integers(1, 10),
    SCORES,
    SCORES,
    SCORES,
    SIGNS,
    st.none() | st.floats(30, 300),
    st.booleans(),
    SCORES,
)
RECORDS = st.builds(
    Raised,
    MOMENTS,
    st.sampled_from([each for each in Tier if each is not Tier.FINE]),
    st.lists(WORDS, max_size=3, unique=True).map(tuple),
) | st.builds(Cleared, MOMENTS, WORDS)


def by_day(noted: list[Said]) -> dict[date, tuple[Said, ...]]:
    days: dict[date, list[Said]] = {}
    for said in sorted(noted, key=lambda each: each.at):
        days.setdefault(said.at.date(), []).append(said)
    return {day: tuple(said) for day, said in days.items()}


NOTED = st.lists(
    st.builds(Said, MOMENTS, st.sampled_from(Side), st.integers(0, 10)),
    max_size=4,
    unique_by=lambda said: said.at,
).map(by_day)


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    days = sorted(draw(st.lists(DAYS, max_size=6, unique=True)))
    closed = [Pause(*both) for both in zip(days[::2], days[1::2], strict=False)]
    return (*closed, Pause(days[-1])) if len(days) % 2 else tuple(closed)


def in_order(each: DoneSession | DoneRun | Raised | Cleared) -> datetime:
    return each.at


PASTS = st.builds(
    Past,
    st.lists(sessions(), max_size=3, unique_by=in_order).map(
        lambda all_: tuple(sorted(all_, key=in_order))
    ),
    st.lists(RUNS, max_size=3, unique_by=in_order).map(
        lambda all_: tuple(sorted(all_, key=in_order))
    ),
    st.dictionaries(DAYS, SOME_SCORES, max_size=3),
    st.lists(RECORDS, max_size=3, unique_by=in_order).map(
        lambda all_: tuple(sorted(all_, key=in_order))
    ),
    pauses(),
    st.lists(DAYS, max_size=3, unique=True).map(lambda all_: tuple(sorted(all_))),
    st.lists(DAYS, max_size=3, unique=True).map(lambda all_: tuple(sorted(all_))),
    NOTED,
)


@given(PASTS)
@settings(max_examples=40, deadline=None)
def test_any_past_comes_back_equal(past: Past) -> None:
    assert read_back(past) == past


@given(PASTS, DAYS)
@settings(max_examples=40, deadline=None)
def test_the_past_since_a_day_is_the_whole_one_cut_off(past: Past, since: date) -> None:
    assert read_back(past, since) == recent(past, since)


@pytest.mark.parametrize("person", ["runner", "red-flag", "one-bad-knee"])
def test_a_simulated_life_is_cut_off_anywhere(person: str) -> None:
    past = live(PEOPLE[person], 12, shipped()).past
    for days in (0, 20, 60, 83):
        since = past.sessions[0].day + timedelta(days=days)
        assert read_back(past, since) == recent(past, since)


def test_a_guided_session_is_part_of_the_past(journal: Journal) -> None:
    record(Recorder(journal), ALL_FOUR)
    (done,) = journal.past().sessions
    assert (done.at, done.programme) == (MORNING, ALL_FOUR.programme)
    assert [each.exercise for each in done.exercises] == [
        *("roll-quads", "bridge", "knee-to-wall", "reverse-lunge")
    ]
    assert done.roll_minutes == 1.0
    assert (done.before, done.worst) == (
        {Side.LEFT: 3, Side.RIGHT: 1},
        {Side.LEFT: 4, Side.RIGHT: 2},
    )
    bridge, lunge = done.exercises[1], done.exercises[3]
    assert (bridge.reps, bridge.felt, bridge.complete) == ({}, (), True)
    assert lunge.reps == {Side.LEFT: 2, Side.RIGHT: 2}
    assert set(lunge.felt) == {FeltWhere.GLUTES}


def works(exercise: str) -> list[int]:
    return [
        number
        for number, segment in enumerate(ALL_FOUR.segments)
        if segment.kind.value == "work"
        and (heading := ALL_FOUR.heading(segment))
        and heading.exercise == exercise
    ]


def test_a_set_that_was_skipped_leaves_an_exercise_unfinished(journal: Journal) -> None:
    recorder = Recorder(journal)
    recorder.begin(ALL_FOUR)
    first, second = works("bridge")
    recorder.observe(SetDone(60.0, first, 3, 18.0, complete=True))
    (done,) = journal.past().sessions
    assert [each.complete for each in done.exercises] == [False]
    recorder.observe(SetDone(90.0, second, 3, 18.0, complete=True))
    (done,) = journal.past().sessions
    assert [(each.exercise, each.complete) for each in done.exercises] == [("bridge", True)]


def test_a_session_in_which_nothing_was_done_is_no_part_of_the_past(journal: Journal) -> None:
    Recorder(journal).begin(ALL_FOUR)
    assert journal.past() == Past()


def test_what_hurt_before_its_first_set_is_part_of_the_past(journal: Journal) -> None:
    recorder = Recorder(journal)
    recorder.begin(ALL_FOUR)
    recorder.observe(Hurt(30.0, works("bridge")[0], Side.RIGHT, 7))
    (done,) = journal.past().sessions
    (bridge,) = done.exercises
    assert (bridge.worst, bridge.complete) == ({Side.RIGHT: 7}, False)
    assert journal.past().stops(6) == (MORNING,)


@pytest.mark.parametrize("segment", [0, works("reverse-lunge")[0]])
def test_a_knee_that_locks_locks_the_plan_even_if_the_session_is_deleted(
    journal: Journal, segment: int
) -> None:
    recorder = Recorder(journal)
    session = recorder.begin(ALL_FOUR)
    recorder.observe(SignSeen(3.0, segment, Side.LEFT, Sign.LOCKING))
    (told,) = journal.signs_of(session)
    assert (told.knee, told.sign, told.exercise is None) == (Side.LEFT, Sign.LOCKING, False)
    before = journal.past().lock
    assert before is not None
    journal.discard(session)
    assert journal.past().sessions == ()
    assert journal.past().lock == before
    journal.screening_cleared("Dr Lund", at=MORNING)
    assert journal.past().lock == before
    assert journal.past().lock is not None


def test_an_eased_exercise_was_not_done_as_asked(journal: Journal) -> None:
    recorder = Recorder(journal)
    recorder.begin(ALL_FOUR)
    first, second = works("bridge")
    recorder.observe(SetDone(60.0, first, 3, 18.0, complete=True))
    heading = ALL_FOUR.heading(ALL_FOUR.segments[second])
    assert heading is not None
    segments = list(ALL_FOUR.segments)
    segments[second] = replace(segments[second], prescription=len(ALL_FOUR.headings))
    eased = replace(
        ALL_FOUR,
        headings=(*ALL_FOUR.headings, replace(heading, level="easier", eased=True)),
        segments=tuple(segments),
    )
    recorder.observe(
        TimelineChanged(61.0, first, eased), SetDone(90.0, second, 3, 18.0, complete=True)
    )
    (done,) = journal.past().sessions[0].exercises
    assert (done.exercise, done.level, done.complete) == ("bridge", "body", False)
    unfinished = journal.unfinished()
    assert unfinished is not None
    assert unfinished.timeline == eased


def test_an_hour_after_belongs_to_what_was_done_last_that_day(journal: Journal, wall: Wall) -> None:
    record(Recorder(journal), ALL_FOUR)
    wall.forward(hours=2)
    journal.log_run(DoneRun(wall(), 20.0))
    wall.forward(hours=1.5)
    journal.log_pain(PainScore(Side.LEFT, Moment.HOUR_AFTER, 2))
    wall.forward(days=1)
    journal.log_pain(PainScore(Side.RIGHT, Moment.HOUR_AFTER, 5))
    past = journal.past()
    assert past.runs[0].hour_after == {Side.LEFT: 2}
    assert past.sessions[0].hour_after == {}
    assert past.scores == {wall().date(): (Said(wall(), Side.RIGHT, 5),)}, "a day without training"


def test_pain_at_the_end_of_a_session_is_part_of_the_past(journal: Journal) -> None:
    record(Recorder(journal), ALL_FOUR)
    (done,) = journal.past().sessions
    assert set(done.after) == set(Side)


def test_the_newest_answer_of_a_morning_counts(journal: Journal, wall: Wall) -> None:
    for score in (9, 2):
        journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, score))
        wall.forward(minutes=1)
    assert journal.past().mornings == {DAY: {Side.LEFT: 2}}


def test_the_past_is_read_anew_when_another_program_writes(journal: Journal, path: Path) -> None:
    assert journal.past() is journal.past()
    with open_journal(path, wall_clock=Wall()) as other:
        other.log_run(DoneRun(MORNING, 20.0))
    assert len(journal.past().runs) == 1


@given(PASTS)
@settings(max_examples=20, deadline=None)
def test_the_runs_alone_are_those_of_the_whole_past(past: Past) -> None:
    wall = Wall(datetime(2027, 12, 31, tzinfo=UTC))
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder) / "journal.db", wall, empty_journal()) as journal,
    ):
        tell(journal, past)
        rows, runs = zip(*journal.done_runs(), strict=True) if past.runs else ((), ())
        assert runs == journal.past().runs
        assert rows == tuple(each.id for each in journal.runs())
