"""What the self-test page is given, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kneeline.coach.side import Side

Result = tuple[Side | None, float]
"""A value, and whose; None where the test asks about the whole person."""


class Kind(StrEnum):
    """How a result is entered."""

    NUMBER = "number"
    SCORE = "score"
    """0 to 10, one press."""

    POINTS = "points"
    """A list to tick; each tick costs points."""

    WORDS = "words"
    """One of a few words."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look for."""

    id: str
    text: str
    points: int
    instead_of: str | None = None
    """The point it rules out."""


@dataclass(frozen=True, slots=True)
class TestView:
    """One test."""

    id: str
    name: str
    asks: str
    how: Sequence[str]
    kind: Kind
    unit: str
    """What follows the number, as it is read; may be empty."""

    lowest: float
    highest: float
    each_side: bool
    times: int
    more_is_better: bool
    certainty: str
    """How sure we are of it, and from where, in a sentence."""

    fractions: bool = False
    """Whether a number may have a fraction."""

    change: float | None = None
    """The smallest difference worth speaking of."""

    point_out_below: float | None = None
    point_out_gap: float | None = None
    points: Sequence[Point] = ()
    bands: Sequence[tuple[str, float, float]] = ()
    """Words for ranges of results, each with its least and its most."""

    before: Mapping[Side | None, float] = field(default_factory=dict)
    """The results of the last time."""

    names: Sequence[str] = ()
    """What was asked about the last time, where the person chooses it."""

    @property
    def whose(self) -> tuple[Side | None, ...]:
        """Whom it asks about, in order."""
        return tuple(Side) if self.each_side else (None,)

    def band(self, value: float) -> str:
        """Return the word for a result; empty where there is none."""
        return next((name for name, low, high in self.bands if low <= value <= high), "")


Store = Callable[[TestView, Sequence[Result], Sequence[str]], None]
"""Writes results down, with what was asked about; ValueError with a sentence where it cannot."""
