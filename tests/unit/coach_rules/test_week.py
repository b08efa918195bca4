from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kneeline.coach.exercise import Phase
from kneeline.coach.past import DoneExercise, Past, Pause
from kneeline.coach.week import (
    Day,
    Rhythm,
    Week,
    Why,
    resting,
    rhythm_of,
    roll_minutes_left,
    streak,
)
from tests.unit.coach_rules.made_up import day, past, rules, session, shipped

NUMBERS = rules().thresholds
WEEK = Week(NUMBERS)


def days(*numbers: int) -> frozenset[date]:
    return frozenset(day(number) for number in numbers)


def strength(week: Week, rhythm: Rhythm, count: int, first: int = 0) -> list[int]:
    """Return the numbers of the strength days that come when each is done."""
    start = week.plan(day(first), rhythm)
    return [
        (each.day - day(0)).days for each in week.outlook(start, rhythm, count) if each.strengthen
    ]


def test_three_days_in_seven_with_a_day_between_without_any_weekday() -> None:
    assert strength(WEEK, Rhythm(), 21) == [0, 2, 4, 7, 9, 11, 14, 16, 18]


def test_a_missed_day_moves_the_rest_along() -> None:
    assert strength(WEEK, Rhythm(strengthen=days(0)), 12, first=4) == [4, 6, 8, 11, 13, 15]


def test_why_a_day_has_no_strength() -> None:
    assert WEEK.plan(day(1), Rhythm(strengthen=days(0))).why is Why.DAY_BETWEEN
    assert WEEK.plan(day(0), Rhythm(strengthen=days(0))).why is Why.DONE
    assert WEEK.plan(day(6), Rhythm(strengthen=days(0, 2, 4))).why is Why.ENOUGH


def test_rolling_is_daily_and_activation_and_mobility_are_on_most_days() -> None:
    week = WEEK.outlook(WEEK.plan(day(0), Rhythm()), Rhythm())
    assert all(each.roll for each in week)
    assert sum(each.prepare for each in week) == 5
    assert all(each.prepare for each in week if each.strengthen)
    assert week[0].phases == tuple(Phase)
    assert week[6].phases == (Phase.ROLL,)


def test_tests_come_every_second_week() -> None:
    plan = WEEK.outlook(WEEK.plan(day(0), Rhythm()), Rhythm(), 30)
    assert [each.day for each in plan if each.tests] == [day(0), day(14), day(28)]


def test_runs_keep_off_strength_days_while_they_can() -> None:
    week = replace(WEEK, runs=shipped().runs)
    plan = week.outlook(week.plan(day(0), Rhythm()), Rhythm(), 14)
    runs = [(each.day - day(0)).days for each in plan if each.run]
    assert runs == [1, 3, 5, 8, 10, 12]
    assert not any(each.run and each.strengthen for each in plan)


def test_a_run_comes_on_a_strength_day_when_none_was_for_three_days() -> None:
    week = replace(WEEK, runs=shipped().runs)
    assert week.plan(day(3), Rhythm(run=days(0))).run
    assert not week.plan(day(2), Rhythm(run=days(0))).run
    assert not week.plan(day(7), Rhythm(run=days(1, 3, 5, 6))).run


def test_a_strength_day_moves_to_a_later_day_and_the_rest_follows() -> None:
    rhythm = Rhythm(strengthen=days(0))
    week = WEEK.moved(day(2), day(3), rhythm, day(1))
    assert strength(week, rhythm, 8, first=1) == [3, 5, 7]
    assert week.plan(day(2), rhythm).why is Why.MOVED_AWAY
    assert week.plan(day(3), rhythm).why is Why.MOVED_HERE


def test_a_strength_day_moves_to_an_earlier_day() -> None:
    rhythm = Rhythm(strengthen=days(0))
    week = replace(WEEK, moves={day(5): day(2)})
    assert strength(week, rhythm, 6, first=1) == [2, 4]
    assert week.plan(day(5), rhythm).why is Why.MOVED_AWAY


@pytest.mark.parametrize(
    ("start", "to", "says"),
    [
        (2, 1, "day between"),
        (2, 2, "another day"),
        (2, 9, "less than a week"),
        (0, 3, "has passed"),
        (3, 0, "has passed"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_a_sentence(start: int, to: int, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        WEEK.moved(day(start), day(to), Rhythm(strengthen=days(0)), day(1))


def test_part_sessions_of_rolling_add_up() -> None:
    four = replace(session(0), roll_minutes=4.0)
    assert roll_minutes_left(past(four), day(0), NUMBERS) == 6
    assert roll_minutes_left(past(four, four, four), day(0), NUMBERS) == 0
    assert roll_minutes_left(past(four), day(1), NUMBERS) == 10


def test_a_pause_neither_counts_nor_breaks_the_row_of_days() -> None:
    row = past(*(session(number) for number in (0, 1, 2, 6, 7)))
    assert streak(row, day(7)) == 2
    paused = replace(row, pauses=(Pause(day(3), day(5)),))
    assert streak(paused, day(7)) == 5
    assert streak(paused, day(8)) == 5
    assert streak(paused, day(9)) == 0
    assert streak(replace(row, pauses=(Pause(day(3)),)), day(20)) == 5
    assert streak(Past(), day(3)) == 0


def test_a_resting_day_only_rolls_and_a_locked_one_does_nothing() -> None:
    full = Day(day(0), Why.STRENGTH_DUE, prepare=True, strengthen=True, run=True, tests=True)
    assert resting(full, Why.RESTING).phases == (Phase.ROLL,)
    assert resting(full, Why.LOCKED).phases == ()
    assert not resting(full, Why.RESTING).tests


def test_the_rhythm_is_read_from_what_was_done() -> None:
    clam = DoneExercise("clamshell", Phase.ACTIVATE, "free")
    rhythm = rhythm_of(replace(past(session(0), session(1, clam)), tests=(day(1),)))
    assert rhythm.strengthen == days(0)
    assert rhythm.prepare == days(1)
    assert rhythm.tests == days(1)
