"""What a bench finds out: figures with the limit, the peers and the goal beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

COLUMNS = ("figure", "ours", "limit beside it", "peer beside it", "ratio", "goal", "met")


@dataclass(frozen=True)
class Figure:
    """One line of a table."""

    what: str
    ours: str
    limit: str = "–"
    peer: str = "–"
    ratio: float | None = None
    """Ours over the limit, run by run in alternation."""

    goal: str = "–"
    met: bool | None = None
    why: str = ""
    """Why it is as it is, where a number alone would not say."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line, as the table shows it."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}×"
        met = {None: "–", True: "yes", False: "**no**"}[self.met]
        return (self.what, self.ours, self.limit, self.peer, ratio, self.goal, met)


def table(figures: Sequence[Figure]) -> str:
    """Return figures as a Markdown table, and below it the reasons that were given."""
    rows = [COLUMNS, tuple("---" for _ in COLUMNS), *(each.cells for each in figures)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    reasons = [f"- {each.what}: {each.why}" for each in figures if each.why]
    return "\n".join([*lines, *([""] if reasons else []), *reasons])


def in_turn(ways: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Measure every way once in each round, the first one going last in the next round."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            found[name].append(ways[name]())
    return found


def ratio(ours: Iterable[float], beside: Iterable[float]) -> float:
    """Return the median of the ratios run by run: what another job takes, it takes from both."""
    return median(mine / other for mine, other in zip(ours, beside, strict=True))


def milliseconds(seconds: Iterable[float]) -> str:
    """Return the median of some times, as the table shows it."""
    return f"{median(seconds) * 1000:.3g} ms"
