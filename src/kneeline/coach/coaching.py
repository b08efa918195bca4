"""All that coaching is made from and that lies in files: exercises, programmes, rules, stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kneeline.coach.exercise import Exercise
from kneeline.coach.programme import Programme
from kneeline.coach.rules import Rules
from kneeline.coach.running import RunLadder
from kneeline.coach.screening import Screen


@dataclass(frozen=True, slots=True)
class Coaching:
    """What the coach knows before it knows the person."""

    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, Programme]
    rules: Rules
    runs: RunLadder
    screen: Screen
