"""One session of a simulated person, set by set, with what the coach answers when it hurts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kneeline.coach.coaching import Coaching
from kneeline.coach.dose import Dose
from kneeline.coach.easing import Ease, Easing, Reply, hurts
from kneeline.coach.exercise import Phase
from kneeline.coach.facts import Sign
from kneeline.coach.past import DoneExercise, DoneSession
from kneeline.coach.planning import Plan, Prescription
from kneeline.coach.side import Side
from kneeline.simulation.person import Person, demand, score

HALF_DEPTH = 0.8
"""Demand that half the depth takes away."""

ROLL_MINUTES = 10.0


@dataclass(slots=True)
class Workout:
    """What a session came to."""

    programme: str
    before: dict[Side, int]
    done: list[DoneExercise] = field(default_factory=list)
    worst: dict[Side, int] = field(default_factory=dict)
    beyond: dict[Side, float] = field(default_factory=dict)
    """Largest load beyond what each knee takes."""

    hurt: dict[str, list[str]] = field(default_factory=dict)
    """Exercises by how much they hurt and what came of it."""

    over: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What hurt, and what came of it, a sentence each."""
        return tuple(f"Hurt {how}: {', '.join(what)}." for how, what in self.hurt.items())

    def session(self, at: datetime) -> DoneSession:
        """Return the session as the journal would have it, with its answers."""
        rolled = any(each.phase is Phase.ROLL for each in self.done)
        later = {knee: self.before[knee] + int(self.beyond.get(knee, 0.0) > 1) for knee in Side}
        return DoneSession(
            at,
            tuple(self.done),
            programme=self.programme,
            roll_minutes=ROLL_MINUTES if rolled else 0.0,
            before=self.before,
            worst=self.worst,
            hour_after={knee: min(pain, 10) for knee, pain in later.items()},
        )


def work_out(person: Person, plan: Plan, coaching: Coaching, day: int, days: int) -> Workout:
    """Return what comes of a plan on a day, counted from 0 of so many days."""
    before = {knee: person.before(knee, day, days) for knee in Side}
    workout = Workout(plan.programme, before, worst=dict(before))
    signs = frozenset(sign for spell in person.now(day) for sign in spell.signs)
    for prescription in plan.prescriptions:
        if workout.over:
            break
        strong = prescription.exercise.phase is Phase.STRENGTHEN
        _do(person, prescription, coaching, day, workout, signs if strong else frozenset())
    return workout


def _do(
    person: Person,
    prescription: Prescription,
    coaching: Coaching,
    day: int,
    workout: Workout,
    signs: frozenset[Sign],
) -> None:
    """Do one exercise, and what the coach says when it hurts."""
    if prescription.exercise.phase is not Phase.STRENGTHEN:
        workout.done.append(_done(person, prescription, day, {}, frozenset()))
        return
    first = demand(prescription)
    beyond = {knee: person.excess(knee, first, day) for knee in Side}
    pain = {knee: score(workout.before[knee] + beyond[knee]) for knee in Side}
    worst = max(pain.values())
    easing = Easing(prescription, coaching.exercises, coaching.rules.thresholds, person.have)
    answer = hurts(worst, signs, coaching.rules.thresholds, offers=easing.offers)
    complete = answer.reply is Reply.GO_ON
    if answer.reply is Reply.OFFER:
        complete = _ease(person, easing, answer.offers[0], day, workout)
    if answer.reply is not Reply.GO_ON:
        what = ", ".join(sorted(signs)) or f"{worst} of 10"
        outcome = _outcome(answer.reply, complete=complete)
        workout.hurt.setdefault(f"{what}, {outcome}", []).append(prescription.exercise.name)
    workout.over = answer.reply is Reply.END_SESSION
    said = {} if answer.reply is Reply.GO_ON else pain
    for knee in Side:
        workout.worst[knee] = max(workout.worst[knee], pain[knee])
        workout.beyond[knee] = max(workout.beyond.get(knee, 0.0), beyond[knee])
    workout.done.append(_done(person, prescription, day, said, signs, complete=complete))


def _ease(person: Person, easing: Easing, way: Ease, day: int, workout: Workout) -> bool:
    """Take what is offered, and return whether the next set was fine; a swap ends the exercise."""
    if way is Ease.SWAP:
        return False
    eased = easing.take(way)
    load = demand(eased) - (HALF_DEPTH if way is Ease.LESS_RANGE else 0)
    again = max(score(workout.before[knee] + person.excess(knee, load, day)) for knee in Side)
    answer = hurts(again, frozenset(), easing.numbers, eased=True)
    return answer.reply is Reply.GO_ON


def _outcome(reply: Reply, *, complete: bool) -> str:
    if reply is Reply.END_SESSION:
        return "so the session ends"
    return "fine once eased" if complete else "still sore when eased, so left for the day"


def _done(
    person: Person,
    prescription: Prescription,
    day: int,
    worst: dict[Side, int],
    signs: frozenset[Sign],
    *,
    complete: bool = True,
) -> DoneExercise:
    reps = _reps(person, prescription, prescription.dose, day)
    strong = prescription.exercise.phase is Phase.STRENGTHEN
    return DoneExercise(
        prescription.exercise.id,
        prescription.exercise.phase,
        prescription.level.id,
        worst,
        signs,
        (person.felt(prescription),) * prescription.dose.sets if strong else (),
        reps,
        complete and all(done == prescription.dose.reps for done in reps.values()),
    )


def _reps(person: Person, prescription: Prescription, dose: Dose, day: int) -> dict[Side, int]:
    """Return the repetitions of each side; the first side's number holds for the other, too."""
    strong = prescription.exercise.phase is Phase.STRENGTHEN
    if dose.reps is None or not strong or None in prescription.sides:
        return {}
    return {
        side: person.reps(prescription, side, day)
        for side in prescription.sides
        if side is not None
    }
