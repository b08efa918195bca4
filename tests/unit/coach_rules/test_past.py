from __future__ import annotations

from dataclasses import replace

from kneeline.coach.facts import KneeFacts
from kneeline.coach.past import Past, Said
from tests.unit.coach_rules.made_up import (
    LEFT,
    RIGHT,
    at,
    both,
    day,
    exercise,
    knee,
    lunge,
    past,
    reading,
    rules,
    session,
)


def test_a_knee_that_nobody_named_is_not_asked_about() -> None:
    one = replace(session(0), before={RIGHT: 1}, worst={RIGHT: 2}, hour_after={})
    alone = Past((one,), mornings={day(1): {RIGHT: 1}})
    assert alone.knees(one, one.worst, {}) == {RIGHT: knee(1, 2, None, 1)}


def test_a_knee_named_once_is_asked_about_everywhere() -> None:
    one = replace(session(0), before={RIGHT: 1, LEFT: 0}, worst={RIGHT: 2}, hour_after={RIGHT: 1})
    assert Past((one,)).knees(one, one.worst, {})[LEFT] == knee(0, None, None, None)


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


def test_pain_right_at_the_end_counts_as_pain_on_the_way() -> None:
    one = replace(session(0, worst=1), after=both(6))
    assert past(one).stops(6) == (at(0),)
    found = reading(past(one)).of_exercise(one, one.exercises[0], exercise())
    assert found.knees[LEFT].most == 6
    assert past(one).newest() == both(0)


def test_what_is_noted_later_that_day_belongs_to_the_session_before_it() -> None:
    one, noted = session(0), {day(0): (Said(at(0, 9), LEFT, 7), Said(at(0, 22), LEFT, 3))}
    whole = replace(past(one), scores=noted)
    knees = whole.knees(one, one.worst, one.after)
    assert (knees[LEFT].later, knees[RIGHT].later) == (3, None)
    assert whole.worst_by_day() == {day(0): 7, day(1): 0}
    assert replace(whole, mornings={}).newest() == {LEFT: 3, RIGHT: 0}


def test_pain_on_a_day_without_training_reaches_that_day_and_the_next() -> None:
    one = reading(Past(scores={day(0): (Said(at(0), RIGHT, 8),)}))
    for moment in (at(0, 20), at(1, 8)):
        assert one.of_day(moment).knees == {RIGHT: KneeFacts(later=8)}
        assert rules().judge(one.of_day(moment)).rule == "rest-day"
    assert one.of_day(at(2)).knees == {}
    assert one.of_day(at(0, 20)).stops_lately == 0


def test_two_sessions_of_a_day_count_with_their_worst() -> None:
    early = replace(session(0, worst=4, before=3), at=at(0, 8))
    one = reading(past(early, session(0, worst=2, before=1, hour=1)))
    assert one.of_day(at(1)).knees[RIGHT] == knee(1, 4, 1, 0)
