"""During a session: what to do when it hurts, and when a set is felt in the wrong place.

Pain of 0 to 2 goes on. From 3 on we make it easier once and ask again after the next set; from 6
on, or with a sign that is not just pain, the session is over. The bands are whole numbers of our
choosing (source: thomee-1997, kneeline-pain-bands).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kneeline.coach.exercise import Exercise, FeltWhere, FormCue, Mark
from kneeline.coach.facts import ILL_FELT, MECHANICAL, Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.planning import Prescription
from kneeline.coach.side import Side
from kneeline.coach.standing import Ladder, Standing
from kneeline.coach.thresholds import Thresholds
from kneeline.coach.wording import Translate, english


class Ease(StrEnum):
    """A way to make an exercise kinder to a knee, the one to try first standing first."""

    LESS_RANGE = "less-range"
    EASIER_LEVEL = "easier-level"
    SWAP = "swap"


class Reply(StrEnum):
    """What the coach answers to "it hurts"; members go from going on to ending."""

    GO_ON = "go-on"
    OFFER = "offer"
    """Offer something easier, and ask again after the next set."""

    END_EXERCISE = "end-exercise"
    END_SESSION = "end-session"

    @property
    def order(self) -> int:
        """Place from going on, 0, to ending the session, 3."""
        return list(Reply).index(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows from one "it hurts"."""

    reply: Reply
    offers: tuple[Ease, ...] = ()
    ask_again: bool = False
    """Whether to ask for the pain again after the next set."""

    hours_without_loading: int = 0
    locks: bool = False
    """Whether the plan locks until a clinician has cleared it."""

    rule: str = ""
    """The rule of the table that will decide about it later; empty while all is fine."""


def hurts(
    score: int,
    signs: frozenset[Sign],
    numbers: Thresholds,
    *,
    offers: tuple[Ease, ...] = (),
    eased: bool = False,
) -> Answer:
    """Return what to do when a knee hurts `score` of 10; ValueError outside 0 to 10.

    `offers` are the ways left to ease the exercise, and `eased` says that one was taken already:
    then pain that is still there ends the exercise.
    """
    PainScore(Side.LEFT, Moment.DURING, score)
    if signs or score >= numbers.stop_from:
        locks = not MECHANICAL.isdisjoint(signs)
        return Answer(
            Reply.END_SESSION,
            hours_without_loading=numbers.stop_hours,
            locks=locks,
            rule="mechanical-sign" if locks else "stop",
        )
    if score < numbers.care_from:
        return Answer(Reply.GO_ON)
    if eased or not offers:
        return Answer(Reply.END_EXERCISE, rule="some-pain")
    return Answer(Reply.OFFER, offers, ask_again=True, rule="some-pain")


@dataclass(frozen=True, slots=True)
class Easing:
    """The ways to ease one prescription, with what one has at hand."""

    prescription: Prescription
    exercises: Mapping[str, Exercise]
    numbers: Thresholds
    have: frozenset[str]

    @property
    def offers(self) -> tuple[Ease, ...]:
        """Return the ways there are, the one to try first first."""
        ways = {
            Ease.LESS_RANGE: self._shallower() is not None,
            Ease.EASIER_LEVEL: self._lower() is not None,
            Ease.SWAP: self.swap is not None,
        }
        return tuple(way for way, there in ways.items() if there)

    @property
    def swap(self) -> Exercise | None:
        """Return the first swap that can be done with what is at hand."""
        swaps = (self.exercises.get(name) for name in self.prescription.exercise.swaps)
        return next((each for each in swaps if each and self.have.issuperset(each.equipment)), None)

    def take(self, way: Ease, translate: Translate = english) -> Prescription:
        """Return the prescription eased in one way; ValueError if that way is not offered."""
        if way is Ease.SWAP and self.swap is not None:
            return self._swapped(self.swap, translate)
        eased = self._shallower() if way is Ease.LESS_RANGE else self._lower()
        if way is Ease.SWAP or eased is None:
            raise ValueError(f"{self.prescription.exercise.id} cannot be eased by {way}")
        why = {
            Ease.LESS_RANGE: translate("Half as deep now, because it hurt."),
            Ease.EASIER_LEVEL: translate("An easier level now, because it hurt."),
        }[way]
        level = self._ladder.level(eased, translate)
        return replace(self.prescription, level=level, dose=eased.dose, why=why)

    # -- inside --------------------------------------------------------------------------------

    @property
    def _ladder(self) -> Ladder:
        return Ladder(self.prescription.exercise, self.numbers)

    @property
    def _standing(self) -> Standing:
        own = self.prescription.exercise.level(self.prescription.level.id).knee_range
        now = self.prescription.level.knee_range
        depth = 1.0
        if own is not None and now is not None and own.high > own.low:
            depth = (now.high - now.low) / (own.high - own.low)
        return Standing(self.prescription.level.id, self.prescription.dose, depth)

    def _shallower(self) -> Standing | None:
        eased = self._ladder.narrowed(self._standing)
        return eased if eased.depth < self._standing.depth else None

    def _lower(self) -> Standing | None:
        """Return the level below, with no more of it than was asked for; None on the lowest."""
        if self._ladder.place(self._standing) == 0:
            return None
        below = self._ladder.down(self._standing)
        below = replace(below, dose=below.dose.with_sets(self.prescription.dose.sets))
        reps = self.prescription.dose.reps
        return below if reps is None else self._ladder.with_reps(below, reps)

    def _swapped(self, swap: Exercise, translate: Translate) -> Prescription:
        level = swap.levels[0]
        sides: tuple[Side | None, ...] = (None,)
        if swap.sides is self.prescription.exercise.sides:
            sides = self.prescription.sides
        elif swap.sides == "each":
            sides = (Side.LEFT, Side.RIGHT)
        why = translate("Instead of {exercise}, because that hurt.").format(
            exercise=translate(self.prescription.exercise.name)
        )
        return Prescription(swap, level, level.dose, sides, why)


def felt_wrong(felt: Sequence[FeltWhere], numbers: Thresholds) -> bool:
    """Return whether the newest answers, in a row, were all knee or back; newest is last."""
    last = felt[-numbers.felt_times :]
    return len(last) == numbers.felt_times and ILL_FELT.issuperset(last)


def cue_for(exercise: Exercise, where: FeltWhere) -> FormCue | None:
    """Return the form cue to give next when a set was felt there, or None if none would help."""
    for cue in exercise.cues:
        if where in cue.mends:
            return cue
    mark = {FeltWhere.KNEE: Mark.KNEE_LINE, FeltWhere.BACK: Mark.TRUNK}.get(where)
    return next((cue for cue in exercise.cues if mark and cue.mark is mark), None)


def reps_for_the_other(done: int, planned: int) -> int:
    """Return the repetitions for the second side: no more than the first side managed."""
    return max(min(done, planned), 1)
