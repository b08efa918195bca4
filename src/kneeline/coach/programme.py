"""A programme: exercises in the order we coach them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kneeline.coach.exercise import Phase


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise in a block, with what this programme changes about its dose."""

    exercise: str
    level: str | None = None
    """A level's id; None means the person's own level."""

    sets: int | None = None
    """Sets instead of the level's own number."""


@dataclass(frozen=True, slots=True)
class Block:
    """The exercises of one phase."""

    phase: Phase
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A named recipe of blocks."""

    id: str
    name: str
    purpose: str
    blocks: tuple[Block, ...]
    out_of_order_because: str = ""
    """Why the phases do not come in the usual order; empty where they do."""

    sources: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in order."""
        return tuple(entry for block in self.blocks for entry in block.entries)


def out_of_order(phases: tuple[Phase, ...]) -> tuple[Phase, Phase] | None:
    """Return the first two neighbouring phases that break the order, or None.

    The order is roll, activate, mobilise, strengthen: the order we coach, not one that is proven
    (source: kneeline-order).
    """
    for before, after in pairwise(phases):
        if after.order < before.order:
            return before, after
    return None
