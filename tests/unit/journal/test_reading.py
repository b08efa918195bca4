"""What the journal tells: by day, by exercise, by knee."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneeline.coach.exercise import Phase
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.planning import History
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import Journal, Recorder
from kneeline.journal.changes import pain_scored
from tests.mini import ALL_FOUR
from tests.unit.journal.filling import empty_journal, opened
from tests.unit.journal.sitting import MORNING, Wall, record

DAY = MORNING.date()
SIDED = ("roll-quads", "knee-to-wall", "reverse-lunge")


def on_days(journal: Journal, wall: Wall, *days: int) -> list[str]:
    """Do one session on each of these days after the first; return their ids."""
    done = []
    for day in days:
        wall.moment = MORNING + timedelta(days=day)
        done.append(record(Recorder(journal), ALL_FOUR)[0])
    return done


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_sessions_of_some_days(journal: Journal, wall: Wall) -> None:
    first, second, third = on_days(journal, wall, 0, 3, 9)
    assert [each.id for each in journal.sessions()] == [first, second, third]
    assert [each.id for each in journal.sessions(since=after(3))] == [second, third]
    assert [each.id for each in journal.sessions(until=after(3))] == [first, second]
    assert [each.id for each in journal.sessions(after(1), after(2))] == []


def test_days_on_which_something_was_done(journal: Journal, wall: Wall) -> None:
    on_days(journal, wall, 0, 0, 3)
    wall.moment = MORNING + timedelta(days=5)
    Recorder(journal).begin(ALL_FOUR)
    assert journal.days_with_sessions() == (DAY, after(3))
    assert journal.days_with_sessions(since=after(1)) == (after(3),)


def test_sets_of_one_exercise(journal: Journal, wall: Wall) -> None:
    _, second = on_days(journal, wall, 0, 3)
    lunges = journal.sets_of("reverse-lunge")
    assert [each.day for each in lunges] == [DAY] * 4 + [after(3)] * 4
    assert {each.session for each in journal.sets_of("reverse-lunge", after(1))} == {second}
    assert journal.sets_of("no-such-exercise") == ()


def test_a_new_journal_knows_nothing(journal: Journal) -> None:
    assert journal.history() == History()
    assert (journal.sessions(), journal.pain_scores(), journal.notes()) == ((), (), ())
    assert journal.unfinished() is None


def test_anything_at_all_is_found_without_reading_it(journal: Journal, wall: Wall) -> None:
    assert not journal.holds_anything()
    on_days(journal, wall, 0)
    assert journal.holds_anything()


@pytest.mark.parametrize(
    "tell",
    [
        lambda journal: journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 2)),
        lambda journal: journal.log_run(DoneRun(MORNING, 20.0)),
        lambda journal: journal.screening_raised(Tier.URGENT, ["locking"], {"locking": True}),
    ],
)
def test_one_row_of_any_kind_is_something(
    tell: Callable[[Journal], object], journal: Journal, wall: Wall
) -> None:
    wall.moment = MORNING + timedelta(hours=2)
    tell(journal)
    assert journal.holds_anything()


def test_planning_learns_the_newest_score_of_each_knee(journal: Journal, wall: Wall) -> None:
    on_days(journal, wall, 0)
    assert journal.history().pain == {Side.LEFT: 2, Side.RIGHT: 0}
    wall.forward(days=1)
    journal.log_pain(PainScore(Side.RIGHT, Moment.NEXT_MORNING, 5))
    assert journal.history().pain == {Side.LEFT: 2, Side.RIGHT: 5}


def test_work_by_phase_and_day(journal: Journal, wall: Wall) -> None:
    on_days(journal, wall, 0, 0, 3)
    once = {Phase.ROLL: 60.0, Phase.ACTIVATE: 36.0, Phase.MOBILISE: 24.0, Phase.STRENGTHEN: 48.0}
    told = {(each.day, each.phase): each.seconds for each in journal.daily_work()}
    assert told == {(DAY, phase): 2 * seconds for phase, seconds in once.items()} | {
        (after(3), phase): seconds for phase, seconds in once.items()
    }


def test_levels_with_their_newest_day(journal: Journal, wall: Wall) -> None:
    on_days(journal, wall, 0, 3)
    told = journal.levels_worked()
    assert {each.day for each in told} == {after(3)}
    assert {(each.exercise, each.level, each.side) for each in told} == {
        *((each, "body", side) for each in SIDED for side in Side),
        ("bridge", "body", None),
    }


def test_felt_in_all_sessions(journal: Journal, wall: Wall) -> None:
    first, second = on_days(journal, wall, 0, 3)
    told = Counter((each.at.date(), each.where) for each in journal.felt(first))
    told += Counter((each.at.date(), each.where) for each in journal.felt(second))
    assert {(each.day, each.where): each.sets for each in journal.daily_felt()} == told != {}


def test_a_score_may_belong_to_the_session_before(journal: Journal, wall: Wall) -> None:
    (session,) = on_days(journal, wall, 0)
    wall.forward(days=1)
    journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 3), session=session)
    morning = journal.pain_scores(since=after(1))
    assert [(each.session, each.moment, each.day) for each in morning] == [
        (session, Moment.NEXT_MORNING, after(1))
    ]


def test_notes_by_the_day_they_are_about(journal: Journal, wall: Wall) -> None:
    (session,) = on_days(journal, wall, 4)
    journal.write_note("Slept badly.", about=after(2))
    journal.write_note("  Stairs were fine. \n", about=DAY, session=session)
    told = [(each.about, each.text, each.session) for each in journal.notes()]
    assert told == [(DAY, "Stairs were fine.", session), (after(2), "Slept badly.", None)]
    assert journal.notes(until=after(1))[0].at == wall.moment
    with pytest.raises(ValueError, match="needs some text"):
        journal.write_note(" \n", about=DAY)


def test_how_each_exercise_was_taken(journal: Journal, wall: Wall) -> None:
    first, second = on_days(journal, wall, 0, 3)
    before = {each.exercise: each[1:] for each in journal.comfort(DAY, after(3))}
    assert {days for days, _sore, _worst in before.values()} == {2}
    for session, day, score in ((first, 0, 5), (first, 0, 2), (second, 3, 6)):
        wall.moment = MORNING + timedelta(days=day)
        said = PainScore(Side.LEFT, Moment.DURING, score)
        journal.commit([pain_scored(said, journal.now(), session=session, exercise="bridge")])
    told = {each.exercise: each[1:] for each in journal.comfort(DAY, after(3))}
    assert told["bridge"] == (2, 2, 6)
    assert {**told, "bridge": None} == {**before, "bridge": None}
    assert {each.days for each in journal.comfort(after(1), after(3))} == {1}


def test_mornings_after_days_with_runs(journal: Journal, wall: Wall) -> None:
    for day, ran in enumerate((True, False, True)):
        if ran:
            journal.log_run(DoneRun(wall(), 20.0))
        wall.forward(days=1)
        journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, day))
        journal.log_pain(PainScore(Side.LEFT, Moment.AFTER, 9))
    assert [(each.day, each.score) for each in journal.mornings_after_runs()] == [
        (after(1), 0),
        (after(3), 2),
    ]


SCORES = st.tuples(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 9), timezones=st.just(UTC)),  # noqa: DTZ001 (hypothesis wants naive bounds)
    st.integers(-14 * 60, 14 * 60),
    st.builds(PainScore, st.sampled_from(Side), st.sampled_from(Moment), st.integers(0, 10)),
)


@given(st.lists(SCORES, max_size=30))
@settings(max_examples=40, deadline=None)
def test_the_worst_of_each_day_is_what_the_rows_say(
    given_scores: list[tuple[datetime, int, PainScore]],
) -> None:
    wall = Wall()
    worst: dict[tuple[date, Side], int] = {}
    scores: dict[tuple[date, Side], list[int]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder) / "journal.db", wall, empty_journal()) as journal,
    ):
        for moment, offset, score in given_scores:
            wall.moment = moment.astimezone(timezone(timedelta(minutes=offset)))
            journal.log_pain(score)
            key = (wall.moment.date(), score.knee)
            worst[key] = max(score.score, worst.get(key, 0))
            scores.setdefault(key, []).append(score.score)
        told = [((each.day, each.knee), each.worst) for each in journal.daily_pain()]
        assert told == sorted(worst.items())
        middles = {(each.day, each.knee): each.usual for each in journal.daily_pain()}
        assert middles == {key: median(given) for key, given in scores.items()}
        middle = date(2026, 1, 5)
        some = journal.daily_pain(since=middle, until=middle)
        assert [each.day for each in some] == [day for day, _ in sorted(worst) if day == middle]
        assert len(journal.pain_scores()) == len(given_scores)
