"""A decision in plain words: which rule fired, how sure we are of it, and what it was told.

It needs nothing but the decision itself and the table, so one of last year is explained as well as
one of today. Where the rules have changed since, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kneeline.coach.certainty import Certainty
from kneeline.coach.conditions import CONDITIONS
from kneeline.coach.facts import Facts, KneeFacts
from kneeline.coach.reasons import because
from kneeline.coach.rules import Action, Rules, Verdict
from kneeline.coach.side import Side
from kneeline.coach.wording import Translate


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something was decided, line by line."""

    happened: str
    """What the rule saw, in a sentence; empty for a rule this version does not know."""

    action: str
    """What it came to."""

    rule: str
    """What the rule looks for, with how sure we are of it and where it is from."""

    told: tuple[str, ...]
    """What each knee had said."""

    version: str
    """By which version of the rules, and whether they have changed since."""

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, to be shown one under the other."""
        every = (self.happened, self.action, self.rule, *self.told, self.version)
        return tuple(line for line in every if line)


def explain(verdict: Verdict, facts: Facts, rules: Rules, translate: Translate) -> Explanation:
    """Return why a verdict was given, also one of rules that have changed since."""
    known = verdict.rule in CONDITIONS
    return Explanation(
        because(verdict.rule, facts, translate) if known else "",
        _actions(translate)[verdict.action],
        _rule(verdict, rules, translate),
        tuple(_told(facts, translate)),
        _version(verdict, rules, translate),
    )


def certainty_words(certainty: Certainty, translate: Translate) -> str:
    """Return how sure we are, as the end of a sentence."""
    return {
        Certainty.VERIFIED: translate("read in the source itself"),
        Certainty.SECOND_HAND: translate("from a summary of the source"),
        Certainty.UNCHECKED: translate("from memory, not looked up yet"),
        Certainty.OUR_CHOICE: translate("our choice, nobody has shown it"),
    }[certainty]


def _actions(translate: Translate) -> Mapping[Action, str]:
    return {
        Action.PROGRESS: translate("One step up."),
        Action.HOLD: translate("It stays as it is."),
        Action.REGRESS: translate("One step back."),
        Action.REST: translate("Nothing that loads the knee."),
        Action.STOP: translate("Two levels down, and two days without loading."),
        Action.REFER: translate("Stop, and have it looked at."),
    }


def _rule(verdict: Verdict, rules: Rules, translate: Translate) -> str:
    conditions = {rule.id: rule.condition for rule in rules.table}
    words = translate("Rule “{rule}”: {condition} How sure: {certainty} ({source}).")
    return words.format(
        rule=verdict.rule,
        condition=translate(conditions[verdict.rule]) if verdict.rule in conditions else "–",
        certainty=certainty_words(verdict.certainty, translate),
        source=verdict.source,
    )


def _version(verdict: Verdict, rules: Rules, translate: Translate) -> str:
    if verdict.version == rules.version:
        return translate("Rules of {version}.").format(version=verdict.version)
    words = translate("Rules of {version}; today's are of {now} and may decide differently.")
    return words.format(version=verdict.version, now=rules.version)


def _told(facts: Facts, translate: Translate) -> Iterator[str]:
    names = {Side.LEFT: translate("Left knee"), Side.RIGHT: translate("Right knee")}
    for knee, said in facts.knees.items():
        answers = ", ".join(_answers(said, translate))
        yield translate("{knee}: {answers}.").format(knee=names[knee], answers=answers)


def _answers(said: KneeFacts, translate: Translate) -> Iterator[str]:
    """Yield the four answers, a dash for a missing one, and what was told unasked."""
    asked = (
        (translate("before {score}"), said.before),
        (translate("worst {score}"), said.worst),
        (translate("an hour after {score}"), said.hour_after),
        (translate("next morning {score}"), said.morning),
    )
    for words, score in asked:
        yield words.format(score="–" if score is None else score)
    unasked = (
        (translate("at the end {score}"), said.after),
        (translate("at another time {score}"), said.later),
    )
    for words, score in unasked:
        if score is not None:
            yield words.format(score=score)
