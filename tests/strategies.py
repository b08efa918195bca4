"""Hypothesis strategies: random but valid exercises, doses, plans and pacings."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from hypothesis import strategies as st

from kneeline.coach.dose import Dose, Tempo
from kneeline.coach.exercise import CueMoment, Exercise, FormCue, Level, Mark, Phase, Position
from kneeline.coach.layout import Pacing, lay_out
from kneeline.coach.planning import Plan, Prescription
from kneeline.coach.side import Side, Sides
from kneeline.coach.timeline import Timeline

DAY = date(2026, 3, 2)
PAUSES = st.floats(0, 30)
"""Seconds a person may want between two things, nothing at all included."""


def tempos() -> st.SearchStrategy[Tempo]:
    """Paces a person can follow, with and without a hold."""
    strokes = st.floats(0.5, 6)
    return st.builds(Tempo, strokes, st.just(0.0) | st.floats(0.25, 6), strokes)


def doses(most_sets: int = 3, most_reps: int = 6) -> st.SearchStrategy[Dose]:
    """Timed sets, sets at a tempo and sets at the person's own pace."""
    sets, rests, reps = st.integers(1, most_sets), st.floats(0, 90), st.integers(1, most_reps)
    return st.one_of(
        st.builds(Dose, sets, seconds=st.floats(0.5, 120), rest=rests),
        st.builds(Dose, sets, reps=reps, tempo=tempos(), rest=rests),
        st.builds(Dose, sets, reps=reps, rest=rests),
    )


@st.composite
def form_cues(draw: st.DrawFn, most: int = 5) -> tuple[FormCue, ...]:
    """Form cues of one exercise, with ids of their own and moments in any order."""
    moments = draw(st.lists(st.sampled_from(CueMoment), max_size=most))
    marks = st.none() | st.sampled_from(Mark)
    return tuple(
        FormCue(f"cue-{number}", f"Cue {number}", f"Say {number}", moment, draw(marks))
        for number, moment in enumerate(moments)
    )


@st.composite
def exercises(draw: st.DrawFn, dose: st.SearchStrategy[Dose] | None = None) -> Exercise:
    """One movement with one to three levels."""
    some = doses() if dose is None else dose
    levels = tuple(
        Level(f"level-{number}", f"Level {number}", "More of it.", draw(some), draw(some))
        for number in range(draw(st.integers(1, 3)))
    )
    return Exercise(
        id=draw(st.sampled_from(("roll-quads", "bridge", "reverse-lunge"))),
        name=draw(st.sampled_from(("Quads roll", "Bridge", "Reverse lunge"))),
        phase=draw(st.sampled_from(Phase)),
        purpose="To be tested.",
        sides=draw(st.sampled_from(Sides)),
        position=draw(st.sampled_from(Position)),
        setup="Get into place.",
        steps=("Move.",),
        strokes=("Down", "Hold", "Up"),
        feel=(),
        not_feel=(),
        cues=draw(form_cues()),
        faults=(),
        levels=levels,
        equipment=tuple(draw(st.sets(st.sampled_from(("roller", "step", "band"))))),
    )


@st.composite
def prescriptions(
    draw: st.DrawFn, exercise: st.SearchStrategy[Exercise] | None = None
) -> Prescription:
    """One exercise of a plan; either side may go first."""
    chosen = draw(exercises() if exercise is None else exercise)
    level = draw(st.sampled_from(chosen.levels))
    sides: tuple[Side | None, ...] = (None,)
    if chosen.sides is Sides.EACH:
        first = draw(st.sampled_from(Side))
        sides = (first, first.other)
    return Prescription(chosen, level, level.dose, sides, "Because.")


@st.composite
def plans(
    draw: st.DrawFn, exercise: st.SearchStrategy[Exercise] | None = None, most: int = 3
) -> Plan:
    """A day's plan, from none to a few exercises."""
    chosen = draw(st.lists(prescriptions(exercise), max_size=most))
    return Plan("made-up", "Made up", DAY, tuple(chosen))


def pacings() -> st.SearchStrategy[Pacing]:
    """Anything a person may set between two things."""
    return st.builds(Pacing, *(PAUSES for _field in fields(Pacing)))


def timelines(
    exercise: st.SearchStrategy[Exercise] | None = None, most: int = 3
) -> st.SearchStrategy[Timeline]:
    """Whole sessions in time."""
    return st.builds(lay_out, plans(exercise, most), pacings())


def timed_timelines() -> st.SearchStrategy[Timeline]:
    """Whole sessions in which no set waits for the person (the two questions do)."""
    return timelines(exercises(doses().filter(lambda dose: dose.set_seconds is not None)))
