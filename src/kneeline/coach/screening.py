"""Red flags: a few yes-or-no questions, the verdict they give, and the lock they close.

Kneeline is not a clinician. A red flag locks the plan, and only the person's record that a
clinician has cleared it opens the plan again. The lock is worked out from those records every
time, so restarting, restoring and importing cannot lose it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

ADULT_FROM = 18
"""Years from which the plan is for a person (source: kneeline-rules)."""

YEARS = range(1, 121)
"""Ages a person can have."""


class Tier(StrEnum):
    """How soon somebody should see whom; members go from the most pressing to none."""

    EMERGENCY = "emergency"
    SAME_DAY = "same-day"
    URGENT = "urgent"
    PROMPT_DOCTOR = "prompt-doctor"
    CLINICIAN_FIRST = "clinician-first"
    ADULTS_ONLY = "adults-only"
    FINE = "fine"

    @property
    def order(self) -> int:
        """Place from the most pressing, counted from 0."""
        return list(Tier).index(self)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the screening, answered yes or no."""

    id: str
    text: str
    daily: bool = False
    """Whether the shortened screening of every check-in asks it, too."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A pattern of answers that must not be overlooked."""

    id: str
    tier: Tier
    advice: str
    """What to do, in plain words."""

    all_of: tuple[str, ...] = ()
    """Questions that must all be answered yes."""

    any_of: tuple[str, ...] = ()
    """Questions of which at least one must be answered yes; empty asks for none."""

    age_from: int | None = None
    age_below: int | None = None
    source: str = ""

    def raised(self, yes: frozenset[str], age: int | None) -> bool:
        """Return whether these answers raise the flag; an unknown age counts as a match."""
        if not yes.issuperset(self.all_of) or (self.any_of and yes.isdisjoint(self.any_of)):
            return False
        if age is None:
            return bool(self.all_of or self.any_of)
        old_enough = self.age_from is None or age >= self.age_from
        return old_enough and (self.age_below is None or age < self.age_below)


@dataclass(frozen=True, slots=True)
class Screening:
    """What a set of answers means."""

    tier: Tier
    raised: tuple[Flag, ...]
    """The flags that are up, the most pressing first."""

    unanswered: tuple[str, ...]

    @property
    def may_start(self) -> bool:
        """Whether the plan may start: nothing raised and nothing left open."""
        return self.tier is Tier.FINE and not self.unanswered

    @property
    def advice(self) -> str:
        """What to do, from the most pressing flag; empty where all is fine."""
        return self.raised[0].advice if self.raised else ""


@dataclass(frozen=True, slots=True)
class Screen:
    """All questions and flags (`resources/screening.toml`)."""

    version: str
    questions: tuple[Question, ...]
    flags: tuple[Flag, ...]

    def __post_init__(self) -> None:
        """Refuse a flag that waits for an answer nobody is asked for."""
        asked = {question.id for question in self.questions}
        for flag in self.flags:
            strays = {*flag.all_of, *flag.any_of} - asked
            if strays:
                raise ValueError(f"the flag {flag.id!r} needs {sorted(strays)}, which no one asks")
            if flag.tier is Tier.FINE:
                raise ValueError(f"the flag {flag.id!r} raises nothing: its tier is fine")

    def asked(self, *, daily: bool = False) -> tuple[Question, ...]:
        """Return the questions of the first screening, or of the shortened daily one."""
        return tuple(each for each in self.questions if each.daily or not daily)

    def verdict(
        self, answers: Mapping[str, bool], age: int | None, *, daily: bool = False
    ) -> Screening:
        """Return what the answers mean; ValueError for an age nobody has.

        `age` is in whole years. A question that is not answered is never taken for a no.
        """
        if age is not None and age not in YEARS:
            raise ValueError(f"an age is a whole number of years from 1 to 120, not {age}")
        yes = frozenset(key for key, answer in answers.items() if answer)
        raised = sorted(
            (flag for flag in self.flags if flag.raised(yes, age)),
            key=lambda flag: flag.tier.order,
        )
        tier = raised[0].tier if raised else Tier.FINE
        if age is not None and age < ADULT_FROM:
            tier = min(tier, Tier.ADULTS_ONLY, key=lambda each: each.order)
        unanswered = tuple(each.id for each in self.asked(daily=daily) if each.id not in answers)
        if age is None and not daily:
            unanswered += ("age",)
        return Screening(tier, tuple(raised), unanswered)


@dataclass(frozen=True, slots=True)
class Raised:
    """A record that red flags came up."""

    at: datetime
    tier: Tier
    flags: tuple[str, ...]
    """Ids of the flags, or of the rule that fired."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A record that a clinician has looked at it and cleared the person for exercise."""

    at: datetime
    clinician: str
    """Who cleared it, in the person's words; never empty."""

    def __post_init__(self) -> None:
        """Refuse a clearance by nobody."""
        if not self.clinician.strip():
            raise ValueError("a clearance needs the name or the profession of who gave it")


LockRecord = Raised | Cleared


@dataclass(frozen=True, slots=True)
class Lock:
    """Why the plan is locked."""

    since: datetime
    tier: Tier
    flags: tuple[str, ...]


def lock(records: Iterable[LockRecord]) -> Lock | None:
    """Return the lock these records leave closed, or None.

    A clearance opens what was raised before it, and nothing that was raised at the same moment
    or later. Whoever is too young cannot be cleared: only a birthday helps.
    """
    records = sorted(records, key=lambda each: each.at)
    cleared = max((each.at for each in records if isinstance(each, Cleared)), default=None)
    closed = [
        each
        for each in records
        if isinstance(each, Raised)
        and each.tier is not Tier.FINE
        and (cleared is None or each.at >= cleared or each.tier is Tier.ADULTS_ONLY)
    ]
    if not closed:
        return None
    pressing = min(closed, key=lambda each: each.tier.order)
    flags = tuple(dict.fromkeys(flag for each in closed for flag in each.flags))
    return Lock(min(each.at for each in closed), pressing.tier, flags)
