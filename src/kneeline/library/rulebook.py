"""Load what the coach decides by: rules, screening, self-tests and the way back to running.

Each function reads one file of `resources` and raises Unreadable with one sentence if it is
broken. Unlike an exercise, none of these can be left out, so there is nothing to go on with.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from kneeline.coach.cadence import CadenceSteps
from kneeline.coach.rules import Rule, Rules
from kneeline.coach.running import QUIET, GateItem, RunLadder, Stage
from kneeline.coach.screening import Flag, Question, Screen
from kneeline.coach.thresholds import Thresholds
from kneeline.library.problem import Problem, nearest
from kneeline.library.reading import Unreadable, read
from kneeline.library.reference import (
    GateTable,
    RulesFile,
    RunningFile,
    ScreeningFile,
    SelfTest,
    SelfTestsFile,
)
from kneeline.wording import _

if TYPE_CHECKING:
    from pathlib import Path


def load_rules(resources: Path) -> Rules:
    """Return the rule table with its numbers and its version."""
    path = resources / "rules.toml"
    return rules(path, read(path, RulesFile))


def load_screen(resources: Path) -> Screen:
    """Return the questions about red flags and what their answers mean."""
    path = resources / "screening.toml"
    return screen(path, read(path, ScreeningFile))


def load_run_ladder(resources: Path) -> RunLadder:
    """Return the way back to running: gate, stages, limits and cadence."""
    path = resources / "running.toml"
    return run_ladder(path, read(path, RunningFile))


def load_running(resources: Path) -> RunningFile:
    """Return all of `running.toml`: also the drills, and the certainty and source of each part."""
    return read(resources / "running.toml", RunningFile)


def load_self_tests(resources: Path) -> tuple[SelfTest, ...]:
    """Return the self-tests."""
    return read(resources / "self-tests.toml", SelfTestsFile).tests


def rules(path: Path, table: RulesFile) -> Rules:
    """Return the rules of a file; raise Unreadable if they do not fit the program."""
    rows = tuple(
        Rule(row.id, row.action, row.condition, row.certainty, row.source) for row in table.rules
    )
    numbers = _thresholds(path, table.thresholds)
    try:
        return Rules(table.version, numbers, rows)
    except ValueError as error:
        raise _unfit(path, "rule", error) from error


def screen(path: Path, table: ScreeningFile) -> Screen:
    """Return the screening of a file; raise Unreadable if a flag waits for nobody's answer."""
    questions = tuple(Question(each.id, each.text, each.daily) for each in table.questions)
    flags = tuple(
        Flag(
            id=each.id,
            tier=each.tier,
            advice=each.advice,
            all_of=each.all_of,
            any_of=each.any_of,
            age_from=each.age_from,
            age_below=each.age_below,
            source=each.source,
        )
        for each in table.flags
    )
    try:
        return Screen(table.version, questions, flags)
    except ValueError as error:
        raise _unfit(path, "flag", error) from error


def run_ladder(path: Path, table: RunningFile) -> RunLadder:
    """Return the way back to running of a file; raise Unreadable if its parts do not fit."""
    quiet = _quiet_week(path, table.gate)
    try:
        return RunLadder(
            version=table.version,
            stages=tuple(Stage(s.number, s.run, s.walk, s.times) for s in table.stages),
            gate=tuple(GateItem(item.id, item.text) for item in table.gate),
            walk_before=table.walk_before,
            walk_after=table.walk_after,
            clean_runs=table.clean_runs,
            stages_per_week=table.stages_per_week,
            quiet_days=quiet.amount or 0,
            rest_days=table.rest_days,
            per_week=table.per_week,
            cap_share=table.caps.share,
            cap_days=table.caps.days,
            cap_from_stage=table.caps.from_stage,
            cadence=CadenceSteps(table.cadence.first, table.cadence.then, table.cadence.days),
        )
    except ValueError as error:
        raise _unfit(path, "stage", error) from error


def _thresholds(path: Path, numbers: dict[str, int | float]) -> Thresholds:
    kinds = {each.name: str(each.type) for each in fields(Thresholds)}
    for name, number in numbers.items():
        if name not in kinds:
            says = _("the program knows no threshold “{name}”").format(name=name)
            raise Unreadable(Problem(path, f"thresholds.{name}", says, nearest(name, kinds)))
        if kinds[name] == "int" and not isinstance(number, int):
            says = _("this must be a whole number")
            raise Unreadable(Problem(path, f"thresholds.{name}", says, _("leave out the point")))
    for name in kinds:
        if name not in numbers:
            says = _("“{word}” is missing").format(word=name)
            raise Unreadable(Problem(path, "thresholds", says, _("add it")))
    try:
        return Thresholds(**numbers)  # type: ignore[arg-type] # int or float was checked above
    except ValueError as error:
        raise _unfit(path, "thresholds", error) from error


def _quiet_week(path: Path, gate: tuple[GateTable, ...]) -> GateTable:
    for item in gate:
        if item.id == QUIET and item.amount:
            return item
    says = _("there is no “{id}” with an amount of days").format(id=QUIET)
    raise Unreadable(Problem(path, "gate", says, _("add it: the journal answers it")))


def _unfit(path: Path, place: str, error: ValueError) -> Unreadable:
    """Return a refusal of the core's as a problem of the file."""
    return Unreadable(Problem(path, place, str(error), _("compare it with Kneeline's own file")))
