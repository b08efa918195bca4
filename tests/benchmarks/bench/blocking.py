"""How long the window's thread is blocked, with a speech service missing, slow and hung."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

GOAL = 0.050
SECONDS = 45
YEARS = 10
HUNG = "hung"
AHEAD, SESSION = "made ahead", "session"

Longest = tuple[float, str]


def measure(bench: Workbench) -> Iterator[Figure]:
    """Open the app, live through the first part of a session, and walk through every page."""
    for speech in ("missing", "slow", HUNG):
        # A folder of its own: what is kept from start to start is made anew in each.
        folder = bench.scratch / f"blocked-{speech}"
        shutil.copytree(bench.journal(YEARS), folder)
        found: Mapping[str, Longest] = bench.ask("blocked", folder, speech, SECONDS)
        pages = {part: each for part, each in found.items() if part not in {AHEAD, SESSION}}
        for what, parts in (
            ("while parts are made ahead", {AHEAD: found[AHEAD]}),
            ("session", {SESSION: found[SESSION]}),
            ("pages", pages),
        ):
            yield _figure(f"{what}, speech service {speech}, {YEARS} years", parts)


def _figure(what: str, parts: Mapping[str, Longest]) -> Figure:
    worst = max(seconds for seconds, _where in parts.values())
    over = [
        f"{part} {seconds * 1000:.0f} ms in {where}"
        for part, (seconds, where) in sorted(parts.items(), key=lambda each: each[1], reverse=True)
        if seconds > GOAL
    ]
    return Figure(
        f"longest block of the window's thread, {what}",
        f"{worst * 1000:.0f} ms",
        goal=f"≤ {GOAL * 1000:.0f} ms",
        met=worst <= GOAL,
        why="; ".join(over),
    )
