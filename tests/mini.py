"""A small programme with one exercise of every kind, for tests that want to read well."""

from __future__ import annotations

from datetime import date

from kneeline.coach.dose import Dose, Tempo
from kneeline.coach.exercise import CueMoment, Exercise, FormCue, Level, Mark, Phase, Position
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, Plan, draw_up
from kneeline.coach.programme import Block, Entry, Programme
from kneeline.coach.side import Side, Sides

DAY = date(2026, 3, 2)


def _exercise(  # noqa: PLR0913 (an exercise has this many sides to it)
    exercise_id: str,
    name: str,
    phase: Phase,
    dose: Dose,
    *,
    sides: Sides = Sides.EACH,
    position: Position = Position.STANDING,
    setup: str = "Stand tall.",
    cues: tuple[FormCue, ...] = (),
    equipment: tuple[str, ...] = (),
) -> Exercise:
    more = dose.with_sets(dose.sets + 1)
    return Exercise(
        id=exercise_id,
        name=name,
        phase=phase,
        purpose="To be tested.",
        sides=sides,
        position=position,
        setup=setup,
        steps=("Move.",),
        strokes=("Down", "Hold", "Up"),
        feel=("Glutes.",),
        not_feel=("Knee.",),
        cues=cues,
        faults=(),
        levels=(
            Level("body", "Body weight", "Only you.", dose, more),
            Level("loaded", "With weight", "Hold something.", dose, more),
        ),
        equipment=equipment,
    )


ROLL = _exercise(
    "roll-quads",
    "Quads roll",
    Phase.ROLL,
    Dose(1, seconds=30),
    position=Position.FACE_DOWN,
    setup="Lie on the roller, thigh down.",
    cues=(
        FormCue("slow", "Roll slowly", "Roll slowly.", CueMoment.START),
        FormCue("breathe", "Keep breathing", "Keep breathing.", CueMoment.HALF),
    ),
    equipment=("roller",),
)
BRIDGE = _exercise(
    "bridge",
    "Bridge",
    Phase.ACTIVATE,
    Dose(2, reps=3, tempo=Tempo(2, 2, 2), rest=20),
    sides=Sides.BOTH,
    position=Position.FACE_UP,
    setup="Lie on your back, feet flat.",
    cues=(
        FormCue("squeeze", "Squeeze your glutes", "Squeeze.", CueMoment.HOLD, Mark.GLUTE),
        FormCue("ribs", "Ribs down", "Ribs down.", CueMoment.BACK, Mark.TRUNK),
    ),
)
ANKLE = _exercise(
    "knee-to-wall",
    "Knee to wall",
    Phase.MOBILISE,
    Dose(1, reps=5),
    setup="Stand with your toes near a wall.",
    cues=(FormCue("heel", "Heel stays down", "Heel down.", CueMoment.OUT, Mark.HEEL),),
)
LUNGE = _exercise(
    "reverse-lunge",
    "Reverse lunge",
    Phase.STRENGTHEN,
    Dose(2, reps=2, tempo=Tempo(3, 1, 2), rest=30),
    cues=(
        FormCue("line", "Knee over second toe", "Knee over toe.", CueMoment.OUT, Mark.KNEE_LINE),
        FormCue("heel", "Push through the heel", "Heel.", CueMoment.BACK, Mark.HEEL),
    ),
)
EXERCISES = {each.id: each for each in (ROLL, BRIDGE, ANKLE, LUNGE)}
MINI = Programme(
    "mini",
    "Mini",
    "One exercise of every kind.",
    tuple(Block(each.phase, (Entry(each.id),)) for each in EXERCISES.values()),
)


def plan(*exercise_ids: str, pain: dict[Side, int] | None = None) -> Plan:
    """Return a plan of these exercises, or of all four."""
    chosen = exercise_ids or tuple(EXERCISES)
    blocks = tuple(Block(EXERCISES[each].phase, (Entry(each),)) for each in chosen)
    programme = Programme(MINI.id, MINI.name, MINI.purpose, blocks)
    return draw_up(programme, EXERCISES, History(pain or {}), DAY)


ALL_FOUR = lay_out(plan())
