"""Believable rows without a journal: two knees, seasons, flare-ups, missed weeks, runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from statistics import median

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.pain import Moment
from kneeline.coach.side import Side

TODAY = date(2026, 11, 22)

LADDERS = {
    "reverse-lunge": ("supported", "full", "loaded", "deficit"),
    "single-leg-deadlift": ("kickstand", "fingertip", "free", "loaded"),
    "lateral-step-down": ("five", "ten", "fifteen", "twenty", "loaded"),
    "single-leg-bridge": ("two-legs", "march", "single", "raised"),
}
NAMES = {
    "reverse-lunge": "Reverse lunge",
    "single-leg-deadlift": "Single-leg deadlift",
    "lateral-step-down": "Lateral step-down",
    "single-leg-bridge": "Single-leg bridge",
}


@dataclass(frozen=True)
class Pain:
    day: date
    knee: Side
    moment: Moment
    score: int


@dataclass(frozen=True)
class Set:
    day: date
    exercise: str
    level: str
    phase: Phase
    side: Side | None
    seconds: float


@dataclass(frozen=True)
class Felt:
    day: date
    where: FeltWhere
    sets: int = 1


@dataclass(frozen=True)
class PainOfDay:
    day: date
    knee: Side
    worst: int
    usual: float


@dataclass(frozen=True)
class Comfort:
    exercise: str
    days: int
    sore_days: int
    worst: int


def comfort(lived: Life, first: date, last: date) -> list[Comfort]:
    """The days of each exercise; nobody ever says that one hurts."""
    days: dict[str, set[date]] = {}
    for done in lived.sets:
        if first <= done.day <= last:
            days.setdefault(done.exercise, set()).add(done.day)
    return [Comfort(exercise, len(found), 0, 0) for exercise, found in days.items()]


def by_day(rows: list[Pain]) -> list[PainOfDay]:
    """The slow way to sum up the scores of each knee and day."""
    scores: dict[tuple[date, Side], list[int]] = {}
    for row in rows:
        scores.setdefault((row.day, row.knee), []).append(row.score)
    return [PainOfDay(*key, max(given), median(given)) for key, given in scores.items()]


@dataclass(frozen=True)
class Run:
    day: date
    minutes: float


@dataclass(frozen=True)
class SelfTest:
    day: date
    test: str
    side: Side
    value: float


@dataclass
class Life:
    pain: list[Pain] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)
    felt: list[Felt] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    self_tests: list[SelfTest] = field(default_factory=list)
    planned: set[date] = field(default_factory=set)
    paused: set[date] = field(default_factory=set)


def life(days: int, last: date = TODAY, seed: int = 1) -> Life:
    """Return so many days of somebody who gets better, with setbacks."""
    dice, lived = Random(seed), Life()
    for place, day, away in _days(days, last, dice):
        sore = 6.0 * 0.5 ** (place / 60) + (2.5 if place % 190 in range(100, 118) else 0)
        flaring = place % 190 in range(100, 107)
        if flaring:
            lived.paused.add(day)
        if day.weekday() in {0, 2, 4, 5}:
            lived.planned.add(day)
        if away:
            continue
        if day.weekday() in {0, 2, 4, 5} and not flaring and dice.random() < 0.85:
            _session(lived, day, place, days, sore, dice)
        if place > 30 and not flaring and day.weekday() in {1, 6} and dice.random() < 0.7:
            minutes = 12 + min(place, 240) / 8 + dice.random() * 10
            lived.runs.append(Run(day, round(minutes)))
            extra = 1 if minutes > 35 else 0
            _score(lived, day + timedelta(days=1), Moment.NEXT_MORNING, sore / 2 + extra, dice)
        if place % 42 == 20:
            _self_tests(lived, day, place)
    return lived


def _days(days: int, last: date, dice: Random) -> Iterator[tuple[int, date, bool]]:
    away = 0
    for place in range(days):
        away = away - 1 if away else (dice.randint(5, 16) if dice.random() < 0.006 else 0)
        yield place, last - timedelta(days=days - 1 - place), away > 0 and days > 14


def _score(lived: Life, day: date, moment: Moment, about: float, dice: Random) -> None:
    if day > TODAY:
        return
    for knee, share in ((Side.LEFT, 1.0), (Side.RIGHT, 0.45)):
        score = round(about * share + dice.gauss(0, 0.8))
        lived.pain.append(Pain(day, knee, moment, min(max(score, 0), 10)))


def _session(lived: Life, day: date, place: int, days: int, sore: float, dice: Random) -> None:
    for moment, extra in ((Moment.BEFORE, 0.0), (Moment.DURING, 0.8), (Moment.AFTER, 0.2)):
        _score(lived, day, moment, sore + extra, dice)
    seconds = dice.choice((480, 600, 600, 660))
    for exercise, phase, length in (
        ("roll-quads", Phase.ROLL, seconds),
        ("bridge", Phase.ACTIVATE, 240),
        ("knee-to-wall", Phase.MOBILISE, 420),
    ):
        lived.sets.append(Set(day, exercise, "first", phase, None, length))
    for which, (exercise, levels) in enumerate(LADDERS.items()):
        for side in Side:
            behind = 1 if side is Side.LEFT and which % 2 == 0 else 0
            climbed = place * (len(levels) - which % 2) // max(days, 60) - behind
            level = levels[min(max(climbed, 0), len(levels) - 1)]
            lived.sets.append(Set(day, exercise, level, Phase.STRENGTHEN, side, 45))
            weights = (60, 22, 9 if sore > 3 else 4, 4, 3)
            where = dice.choices(list(FeltWhere), weights)[0]
            lived.felt.append(Felt(day, where))


def _self_tests(lived: Life, day: date, place: int) -> None:
    for side, share in ((Side.LEFT, 0.8), (Side.RIGHT, 1.0)):
        gained = min(place / 200, 1)
        lived.self_tests += [
            SelfTest(day, "single-leg-bridges", side, round((8 + 12 * gained) * share)),
            SelfTest(day, "knee-to-wall", side, round((7 + 5 * gained) * share, 1)),
        ]
