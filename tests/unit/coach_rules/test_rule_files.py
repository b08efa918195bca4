from __future__ import annotations

import re
from pathlib import Path

import pytest

from kneeline.library.reading import Unreadable
from kneeline.library.rules import read_rules, read_running, read_screening
from tests.unit.coach_rules.made_up import RESOURCES, rules, shipped


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (RESOURCES / name).read_text("utf-8")
    assert len(re.findall(old, text)) >= 1
    path = tmp_path / name
    path.write_text(re.sub(old, new, text, count=1), "utf-8")
    return path


def test_the_files_as_shipped_fit_the_program() -> None:
    assert rules().version == shipped().runs.version == shipped().screen.version
    assert shipped().runs.per_week == 4
    assert shipped().runs.cap_share == 1.1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (r"care_from = 3", "care_form = 3", "did you mean|care_from"),
        (r"stop_hours = 48", "stop_hours = 48.5", "must be whole"),
        (r"stop_hours = 48.*\n", "", "a number is missing: stop_hours"),
        (r"care_from = 3", "care_from = 8", "care_from must lie below"),
        (r'id = "rising-twice"', 'id = "rising-thrice"', "do not fit"),
        (r'action = "stop"', 'action = "hold"', "safest action to the boldest"),
        (r'action = "rest"', 'action = "sleep"', "action"),
    ],
)
def test_a_mistake_in_the_rules_is_one_sentence_that_names_the_file(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = changed(tmp_path, "rules.toml", old, new)
    with pytest.raises(Unreadable, match=says) as caught:
        read_rules(path)
    assert str(path) in str(caught.value)


def test_running_needs_its_quiet_week_and_its_stages_in_order(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="quiet-week"):
        read_running(changed(tmp_path, "running.toml", 'id = "quiet-week"', 'id = "loud-week"'))
    with pytest.raises(Unreadable, match="numbered 1, 2, 3"):
        read_running(changed(tmp_path, "running.toml", "number = 2", "number = 7"))


def test_a_flag_that_waits_for_an_unasked_question_is_refused(tmp_path: Path) -> None:
    path = changed(
        tmp_path, "screening.toml", r'all_of = \["breathless"\]', 'all_of = ["out-of-puff"]'
    )
    with pytest.raises(Unreadable, match="no one asks"):
        read_screening(path)
