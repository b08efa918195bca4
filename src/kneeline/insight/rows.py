"""What insight reads: the least that a row must have. The journal's records fit as they are."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.pain import Moment
from kneeline.coach.side import Side


class PainRow(Protocol):
    """One pain score of one knee."""

    @property
    def day(self) -> date:
        """The day it was given, where the person was."""

    @property
    def knee(self) -> Side:
        """Which knee."""

    @property
    def moment(self) -> Moment:
        """When, relative to a session or a run."""

    @property
    def score(self) -> int:
        """0 (none) to 10 (the worst imaginable)."""


class DailyPainRow(Protocol):
    """All pain scores of one knee on one day."""

    @property
    def day(self) -> date:
        """The day they were given, where the person was."""

    @property
    def knee(self) -> Side:
        """Which knee."""

    @property
    def worst(self) -> int:
        """The highest, 0 to 10."""

    @property
    def usual(self) -> float:
        """The middle one."""


class WorkRow(Protocol):
    """Work of one phase on one day: a set, or the sum of many that SQL has made."""

    @property
    def day(self) -> date:
        """The day it was done."""

    @property
    def phase(self) -> Phase:
        """The phase it belongs to."""

    @property
    def seconds(self) -> float:
        """Seconds of work."""


class LevelRow(Protocol):
    """A level that was worked on: a set, or the newest of many."""

    @property
    def day(self) -> date:
        """The day it was done."""

    @property
    def exercise(self) -> str:
        """The exercise's id."""

    @property
    def level(self) -> str:
        """The level's id."""

    @property
    def phase(self) -> Phase:
        """The phase it belongs to."""

    @property
    def side(self) -> Side | None:
        """Which side worked; None for both together."""


class FeltRow(Protocol):
    """How many strength sets of one day were felt in one place."""

    @property
    def day(self) -> date:
        """The day they were done."""

    @property
    def where(self) -> FeltWhere:
        """Where."""

    @property
    def sets(self) -> int:
        """How many."""


class ComfortRow(Protocol):
    """One exercise over some days."""

    @property
    def exercise(self) -> str:
        """The exercise's id."""

    @property
    def days(self) -> int:
        """On how many days it was done."""

    @property
    def sore_days(self) -> int:
        """On how many of them it was said to hurt 3 or more."""

    @property
    def worst(self) -> int:
        """The highest score given during it, 0 to 10."""


class RunRow(Protocol):
    """One run."""

    @property
    def day(self) -> date:
        """The day of the run."""

    @property
    def minutes(self) -> float:
        """How long it took."""


class SelfTestRow(Protocol):
    """One result of a self-test."""

    @property
    def day(self) -> date:
        """The day of the test."""

    @property
    def test(self) -> str:
        """The self-test's id."""

    @property
    def side(self) -> Side:
        """Which side was tested."""

    @property
    def value(self) -> float:
        """The result, in the test's own unit."""
