"""How far a made-up person has come on each strength exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kneeline.coach.dose import Dose
from kneeline.coach.exercise import Exercise, Level, Phase
from kneeline.coach.planning import Plan, Prescription

CLEAN_SESSIONS = 2
"""Sessions without much pain before a made-up person does a little more."""

SECONDS = 5.0


@dataclass(slots=True)
class Climb:
    """One exercise's ladder."""

    exercise: Exercise
    place: int = 0
    more: int = 0
    """Steps above the level's own dose."""

    clean: int = 0

    @property
    def level(self) -> Level:
        """The level the person is on."""
        return self.exercise.levels[self.place]

    @property
    def dose(self) -> Dose:
        """The level's dose with what has come on top of it; one more set on the last steps."""
        dose, most = self.level.dose, self.level.most
        if dose.seconds is not None and most.seconds is not None:
            return replace(dose, seconds=min(dose.seconds + SECONDS * self.more, most.seconds))
        reps = min((dose.reps or 0) + self.more, most.reps or 0)
        sets = most.sets if reps == most.reps else dose.sets
        return replace(dose, reps=reps, sets=sets)

    def went(self, *, well: bool) -> None:
        """Count a session, and take a step after some that went well."""
        self.clean = self.clean + 1 if well else 0
        if self.clean < CLEAN_SESSIONS:
            return
        self.clean = 0
        full = self.dose.reps == self.level.most.reps and self.dose.seconds in {
            None,
            self.level.most.seconds,
        }
        if not full:
            self.more += 1
        elif self.place + 1 < len(self.exercise.levels):
            self.place, self.more = self.place + 1, 0

    def step_back(self, levels: int) -> None:
        """Go some levels down."""
        self.place, self.more, self.clean = max(self.place - levels, 0), 0, 0


class Ladders:
    """Every strength exercise's ladder."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        """Start on the lowest rung of each."""
        self._climbs = {
            each.id: Climb(each) for each in exercises.values() if each.phase is Phase.STRENGTHEN
        }

    def key(self, plan: Plan) -> tuple[object, ...]:
        """Return what tells two doses of a plan apart."""
        climbs = (self._climbs.get(each.exercise.id) for each in plan.prescriptions)
        return tuple((each.place, each.more) for each in climbs if each is not None)

    def fit(self, plan: Plan) -> Plan:
        """Return a plan at the person's own levels."""
        return replace(plan, prescriptions=tuple(map(self._fit, plan.prescriptions)))

    def went(self, plan: Plan, *, well: bool) -> None:
        """Count a session for each exercise of its plan."""
        for each in plan.prescriptions:
            if each.exercise.id in self._climbs:
                self._climbs[each.exercise.id].went(well=well)

    def step_back(self, levels: int) -> None:
        """Go some levels down in everything."""
        for climb in self._climbs.values():
            climb.step_back(levels)

    def _fit(self, prescription: Prescription) -> Prescription:
        climb = self._climbs.get(prescription.exercise.id)
        if climb is None:
            return prescription
        return replace(prescription, level=climb.level, dose=climb.dose)
