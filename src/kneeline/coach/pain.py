"""Pain scores: a whole number from 0 to 10, for one knee, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneeline.coach.side import Side

LOWEST = 0
HIGHEST = 10


class Moment(StrEnum):
    """When a pain score was given, relative to a session or a run."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    HOUR_AFTER = "hour-after"
    NEXT_MORNING = "next-morning"


class Zone(StrEnum):
    """What a score means for the session (source: thomee-1997; whole numbers are our choice)."""

    FINE = "fine"
    CARE = "care"
    STOP = "stop"


CARE_FROM = 3
STOP_FROM = 6


@dataclass(frozen=True, slots=True)
class PainScore:
    """How much one knee hurts, 0 (none) to 10 (the worst imaginable)."""

    knee: Side
    moment: Moment
    score: int

    def __post_init__(self) -> None:
        """Refuse anything but a whole number from 0 to 10."""
        # A bool is an int to Python, and a float would compare: neither is a score.
        if type(self.score) is not int or not LOWEST <= self.score <= HIGHEST:
            msg = f"a pain score is a whole number from {LOWEST} to {HIGHEST}, not {self.score!r}"
            raise ValueError(msg)

    @property
    def zone(self) -> Zone:
        """The zone this score falls into."""
        return zone(self.score)


def zone(score: float) -> Zone:
    """Return the zone of a score or of a mean of scores."""
    if score >= STOP_FROM:
        return Zone.STOP
    return Zone.CARE if score >= CARE_FROM else Zone.FINE
