"""How much of an exercise: sets, repetitions or seconds, tempo and rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

MOST_SETS = 20
MOST_REPS = 200
LONGEST_SET = 3600.0
"""Seconds of one set, and of one rest, beyond which a dose is a slip of the pen (our choice)."""

LONGEST_STROKE = 60.0
"""Seconds of one stroke beyond which a tempo is a slip of the pen (our choice)."""


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
        # Written so that NaN, which TOML can say, falls on the wrong side of every comparison.
        if not (self.out > 0 and self.back > 0 and self.hold >= 0):
            msg = "a tempo needs out and back above 0 seconds, and hold at 0 or more"
            raise ValueError(msg)
        if max(self.out, self.hold, self.back) > LONGEST_STROKE:
            msg = f"a tempo needs strokes of at most {LONGEST_STROKE:.0f} seconds"
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
        lengths = {Stroke.OUT: self.out, Stroke.HOLD: self.hold, Stroke.BACK: self.back}
        stroke, start = next(each for each in reversed(self.strokes()) if each[1] <= within)
        fraction = min((within - start) / lengths[stroke], 1.0)
        return StrokeNow(int(rep) + 1, stroke, fraction)


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
        wrong = self._too_little() or self._too_much()
        if wrong:
            raise ValueError(wrong)

    def _too_little(self) -> str:
        """Say what is missing or below its least; written so that NaN counts as below."""
        if self.sets < 1:
            return "a dose needs at least 1 set"
        if (self.reps is None) == (self.seconds is None):
            return "a dose has either reps or seconds, and not both"
        if not (self.reps or self.seconds or 0) > 0:
            return "reps and seconds must be above 0"
        if self.tempo is not None and self.reps is None:
            return "a tempo only makes sense with reps"
        return "" if self.rest >= 0 else "rest cannot be below 0 seconds"

    def _too_much(self) -> str:
        """Say what is beyond what anybody does in a session."""
        if self.sets > MOST_SETS:
            return f"a dose has at most {MOST_SETS} sets"
        if (self.reps or 0) > MOST_REPS:
            return f"a dose has at most {MOST_REPS} reps"
        if max(self.set_seconds or 0, self.rest) > LONGEST_SET:
            return f"a set and its rest last at most {LONGEST_SET:.0f} seconds each"
        return ""

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
