"""Counts what was tried and what was lost: the figures of a soak."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.benchmarks.figures import Figure

SHOWN = 3
"""Losses of one kind that are told in full."""


@dataclass
class Losses:
    """One line of the table: how often something was tried, and what it cost."""

    what: str
    done: int = 0
    lost: list[str] = field(default_factory=list)

    def tried(self, attempt: Callable[[], object]) -> None:
        """Try something once; what it asserts in vain, or dies of, is a loss."""
        self.done += 1
        try:
            attempt()
        except Exception as error:  # noqa: BLE001 (whatever breaks is what the soak is looking for)
            frame = traceback.extract_tb(error.__traceback__)[-1]
            words = (str(error).splitlines() or [""])[0][:300]
            self.lost.append(f"{type(error).__name__} in {frame.name}: {words}")

    def figure(self, why: str = "") -> Figure:
        """Return the line."""
        told = "; ".join(dict.fromkeys(self.lost[:SHOWN]))
        return Figure(
            self.what,
            f"{self.done:,} done, {len(self.lost)} lost",
            goal="0 lost",
            met=not self.lost and self.done > 0,
            why=". ".join(each for each in (why, told and f"Lost: {told}") if each),
        )


def share_of(full: int, share: float) -> int:
    """Return how many of a full count are done, at least one."""
    return max(1, round(full * share))
