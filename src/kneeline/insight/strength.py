"""The strength ladder and the self-tests: how far each side has come, and the gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kneeline.coach.exercise import Phase
from kneeline.coach.side import Side
from kneeline.insight.rows import LevelRow, SelfTestRow


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a person stands on one exercise's ladder."""

    exercise: str
    left: int
    """The left side's level, counted from 1; 0 where it has never been done."""

    right: int
    levels: int
    """How many levels the exercise has."""

    since: date
    """The day of the newest set."""

    @property
    def gap(self) -> int:
        """How many levels the left side is ahead of the right."""
        return self.left - self.right


def ladder(rows: Iterable[LevelRow], levels: Mapping[str, Sequence[str]]) -> tuple[Rung, ...]:
    """Return the newest level of each side for each strength exercise, in the order of `levels`.

    `levels` names the levels of each exercise from easiest to hardest. Sets of exercises or levels
    that are not in it are passed over. A set of both sides together counts for both.
    """
    newest: dict[tuple[str, Side], tuple[date, int]] = {}
    for row in rows:
        known = levels.get(row.exercise, ())
        if row.phase is not Phase.STRENGTHEN or row.level not in known:
            continue
        place = known.index(row.level) + 1
        for side in Side if row.side is None else (row.side,):
            before = newest.get((row.exercise, side))
            if before is None or row.day >= before[0]:
                newest[row.exercise, side] = (row.day, place)
    return tuple(
        rung for name in levels if (rung := _rung(name, newest, len(levels[name]))) is not None
    )


def _rung(
    exercise: str, newest: Mapping[tuple[str, Side], tuple[date, int]], levels: int
) -> Rung | None:
    found = {side: newest[exercise, side] for side in Side if (exercise, side) in newest}
    if not found:
        return None
    left, right = (found[side][1] if side in found else 0 for side in (Side.LEFT, Side.RIGHT))
    return Rung(exercise, left, right, levels, max(day for day, _place in found.values()))


@dataclass(frozen=True, slots=True)
class Norm:
    """What a self-test is held against."""

    test: str
    name: str
    unit: str
    aim: float
    source: str
    """A key of `resources/sources.toml`."""

    less_is_better: bool = False

    def reached(self, value: float) -> bool:
        """Tell whether a result is as good as the aim."""
        return value <= self.aim if self.less_is_better else value >= self.aim


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest result of each side of a self-test."""

    norm: Norm
    left: float | None
    right: float | None


def standings(rows: Iterable[SelfTestRow], norms: Sequence[Norm]) -> tuple[Standing, ...]:
    """Return the newest result of each side for each norm that has any, in the norms' order."""
    newest: dict[tuple[str, Side], SelfTestRow] = {}
    for row in rows:
        before = newest.get((row.test, row.side))
        if before is None or row.day >= before.day:
            newest[row.test, row.side] = row
    found = []
    for norm in norms:
        left, right = (newest.get((norm.test, side)) for side in (Side.LEFT, Side.RIGHT))
        if left or right:
            values = (each.value if each else None for each in (left, right))
            found.append(Standing(norm, *values))
    return tuple(found)
