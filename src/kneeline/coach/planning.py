"""Today's plan: which exercises, at which level and dose, on which sides, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kneeline.coach.dose import Dose
from kneeline.coach.exercise import Exercise, Level, Phase
from kneeline.coach.side import Side, Sides
from kneeline.coach.wording import Translate, english

if TYPE_CHECKING:
    from kneeline.coach.programme import Entry, Programme


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise of today's plan."""

    exercise: Exercise
    level: Level
    dose: Dose
    sides: tuple[Side | None, ...]
    """Sides in the order they work; a single None where both work together."""

    why: str
    """The reason, in a sentence a person understands."""

    @property
    def equipment(self) -> tuple[str, ...]:
        """What the exercise and this level of it need, once each."""
        return tuple(dict.fromkeys((*self.exercise.equipment, *self.level.equipment)))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do on one day, in order."""

    programme: str
    """The programme's id."""

    name: str
    day: date
    prescriptions: tuple[Prescription, ...]

    @property
    def equipment(self) -> tuple[str, ...]:
        """Everything to have at hand, in the order it is needed, once each."""
        needed = (item for each in self.prescriptions for item in each.equipment)
        return tuple(dict.fromkeys(needed))


@dataclass(frozen=True, slots=True)
class History:
    """What planning needs to know of the days before."""

    pain: Mapping[Side, int] = field(default_factory=dict)
    """The newest pain score of each knee, 0 to 10; a knee never scored is missing."""

    @property
    def first_side(self) -> Side:
        """The side that goes first: the sorer knee, or the left where both are the same."""
        left = self.pain.get(Side.LEFT, 0)
        return Side.RIGHT if self.pain.get(Side.RIGHT, 0) > left else Side.LEFT

    @property
    def one_knee_is_sorer(self) -> bool:
        """Whether the two knees' newest scores differ."""
        return self.pain.get(Side.LEFT, 0) != self.pain.get(Side.RIGHT, 0)


def draw_up(
    programme: Programme,
    exercises: Mapping[str, Exercise],
    history: History,
    today: date,
    translate: Translate = english,
) -> Plan:
    """Return today's plan for a programme; KeyError if it names an exercise nobody has."""
    prescriptions = tuple(
        _prescribe(entry, exercises[entry.exercise], history, translate)
        for entry in programme.entries
    )
    return Plan(programme.id, translate(programme.name), today, prescriptions)


def _prescribe(
    entry: Entry, exercise: Exercise, history: History, translate: Translate
) -> Prescription:
    level = exercise.level(entry.level) if entry.level else exercise.levels[0]
    dose = level.dose.with_sets(entry.sets) if entry.sets else level.dose
    sides: tuple[Side | None, ...] = (None,)
    if exercise.sides is Sides.EACH:
        sides = (history.first_side, history.first_side.other)
    why = _reason(exercise, level, history, translate)
    return Prescription(exercise, level, dose, sides, why)


def _reason(exercise: Exercise, level: Level, history: History, translate: Translate) -> str:
    sentences = [phase_reason(exercise.phase, translate)]
    if exercise.phase is Phase.STRENGTHEN and level is exercise.levels[0]:
        sentences.append(translate("You start on the easiest level."))
    if exercise.sides is Sides.EACH and history.one_knee_is_sorer:
        sorer = {
            Side.LEFT: translate("Your left side goes first: that knee hurts more."),
            Side.RIGHT: translate("Your right side goes first: that knee hurts more."),
        }
        sentences.append(sorer[history.first_side])
    return " ".join(sentences)


def phase_reason(phase: Phase, translate: Translate) -> str:
    """Return why a phase is there at all, in one sentence."""
    reasons = {
        Phase.ROLL: translate("Rolling first, so that moving feels easier."),
        Phase.ACTIVATE: translate(
            "Glutes before mobility: the order we coach, though nobody has proven it."
        ),
        Phase.MOBILISE: translate("Looser hips and ankles make it easier to keep good form."),
        Phase.STRENGTHEN: translate("Stronger hips and thighs are the core of getting better."),
    }
    return reasons[phase]
