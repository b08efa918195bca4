"""The rule table: facts go in, one verdict comes out. The first rule that matches wins.

The numbers, the certainty and the sources are data (`resources/rules.toml`, with a version that
is kept with every decision). What each rule looks for is code, in `conditions`. The table runs
from the safest verdict to the boldest. That order is checked, and it is what makes the whole
monotone: more pain can only ever match a rule further up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneeline.coach.certainty import Certainty
from kneeline.coach.conditions import CONDITIONS, LOCKING_RULES, OTHERWISE
from kneeline.coach.facts import Facts
from kneeline.coach.thresholds import Thresholds


class Action(StrEnum):
    """What happens to an exercise, a run or a day; members go from more load to less."""

    PROGRESS = "progress"
    """One step up."""

    HOLD = "hold"
    REGRESS = "regress"
    """One level or stage down."""

    REST = "rest"
    """Nothing that loads the knee today."""

    STOP = "stop"
    """End it now, no loading for two days, and two levels down."""

    REFER = "refer"
    """As stop, and see a clinician."""

    @property
    def load(self) -> int:
        """How much load it leaves: 5 for progress down to 0 for refer."""
        return len(Action) - 1 - list(Action).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    id: str
    action: Action
    condition: str
    """What it looks for, in words."""

    certainty: Certainty
    source: str
    """Key of `resources/sources.toml`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say, and which of them said it."""

    action: Action
    rule: str
    certainty: Certainty
    source: str
    version: str
    """Version of the rules that decided, kept so that an old decision can be explained."""

    levels_down: int = 0
    hours_without_loading: int = 0
    locks: bool = False
    """Whether the plan stays locked until a clinician's clearance is recorded."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table, with its numbers and its version."""

    version: str
    thresholds: Thresholds
    table: tuple[Rule, ...]

    def __post_init__(self) -> None:
        """Refuse a table that leaves a rule out, or puts a bolder verdict before a safer one."""
        listed = [rule.id for rule in self.table]
        if sorted(listed) != sorted(CONDITIONS):
            odd = sorted(set(listed) ^ set(CONDITIONS)) or ["a rule listed twice"]
            raise ValueError(f"the rule table and the program do not fit: {', '.join(odd)}")
        if listed[-1] != OTHERWISE:
            raise ValueError(f"the last rule must be {OTHERWISE!r}: it matches everything")
        loads = [rule.action.load for rule in self.table]
        bold = loads.index(max(loads))
        if loads[: bold + 1] != sorted(loads[: bold + 1]):
            raise ValueError("the rule table must go from the safest action to the boldest")
        if any(rule.action is not Action.HOLD for rule in self.table[bold + 1 :]):
            raise ValueError("after the rule that progresses, every rule must hold")

    def judge(self, facts: Facts) -> Verdict:
        """Return the verdict of the first rule that matches; every set of facts has one."""
        matching = (rule for rule in self.table if CONDITIONS[rule.id](facts, self.thresholds))
        return self._verdict(next(matching))

    def rule(self, rule_id: str) -> Rule:
        """Return the rule with this id; KeyError if there is none."""
        return {rule.id: rule for rule in self.table}[rule_id]

    def _verdict(self, rule: Rule) -> Verdict:
        stops = rule.action in {Action.STOP, Action.REFER}
        numbers = self.thresholds
        down = numbers.stop_levels if stops else int(rule.action is Action.REGRESS)
        if rule.id == "red-flag":
            down = 0  # a swollen calf says nothing against an exercise; the lock does the rest
        return Verdict(
            action=rule.action,
            rule=rule.id,
            certainty=rule.certainty,
            source=rule.source,
            version=self.version,
            levels_down=down,
            hours_without_loading=numbers.stop_hours if stops else 0,
            locks=rule.id in LOCKING_RULES,
        )
