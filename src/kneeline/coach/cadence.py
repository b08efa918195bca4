"""Steps a minute: measured by tapping along, and raised a little by a metronome.

Shorter, quicker steps load the kneecap less (source: heiderscheit-2011, lenhart-2014); not every
knee thanks for it at once (source: esculier-2023). We never ask for a fixed number such as 180.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

FEWEST_TAPS = 10
"""Taps below which a measurement is a guess."""

PLAUSIBLE = (100.0, 240.0)
"""Steps a minute of people who run."""

SAME = 0.35
"""Share by which a gap may differ from the middle one before we take it for a slip."""


class TooFewTaps(ValueError):
    """There are not enough even taps to count."""


def measure(taps: Sequence[float], *, every_step: bool = True) -> float:
    """Return steps a minute from the times of taps, in seconds, in order.

    With `every_step` false the taps follow one foot. A missed or doubled tap is left out.
    Raises TooFewTaps with a sentence where that leaves too little, or no running pace.
    """
    gaps = [later - earlier for earlier, later in pairwise(taps)]
    middle = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    even = [gap for gap in gaps if middle > 0 and abs(gap - middle) <= SAME * middle]
    if len(even) < FEWEST_TAPS - 1:
        raise TooFewTaps(f"tap along with at least {FEWEST_TAPS} steps, as evenly as you run")
    steps = 60 / (sum(even) / len(even)) * (1 if every_step else 2)
    if not PLAUSIBLE[0] <= steps <= PLAUSIBLE[1]:
        raise TooFewTaps(f"{steps:.0f} steps a minute is not a running pace; tap once for a step")
    return steps


@dataclass(frozen=True, slots=True)
class CadenceSteps:
    """By how much the metronome quickens the steps (`resources/running.toml`)."""

    first: float
    """Share on top of the person's own cadence to begin with."""

    then: tuple[float, ...]
    """The next shares, one after the other."""

    days: int
    """Days on each share before the next."""


@dataclass(frozen=True, slots=True)
class Metronome:
    """What the metronome does on one run."""

    beats: float
    """Steps a minute."""

    share: float
    """Share on top of the person's own cadence."""

    every: int = 1
    """It sounds in every so many-th running part: feedback fades as the new step settles in."""


@dataclass(frozen=True, slots=True)
class OwnCadence:
    """A person's own steps a minute, and since when the metronome quickens them."""

    steps: float
    since: date


def metronome(
    own: OwnCadence, today: date, worst: int | None, plan: CadenceSteps, quiet_to: int
) -> Metronome:
    """Return today's metronome.

    The next share only comes while the worst pain of the last runs, `worst`, is known and no more
    than `quiet_to`.
    """
    turn = max((today - own.since).days, 0) // plan.days
    shares = (plan.first, *plan.then)
    quiet = worst is not None and worst <= quiet_to
    place = min(turn, len(shares) - 1) if quiet else 0
    return Metronome(round(own.steps * (1 + shares[place])), shares[place], every=1 + min(turn, 2))
