from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach import advice, reasons
from kneeline.coach.conditions import CONDITIONS
from kneeline.coach.facts import Activity
from kneeline.coach.progression import NEVER, Decision, follow
from kneeline.coach.rules import Action
from kneeline.coach.standing import Standing, Step
from kneeline.coach.week import Day, Why
from kneeline.coach.wording import english
from tests.unit.coach_rules.made_up import (
    EVERYTHING,
    LEFT,
    RIGHT,
    day,
    facts,
    knee,
    ladder,
    past,
    reading,
    rules,
    session,
)
from tests.unit.coach_rules.test_rules import FIRES

START = ladder().start()


def decided(name: str, after: Standing = START, step: Step | None = None) -> Decision:
    return Decision(
        day(0), "reverse-lunge", FIRES[name], rules().judge(FIRES[name]), START, after, step
    )


def said(decision: Decision) -> str:
    return " ".join(reasons.of_decision(ladder(), decision, decision.after.dose, english))


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_rule_says_what_happened(name: str) -> None:
    sentence = reasons.because(name, FIRES[name], english)
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_decision_says_what_follows(name: str) -> None:
    sentence = said(decided(name))
    if rules().rule(name).action is Action.HOLD:
        assert "stays as it is" in sentence or "One more like that" in sentence
    if rules().rule(name).action in {Action.REGRESS, Action.STOP, Action.REFER}:
        assert "as easy as it can be" in sentence
        easier = replace(START, level="other")
        assert "easier level" in said(decided(name, easier))
        assert "do less" in said(decided(name, replace(START, depth=0.5)))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step.RANGE, "deeper"),
        (Step.REPS, "8 reps"),
        (Step.SETS, "one more set: 2"),
        (Step.LOAD, "more weight"),
        (Step.VARIATION, "next level: Half way down"),
        (None, "as hard as it gets"),
    ],
)
def test_a_step_up_says_what_it_changes(step: Step | None, words: str) -> None:
    assert words in said(decided("clean-twice", START, step))


def test_a_set_that_the_programme_cuts_is_not_spoken_of() -> None:
    shorter = START.dose.with_sets(1)
    decision = decided("clean-twice", START, Step.SETS)
    (sentence,) = reasons.of_decision(ladder(), decision, shorter, english)
    assert "fewer sets" in sentence


def test_seconds_are_said_in_seconds() -> None:
    one = ladder("wall-sit")
    decision = replace(decided("clean-twice", one.start(), Step.REPS), exercise="wall-sit")
    assert "20 seconds" in " ".join(reasons.of_decision(one, decision, one.start().dose, english))


def test_the_knee_that_is_spoken_of_is_the_one_that_fired() -> None:
    two = replace(facts(), knees={LEFT: knee(5, 5, 5, 5), RIGHT: knee(1, 1, 1, 3)})
    assert reasons.because("sore-morning", two, english).startswith("Your right knee")
    high = facts(knee(7, 2, 2, 7))
    assert "7 of 10" in reasons.because("sore-morning", high, english)
    only_morning = facts(knee(None, None, None, 6))
    assert "6 of 10" in reasons.because("rest-day", only_morning, english)
    assert "An hour later" in reasons.because("slow-to-settle", facts(knee(0, 0, 1, 0)), english)
    assert "reached 4" in reasons.because(
        "run-hurt", facts(knee(0, 4, 0, 0), Activity.RUN), english
    )
    assert "8 of 10" in reasons.because("stop", facts(knee(0, 8, 0, 0)), english)


def test_not_all_done_is_not_called_bad_form() -> None:
    assert "Not all of it" in reasons.because("form-first", facts(complete=False), english)


def test_a_clean_session_that_must_wait_says_so() -> None:
    waiting = facts(days_since_step=1)
    decision = replace(decided("clean-once"), facts=waiting, verdict=rules().judge(waiting))
    assert said(decision) == "That went well. The next step comes in a few days."
    never = replace(decision, facts=facts(clean_before=NEVER))
    assert said(never) == "That went well."


@pytest.mark.parametrize(
    ("off", "words"), [(9, "A week off"), (16, "2 weeks off"), (40, "5 weeks off")]
)
def test_a_break_says_how_long_it_was(off: int, words: str) -> None:
    track = follow(ladder(), reading(past(session(0))), rules(), day(off), have=EVERYTHING)
    (sentence,) = reasons.of_track(track, track.standing.dose, english)
    assert sentence.startswith(words)


def test_before_the_first_session_there_is_nothing_to_say() -> None:
    track = follow(ladder(), reading(past()), rules(), day(0))
    assert reasons.of_track(track, track.standing.dose, english) == ()


@pytest.mark.parametrize("why", Why)
def test_every_day_says_why_it_is_as_it_is(why: Why) -> None:
    for name in ("rest-day", "stop", "second-stop"):
        verdict = rules().judge(FIRES[name])
        sentence = advice.of_day(Day(day(0), why), verdict, FIRES[name], english)
        assert sentence.endswith(".")
        assert "{" not in sentence
