"""How much of an exercise: sets, repetitions or seconds, tempo and rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Stroke(StrEnum):
    """One part of a repetition."""

    OUT = "out"
    """Away from the start position: down in a lunge, up in a bridge."""

    HOLD = "hold"
    BACK = "back"


class StrokeNow(NamedTuple):
    """Where in a repetition a moment falls."""

    rep: int
    """Repetition, counted from 1."""

    stroke: Stroke
    fraction: float
    """How far through the stroke, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds for each stroke of one repetition ("down 3, hold 1, up 2")."""

    out: float
    hold: float
    back: float

    def __post_init__(self) -> None:
        """Refuse a tempo that cannot be followed."""
        if min(self.out, self.back) <= 0 or self.hold < 0:
            msg = "a tempo needs out and back above 0 seconds, and hold at 0 or more"
            raise ValueError(msg)

    @property
    def seconds(self) -> float:
        """Seconds of one whole repetition."""
        return self.out + self.hold + self.back

    def strokes(self) -> tuple[tuple[Stroke, float], ...]:
        """Each stroke with its start within the repetition, in seconds; a hold of 0 is left out."""
        held = ((Stroke.HOLD, self.out),) if self.hold else ()
        return ((Stroke.OUT, 0.0), *held, (Stroke.BACK, self.out + self.hold))

    def at(self, elapsed: float) -> StrokeNow:
        """Return the repetition and stroke that fall `elapsed` seconds into a set."""
        rep, within = divmod(elapsed, self.seconds)
        if within < self.out:
            return StrokeNow(int(rep) + 1, Stroke.OUT, within / self.out)
        if within < self.out + self.hold:
            return StrokeNow(int(rep) + 1, Stroke.HOLD, (within - self.out) / self.hold)
        back = within - self.out - self.hold
        return StrokeNow(int(rep) + 1, Stroke.BACK, back / self.back)


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets of either repetitions or seconds, for one side where the exercise has sides."""

    sets: int
    reps: int | None = None
    seconds: float | None = None
    tempo: Tempo | None = None
    """Pace of the repetitions; without one the person goes at their own pace and says "done"."""

    rest: float = 0.0
    """Seconds between two sets."""

    def __post_init__(self) -> None:
        """Refuse a dose nobody could do."""
        if self.sets < 1:
            msg = "a dose needs at least 1 set"
            raise ValueError(msg)
        if (self.reps is None) == (self.seconds is None):
            msg = "a dose has either reps or seconds, and not both"
            raise ValueError(msg)
        if (self.reps is not None and self.reps < 1) or (self.seconds or 1) <= 0:
            msg = "reps and seconds must be above 0"
            raise ValueError(msg)
        if self.tempo is not None and self.reps is None:
            msg = "a tempo only makes sense with reps"
            raise ValueError(msg)
        if self.rest < 0:
            msg = "rest cannot be below 0 seconds"
            raise ValueError(msg)

    @property
    def set_seconds(self) -> float | None:
        """Seconds one set takes, or None where the person sets the pace."""
        if self.seconds is not None:
            return self.seconds
        if self.tempo is not None and self.reps is not None:
            return self.reps * self.tempo.seconds
        return None

    def with_sets(self, sets: int) -> Dose:
        """Return the same dose with another number of sets."""
        return replace(self, sets=sets)
