from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.past import DoneExercise, Past
from kneeline.coach.progression import GENTLE, Track, follow
from kneeline.coach.rules import Action
from kneeline.coach.screening import Raised, Tier
from kneeline.coach.standing import Step
from tests.unit.coach_rules.made_up import (
    EVERYTHING,
    LEFT,
    RIGHT,
    at,
    day,
    ladder,
    lunge,
    past,
    reading,
    rules,
    session,
    without_mornings,
)


def track(one: Past, today: int, name: str = "reverse-lunge") -> Track:
    return follow(ladder(name), reading(one), rules(), day(today), have=EVERYTHING)


def fired(one: Past, today: int) -> list[str]:
    return [each.verdict.rule for each in track(one, today).decisions]


def test_two_clean_sessions_and_a_clean_morning_are_one_step() -> None:
    twice = past(session(0), session(2))
    decisions = track(twice, 4).decisions
    assert [each.verdict.rule for each in decisions] == ["clean-once", "clean-twice"]
    assert decisions[-1].step is Step.REPS
    assert track(twice, 4).standing.dose.reps == 9


def test_the_second_session_waits_for_its_morning() -> None:
    twice = past(session(0), session(2))
    assert track(twice, 2).standing == ladder().start()
    assert len(track(twice, 2).decisions) == 1


def test_one_step_only_however_many_clean_sessions() -> None:
    many = past(*(session(number) for number in range(0, 20, 2)))
    steps = [each for each in track(many, 20).decisions if each.step is not None]
    assert len(steps) == 5
    assert all((after.day - before.day).days >= 3 for before, after in pairwise(steps))


def test_without_mornings_nothing_moves_up() -> None:
    many = without_mornings(past(*(session(number) for number in range(0, 40, 2))))
    assert track(many, 40).standing == ladder().start()
    assert set(fired(many, 40)) == {"missing"}


def test_one_missing_answer_starts_the_count_again() -> None:
    gap = past(session(0), session(2, hour=None), session(4), session(6))
    assert fired(gap, 8) == ["clean-once", "missing", "clean-once", "clean-twice"]


def test_a_worse_morning_takes_a_level() -> None:
    sore = past(session(0), session(2), session(4), mornings={5: 2})
    assert fired(sore, 6)[-1] == "sore-morning"
    assert track(sore, 6).standing == ladder().start()


def test_a_stop_takes_two_levels_and_only_from_the_exercise_it_came_from() -> None:
    wall = DoneExercise("wall-sit", Phase.STRENGTHEN, "30-degrees", felt=(FeltWhere.THIGH,))
    hurt = lunge(said={RIGHT: 7}, complete=False)
    one = past(replace(session(0, hurt, wall), worst={LEFT: 0, RIGHT: 7}))
    stopped = track(one, 1).decisions[-1]
    assert stopped.verdict.action is Action.STOP
    assert stopped.after == ladder().down(ladder().start(), 2)
    other = track(one, 1, "wall-sit")
    assert other.standing == other.ladder.start()


def test_pain_that_only_the_check_out_tells_counts_for_every_exercise() -> None:
    wall = DoneExercise("wall-sit", Phase.STRENGTHEN, "30-degrees", felt=(FeltWhere.THIGH,))
    one = past(session(0, lunge(), wall, worst=4))
    for name in ("reverse-lunge", "wall-sit"):
        assert track(one, 1, name).decisions[-1].verdict.rule == "some-pain"


def test_four_sessions_held_by_pain_step_back_and_the_count_begins_again() -> None:
    held = past(*(session(number, worst=3) for number in range(0, 10, 2)))
    assert fired(held, 10) == ["some-pain"] * 3 + ["stalled", "some-pain"]
    assert track(held, 10).standing == ladder().down(ladder().start())


