"""Read what the coach decides by: rules, screening, self-tests and the way back to running.

An exercise with a mistake is left out and the rest goes on. Rules cannot be left out: without them
nobody may be coached, so a mistake here is raised (Unreadable, with one sentence).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from math import isfinite
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from kneeline.coach.cadence import CadenceSteps
from kneeline.coach.coaching import Coaching
from kneeline.coach.rules import Rule, Rules
from kneeline.coach.running import QUIET, GateItem, RunLadder, Stage
from kneeline.coach.screening import Flag, Question, Screen
from kneeline.coach.thresholds import Thresholds
from kneeline.library.problem import Problem, nearest
from kneeline.library.reading import Unreadable, read
from kneeline.library.reference import (
    RulesFile,
    RunningFile,
    ScreeningFile,
    SelfTest,
    SelfTestsFile,
)
from kneeline.wording import _

if TYPE_CHECKING:
    from pathlib import Path

    from kneeline.library.loading import Library

_Built = TypeVar("_Built")


def coaching(resources: Path, library: Library) -> Coaching:
    """Return all the coach decides by; Unreadable with a sentence where a file does not do."""
    return Coaching(
        library.exercises,
        library.programmes,
        read_rules(resources / "rules.toml"),
        read_running(resources / "running.toml"),
        read_screening(resources / "screening.toml"),
    )


def read_rules(path: Path) -> Rules:
    """Return the rule table; Unreadable where it has a mistake or does not fit the program."""
    file = read(path, RulesFile)
    numbers = _thresholds(path, file.thresholds)
    table = tuple(Rule(**structs.asdict(row)) for row in file.rules)
    return _built(path, lambda: Rules(file.version, numbers, table))


def read_screening(path: Path) -> Screen:
    """Return the questions and flags; Unreadable where the file has a mistake."""
    file = read(path, ScreeningFile)
    questions = tuple(Question(**structs.asdict(row)) for row in file.questions)
    flags = tuple(Flag(**structs.asdict(row)) for row in file.flags)
    return _built(path, lambda: Screen(file.version, questions, flags))


def read_running(path: Path) -> RunLadder:
    """Return the way back to running; Unreadable where the file has a mistake."""
    file = read(path, RunningFile)
    return _built(path, lambda: _run_ladder(file))


def read_running_file(path: Path) -> RunningFile:
    """Return all of the file: also the drills, and the certainty and source of each part."""
    return read(path, RunningFile)


def read_self_tests(path: Path) -> tuple[SelfTest, ...]:
    """Return the self-tests; Unreadable where the file has a mistake."""
    return read(path, SelfTestsFile).tests


def _thresholds(path: Path, given: dict[str, float]) -> Thresholds:
    """Return the numbers; one that is missing, unknown or not whole is a problem."""
    kinds = {each.name: each.type for each in fields(Thresholds)}
    for name, number in given.items():
        place = f"thresholds.{name}"
        if name not in kinds:
            says = _("no rule knows the number “{name}”").format(name=name)
            raise Unreadable(Problem(path, place, says, nearest(name, kinds)))
        if not isfinite(number):
            says = _("this is no number to count with")
            raise Unreadable(Problem(path, place, says, _("write one with digits")))
        if kinds[name] == "int" and number != int(number):
            says = _("this number must be whole")
            raise Unreadable(Problem(path, place, says, _("leave out the fraction")))
    missing = sorted(kinds.keys() - given.keys())
    if missing:
        says = _("a number is missing: {names}").format(names=", ".join(missing))
        raise Unreadable(Problem(path, "thresholds", says, _("add it")))
    whole = {name: int(n) if kinds[name] == "int" else float(n) for name, n in given.items()}
    return _built(path, lambda: Thresholds(**whole))  # type: ignore[arg-type] # each int field was made an int above


def _run_ladder(file: RunningFile) -> RunLadder:
    quiet = next((item.amount for item in file.gate if item.id == QUIET), None)
    if quiet is None:
        raise ValueError(_("the gate needs an item “quiet-week” with its amount in days"))
    return RunLadder(
        version=file.version,
        stages=tuple(Stage(**structs.asdict(row)) for row in file.stages),
        gate=tuple(GateItem(item.id, item.text, item.why) for item in file.gate),
        walk_before=file.walk_before,
        walk_after=file.walk_after,
        clean_runs=file.clean_runs,
        stages_per_week=file.stages_per_week,
        quiet_days=quiet,
        rest_days=file.rest_days,
        per_week=file.per_week,
        cap_share=file.caps.share,
        cap_days=file.caps.days,
        cap_from_stage=file.caps.from_stage,
        week_share=file.caps.week_share,
        cadence=CadenceSteps(file.cadence.first, file.cadence.then, file.cadence.days),
    )


def _built(path: Path, build: Callable[[], _Built]) -> _Built:
    """Return what `build` makes; what the coach refuses becomes a problem of the file."""
    try:
        return build()
    except ValueError as error:
        remedy = _("mend it, or put back the file that came with Kneeline")
        raise Unreadable(Problem(path, "", str(error), remedy)) from error
