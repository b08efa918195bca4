from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kneeline.coach import advice
from kneeline.coach.cadence import OwnCadence
from kneeline.coach.composing import LeftOut
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.layout import lay_out
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession, Past, Pause
from kneeline.coach.progression import GENTLE
from kneeline.coach.rules import Action
from kneeline.coach.screening import Cleared, Lock, Raised, Tier
from kneeline.coach.side import Side
from kneeline.coach.today import Today, Wishes, plan_day
from kneeline.coach.week import Why
from kneeline.coach.wording import english
from tests.unit.coach_rules.made_up import (
    EVERYTHING,
    LEFT,
    RIGHT,
    at,
    both,
    day,
    lunge,
    past,
    session,
    shipped,
)

WISHES = Wishes(EVERYTHING)


def plan(one: Past, number: int, wishes: Wishes = WISHES, hour: int = 18) -> Today:
    return plan_day(one, shipped(), wishes, at(number, hour))


def names(today: Today) -> list[str]:
    return [each.exercise.id for each in today.plan.prescriptions] if today.plan else []


def why(today: Today, name: str) -> str:
    assert today.plan is not None
    return next(each.why for each in today.plan.prescriptions if each.exercise.id == name)


def test_the_first_day_has_every_phase_in_order_on_the_easiest_levels() -> None:
    today = plan(Past(), 0)
    assert today.plan is not None
    phases = [each.exercise.phase for each in today.plan.prescriptions]
    assert list(dict.fromkeys(phases)) == list(Phase)
    assert phases == sorted(phases, key=lambda phase: phase.order)
    assert "easiest level" in why(today, "reverse-lunge")
    assert today.reasons == ("Strength today: three days in seven, with a day between.",)
    assert today.day.tests
    assert lay_out(today.plan).seconds > 0


def test_the_day_after_strength_has_none_and_says_so() -> None:
    today = plan(past(session(0)), 1)
    assert "reverse-lunge" not in names(today)
    assert today.reasons == ("A day between: strength was yesterday.",)


def test_a_step_up_is_in_the_dose_and_in_the_reason() -> None:
    today = plan(past(session(0), session(2)), 4)
    assert today.plan is not None
    one = next(each for each in today.plan.prescriptions if each.exercise.id == "reverse-lunge")
    assert one.dose.reps == 9
    assert "a little more: 9 reps" in one.why


def test_a_worse_morning_makes_a_gentle_day() -> None:
    today = plan(past(session(0), mornings={1: 3}), 1)
    assert today.verdict.action is Action.REST
    assert today.day.why is Why.RESTING
    assert today.plan is not None
    assert today.plan.programme == GENTLE
    assert "clearly more than yesterday: 3 of 10" in today.reasons[0]
    assert all("Gentle" in each.why for each in today.plan.prescriptions)


def test_a_check_in_can_only_make_the_day_gentler() -> None:
    sore = replace(WISHES, check_in={LEFT: 1, RIGHT: 6})
    assert plan(Past(), 0, sore).day.why is Why.RESTING
    assert "too much today: 6 of 10" in plan(Past(), 0, sore).reasons[0]
    fine = replace(WISHES, check_in=both(0))
    assert plan(past(session(0), mornings={1: 3}), 1, fine).day.why is Why.RESTING
    assert plan(Past(), 0, fine).day.strengthen


def test_forty_eight_hours_after_a_stop_are_counted_in_hours() -> None:
    stopped = past(session(0, worst=7))
    assert plan(stopped, 1).verdict.action is Action.STOP
    assert plan(stopped, 2, hour=17).day.why is Why.RESTING
    assert "still resting" in plan(stopped, 2, hour=17).reasons[0]
    assert plan(stopped, 2, hour=19).day.strengthen


def test_the_second_stop_in_two_weeks_advises_a_physiotherapist_and_does_not_lock() -> None:
    today = plan(past(session(0, worst=7), session(9, worst=6)), 10)
    assert today.verdict.rule == "second-stop"
    assert today.lock is None
    assert today.plan is not None
    assert any("physiotherapist" in sentence for sentence in today.advice)


