"""Which exercises hurt, and which never do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kneeline.insight.rows import ComfortRow

LEAST_DAYS = 3
"""Days of an exercise before it is compared with others (our choice)."""


class Extremes(NamedTuple):
    """The hardest and the best exercise by pain; None where nothing can be said."""

    hardest: ComfortRow | None
    best: ComfortRow | None


def by_pain(rows: Iterable[ComfortRow]) -> tuple[ComfortRow, ...]:
    """Return the exercises done on at least three days, the one that hurt most often first.

    Of two that hurt as often the one with the higher score comes first, and of two that never hurt
    the one that was done less: who was there for long without a word is the surest of all.
    """
    known = [row for row in rows if row.days >= LEAST_DAYS]
    return tuple(sorted(known, key=_order))


def _order(row: ComfortRow) -> tuple[float, int, int, str]:
    return -row.sore_days / row.days, -row.worst, row.days, row.exercise


def extremes(rows: Iterable[ComfortRow]) -> Extremes:
    """Return the first and the last by pain: one that hurt, and one that never did."""
    ranked = by_pain(rows)
    hardest = ranked[0] if ranked and ranked[0].sore_days else None
    best = ranked[-1] if ranked and not ranked[-1].sore_days else None
    return Extremes(hardest, best)
