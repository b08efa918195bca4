"""What was done: days, phases and minutes, against what was planned."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.insight.days import Span, Values
from kneeline.insight.rows import FeltRow, RunRow, WorkRow

ROLLING_MINUTES = 10
"""Minutes of foam rolling a day that we suggest (our choice; source: kneeline-rolling-time)."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Minutes of work by day, 0 on a day without any."""

    span: Span
    phases: dict[Phase, Values]
    runs: Values

    @property
    def trained(self) -> Values:
        """Minutes of all phases together."""
        total: Values = np.sum(list(self.phases.values()), axis=0)
        return total


def practice(work: Iterable[WorkRow], runs: Iterable[RunRow], span: Span) -> Practice:
    """Return the minutes of each phase and of running on each day of a span."""
    phases = {phase: np.zeros(len(span)) for phase in Phase}
    running = np.zeros(len(span))
    first, days = span.first.toordinal(), len(span)
    for each in work:
        if 0 <= (place := each.day.toordinal() - first) < days:
            phases[each.phase][place] += each.seconds / 60
    for run in runs:
        if 0 <= (place := run.day.toordinal() - first) < days:
            running[place] += run.minutes
    return Practice(span, phases, running)


class DayKind(StrEnum):
    """What a day of the calendar was."""

    DONE = "done"
    MISSED = "missed"
    """Planned, and nothing was done."""

    PAUSED = "paused"
    """Rest because of an injury or a flare-up: it counts against nobody."""

    REST = "rest"
    """Nothing was planned and nothing was done."""


@dataclass(frozen=True, slots=True)
class Adherence:
    """What was done against what was planned."""

    span: Span
    kinds: tuple[DayKind, ...]
    planned: int
    """Planned days, pauses left out."""

    done: int
    """Days with work, planned or not."""

    kept: int
    """Planned days with work, pauses left out."""

    @property
    def share(self) -> float | None:
        """Planned days that were kept, 0 to 1; None where nothing was planned."""
        return self.kept / self.planned if self.planned else None


def adherence(
    worked: Collection[date],
    planned: Collection[date],
    paused: Collection[date],
    span: Span,
) -> Adherence:
    """Return what each day of a span was, and how many planned days were kept.

    A day on which something was done is done, even in a pause.
    """
    worked, planned, paused = set(worked), set(planned), set(paused)
    kinds = []
    for place in range(len(span)):
        day = span.day(place)
        if day in worked:
            kinds.append(DayKind.DONE)
        elif day in paused:
            kinds.append(DayKind.PAUSED)
        else:
            kinds.append(DayKind.MISSED if day in planned else DayKind.REST)
    due = {day for day in planned - paused if day in span}
    return Adherence(span, tuple(kinds), len(due), kinds.count(DayKind.DONE), len(due & worked))


def felt_counts(rows: Iterable[FeltRow], span: Span) -> dict[FeltWhere, int]:
    """Return how many strength sets were felt where, in the order of `FeltWhere`."""
    counts = dict.fromkeys(FeltWhere, 0)
    for row in rows:
        if row.day in span:
            counts[row.where] += row.sets
    return counts
