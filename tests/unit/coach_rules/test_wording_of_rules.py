"""What the table says of a rule is what the rule does: whom it is for, and what it looks at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach.conditions import CONDITIONS
from kneeline.coach.facts import Activity
from tests.unit.coach_rules.made_up import facts, knee, rules

MADE_TO_MATCH = {
    "sore-morning": facts(knee(0, 0, 0, 2)),
    "rest-day": facts(knee(0, 0, 0, 2)),
    "run-hurt": facts(knee(0, 3, 0, 0)),
    "rising-twice": facts(trend_rises=2),
}
SAYS = {
    "Strength and runs:": {Activity.EXERCISE, Activity.RUN},
    "For the day:": {Activity.DAY},
    "A run ": {Activity.RUN},
}


@pytest.mark.parametrize("rule", MADE_TO_MATCH)
def test_a_rule_is_for_whom_its_words_say(rule: str) -> None:
    words = rules().rule(rule).condition
    [said] = [whom for start, whom in SAYS.items() if words.startswith(start)]
    match, one, numbers = CONDITIONS[rule], MADE_TO_MATCH[rule], rules().thresholds
    found = {each for each in Activity if match(replace(one, activity=each), numbers)}
    assert found == said


def test_the_other_rules_are_for_everything() -> None:
    starts = tuple(SAYS)
    bound = {rule.id for rule in rules().table if rule.condition.startswith(starts)}
    assert bound == set(MADE_TO_MATCH)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("stop", "up to its end"),
        ("some-pain", "or later that day"),
        ("slow-to-settle", "or later that day"),
        ("sore-morning", "later that day"),
        ("rest-day", "since yesterday"),
    ],
)
def test_pain_told_unasked_is_spoken_of(rule: str, said: str) -> None:
    assert said in rules().rule(rule).condition
