"""A made-up person: how the knees answer to load, what they have at hand, what they forget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.pain import HIGHEST
from kneeline.coach.planning import Prescription
from kneeline.coach.side import Side

EVERYTHING = frozenset({"roller", "band", "step", "chair", "wall", "mat", "weight"})
PER_LEVEL = 0.6
"""Demand that each level adds on top of the exercise's own effort."""

PER_REP = 0.05
PER_SET = 0.2
PER_STAGE = 0.45
"""Demand that each stage of running adds."""


@dataclass(frozen=True, slots=True)
class Knee:
    """One knee. It hurts a little at rest, and more where a load is beyond what it tolerates."""

    start: float
    """Pain at rest on the first day, 0 to 10."""

    end: float
    """Pain at rest on the last day."""

    tolerance: float
    """Load that it takes on the first day; the efforts of exercises go from 1 to 5."""

    growth: float
    """Load that it takes more with each week."""

    def rest(self, day: int, days: int) -> float:
        """Return the pain at rest on a day, counted from 0."""
        return self.start + (self.end - self.start) * min(day / days, 1.0)

    def excess(self, demand: float, day: int) -> float:
        """Return by how much a load is beyond what the knee takes."""
        return max(demand - self.tolerance - self.growth * day / 7, 0.0)


class Habit(StrEnum):
    """How somebody answers the question of the morning."""

    ALWAYS = "always"
    NEVER = "never"
    MOSTLY = "mostly"
    """Forgets every fifth one."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Some days on which things are not as usual; days count from 0."""

    first: int
    last: int
    more_pain: Mapping[Side, int] = field(default_factory=dict)
    """Points on top, at every question of these days."""

    morning: Mapping[Side, int] = field(default_factory=dict)
    """Points on top in the morning only."""

    during: Mapping[Side, int] = field(default_factory=dict)
    """Points on top of the worst pain of strength and runs."""

    signs: frozenset[Sign] = frozenset()
    away: bool = False
    """Does nothing at all."""

    ill: bool = False
    """Does nothing, and has told Kneeline so."""

    note: str = ""
    """What happens, for the page; whole sentences."""

    def covers(self, day: int) -> bool:
        """Whether a day belongs to it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Flagged:
    """A yes in the daily screening."""

    day: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up, to see what the coach makes of them."""

    id: str
    name: str
    story: str
    knees: Mapping[Side, Knee]
    have: frozenset[str] = EVERYTHING
    minutes: float | None = None
    runs: bool = False
    mornings: Habit = Habit.ALWAYS
    spells: tuple[Spell, ...] = ()
    flagged: Flagged | None = None
    cleared: Mapping[int, str] = field(default_factory=dict)
    """Days on which a clinician clears the person, and who."""

    ill_felt: Mapping[str, FeltWhere] = field(default_factory=dict)
    """Exercises that are felt in the wrong place from the second level on."""

    most_reps: Mapping[Side, int] = field(default_factory=dict)
    """Most repetitions a weak side manages on the first day; one more each week."""

    def __post_init__(self) -> None:
        """Refuse a person without knees."""
        if set(self.knees) != set(Side):
            raise ValueError(f"{self.id} needs a left and a right knee")

    def now(self, day: int) -> tuple[Spell, ...]:
        """Return what is special about a day."""
        return tuple(spell for spell in self.spells if spell.covers(day))

    def away(self, day: int) -> bool:
        """Whether the person does nothing on a day."""
        return any(spell.away or spell.ill for spell in self.now(day))

    def before(self, knee: Side, day: int, days: int) -> int:
        """Return the pain of a knee before anything is done."""
        more = sum(spell.more_pain.get(knee, 0) for spell in self.now(day))
        return score(self.knees[knee].rest(day, days) + more)

    def excess(self, knee: Side, demand: float, day: int) -> float:
        """Return how far beyond the knee's tolerance a load is, with what the day adds."""
        spike = sum(spell.during.get(knee, 0) for spell in self.now(day))
        return self.knees[knee].excess(demand, day) + spike

    def morning(self, knee: Side, day: int, days: int, yesterday: float) -> int:
        """Return the pain of a morning, after yesterday's largest excess."""
        more = sum(
            spell.morning.get(knee, 0) + spell.more_pain.get(knee, 0) for spell in self.now(day)
        )
        return score(self.knees[knee].rest(day - 1, days) + yesterday / 2 + more)

    def answers_morning(self, day: int) -> bool:
        """Whether the question of a morning is answered."""
        if self.mornings is Habit.MOSTLY:
            return day % 5 != 4  # noqa: PLR2004 (every fifth)
        return self.mornings is Habit.ALWAYS and not self.away(day)

    def felt(self, prescription: Prescription) -> FeltWhere:
        """Return where a strength set is felt."""
        exercise = prescription.exercise
        place = exercise.levels.index(exercise.level(prescription.level.id))
        if place > 0 and exercise.id in self.ill_felt:
            return self.ill_felt[exercise.id]
        return FeltWhere.GLUTES if "glutes" in exercise.body_parts else FeltWhere.THIGH

    def reps(self, prescription: Prescription, side: Side, day: int) -> int:
        """Return the repetitions that a side manages of those asked for."""
        asked = prescription.dose.reps or 0
        return min(asked, self.most_reps.get(side, asked) + day // 7)


def demand(prescription: Prescription) -> float:
    """Return how much a prescription asks of a knee; only strength asks for much."""
    exercise = prescription.exercise
    place = exercise.levels.index(exercise.level(prescription.level.id))
    if exercise.phase is not Phase.STRENGTHEN:
        return 0.5
    start = exercise.levels[place].dose
    dose = prescription.dose
    more = PER_REP * ((dose.reps or 0) - (start.reps or 0)) + PER_SET * (dose.sets - start.sets)
    return exercise.effort + PER_LEVEL * place + more


def score(pain: float) -> int:
    """Return a pain as the whole number somebody would say."""
    return round(min(max(pain, 0), HIGHEST))
