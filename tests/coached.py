"""A coach at the side of a test's session: the real rules on the real library."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from kneeline.coach.attending import Attending
from kneeline.coach.easing import Answer, Ease, hurts
from kneeline.coach.exercise import Exercise
from kneeline.coach.facts import Sign
from kneeline.library import load
from kneeline.library.rules import read_rules
from kneeline.ui.player.interruptions import HurtPanel

RESOURCES = Path(__file__).parents[1] / "resources"
LIBRARY = load(RESOURCES)
NUMBERS = read_rules(RESOURCES / "rules.toml").thresholds
AT_HAND = frozenset({"roller", "band", "step", "chair", "wall", "mat", "weight"})


def attending(exercises: Mapping[str, Exercise] = LIBRARY.exercises) -> Attending:
    """Return a coach who knows these exercises, with everything at hand."""
    return Attending(exercises, NUMBERS, AT_HAND)


def hurt_panel(*offers: Ease, swap_name: str = "Weighted single-leg bridge") -> HurtPanel:
    """Return a panel that asks the real rules, with these ways left to ease the exercise."""
    return HurtPanel(partial(_judge, offers or tuple(Ease)), swap_name)


def _judge(offers: tuple[Ease, ...], score: int, signs: frozenset[Sign]) -> Answer:
    return hurts(score, signs, NUMBERS, offers=offers)
