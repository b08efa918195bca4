"""Turn an exercise that is due into a prescription: its level, its dose, its sides and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kneeline.coach import reasons
from kneeline.coach.coaching import Coaching
from kneeline.coach.composing import Choice
from kneeline.coach.dose import Dose
from kneeline.coach.exercise import Exercise, Level, Phase
from kneeline.coach.planning import Prescription, phase_reason
from kneeline.coach.progression import Track, follow
from kneeline.coach.reading import Reading
from kneeline.coach.side import Side, Sides
from kneeline.coach.standing import Ladder
from kneeline.coach.wording import Translate


@dataclass
class Prescriber:
    """Writes the prescriptions of one day for one person."""

    reading: Reading
    coaching: Coaching
    today: date
    have: frozenset[str]
    translate: Translate
    known: Mapping[str, Track] = field(default_factory=dict)
    """Tracks of an earlier day to go on from."""

    _tracks: dict[str, Track] = field(default_factory=dict)

    def track(self, exercise: Exercise) -> Track:
        """Return where the person stands with an exercise this morning."""
        if exercise.id not in self._tracks:
            rules = self.coaching.rules
            ladder = Ladder(exercise, rules.thresholds)
            known = self.known.get(exercise.id)
            self._tracks[exercise.id] = follow(
                ladder, self.reading, rules, self.today, have=self.have, known=known
            )
        return self._tracks[exercise.id]

    def all_tracks(self) -> dict[str, Track]:
        """Return the tracks of everything ever done or prescribed that can get harder."""
        done = self.reading.last_done.keys()
        for name in sorted(done & self.coaching.exercises.keys()):
            if self.coaching.exercises[name].phase is not Phase.ROLL:
                self.track(self.coaching.exercises[name])
        return dict(self._tracks)

    def prescribe(self, choice: Choice, *, gentle: bool = False) -> Prescription:
        """Return the prescription of an exercise; a gentle one keeps to the programme's level."""
        level, dose, why = self._fixed(choice) if gentle else self._own(choice)
        order = self._sides(choice.exercise)
        more = (*self._instead(choice), *self._sorer(choice.exercise))
        return Prescription(choice.exercise, level, dose, order, " ".join((*why, *more)))

    # -- inside --------------------------------------------------------------------------------

    def _fixed(self, choice: Choice) -> tuple[Level, Dose, tuple[str, ...]]:
        """Return the level that the programme names, or the easiest; nothing is stepped up."""
        level = choice.exercise.levels[0]
        if choice.entry.level and choice.instead_of is None:
            level = choice.exercise.level(choice.entry.level)
        why = self.translate("Gentle on purpose: it hardly loads the knee.")
        return level, _sets(level.dose, choice), (why,)

    def _own(self, choice: Choice) -> tuple[Level, Dose, tuple[str, ...]]:
        """Return the person's own level, and why it is that one."""
        exercise = choice.exercise
        if exercise.phase is Phase.ROLL or (choice.entry.level and choice.instead_of is None):
            level, dose, _why = self._fixed(choice)
            return level, dose, (phase_reason(exercise.phase, self.translate),)
        track = self.track(exercise)
        standing = track.ladder.fitting(track.standing, self.have)
        dose = _sets(standing.dose, choice)
        why = reasons.of_track(track, dose, self.translate) or self._first(track)
        if standing.level != track.standing.level:
            needs = exercise.level(track.standing.level).equipment
            sentence = self.translate("The level you reached needs: {things}. This one does not.")
            why = (sentence.format(things=self._things(needs)),)
        return track.ladder.level(standing, self.translate), dose, why

    def _first(self, track: Track) -> tuple[str, ...]:
        easiest = self.translate("You start on the easiest level.")
        return phase_reason(track.ladder.exercise.phase, self.translate), easiest

    def _instead(self, choice: Choice) -> tuple[str, ...]:
        if choice.instead_of is None:
            return ()
        needs = (*choice.instead_of.equipment, *choice.instead_of.levels[0].equipment)
        lacking = tuple(thing for thing in needs if thing not in self.have)
        name = self.translate(choice.instead_of.name)
        sentence = self.translate("Instead of {exercise}, which needs: {things}.")
        return (sentence.format(exercise=name, things=self._things(lacking)),)

    def _things(self, things: tuple[str, ...]) -> str:
        return ", ".join(self.translate(thing) for thing in dict.fromkeys(things))

    @cached_property
    def _pain(self) -> dict[Side, int]:
        return self.reading.newest

    def _sides(self, exercise: Exercise) -> tuple[Side | None, ...]:
        """Return the sides in order: the sorer knee first, then the weaker leg, then the left."""
        if exercise.sides is not Sides.EACH:
            return (None,)
        first = Side.LEFT
        if exercise.phase is not Phase.ROLL:
            first = self.track(exercise).weaker or first
        left, right = (self._pain.get(side, 0) for side in Side)
        if left != right:
            first = Side.LEFT if left > right else Side.RIGHT
        return (first, first.other)

    def _sorer(self, exercise: Exercise) -> tuple[str, ...]:
        left, right = (self._pain.get(side, 0) for side in Side)
        if exercise.sides is not Sides.EACH or left == right:
            return ()
        if left > right:
            return (self.translate("Your left side goes first: that knee hurts more."),)
        return (self.translate("Your right side goes first: that knee hurts more."),)


def _sets(dose: Dose, choice: Choice) -> Dose:
    """Return the dose with the sets that the programme asks for, where it asks for any."""
    return dose.with_sets(choice.entry.sets) if choice.entry.sets else dose
