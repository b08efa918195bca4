"""A programme while somebody builds it: entries in a row, and what is still missing."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kneeline.coach.programme import Block, Entry, Programme, out_of_order
from kneeline.ui.library.finding import fold
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.exercise import Exercise, Phase

OWN_SOURCES = ("kneeline-order",)
"""What stands behind a programme somebody builds: the order that the builder guards."""

LONGEST_NAME, LONGEST_PURPOSE, LONGEST_REASON = 48, 120, 200
"""Letters that a programme's file allows."""

LONGEST_ID = 44
"""Letters; a number may follow."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the builder shows; every change makes another one."""

    name: str = ""
    purpose: str = ""
    entries: tuple[Entry, ...] = ()
    because: str = ""
    """Why the phases are not in our order."""

    programme: str = ""
    """Id of the programme that is changed; empty while it is a new one."""

    sources: tuple[str, ...] = OWN_SOURCES

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost with it."""
        return not (self.name or self.purpose or self.entries)

    # -- changes -------------------------------------------------------------------------------

    def with_exercise(self, exercise: Exercise, exercises: Mapping[str, Exercise]) -> Draft:
        """Return it with one more exercise, at the end of its phase, where our order has it."""
        place = 0
        for number, entry in enumerate(self.entries, 1):
            if exercises[entry.exercise].phase.order <= exercise.phase.order:
                place = number
        entries = (*self.entries[:place], Entry(exercise.id), *self.entries[place:])
        return replace(self, entries=entries)

    def without(self, place: int) -> Draft:
        """Return it without the entry at a place."""
        return replace(self, entries=(*self.entries[:place], *self.entries[place + 1 :]))

    def moved(self, place: int, step: int) -> Draft:
        """Return it with an entry further up (-1) or down (1); at an end it stays."""
        target = place + step
        if not 0 <= target < len(self.entries):
            return self
        entries = list(self.entries)
        entries[place], entries[target] = entries[target], entries[place]
        return replace(self, entries=tuple(entries))

    def changed(self, place: int, entry: Entry) -> Draft:
        """Return it with another entry at a place."""
        entries = (*self.entries[:place], entry, *self.entries[place + 1 :])
        return replace(self, entries=entries)

    def in_order(self, exercises: Mapping[str, Exercise]) -> Draft:
        """Return it with the phases in the order we coach; within a phase nothing moves."""
        entries = sorted(self.entries, key=lambda entry: exercises[entry.exercise].phase.order)
        return replace(self, entries=tuple(entries), because="")

    # -- what it comes to ----------------------------------------------------------------------

    def broken_order(self, exercises: Mapping[str, Exercise]) -> tuple[Phase, Phase] | None:
        """Return the first two phases that stand against the order we coach."""
        return out_of_order(tuple(block.phase for block in self.blocks(exercises)))

    def missing(self, exercises: Mapping[str, Exercise]) -> str:
        """Return what it lacks before it can be saved, as a sentence; empty if nothing."""
        if not self.entries:
            return _("Add at least one exercise.")
        if not self.name.strip():
            return _("Give it a name.")
        if self.broken_order(exercises) and not self.because.strip():
            return _("Say why the phases are in another order, or put them in order.")
        return ""

    def blocks(self, exercises: Mapping[str, Exercise]) -> tuple[Block, ...]:
        """Return its entries by phase, in the order they stand."""
        groups = groupby(self.entries, key=lambda entry: exercises[entry.exercise].phase)
        return tuple(Block(phase, tuple(entries)) for phase, entries in groups)

    def built(self, exercises: Mapping[str, Exercise], taken: Container[str]) -> Programme:
        """Return the programme; a new one gets an id of its own that is not taken."""
        broken = self.broken_order(exercises)
        return Programme(
            id=self.programme or _free_id(self.name, taken),
            name=self.name.strip(),
            purpose=self.purpose.strip() or _("A programme of my own."),
            blocks=self.blocks(exercises),
            out_of_order_because=self.because.strip() if broken else "",
            sources=self.sources,
        )


def draft_of(programme: Programme, *, own: bool) -> Draft:
    """Return what the builder starts from: the programme itself, or a copy of one of ours."""
    if own:
        return Draft(
            name=programme.name,
            purpose=programme.purpose,
            entries=programme.entries,
            because=programme.out_of_order_because,
            programme=programme.id,
            sources=programme.sources,
        )
    name = _("{name}, my way").format(name=_(programme.name))
    return Draft(
        name=name[:LONGEST_NAME],
        purpose=_(programme.purpose)[:LONGEST_PURPOSE],
        entries=programme.entries,
        because=_(programme.out_of_order_because)[:LONGEST_REASON],
    )


def _free_id(name: str, taken: Container[str]) -> str:
    """Return an id made of a name's letters, with a number where it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name).encode("ascii", "ignore").decode())
    plain = plain[:LONGEST_ID].strip("-") or "my-programme"
    number, free = 2, plain
    while free in taken:
        free = f"{plain}-{number}"
        number += 1
    return free
