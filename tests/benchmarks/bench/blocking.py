"""How long the window's thread is blocked, with a speech service missing, slow and hung."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench

GOAL = 0.050
SECONDS = 30
YEARS = 10
HUNG = "hung"
ROUNDS = 2
"""Of each part the quieter round counts: what others keep from us comes and goes."""

WHY = (
    "what is left is mostly one page, card or chart that Qt makes, lays out or paints in one go;"
    " a block with little work in it waited for another thread or process"
)
AHEAD, SESSION = "made ahead", "session"

Block = tuple[float, float, str]
"""Seconds of a block, seconds of work in it, and where it was."""


def measure(bench: Workbench) -> Iterator[Figure]:
    """Open the app, live through the first part of a session, and walk through every page."""
    for speech in ("missing", "slow", HUNG):
        found = _quieter(bench, speech)
        pages = {part: each for part, each in found.items() if part not in {AHEAD, SESSION}}
        for what, parts in (
            ("while parts are made ahead", {AHEAD: found[AHEAD]}),
            ("session", {SESSION: found[SESSION]}),
            ("pages", pages),
        ):
            yield _figure(f"{what}, speech service {speech}, {YEARS} years", parts)


def _quieter(bench: Workbench, speech: str) -> Mapping[str, Block]:
    rounds: list[Mapping[str, Block]] = []
    for number in range(ROUNDS):
        # A folder of its own: what is kept from start to start is made anew in each.
        folder = bench.scratch / f"blocked-{speech}-{number}"
        shutil.copytree(bench.journal(YEARS), folder)
        rounds.append(bench.ask("blocked", folder, speech, SECONDS))
    return {
        part: min((each[part] for each in rounds), key=lambda block: block[0]) for part in rounds[0]
    }


def _figure(what: str, parts: Mapping[str, Block]) -> Figure:
    worst = max(seconds for seconds, _work, _where in parts.values())
    over = [
        f"{part} {seconds * 1000:.0f} ms, of which {work * 1000:.0f} ms work, in {where}"
        for part, (seconds, work, where) in sorted(
            parts.items(), key=lambda each: each[1][0], reverse=True
        )
        if seconds > GOAL
    ]
    return Figure(
        f"longest block of the window's thread, {what}",
        f"{worst * 1000:.0f} ms",
        goal=f"≤ {GOAL * 1000:.0f} ms",
        met=worst <= GOAL,
        why="; ".join([*over, *([WHY] if over else [])]),
    )
