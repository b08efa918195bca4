"""How the content speaks: plain enough for a child of twelve, and without promises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from kneeline.coach.exercise import Exercise
from kneeline.library.rules import read_rules, read_running_file, read_screening, read_self_tests
from tests.content.reading_age import reading_age
from tests.content.shelves import FILES, LIBRARY, RESOURCES, strings, table

OLDEST = 12
PROMISES = re.compile(
    r"\b(cur(e|es|ed|ing)|guarantee\w*|heal(s|ed|ing)?|miracle\w*)\b", re.IGNORECASE
)

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
each_exercise = pytest.mark.parametrize(
    "exercise", list(LIBRARY.exercises.values()), ids=lambda each: each.id
)


def _texts(exercise: Exercise) -> Iterable[str]:
    yield from (exercise.purpose, exercise.setup, *exercise.steps, *exercise.feel)
    yield from (*exercise.not_feel, *exercise.avoid)
    yield from (cue.say for cue in exercise.cues)
    yield from (text for fault in exercise.faults for text in (fault.name, fault.fix))
    yield from (level.how for level in exercise.levels)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The cat sat on the mat.", 3.55),  # 6 words, 1 sentence, 6 syllables
        ("Sit back. Go slow. Push up.", 1.99),  # 6 words, 3 sentences, 6 syllables
        ("Patellofemoral rehabilitation necessitates reconditioning.", 52.92),  # 4 words, 21
    ],
)
def test_the_yardstick_itself(text: str, age: float) -> None:
    assert reading_age([text]) == pytest.approx(age, abs=0.01)


@each_exercise
def test_an_exercise_reads_at_twelve(exercise: Exercise) -> None:
    assert reading_age(_texts(exercise)) <= OLDEST


def test_the_coachs_files_read_at_twelve() -> None:
    screening, running = (
        read_screening(RESOURCES / "screening.toml"),
        read_running_file(RESOURCES / "running.toml"),
    )
    tests = read_self_tests(RESOURCES / "self-tests.toml")
    texts = {
        "questions": [each.text for each in screening.questions],
        "advice": [each.advice for each in screening.flags],
        "rules": [each.condition for each in read_rules(RESOURCES / "rules.toml").table],
        "gate": [each.text for each in running.gate],
        "drills": [each.how for each in running.drills],
        "tests": [text for each in tests for text in (each.asks, *each.how)],
        "sources": [each.takes for each in LIBRARY.sources.values()],
        "programmes": [each.purpose for each in LIBRARY.programmes.values()],
    }
    ages = {name: reading_age(each) for name, each in texts.items()}
    assert {name: age for name, age in ages.items() if age > OLDEST} == {}


@each_file
def test_nothing_is_promised(path: Path) -> None:
    assert [text for text in strings(table(path)) if PROMISES.search(text)] == []


@pytest.mark.parametrize("text", ["This will cure you", "heals fast", "guaranteed", "healing"])
def test_a_promise_would_be_found(text: str) -> None:
    assert PROMISES.search(text)
    assert not PROMISES.search("Healthy people were measured on the calf, secured by a strap.")


@each_file
def test_sentences_stand_alone_for_translators(path: Path) -> None:
    """No text begins or ends in space, and none is put together from pieces with {names}."""
    for text in strings(table(path)):
        assert text == text.strip()
        assert "{" not in text
        assert "  " not in text
