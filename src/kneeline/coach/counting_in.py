"""Three, two, one between a pause and the work that goes on."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from kneeline.coach.cueing import COUNTDOWN
from kneeline.coach.timeline import Cue, CueKind, Sound


@dataclass(slots=True)
class CountIn:
    """A count during which the session's clock still stands; seconds of the caller's clock."""

    began: float
    _given: int = 0

    @property
    def ends(self) -> float:
        """The moment at which the work goes on."""
        return self.began + len(COUNTDOWN)

    @property
    def due(self) -> float:
        """The moment of the next count, or of the end."""
        return self.began + self._given

    def left(self, now: float) -> int:
        """Return the number that counts now: 3, 2 or 1."""
        return min(max(ceil(self.ends - now), 1), len(COUNTDOWN))

    def take(self, now: float) -> list[Cue]:
        """Return the counts that came due, each of them once."""
        cues = []
        while self._given < len(COUNTDOWN) and self.due <= now:
            number = str(COUNTDOWN[self._given])
            cues.append(Cue(float(self._given), CueKind.COUNT, number, number, Sound.TICK))
            self._given += 1
        return cues
