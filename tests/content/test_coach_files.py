"""Rules, screening, self-tests, running and sources: complete, and each claim backed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kneeline.coach.certainty import Certainty
from kneeline.coach.rules import Action
from kneeline.coach.screening import Tier
from kneeline.library.rules import (
    read_rules,
    read_running,
    read_running_file,
    read_screening,
    read_self_tests,
)
from tests.content.shelves import FILES, LIBRARY, RESOURCES, table

SOURCE_FOLDER = Path(__file__).parents[2] / "src"
LADDER = [
    (1, 2, 6), (2, 2, 5), (3, 2, 5), (4, 1, 5), (5, 1, 4), (8, 1, 3), (10, 1, 2),
    (20, 0, 1), (25, 0, 1), (30, 0, 1),
]  # fmt: skip


def _keys(value: object, *names: str) -> set[str]:
    """Return every source key that a file names under one of these words, however deep."""
    found: set[str] = set()
    if isinstance(value, dict):
        for name, each in value.items():
            if name in names:
                found |= _flat(each)
            else:
                found |= _keys(each, *names)
    elif isinstance(value, list):
        for each in value:
            found |= _keys(each, *names)
    return found


def _flat(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {key for part in parts for key in _flat(part)}


def test_every_source_named_in_a_file_exists() -> None:
    for path in FILES:
        if path.name != "sources.toml":
            assert _keys(table(path), "source", "sources") <= LIBRARY.sources.keys(), path.name


def test_every_source_named_in_the_code_exists() -> None:
    """Docstrings say "(source: key, key)" where a fact stands behind the code."""
    named = set()
    for path in SOURCE_FOLDER.rglob("*.py"):
        for found in re.findall(r"\(sources?: ([^)]*)\)", path.read_text(encoding="utf-8")):
            named |= set(re.findall(r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)+\b", found))
    assert {"kneeline-order", "farrar-2001"} <= named, "the search itself works"
    assert named - LIBRARY.sources.keys() - {"sources-toml"} == set()


def test_the_numbers_of_the_rules_name_their_sources() -> None:
    text = (RESOURCES / "rules.toml").read_text(encoding="utf-8")
    numbers = text.partition("[thresholds]")[2].partition("[[rule]]")[0]
    rows = [line for line in numbers.splitlines() if "=" in line and not line.startswith("#")]
    assert len(rows) == len(table(RESOURCES / "rules.toml")["thresholds"])  # type: ignore[arg-type] # a table
    for row in rows:
        keys = re.search(r"\(([a-z0-9, -]+)\)$", row)
        assert keys, row
        assert set(keys[1].split(", ")) <= LIBRARY.sources.keys(), row


@pytest.mark.parametrize("source", LIBRARY.sources.values(), ids=lambda each: each.key)
def test_our_choices_are_called_ours(source: object) -> None:
    key, certainty = source.key, source.certainty  # type: ignore[attr-defined] # a Source
    if key.startswith("kneeline-"):
        assert certainty in {Certainty.OUR_CHOICE, Certainty.UNCHECKED}
    if certainty is Certainty.OUR_CHOICE:
        assert key.startswith("kneeline-") or key in {"physiotherapist", "own-idea"}


def test_a_rule_is_as_certain_as_its_source() -> None:
    for rule in read_rules(RESOURCES / "rules.toml").table:
        assert rule.certainty is LIBRARY.sources[rule.source].certainty, rule.id


def test_the_rules_keep_the_limits_of_the_evidence() -> None:
    numbers = read_rules(RESOURCES / "rules.toml").thresholds
    assert (numbers.care_from, numbers.stop_from, numbers.run_worst_to) == (3, 6, 2)
    assert (numbers.stop_hours, numbers.stop_levels, numbers.stop_window_days) == (48, 2, 14)
    assert (numbers.clean_sessions, numbers.refer_weeks) == (2, 6)
    actions = [rule.action for rule in read_rules(RESOURCES / "rules.toml").table]
    assert actions.count(Action.PROGRESS) == 1


def test_the_screening_knows_every_tier() -> None:
    screen = read_screening(RESOURCES / "screening.toml")
    tiers = {flag.tier for flag in screen.flags}
    assert tiers == set(Tier) - {Tier.FINE, Tier.ADULTS_ONLY}  # adults only goes by age
    asked = {name for flag in screen.flags for name in (*flag.all_of, *flag.any_of)}
    assert {question.id for question in screen.questions} == asked | {"injury"}


def test_the_screening_asks_again_each_day_what_can_be_new() -> None:
    daily = {
        question.id for question in read_screening(RESOURCES / "screening.toml").asked(daily=True)
    }
    assert {"leg-swelling", "breathless", "hot-knee", "locked", "giving-way"} <= daily
    assert len(daily) < len(read_screening(RESOURCES / "screening.toml").questions) / 2


@pytest.mark.parametrize(
    ("yes", "age", "tier"),
    [
        ((), 40, Tier.FINE),
        (("leg-swelling", "breathless"), 40, Tier.EMERGENCY),
        (("leg-swelling",), 40, Tier.SAME_DAY),
        (("unwell",), 40, Tier.SAME_DAY),
        (("injury",), 40, Tier.FINE),
        (("injury",), 55, Tier.SAME_DAY),
        (("injury", "no-bend"), 30, Tier.SAME_DAY),
        (("no-leg-raise",), 40, Tier.SAME_DAY),
        (("giving-way",), 40, Tier.URGENT),
        (("night-pain",), 40, Tier.PROMPT_DOCTOR),
        (("numb-or-weak",), 40, Tier.CLINICIAN_FIRST),
        (("stiff-mornings",), 49, Tier.FINE),
        (("stiff-mornings",), 50, Tier.CLINICIAN_FIRST),
        (("limp",), 40, Tier.FINE),
        (("limp",), 14, Tier.URGENT),
        ((), 17, Tier.ADULTS_ONLY),
    ],
)
def test_what_answers_mean(yes: tuple[str, ...], age: int, tier: Tier) -> None:
    screen = read_screening(RESOURCES / "screening.toml")
    answers = {question.id: question.id in yes for question in screen.questions}
    assert screen.verdict(answers, age).tier is tier


def test_the_ten_stages_are_those_of_the_evidence() -> None:
    ladder = read_running(RESOURCES / "running.toml")
    assert [(stage.run, stage.walk, stage.times) for stage in ladder.stages] == LADDER
    assert (ladder.clean_runs, ladder.quiet_days, ladder.rest_days) == (2, 7, 1)
    assert (ladder.cap_share, ladder.cap_days, ladder.cap_from_stage) == (1.1, 30, 10)
    assert (ladder.cadence.first, ladder.cadence.then) == (0.05, (0.075, 0.1))


def test_what_the_gate_asks_for_can_be_measured() -> None:
    tests = {test.id: test for test in read_self_tests(RESOURCES / "self-tests.toml")}
    for item in read_running_file(RESOURCES / "running.toml").gate:
        assert item.test is None or item.test in tests
        assert LIBRARY.sources[item.source].certainty is item.certainty
        assert (item.test_from is None and item.test_to is None) or item.test is not None


def test_the_self_tests_are_those_of_the_library_issue() -> None:
    assert [test.id for test in read_self_tests(RESOURCES / "self-tests.toml")] == [
        "knee-to-wall",
        "step-down-quality",
        "single-leg-bridge-count",
        "my-activities",
        "worst-pain-of-the-week",
        "usual-pain-of-the-week",
        "overall-change",
    ]


def test_a_self_test_can_reach_both_its_ends() -> None:
    for test in read_self_tests(RESOURCES / "self-tests.toml"):
        assert test.lowest < test.highest
        for low, high in ((band.least, band.most) for band in test.bands):
            assert test.lowest <= low <= high <= test.highest
        if test.bands:
            assert all(test.band(result) for result in range(int(test.lowest), int(test.highest)))
        if test.points:
            exclusive = {point.instead_of for point in test.points} - {None}
            worst = sum(point.points for point in test.points)
            spared = min((p.points for p in test.points if p.id in exclusive), default=0)
            assert worst - spared == test.highest
