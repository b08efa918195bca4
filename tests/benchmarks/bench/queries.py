"""What each chart asks of the journal, beside loading the rows as dicts and counting in Python."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

GOAL = 1 / 20
YEARS = (1, 3, 10, 30)
WHY = {
    "worst pain by knee and day": "SQL alone, over a covering index, takes most of it: three scores"
    " a day make one row, so there is little to sum up. A roll-up table would meet the goal, and"
    " would have to be kept true through edits, undo and merges; no page waits for it, as it is"
    " asked ahead on a thread",
    "where it was felt": "a small table, of which nearly every row is a sum of its own; asked ahead"
    " on a thread, too",
}
LINEAR = 1.3
"""How much faster than the years the time of all questions may grow."""


def measure(bench: Workbench) -> Iterator[Figure]:
    """Ask everything of journals of several lengths, each question in turn with the slow way."""
    said = {years: bench.ask("asking", bench.journal(years) / "journal.db") for years in YEARS}
    for question, found in said[10].items():
        share = found["ours"] / found["dicts"]
        yield Figure(
            f"chart query “{question}”, 10 years",
            f"{found['ours'] * 1000:.2f} ms",
            f"rows as dicts {found['dicts'] * 1000:.1f} ms",
            ratio=share,
            goal="≤ 0.05×",
            met=share <= GOAL,
            why=WHY.get(question, "") if share > GOAL else "",
        )
    whole = {years: sum(found["ours"] for found in said[years].values()) for years in YEARS}
    growth = (whole[30] / whole[3]) / (30 / 3)
    yield Figure(
        "all chart queries: " + ", ".join(f"{years} y" for years in YEARS),
        ", ".join(f"{whole[years] * 1000:.1f} ms" for years in YEARS),
        "growth of the years, 3 → 30",
        ratio=growth,
        goal=f"≤ {LINEAR}× (close to linear)",
        met=growth <= LINEAR,
    )
