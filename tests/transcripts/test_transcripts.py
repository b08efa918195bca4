"""Golden transcripts: whole sessions as a person would live them, to be read as well as compared.

After a change that is meant, write them anew and read what changed:

    KNEELINE_WRITE_TRANSCRIPTS=1 .venv/bin/pytest tests/transcripts && git diff tests/transcripts
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kneeline.coach.events import SessionEvent
from kneeline.coach.layout import Pacing, lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.session import SessionEngine
from kneeline.coach.side import Side
from kneeline.coach.timeline import Timeline
from kneeline.library import load
from tests.mini import ALL_FOUR, plan
from tests.transcripts.telling import Press, tell

HERE = Path(__file__).parent
RESOURCES = HERE.parents[1] / "resources"
WRITE = "KNEELINE_WRITE_TRANSCRIPTS"
MONDAY = date(2026, 3, 2)


def hurt(knee: Side, score: int) -> Callable[[SessionEngine, float], list]:
    return lambda engine, now: engine.hurt(now, knee, score)


def longer(engine: SessionEngine, now: float) -> list[SessionEvent]:
    return engine.stretch(now, 10.0)


def shorter(engine: SessionEngine, now: float) -> list[SessionEvent]:
    return engine.stretch(now, -10.0)


def programme(name: str) -> Timeline:
    """Return a programme of ours as it is on the first day, with both knees the same."""
    library = load(RESOURCES)
    return lay_out(draw_up(library.programmes[name], library.exercises, History(), MONDAY))


TRANSCRIPTS: dict[str, Callable[[], str]] = {
    "mini": lambda: tell(
        ALL_FOUR, about="One exercise of every kind; nobody presses more than needed."
    ),
    "mini-sorer-right": lambda: tell(
        lay_out(plan("roll-quads", "knee-to-wall", pain={Side.LEFT: 1, Side.RIGHT: 3})),
        about="The right knee hurts more and goes first.",
    ),
    "mini-with-pauses": lambda: tell(
        lay_out(plan("roll-quads", "bridge", "reverse-lunge")),
        Press(2, SessionEngine.pause),
        Press(62, SessionEngine.resume),
        Press(100, SessionEngine.pause),
        Press(100, SessionEngine.pause),
        Press(4000, SessionEngine.resume),
        Press(4088.5, SessionEngine.pause),
        Press(4090, SessionEngine.skip),
        Press(4095, SessionEngine.resume),
        about=(
            "A pause in the check-in, over an hour within the first roll, and one that moves on"
            " while it lasts."
        ),
    ),
    "mini-back-and-skip": lambda: tell(
        ALL_FOUR,
        Press(10, SessionEngine.skip),
        Press(30, SessionEngine.back),
        Press(31, SessionEngine.back),
        Press(32, SessionEngine.skip),
        Press(50, SessionEngine.skip),
        Press(70, SessionEngine.skip_exercise),
        Press(105, SessionEngine.skip),
        Press(107, SessionEngine.back),
        about="Somebody who goes back, skips a side, an exercise and a rest, and goes back again.",
    ),
    "mini-it-hurts": lambda: tell(
        lay_out(plan("bridge", "reverse-lunge")),
        Press(40, hurt(Side.LEFT, 3)),
        Press(104, hurt(Side.RIGHT, 6)),
        Press(110, SessionEngine.skip_exercise),
        about="A little pain that goes on, then pain that skips the exercise.",
    ),
    "mini-longer-and-shorter": lambda: tell(
        lay_out(plan("roll-quads", "bridge")),
        Press(12, longer),
        Press(44, longer),
        Press(60, shorter),
        Press(70, SessionEngine.pause),
        Press(75, SessionEngine.resume),
        Press(99, shorter),
        Press(125, longer),
        Press(152, shorter),
        Press(153, shorter),
        about=(
            "Ten seconds more to get ready and to roll, then less of both; one more repetition of"
            " the bridge, and a rest as short as its count of three allows. The roll that was made"
            " shorter is done in part."
        ),
    ),
    "mini-slower": lambda: tell(
        lay_out(plan("roll-quads", "reverse-lunge", "bridge"), Pacing().scaled(2.0)),
        about="Twice the time to change position: down to the floor, and up from it again.",
    ),
    "mini-left-early": lambda: tell(
        lay_out(plan("bridge", "reverse-lunge")),
        Press(36, SessionEngine.finish),
        about="Left in the middle of a set; what was done of it is kept.",
    ),
    "mini-gone-on": lambda: tell(
        lay_out(plan("bridge", "reverse-lunge")),
        segment=5,
        clock=71.0,
        about="The program was closed in the second exercise; the next day it goes on there.",
    ),
    "ten-minute-roll": lambda: tell(programme("ten-minute-roll")),
    "daily": lambda: tell(programme("daily")),
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_the_session_goes_as_it_is_written(name: str) -> None:
    told = TRANSCRIPTS[name]()
    path = HERE / f"{name}.txt"
    if os.environ.get(WRITE) and not os.environ.get("CI"):
        path.write_text(told, encoding="utf-8", newline="\n")
    assert told == path.read_text(encoding="utf-8"), f"if this is meant, set {WRITE}=1 and read it"


def test_every_transcript_has_its_session() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(TRANSCRIPTS)
