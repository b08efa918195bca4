from __future__ import annotations

from dataclasses import replace

from kneeline.coach.past import Past
from tests.unit.coach_rules.made_up import (
    LEFT,
    RIGHT,
    at,
    both,
    day,
    knee,
    lunge,
    past,
    reading,
    session,
)


def test_a_knee_that_nobody_named_is_not_asked_about() -> None:
    one = replace(session(0), before={RIGHT: 1}, worst={RIGHT: 2}, hour_after={})
    alone = Past((one,), mornings={day(1): {RIGHT: 1}})
    assert alone.knees(one, one.worst) == {RIGHT: knee(1, 2, None, 1)}


def test_a_knee_named_once_is_asked_about_everywhere() -> None:
    one = replace(session(0), before={RIGHT: 1, LEFT: 0}, worst={RIGHT: 2}, hour_after={RIGHT: 1})
    assert Past((one,)).knees(one, one.worst)[LEFT] == knee(0, None, None, None)


def test_pain_before_a_session_is_no_stop() -> None:
    assert past(session(0, before=8)).stops(6) == ()
    assert past(session(0, worst=6)).stops(6) == (at(0),)
    assert past(session(0, lunge(said={RIGHT: 6}))).stops(6) == (at(0),)


def test_the_worst_of_a_day_is_of_any_knee_and_any_question() -> None:
    one = past(session(0, before=1, worst=2, hour=3), mornings={1: 4})
    assert one.worst_by_day() == {day(0): 3, day(1): 4}
    assert Past((replace(session(0), before={}, worst={}, hour_after={}),)).worst_by_day() == {}


def test_the_newest_score_is_the_last_one_of_the_last_day() -> None:
    one = past(session(0, worst=5, hour=4), mornings={0: 9, 1: 2})
    assert one.newest() == both(2)
    assert Past(mornings={day(0): {LEFT: 1}}).newest() == {LEFT: 1}


def test_a_week_has_a_mean_from_three_days_on() -> None:
    two = Past(mornings={day(0): both(2), day(1): both(4)})
    assert reading(two).week_mean(day(6)) is None
    three = Past(mornings={**two.mornings, day(2): both(6)})
    assert reading(three).week_mean(day(6)) == 4
    assert reading(three).week_mean(day(9)) is None


def test_two_sessions_of_a_day_count_with_their_worst() -> None:
    early = replace(session(0, worst=4, before=3), at=at(0, 8))
    one = reading(past(early, session(0, worst=2, before=1, hour=1)))
    assert one.of_day(at(1)).knees[RIGHT] == knee(1, 4, 1, 0)
