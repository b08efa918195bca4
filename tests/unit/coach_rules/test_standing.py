from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach.dose import Dose
from kneeline.coach.exercise import KneeRange
from kneeline.coach.standing import Ladder, Standing, Step
from tests.unit.coach_rules.made_up import EVERYTHING, ladder, shipped

PROGRESSING = [name for name, each in shipped().exercises.items() if each.phase != "roll"]


def test_everybody_starts_on_the_easiest_level_as_it_is_written() -> None:
    start = ladder().start()
    assert start.level == "half-held"
    assert start.dose == ladder().exercise.levels[0].dose
    assert (start.depth, start.load) == (1.0, 100)


def climb(one: Ladder) -> list[tuple[Standing, Step]]:
    """Return every step from the start to the top."""
    standing, steps = one.start(), []
    for _step in range(500):
        standing, step = one.up(standing, EVERYTHING)
        if step is None:
            return steps
        steps.append((standing, step))
    raise AssertionError("the ladder has no top")


@pytest.mark.parametrize("name", PROGRESSING)
def test_every_ladder_ends_and_each_step_changes_one_thing_and_asks_for_more(name: str) -> None:
    one = ladder(name)
    before = one.start()
    for after, step in climb(one):
        changed = {
            Step.RANGE: after.depth != before.depth,
            Step.REPS: (after.dose.reps, after.dose.seconds)
            != (before.dose.reps, before.dose.seconds),
            Step.SETS: after.dose.sets != before.dose.sets,
            Step.LOAD: after.load != before.load,
        }
        if step is Step.VARIATION:
            assert one.place(after) == one.place(before) + 1
        else:
            assert after.level == before.level
            assert [each for each, yes in changed.items() if yes] == [step]
        assert one.effort(after) > one.effort(before)
        before = after
    assert one.place(before) == len(one.exercise.levels) - 1


def test_the_steps_come_in_our_order() -> None:
    order = [step for _standing, step in climb(ladder())]
    level = order[order.index(Step.VARIATION) + 1 :]
    assert level[0] is Step.RANGE
    assert level[1] is Step.REPS
    assert level.index(Step.SETS) > level.index(Step.REPS)
    assert Step.LOAD in order[-10:]


@pytest.mark.parametrize("name", PROGRESSING)
@pytest.mark.parametrize("levels", [1, 2])
def test_down_never_asks_for_more(name: str, levels: int) -> None:
    one = ladder(name)
    for standing in [one.start(), *(each for each, _step in climb(one))]:
        down = one.down(standing, levels)
        assert one.effort(down) <= one.effort(standing)
        assert one.effort(one.down(standing, 2)) <= one.effort(one.down(standing, 1))
        assert one.down(standing, 0) == standing


def test_below_the_easiest_level_there_is_half_of_it_and_half_as_deep() -> None:
    one = ladder()
    least = one.down(one.start())
    assert (least.level, least.dose.sets, least.dose.reps, least.depth) == ("half-held", 1, 4, 0.5)
    assert one.down(least) == least


def test_two_levels_below_the_third_is_the_first_as_it_is_written() -> None:
    one = ladder()
    third = Standing("full", one.exercise.level("full").dose)
    assert one.down(third, 2) == one.start()
    second = Standing("half", one.exercise.level("half").dose)
    assert one.down(second, 2) == one.down(one.start())


def test_from_there_it_goes_back_to_the_start_in_three_steps() -> None:
    one = ladder()
    standing, steps = one.down(one.start()), []
    while standing != one.start():
        standing, step = one.up(standing)
        steps.append(step)
    assert steps == [Step.RANGE, Step.REPS, Step.SETS]


def test_holds_go_down_to_half_and_back_in_seconds() -> None:
    one = ladder("wall-sit")
    least = one.down(one.start())
    assert least.dose.seconds == (one.start().dose.seconds or 0) / 2
    deep, first = one.up(least)
    long, second = one.up(deep)
    assert (first, second) == (Step.RANGE, Step.REPS)
    assert long.dose.seconds == one.start().dose.seconds


def test_a_week_off_starts_the_level_afresh_but_never_harder() -> None:
    one = ladder()
    high = replace(one.start(), dose=one.exercise.levels[0].most)
    assert one.afresh(high) == one.start()
    least = one.down(one.start())
    assert one.afresh(least) == least


def test_a_level_that_needs_what_one_lacks_is_not_entered() -> None:
    one = ladder()
    top = [each for each, step in climb(one) if step is Step.VARIATION][-1]
    below = [each for each, _step in climb(one) if one.place(each) == one.place(top) - 1][-1]
    assert top.level == "loaded"
    assert one.up(below, EVERYTHING - {"weight"}) == (below, None)
    fitting = one.fitting(top, EVERYTHING - {"weight"})
    assert fitting.level == "full"
    assert one.fitting(top, EVERYTHING) == top


def test_the_level_shows_its_depth_and_its_load() -> None:
    one = ladder()
    half = one.level(replace(one.start(), depth=0.5))
    assert half.knee_range == KneeRange(0, 22)
    heavy = one.level(Standing("loaded", one.exercise.levels[-1].dose, load=120))
    assert heavy.load.endswith("20 % more")
    assert one.level(Standing("loaded", one.exercise.levels[-1].dose)).load


def test_narrowing_is_only_for_knees_that_bend() -> None:
    assert ladder().narrowed(ladder().start()).depth == 0.5
    assert ladder("bridge").narrowed(ladder("bridge").start()).depth == 1.0


def test_fewer_repetitions_stay_above_none_and_holds_stay() -> None:
    one = ladder()
    assert one.with_reps(one.start(), 5).dose.reps == 5
    assert one.with_reps(one.start(), 0).dose.reps == 1
    assert one.with_reps(one.start(), 50) == one.start()
    hold = Standing("x", Dose(1, seconds=30))
    assert one.with_reps(hold, 3) == hold
