"""Every exercise: complete, safe to swap, ordered, short enough to say, and with its sources."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kneeline.coach.exercise import Claim, Exercise, Level, Phase, Position
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.programme import Block, Entry, Programme
from kneeline.coach.timeline import SegmentKind
from kneeline.library.schema import EQUIPMENT
from tests.content.shelves import LIBRARY, RESOURCES

IDS = {
    Phase.ROLL: "roll-quads roll-outer-thigh roll-hamstrings roll-glutes roll-calves "
    "roll-adductors roll-hip-flexors roll-quads-wall",
    Phase.ACTIVATE: "side-lying-hip-abduction clamshell bridge single-leg-bridge "
    "quadruped-hip-extension lateral-band-walk monster-walk isometric-wall-press",
    Phase.MOBILISE: "knee-to-wall calf-stretch half-kneeling-hip-flexor ninety-ninety-switch "
    "adductor-rock-back lying-hip-rotation hamstring-floss supported-deep-squat",
    Phase.STRENGTHEN: "reverse-lunge single-leg-deadlift split-squat "
    "rear-foot-elevated-split-squat step-up lateral-step-down forward-step-down "
    "weighted-single-leg-bridge single-leg-squat-to-box wall-sit side-plank-with-abduction "
    "single-leg-calf-raise",
}
SECONDS_A_WORD = 0.4
STEPS_NOT_TEMPO = {"lateral-band-walk", "monster-walk"}
"""Walks: a voice that counts strokes would walk for the person."""

EXERCISES = list(LIBRARY.exercises.values())
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda each: each.id)


def test_the_library_has_no_problem() -> None:
    assert [str(problem) for problem in LIBRARY.problems] == []


def test_the_36_exercises_stand_in_their_phases() -> None:
    found = {phase: {each.id for each in EXERCISES if each.phase is phase} for phase in Phase}
    assert found == {phase: set(ids.split()) for phase, ids in IDS.items()}


@each_exercise
def test_the_file_has_the_name_of_the_exercise(exercise: Exercise) -> None:
    assert (RESOURCES / "exercises" / f"{exercise.id}.toml").is_file()


@each_exercise
def test_a_spoken_cue_fits_into_three_seconds(exercise: Exercise) -> None:
    for cue in exercise.cues:
        assert len(cue.say.split()) * SECONDS_A_WORD <= 3, cue.say
        assert len(cue.text.split()) <= 5, cue.text


@each_exercise
def test_the_setup_can_be_said_while_getting_ready(exercise: Exercise) -> None:
    assert len(exercise.setup.split()) <= 18
    assert exercise.setup.endswith(".")


@each_exercise
def test_no_swap_is_harder_and_swaps_lead_to_something_that_has_none(exercise: Exercise) -> None:
    for name in exercise.swaps:
        assert LIBRARY.exercises[name].effort <= exercise.effort
    if exercise.effort > 1:
        assert exercise.swaps
    assert _ends(exercise.id, ())


def _ends(name: str, before: tuple[str, ...]) -> bool:
    """Whether swapping on and on comes to an end instead of going round."""
    if name in before:
        return False
    return all(_ends(swap, (*before, name)) for swap in LIBRARY.exercises[name].swaps)


@each_exercise
def test_a_swap_belongs_to_the_same_phase_or_an_earlier_one(exercise: Exercise) -> None:
    for name in exercise.swaps:
        swap = LIBRARY.exercises[name]
        gentler = swap.effort < exercise.effort
        assert swap.phase.order <= exercise.phase.order or gentler


@each_exercise
def test_levels_go_from_easiest_to_hardest(exercise: Exercise) -> None:
    for before, after in zip(exercise.levels, exercise.levels[1:], strict=False):
        assert _deepest(after) >= _deepest(before)
        assert bool(after.load) >= bool(before.load), "weight comes last"
        assert after.name != before.name
        assert after.how != before.how


@each_exercise
def test_every_level_can_be_outgrown(exercise: Exercise) -> None:
    for level in exercise.levels:
        assert level.most.sets >= level.dose.sets
        assert (level.most.reps or 0) >= (level.dose.reps or 0)
        assert (level.most.seconds or 0) >= (level.dose.seconds or 0)
        assert level.most != level.dose


@each_exercise
def test_the_knee_is_bent_little_at_first(exercise: Exercise) -> None:
    """Up to 60 degrees to begin with (sources: powers-2014, escamilla-2008, harvie-2011)."""
    assert _deepest(exercise.levels[0]) <= 60
    if exercise.effort <= 3:
        assert _deepest(exercise.levels[0]) <= 45


def _deepest(level: Level) -> float:
    return level.knee_range.high if level.knee_range else 0.0


@each_exercise
def test_every_claim_has_a_source(exercise: Exercise) -> None:
    backed = Counter(each.claim for each in exercise.backing)
    wanted = {Claim.PURPOSE, Claim.TECHNIQUE, Claim.DOSE}
    if exercise.avoid:
        wanted.add(Claim.AVOID)
    assert backed.keys() == wanted
    assert set(exercise.sources) <= LIBRARY.sources.keys()


@each_exercise
def test_equipment_has_our_words(exercise: Exercise) -> None:
    assert {*exercise.equipment, *(w for each in exercise.levels for w in each.equipment)} <= {
        *EQUIPMENT
    }
    assert exercise.levels[0].equipment == (), "the first level needs nothing extra"


@each_exercise
def test_sets_are_paced_so_that_hands_stay_free(exercise: Exercise) -> None:
    paced = all(level.dose.set_seconds is not None for level in exercise.levels)
    assert paced != (exercise.id in STEPS_NOT_TEMPO)


@each_exercise
def test_the_cues_the_method_insists_on_are_there(exercise: Exercise) -> None:
    cues = {cue.id for cue in exercise.cues}
    if exercise.id != "wall-sit":  # it does not move
        assert "slow" in cues
    on_the_feet = exercise.position is Position.STANDING
    if exercise.phase in {Phase.ACTIVATE, Phase.STRENGTHEN}:
        if exercise.id != "single-leg-calf-raise":  # it works the calf
            assert "feel-glute" in cues
        if on_the_feet:
            assert {"weight-on-heel", "knee-in-line"} <= cues
    if on_the_feet:
        assert "weight-on-heel" in cues


@each_exercise
def test_the_cues_the_method_insists_on_fit_into_the_shortest_set(exercise: Exercise) -> None:
    insisted = {"weight-on-heel", "knee-in-line", "feel-glute", "slow"}
    for level in exercise.levels:
        block = Block(exercise.phase, (Entry(exercise.id, level.id),))
        alone = Programme("alone", "Alone", "To be tested.", (block,))
        plan = draw_up(alone, LIBRARY.exercises, History(), date(2026, 3, 2))
        work = next(s for s in lay_out(plan).segments if s.kind is SegmentKind.WORK)
        given = {cue.form for cue in work.cues if cue.form}
        assert {cue.id for cue in exercise.cues} & insisted <= given, level.id


@each_exercise
def test_what_is_felt_in_the_wrong_place_has_a_cue_against_it(exercise: Exercise) -> None:
    if exercise.phase is Phase.STRENGTHEN:
        mended = {where for cue in exercise.cues for where in cue.mends}
        assert {"knee", "back"} <= mended


@each_exercise
def test_a_roll_spares_bone_and_the_back_of_the_knee(exercise: Exercise) -> None:
    if exercise.phase is not Phase.ROLL:
        return
    text = " ".join((*exercise.not_feel, *exercise.steps, *exercise.avoid)).lower()
    assert "bone" in text
    assert any("5 out of 10" in line for line in exercise.feel)
    assert all(level.load == "" for level in exercise.levels), "pressure is no weight to add"
    assert all(level.dose.seconds == 60 for level in exercise.levels)


def test_the_same_cue_id_points_at_the_same_mark() -> None:
    marks: dict[str, set[object]] = {}
    for exercise in EXERCISES:
        for cue in exercise.cues:
            if cue.id in {"weight-on-heel", "knee-in-line", "feel-glute", "ribs-down"}:
                marks.setdefault(cue.id, set()).add(cue.mark)
    assert {cue: len(found) for cue, found in marks.items()} == dict.fromkeys(marks, 1)


def test_every_exercise_is_reachable_from_a_programme() -> None:
    named = {entry.exercise for each in LIBRARY.programmes.values() for entry in each.entries}
    swaps = {swap for name in named for swap in LIBRARY.exercises[name].swaps}
    assert LIBRARY.exercises.keys() - named - swaps == set()
    assert len(LIBRARY.exercises.keys() - named) <= 1, "nearly all stand in a programme themselves"
