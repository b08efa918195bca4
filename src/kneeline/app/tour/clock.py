"""A clock that goes when it is told to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class SimulatedClock:
    """Time that passes only by `pass_by`, the same on both clocks."""

    start: datetime
    """The wall clock at the beginning, with its zone."""

    passed: float = 0.0

    def monotonic(self) -> float:
        """Seconds since the beginning."""
        return self.passed

    def wall(self) -> datetime:
        """The time of day by now."""
        return self.start + timedelta(seconds=self.passed)

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.passed += seconds