def test_felt_in_knee_or_back_twice_running_steps_back_across_sessions() -> None:
    ill = lunge(felt=(FeltWhere.BACK,))
    twice = past(session(0, ill), session(2, ill))
    assert fired(twice, 4) == ["form-first", "felt-twice"]
    between = past(session(0, ill), session(2), session(4, ill))
    assert "felt-twice" not in fired(between, 6)


def test_nobody_said_where_it_was_felt_is_a_missing_answer() -> None:
    assert fired(past(session(0, lunge(felt=()))), 1) == ["missing"]


def test_elsewhere_is_wrong_for_a_glute_exercise() -> None:
    assert fired(past(session(0, lunge(felt=(FeltWhere.ELSEWHERE,)))), 1) == ["form-first"]


def test_the_weaker_side_sets_the_number_for_both() -> None:
    weak = lunge(reps={LEFT: 6, RIGHT: 8}, complete=False)
    one = track(past(session(0, weak)), 1)
    assert one.weaker is LEFT
    assert one.standing.dose.reps == 6


def test_even_sides_have_no_weaker_one() -> None:
    assert track(past(session(0, lunge(reps={LEFT: 8, RIGHT: 8}))), 1).weaker is None


def test_breaks_step_back_by_their_length() -> None:
    climbed = past(session(0), session(2))
    start = ladder().start()
    assert track(climbed, 8).standing.dose.reps == 9
    assert track(climbed, 9).standing == start
    assert track(climbed, 9).days_off == 7
    assert track(climbed, 16).standing == start
    assert track(climbed, 30).standing == ladder().down(track(climbed, 8).standing, 2)
    assert track(climbed, 30).settled == track(climbed, 8)


def test_after_a_break_training_goes_on_from_the_lower_standing() -> None:
    back = past(session(0), session(2), session(31), session(33))
    assert track(back, 35).decisions[-1].before == ladder().down(ladder().start(), 2)


def test_a_gentle_day_moves_nothing() -> None:
    gentle = replace(session(2), programme=GENTLE)
    assert len(track(past(session(0), gentle), 4).decisions) == 1


def test_another_level_than_ones_own_can_hold_but_never_step_up() -> None:
    other = past(*(session(number, lunge(level="half")) for number in range(0, 8, 2)))
    assert fired(other, 8) == ["clean-once"] * 4
    assert track(other, 8).standing == ladder().start()


def test_a_trend_takes_one_level_a_week_at_most() -> None:
    weeks = [number // 7 for number in range(32)]
    sessions = [
        session(number, before=weeks[number], worst=weeks[number], hour=weeks[number])
        for number in range(0, 31, 2)
    ]
    rising = past(*sessions, mornings=dict(enumerate(weeks)))
    assert [reading(rising).rises(day(number)) for number in (6, 13, 20)] == [0, 1, 2]
    decisions = track(rising, 31).decisions
    days = [each.day for each in decisions if each.verdict.rule == "rising-twice"]
    assert len(days) >= 2
    assert all((later - sooner).days >= 7 for sooner, later in pairwise(days))


def test_a_red_flag_of_the_same_day_is_in_the_facts() -> None:
    one = past(session(0))
    flagged = replace(one, records=(Raised(at(0, 20), Tier.SAME_DAY, ("x",)),))
    decision = track(flagged, 1).decisions[-1]
    assert decision.verdict.rule == "red-flag"
    assert decision.after == decision.before


def test_going_on_from_an_earlier_day_comes_to_the_same() -> None:
    all_of = past(*(session(number, worst=number % 3) for number in range(0, 60, 2)))
    known: Track | None = None
    for number in (0, 5, 13, 30, 44, 61, 90, 100):
        known = follow(ladder(), reading(all_of), rules(), day(number), known=known)
    assert known == follow(ladder(), reading(all_of), rules(), day(100))


def test_signs_of_a_session_are_those_of_its_exercises() -> None:
    sharp = session(0, lunge(signs=frozenset({Sign.SHARP})))
    assert sharp.signs == {Sign.SHARP}
    assert fired(past(sharp), 1) == ["stop"]