def test_a_red_flag_locks_everything_until_it_is_cleared() -> None:
    flagged = Past(records=(Raised(at(0, 7), Tier.SAME_DAY, ("clot-in-the-leg",)),))
    today = plan(flagged, 0)
    assert (today.plan, today.run, today.day.phases) == (None, None, ())
    assert today.advice[0].startswith("See a doctor today")
    assert today.verdict.locks
    cleared = replace(flagged, records=(*flagged.records, Cleared(at(5, 7), "GP")))
    assert plan(cleared, 5).plan is not None


def test_a_knee_that_locked_in_a_session_locks_the_plan_by_itself() -> None:
    locked = past(session(0, lunge(signs=frozenset({Sign.LOCKING}))))
    assert plan(locked, 3).plan is None
    assert "next days" in plan(locked, 3).advice[0]
    assert plan(replace(locked, records=(Cleared(at(2), "GP"),)), 3).plan is not None


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_has_its_words(tier: Tier) -> None:
    said = advice.of_lock(Lock(at(0), tier, ("none-of-ours",)), shipped().screen, english)
    assert bool(said) == (tier is not Tier.FINE)


def test_a_pause_plans_nothing_and_keeps_the_streak() -> None:
    today = plan(Past(pauses=(Pause(day(0)),)), 3)
    assert today.plan is None
    assert "streak" in today.reasons[0]


def test_what_one_lacks_is_swapped_and_the_reason_says_for_what() -> None:
    have = EVERYTHING - {"step"}
    today = plan(Past(), 0, Wishes(have))
    assert today.plan is not None
    assert have.issuperset(today.plan.equipment)
    swapped = [each for each in today.plan.prescriptions if "Instead of" in each.why]
    assert swapped
    assert "needs: step" in swapped[0].why


def test_no_exercise_comes_twice() -> None:
    for missing in EVERYTHING:
        found = names(plan(Past(), 0, Wishes(EVERYTHING - {missing})))
        assert len(found) == len(set(found))


def test_with_nothing_at_hand_something_is_left_and_the_rest_is_named() -> None:
    today = plan(Past(), 0, Wishes(frozenset()))
    assert today.left_out
    assert set(today.left_out.values()) == {LeftOut.NO_EQUIPMENT}


def test_without_a_roller_mobility_takes_the_place_of_rolling() -> None:
    rested = past(*(session(number) for number in (0, 2, 4)))
    busy = replace(WISHES, have=EVERYTHING - {"roller"})
    today = plan(rested, 6, busy)
    assert today.plan is not None
    assert {each.exercise.phase for each in today.plan.prescriptions} <= {
        Phase.MOBILISE,
        Phase.ACTIVATE,
    }


@pytest.mark.parametrize("minutes", [3, 10, 20, 30])
def test_little_time_makes_a_shorter_plan_that_keeps_strength_longest(minutes: int) -> None:
    today = plan(Past(), 0, replace(WISHES, minutes=minutes))
    assert today.plan is not None
    assert len(today.plan.prescriptions) == 1 or lay_out(today.plan).seconds <= minutes * 60
    assert Phase.STRENGTHEN in {each.exercise.phase for each in today.plan.prescriptions}
    assert set(today.left_out.values()) == {LeftOut.NO_TIME}


def test_with_enough_time_nothing_is_left_out() -> None:
    assert plan(Past(), 0, replace(WISHES, minutes=120)).left_out == {}


def test_exercises_take_turns_when_time_is_short() -> None:
    short = replace(WISHES, minutes=13)
    first = plan(Past(), 0, short)
    assert first.plan is not None
    strong = [each for each in first.plan.prescriptions if each.exercise.phase is Phase.STRENGTHEN]
    left = {name for name in first.left_out if shipped().exercises[name].phase is Phase.STRENGTHEN}
    assert left
    done = past(session(0, *(replace(lunge(), exercise=each.exercise.id) for each in strong)))
    assert left <= set(names(plan(done, 2, short)))


def test_the_sorer_knee_goes_first_and_says_so() -> None:
    sore = Past(mornings={day(0): {LEFT: 0, RIGHT: 2}})
    today = plan(sore, 0)
    assert today.plan is not None
    each = next(one for one in today.plan.prescriptions if one.exercise.id == "reverse-lunge")
    assert each.sides == (Side.RIGHT, Side.LEFT)
    assert "right side goes first" in each.why
    left = plan(Past(mornings={day(0): {LEFT: 2, RIGHT: 0}}), 0)
    assert "left side goes first" in why(left, "reverse-lunge")


