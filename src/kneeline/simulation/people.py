"""The twelve persons, each made to try one part of the rules."""

from __future__ import annotations

from types import MappingProxyType

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.facts import Sign
from kneeline.coach.side import Side
from kneeline.simulation.person import EVERYTHING, Flagged, Habit, Knee, Person, Spell

QUIET = Knee(0, 0, 9, 1)
MILD = Knee(2, 0, 3.9, 0.35)
BOTH_MILD = {Side.LEFT: QUIET, Side.RIGHT: MILD}

_PEOPLE = (
    Person(
        "quick-healer",
        "Anna heals quickly",
        "Right knee sore for two months. Everything at hand, every question answered. "
        "The knee takes more each week than the plan asks for.",
        BOTH_MILD,
    ),
    Person(
        "flare-up",
        "Ben has a flare-up",
        "Goes well for five weeks, then a day's hike brings two sore mornings. Then well again.",
        BOTH_MILD,
        spells=(
            Spell(36, 37, morning={Side.RIGHT: 5}, note="A long hike downhill the day before."),
            Spell(38, 41, more_pain={Side.RIGHT: 2}),
        ),
    ),
    Person(
        "no-mornings",
        "Cleo never answers in the morning",
        "Trains as planned and feels fine, but does not say so the next morning. "
        "Nothing may move up on silence.",
        BOTH_MILD,
        mornings=Habit.NEVER,
    ),
    Person(
        "one-bad-knee",
        "Dev has one bad knee",
        "Left knee sore and left leg weak: six repetitions at first, one more each week. "
        "It goes first and sets the number for both.",
        {Side.LEFT: MILD, Side.RIGHT: QUIET},
        most_reps={Side.LEFT: 5},
    ),
    Person(
        "spikes",
        "Ewa lies low, then spikes",
        "Six weeks without a word, then a sudden 8 of 10 in a session, and another ten days "
        "later. The second one sends her to a physiotherapist.",
        BOTH_MILD,
        spells=(
            Spell(42, 42, during={Side.RIGHT: 7}, note="A sudden pain in the session."),
            Spell(43, 44, morning={Side.RIGHT: 2}),
            Spell(51, 53, during={Side.RIGHT: 7}, note="Again a sudden pain in the session."),
        ),
    ),
    Person(
        "red-flag",
        "Finn raises a red flag in week 3",
        "A calf swells and throbs. The plan locks at once, stays locked over nine days of "
        "opening the program, and opens when his doctor has cleared him.",
        BOTH_MILD,
        flagged=Flagged(16, ("leg-swelling",)),
        cleared={25: "GP"},
    ),
    Person(
        "no-equipment",
        "Gina has no equipment",
        "A wall, a chair and a carpet. Never a roller, a band, a step or a weight.",
        BOTH_MILD,
        have=frozenset({"wall", "chair", "mat"}),
        minutes=25,
    ),
    Person(
        "holiday",
        "Hugo takes a three-week holiday",
        "Trains well for four weeks, is away for three, and comes back untrained.",
        BOTH_MILD,
        spells=(Spell(28, 48, away=True, note="Away for three weeks."),),
    ),
    Person(
        "runner",
        "Iris runs again",
        "A quick healer who wants to run: entry gate, ten stages, then free runs under the cap.",
        {Side.LEFT: QUIET, Side.RIGHT: Knee(4, -4, 4.5, 0.6)},
        runs=True,
    ),
    Person(
        "no-gain",
        "Jan does not get better",
        "The left knee hurts 3 of 10 whatever he does. The coach goes down as far as it can, "
        "and sends him to a physiotherapist, whom he does not see.",
        {Side.LEFT: Knee(3, 3, 3.2, 0.0), Side.RIGHT: Knee(1, 1, 3.2, 0.0)},
        mornings=Habit.MOSTLY,
    ),
    Person(
        "felt-in-back",
        "Kim feels it in the back",
        "The single-leg deadlift goes into the back from its second level on. "
        "Twice running takes it down again, with a cue to think of.",
        BOTH_MILD,
        ill_felt={"single-leg-deadlift": FeltWhere.BACK},
    ),
    Person(
        "ill",
        "Lea is ill for nine days",
        "Tells Kneeline so; her streak waits. In week 8 her knee gives way in a session: locked "
        "until a physiotherapist has seen it six days later.",
        BOTH_MILD,
        have=EVERYTHING - {"weight"},
        spells=(
            Spell(21, 29, ill=True, note="A flu, with a pause recorded."),
            Spell(51, 51, signs=frozenset({Sign.GIVING_WAY}), note="The knee gives way."),
        ),
        cleared={57: "physiotherapist"},
    ),
)

PEOPLE = MappingProxyType({person.id: person for person in _PEOPLE})
"""The simulated people by their id."""
