"""A session done without Kneeline, as the journal takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kneeline.coach.exercise import Phase
from kneeline.coach.past import DoneExercise, DoneSession
from kneeline.coach.planning import History, draw_up
from kneeline.coach.side import Side

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kneeline.coach.exercise import Exercise
    from kneeline.coach.past import Scores
    from kneeline.coach.planning import Prescription
    from kneeline.coach.programme import Programme


def at_own_levels(programme: Programme, levels: Mapping[str, str]) -> Programme:
    """Return a programme with each exercise at the level the person stands on."""
    blocks = [
        replace(
            block,
            entries=tuple(
                entry
                if entry.level is not None
                else replace(entry, level=levels.get(entry.exercise))
                for entry in block.entries
            ),
        )
        for block in programme.blocks
    ]
    return replace(programme, blocks=tuple(blocks))


def session_of(
    programme: Programme, exercises: Mapping[str, Exercise], at: datetime, worst: Scores
) -> tuple[DoneSession, Mapping[str, int]]:
    """Return a whole programme as it is done, and how many sets each exercise has on each side."""
    plan = draw_up(programme, exercises, History(), at.date())
    # A programme may come back to an exercise; a session by hand has each of them once.
    each_once = {each.exercise.id: each for each in plan.prescriptions}
    done = tuple(_done(each) for each in each_once.values())
    rolled = sum(_seconds(each) for each in plan.prescriptions if each.exercise.phase is Phase.ROLL)
    sets = {name: each.dose.sets for name, each in each_once.items()}
    return DoneSession(at, done, programme.id, roll_minutes=rolled / 60, worst=worst), sets


def scores_in(values: Mapping[str, Any]) -> Scores:
    """Return the scores that were filled in, by knee."""
    said = {knee: values.get(f"score {knee.value}") for knee in Side}
    return {knee: score for knee, score in said.items() if score is not None}


def _done(each: Prescription) -> DoneExercise:
    reps = each.dose.reps
    sides = {} if reps is None else {side: reps for side in each.sides if side is not None}
    return DoneExercise(each.exercise.id, each.exercise.phase, each.level.id, reps=sides)


def _seconds(each: Prescription) -> float:
    return each.dose.sets * (each.dose.seconds or 0.0) * len(each.sides)