def test_the_weaker_leg_goes_first_where_both_hurt_the_same() -> None:
    weak = past(session(0, lunge(reps={LEFT: 8, RIGHT: 6}, complete=False)))
    today = plan(weak, 2)
    assert today.plan is not None
    each = next(one for one in today.plan.prescriptions if one.exercise.id == "reverse-lunge")
    assert each.sides[0] is Side.RIGHT
    assert each.dose.reps == 6
    assert "right leg sets the number" in each.why


def test_a_level_whose_weight_is_not_at_hand_falls_back_and_says_why() -> None:
    steps = past(*(session(number) for number in range(2)))
    climbed = plan(steps, 2)
    track = climbed.tracks["reverse-lunge"]
    standing = replace(track.standing, level="loaded", dose=track.ladder.exercise.levels[-1].dose)
    known: Mapping[str, object] = {"reverse-lunge": replace(track, standing=standing)}
    wishes = Wishes(EVERYTHING - {"weight"})
    today = plan_day(steps, shipped(), wishes, at(3), known)  # type: ignore[arg-type] # a mapping of tracks
    assert "needs: weight" in why(today, "reverse-lunge")


def run(number: int, worst: int = 0) -> DoneRun:
    return DoneRun(
        at(number, 12), 16.0, stage=1, before=both(0), worst=both(worst), hour_after=both(0)
    )


def test_runs_come_with_the_stage_and_the_metronome() -> None:
    runner = replace(WISHES, runs=True, cadence=OwnCadence(160, day(0)))
    one = replace(past(session(2)), gates=(day(0),))
    first = plan(one, 3, runner)
    assert first.run is not None
    assert first.run.stage is not None
    assert first.run.stage.number == 1
    assert first.run.metronome is not None
    assert first.run.metronome.beats == 168
    quiet = replace(past(session(30)), gates=(day(0),), runs=(run(25), run(28)))
    later = plan(quiet, 31, runner)
    assert later.run is not None
    assert later.run.metronome is not None
    assert later.run.metronome.beats == 176


def test_who_does_not_want_to_run_hears_nothing_of_it() -> None:
    one = replace(past(session(2)), gates=(day(0),))
    assert plan(one, 3).run is None
    assert len(plan(one, 3).reasons) == 1
    assert len(plan(one, 3, replace(WISHES, runs=True)).reasons) == 2


def test_the_outlook_is_a_week_that_begins_today() -> None:
    outlook = plan(Past(), 0).outlook
    assert [each.day for each in outlook] == [day(number) for number in range(7)]
    assert [each.strengthen for each in outlook] == [True, False, True, False, True, False, False]


def test_whole_sentences_go_through_the_translator() -> None:
    seen: list[str] = []

    def mark(sentence: str) -> str:
        seen.append(sentence)
        return f"«{sentence}»"

    ill = lunge(felt=(FeltWhere.BACK,))
    today = plan_day(
        past(session(0, ill), session(2, ill)), shipped(), WISHES, at(4), translate=mark
    )
    assert today.plan is not None
    assert "Think: {cue}." in seen
    assert all(each.why.startswith("«") for each in today.plan.prescriptions)


def test_programmes_without_a_gentle_or_a_travel_one_still_make_a_day() -> None:
    daily = {"daily": shipped().programmes["daily"]}
    bare = replace(shipped(), programmes=daily)
    sore = plan_day(past(session(0), mornings={1: 3}), bare, WISHES, at(1))
    assert sore.plan is not None
    assert {each.exercise.phase for each in sore.plan.prescriptions} == {Phase.ROLL}
    assert plan_day(Past(), bare, Wishes(frozenset({"wall", "chair"})), at(0)).plan is not None


def test_rolling_that_is_done_is_not_asked_for_again() -> None:
    done = (DoneExercise("roll-quads", Phase.ROLL, shipped().exercises["roll-quads"].levels[0].id),)
    for minutes, says in ((4.0, "4 of 10 minutes of rolling are done"), (10.0, "Rolling is done")):
        one = DoneSession(at(0, 7), done, "roll", minutes)
        today = plan_day(Past((one,)), shipped(), WISHES, at(0, 9))
        assert today.plan is not None
        left = [each.exercise for each in today.plan.prescriptions]
        assert "roll-quads" not in {each.id for each in left}
        assert (Phase.ROLL in {each.phase for each in left}) is (minutes < 10)
        assert any(sentence.startswith(says) for sentence in today.reasons)
