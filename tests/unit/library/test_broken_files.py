"""A broken copy of each kind of file yields one right sentence, and the rest keeps working."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeline.library import load
from kneeline.library.checking import check
from kneeline.library.problem import Vocabulary, explain
from kneeline.library.reading import Unreadable
from kneeline.library.rules import coaching, read_rules
from tests.unit.library.conftest import RESOURCES, Copy

LUNGE = "exercises/reverse-lunge.toml"
DAILY = "programmes/daily.toml"
PUT_BACK = "mend it, or put back the file that came with Kneeline."
STANDS_TWICE = "look for a missing quote, bracket or equals sign, or a word that stands twice."

EXERCISE = [
    (
        'name = "Reverse lunge"',
        'name = "Reverse lunge',
        f", line 2, column 22: the file stops being TOML here; {STANDS_TWICE}",
    ),
    (
        'position = "standing"',
        'position = "standing"\nposition = "sitting"',
        f", line 7, column 21: the file stops being TOML here; {STANDS_TWICE}",
    ),
    (
        'phase = "strengthen"',
        'phase = "strength"',
        (
            ", phase: “strength” is not a word that can stand here; "
            "choose one of: activate, mobilise, roll, strengthen."
        ),
    ),
    (
        "purpose = ",
        "the_purpose = ",
        ": there is no such word as “the_purpose” here; perhaps “purpose” is meant.",
    ),
    ("effort = 3\n", "", ": “effort” is missing; add it."),
    ("effort = 3", "effort = 7", ", effort: the number is too large; write 5 or less."),
    (
        "effort = 3",
        'effort = "three"',
        ", effort: this is text in quotes, but it must be a whole number; write it that way.",
    ),
    (
        "reps = 8, tempo",
        "reps = 0, tempo",
        ", level[1].dose.reps: the number is too small; write 1 or more.",
    ),
    (
        "reps = 8, tempo",
        "reps = 8, seconds = 30, tempo",
        ", level[1].dose: a dose has either reps or seconds, and not both; mend these numbers.",
    ),
    (
        "tempo = [3, 1, 2]",
        "tempo = [3, 1]",
        ", level[1].dose.tempo: the list has 2 values; write 3.",
    ),
    (
        "tempo = [3, 1, 2]",
        "tempo = [0, 1, 2]",
        (
            ", level[1].dose: a tempo needs out and back above 0 seconds, and hold at 0 or more; "
            "mend these numbers."
        ),
    ),
    (
        "most = { sets = 3, reps = 12 }",
        "most = { sets = 3, reps = 6 }",
        (
            ", level[1].most: it asks for less than the dose one starts with; "
            "raise it, and count in the same way, reps or seconds."
        ),
    ),
    (
        "knee_range = [0, 45]",
        "knee_range = [45, 0]",
        (
            ", level[1].knee_range: a knee range goes from low to high between 0 and 160 degrees; "
            "write the smaller number first."
        ),
    ),
    (
        "knee_range = [0, 45]",
        "knee_range = [0, 75]",
        (
            ", level[2].knee_range: the knee bends less than on the level before; "
            "put the levels in order from easiest to hardest."
        ),
    ),
    (
        'say = "Slow. Three seconds down."',
        'say = "Slow down now and take three whole seconds."',
        ", cue[6].say: 8 words are too many here; use at most 7.",
    ),
    (
        'id = "slow"',
        'id = "feel-glute"',
        ", cue[6].id: the id “feel-glute” stands twice; give each its own.",
    ),
    (
        'id = "slow"',
        'id = "Slow One"',
        (
            ", cue[6].id: this is not a name that can be used in a file; "
            "use small letters, digits and single hyphens, such as reverse-lunge."
        ),
    ),
    (
        'equipment = ["chair"]',
        'equipment = ["chiar"]',
        (
            ", equipment: we have no word “chiar” for a thing to have at hand; "
            "perhaps “chair” is meant."
        ),
    ),
    (
        'equipment = ["chair"]',
        'equipment = ["trampoline"]',
        (
            ", equipment: we have no word “trampoline” for a thing to have at hand; "
            "choose one of: band, chair, mat, roller, step, wall, weight."
        ),
    ),
    (
        'equipment = ["chair"]',
        'equipment = "chair"',
        (
            ", equipment: this is text in quotes, but it must be a list in square brackets; "
            "write it that way."
        ),
    ),
    (
        'strokes = ["Down", "Hold", "Up"]\n',
        "",
        (
            ", strokes: reps are counted, but their parts have no words; "
            'add strokes = ["Down", "Hold", "Up"] or words that fit the movement.'
        ),
    ),
    (
        'swaps = ["weighted-single-leg-bridge"',
        'swaps = ["reverse-lunge"',
        ", swaps: the exercise is its own swap; name another one.",
    ),
    (
        'avoid = ["kneeline-pain-bands", "kneeline-caution"]\n',
        "",
        ", sources.avoid: “avoid” names people, but no source; add a source's key.",
    ),
    (
        'purpose = ["ptis-2021", "collins-2018", "neal-2024"]',
        "purpose = []",
        ", sources.purpose: there are too few; write at least 1.",
    ),
    (
        'id = "reverse-lunge"',
        'id = "bridge"',
        ", id: the id “bridge” is taken by exercises/bridge.toml; choose another one.",
    ),
]
KEPT = [
    (
        'swaps = ["weighted-single',
        'swaps = ["wieghted-single',
        (
            ", swaps[1]: there is no exercise “wieghted-single-leg-bridge”; "
            "perhaps “weighted-single-leg-bridge” is meant."
        ),
    ),
    (
        'swaps = ["weighted-single-leg-bridge"',
        'swaps = ["rear-foot-elevated-split-squat"',
        (
            ", swaps[1]: “rear-foot-elevated-split-squat” is harder than what it replaces; "
            "name one of the same or a lower effort."
        ),
    ),
    (
        'purpose = ["ptis-2021"',
        'purpose = ["ptis-2020"',
        (
            ", sources.purpose: there is no source “ptis-2020” in sources.toml; "
            "perhaps “ptis-2021” is meant."
        ),
    ),
]
PROGRAMME = [
    (
        'phase = "roll"',
        'phase = "strengthen"',
        (
            ", block: “strengthen” comes before “activate”, against the order we coach; "
            "change the order, or say why in “out_of_order_because”."
        ),
    ),
    (
        'exercise = "reverse-lunge"',
        'exercise = "reverse-lunges"',
        (
            ", block[4].entry[1].exercise: there is no exercise “reverse-lunges”; "
            "perhaps “reverse-lunge” is meant."
        ),
    ),
    (
        'exercise = "reverse-lunge"',
        'exercise = "handstand"',
        ", block[4].entry[1].exercise: there is no exercise “handstand”; check how it is spelt.",
    ),
    (
        'exercise = "reverse-lunge"',
        'exercise = "reverse-lunge", level = "fullx"',
        ", block[4].entry[1].level: “reverse-lunge” has no level “fullx”; perhaps “full” is meant.",
    ),
    (
        'exercise = "reverse-lunge"',
        'exercise = "bridge"',
        (
            ", block[4].entry[1]: “bridge” belongs to another phase, activate; "
            "move it to a block of that phase."
        ),
    ),
    (
        "sets = 1 },",
        "sets = 1, reps = 3 },",
        ", block[1].entry[1]: there is no such word as “reps” here; leave it out.",
    ),
]
OTHERS = [
    (
        "sources.toml",
        'certainty = "our-choice"',
        'certainty = "proven"',
        (
            ", source[17].certainty: “proven” is not a word that can stand here; "
            "choose one of: our-choice, second-hand, unchecked, verified."
        ),
    ),
    (
        "sources.toml",
        'key = "barton-2015"',
        'key = "willy-2019"',
        ", source[2].key: the key “willy-2019” stands twice; give each its own.",
    ),
    (
        "screening.toml",
        'tier = "emergency"',
        'tier = "hurry"',
        (
            ", flag[1].tier: “hurry” is not a word that can stand here; choose one of: "
            "adults-only, clinician-first, emergency, fine, prompt-doctor, same-day, urgent."
        ),
    ),
    (
        "screening.toml",
        'all_of = ["giving-way"]',
        'all_of = ["gives-way"]',
        (f": the flag 'gives-way' needs ['gives-way'], which no one asks; {PUT_BACK}"),
    ),
    (
        "rules.toml",
        "care_from = 3",
        "care_form = 3",
        (
            ", thresholds.care_form: no rule knows the number “care_form”; "
            "perhaps “care_from” is meant."
        ),
    ),
    (
        "rules.toml",
        "care_from = 3",
        "care_from = 3.5",
        ", thresholds.care_from: this number must be whole; leave out the fraction.",
    ),
    (
        "rules.toml",
        "care_from = 3",
        "care_from = 7",
        f": care_from must lie below stop_from; {PUT_BACK}",
    ),
    ("rules.toml", "stop_hours = 48", "", ", thresholds: a number is missing: stop_hours; add it."),
    (
        "rules.toml",
        'id = "otherwise"',
        'id = "other"',
        (f": the rule table and the program do not fit: other, otherwise; {PUT_BACK}"),
    ),
    (
        "rules.toml",
        'version = "2026-11"',
        'version = "new"',
        ", version: this is not a version; write year and month, such as 2026-11.",
    ),
    (
        "self-tests.toml",
        'unit = "cm"',
        'unit = "inch"',
        (
            ", test[1].unit: “inch” is not a word that can stand here; "
            "choose one of: cm, points, reps, score."
        ),
    ),
    (
        "self-tests.toml",
        "every_days = 14",
        "every_days = 0",
        ", test[1].every_days: the number is too small; write 1 or more.",
    ),
    (
        "running.toml",
        "number = 3",
        "number = 4",
        (f": the stages of running must be numbered 1, 2, 3 … without a gap; {PUT_BACK}"),
    ),
    (
        "running.toml",
        "run = 3\n",
        "run = 0\n",
        ", stage[3].run: the number is too small; write more than 0.",
    ),
    (
        "running.toml",
        'id = "quiet-week"',
        'id = "calm-week"',
        f": the gate needs an item “quiet-week” with its amount in days; {PUT_BACK}",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), EXERCISE)
def test_a_broken_exercise(resources: Copy, old: str, new: str, sentence: str) -> None:
    path = resources.change(LUNGE, old, new)
    assert [resources.said(each) for each in check([path], resources.folder)] == [LUNGE + sentence]
    library = load(resources.folder)
    assert "reverse-lunge" not in library.exercises
    assert len(library.exercises) == 35
    assert library.programmes.keys() == {
        "short", "ten-minute-roll", "glute-wake-up", "mobility", "strength", "flare-up"
    }  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sentence"), KEPT)
def test_a_loose_end_costs_only_itself(resources: Copy, old: str, new: str, sentence: str) -> None:
    resources.change(LUNGE, old, new)
    library = load(resources.folder)
    assert [resources.said(each) for each in library.problems] == [LUNGE + sentence]
    assert len(library.exercises) == 36
    assert all(swap in library.exercises for swap in library.exercises["reverse-lunge"].swaps)


@pytest.mark.parametrize(("old", "new", "sentence"), PROGRAMME)
def test_a_broken_programme(resources: Copy, old: str, new: str, sentence: str) -> None:
    resources.change(DAILY, old, new)
    library = load(resources.folder)
    assert [resources.said(each) for each in library.problems] == [DAILY + sentence]
    assert "daily" not in library.programmes
    assert (len(library.exercises), len(library.programmes)) == (36, 7)


@pytest.mark.parametrize(("name", "old", "new", "sentence"), OTHERS)
def test_a_broken_file_of_the_coach(
    resources: Copy, name: str, old: str, new: str, sentence: str
) -> None:
    path = resources.change(name, old, new)
    assert [resources.said(each) for each in check([path], resources.folder)] == [name + sentence]


def test_a_dose_in_seconds_is_not_outgrown_in_reps(resources: Copy) -> None:
    name = "exercises/calf-stretch.toml"
    path = resources.change(name, "{ sets = 2, seconds = 60 }", "{ sets = 2, reps = 60 }")
    assert [resources.said(each) for each in check([path], resources.folder)] == [
        f"{name}, level[1].most.reps: the number is too large; write 50 or less."
    ]
    resources.change(name, "{ sets = 2, reps = 60 }", "{ sets = 2, reps = 20 }")
    assert [resources.said(each) for each in check([path], resources.folder)] == [
        (
            f"{name}, level[1].most: it asks for less than the dose one starts with; "
            "raise it, and count in the same way, reps or seconds."
        )
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('name = "Reverse lunge"', 'name = ""', ", name: there is no text; write some."),
        (
            'name = "Reverse lunge"',
            f'name = "{"Lunge " * 20}"',
            ", name: the text is too long; use at most 48 letters.",
        ),
        (
            'feel = ["In the glute of the front leg, and in the thigh."]',
            'feel = ["a", "b", "c", "d"]',
            ", feel: there are too many; write at most 3.",
        ),
    ],
)
def test_a_length_that_does_not_fit(resources: Copy, old: str, new: str, sentence: str) -> None:
    path = resources.change(LUNGE, old, new)
    assert [resources.said(each) for each in check([path], resources.folder)] == [LUNGE + sentence]


def test_a_message_without_words_of_ours_is_passed_on() -> None:
    problem = explain(
        Path("a.toml"), "Something new - at `$.level[0]`", Vocabulary(frozenset(), {})
    )
    assert str(problem) == (
        "a.toml, level[1]: Something new; "
        "look at one of Kneeline's own files for how it is written."
    )


def test_the_coach_gets_all_it_decides_by(resources: Copy) -> None:
    found = coaching(resources.folder, load(resources.folder))
    assert found.rules.version == "2026-11"
    assert len(found.exercises) == 36


def test_who_needs_a_broken_exercise_says_so_once(resources: Copy) -> None:
    resources.change(LUNGE, "effort = 3", "effort = 9")
    said = [resources.said(each) for each in load(resources.folder).problems]
    needed = "“reverse-lunge” is needed here, but its own file has a problem"
    assert said == [
        f"{LUNGE}, effort: the number is too large; write 5 or less.",
        f"{DAILY}, block[4].entry[1].exercise: {needed}; mend reverse-lunge.toml first.",
        (
            f"programmes/travel.toml, block[3].entry[1].exercise: {needed}; "
            "mend reverse-lunge.toml first."
        ),
    ]


def test_without_sources_there_is_one_problem_and_not_hundreds(resources: Copy) -> None:
    resources.path("sources.toml").write_text("[[source]\n", encoding="utf-8")
    library = load(resources.folder)
    assert [resources.said(each) for each in library.problems] == [
        f"sources.toml, line 1, column 9: the file stops being TOML here; {STANDS_TWICE}"
    ]
    assert len(library.exercises) == 36


def test_an_order_with_a_reason_is_taken(resources: Copy) -> None:
    path = resources.change(DAILY, 'phase = "roll"', 'phase = "mobilise"')
    text = path.read_text(encoding="utf-8")
    for name in ("quads", "outer-thigh", "hamstrings", "glutes", "calves"):
        text = text.replace(f'  {{ exercise = "roll-{name}", sets = 1 }},\n', "")
    text = text.replace("entry = [\n]", 'entry = [{ exercise = "calf-stretch" }]')
    path.write_text(text, encoding="utf-8")
    assert "daily" not in load(resources.folder).programmes
    resources.change(DAILY, "sources =", 'out_of_order_because = "My hips are stiff."\nsources =')
    library = load(resources.folder)
    assert library.problems == ()
    assert library.programmes["daily"].out_of_order_because == "My hips are stiff."


OURS = load(RESOURCES).exercises.keys()
WHOLE = (RESOURCES / LUNGE).read_bytes()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, len(WHOLE)), noise=st.binary(max_size=12))
def test_any_damage_is_one_problem_of_that_file(resources: Copy, cut: int, noise: bytes) -> None:
    """Cut off anywhere, with anything after it: never an exception, never a lost neighbour."""
    resources.path(LUNGE).write_bytes(WHOLE[:cut] + noise)
    library = load(resources.folder)
    assert library.exercises.keys() | {"reverse-lunge"} == OURS
    lost = "reverse-lunge" not in library.exercises
    assert lost == any(each.path == resources.path(LUNGE) for each in library.problems)
    for problem in library.problems:
        assert str(problem).endswith(".")
        assert "Traceback" not in str(problem)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    line=st.integers(0, WHOLE.count(b"\n") - 1),
    value=st.sampled_from(["0", "-1", "1.5", '""', "[]", "{}", "true", "2026-01-01", "nan", "'x'"]),
)
def test_any_wrong_value_is_explained_in_our_words(resources: Copy, line: int, value: str) -> None:
    lines = WHOLE.decode().splitlines()
    key, equals, _rest = lines[line].partition(" = ")
    if not equals or _rest.startswith("["):
        return
    lines[line] = f"{key} = {value}"
    resources.path(LUNGE).write_text("\n".join(lines), encoding="utf-8")
    for problem in check([resources.path(LUNGE)], resources.folder):
        assert "Expected" not in problem.says, problem
        assert "`" not in problem.says, problem


@pytest.mark.parametrize(
    ("absurd", "says"),
    [
        ("9" * 5000, "a number in the file is far too long"),
        ("[" * 5000 + "]" * 5000, "brackets in the file lie too deep in each other"),
        ("{a = " * 5000 + "1" + "}" * 5000, "brackets in the file lie too deep in each other"),
    ],
    ids=["long number", "deep lists", "deep tables"],
)
def test_what_no_person_would_write_stops_nothing_else(
    resources: Copy, absurd: str, says: str
) -> None:
    resources.change(LUNGE, "effort = 3", f"effort = {absurd}")
    library = load(resources.folder)
    assert "reverse-lunge" not in library.exercises
    assert "step-up" in library.exercises
    assert says in resources.said(next(each for each in library.problems if LUNGE in str(each)))


@pytest.mark.parametrize("absurd", ["inf", "-inf", "nan", "1e999"])
def test_a_threshold_that_is_no_number_is_a_problem(resources: Copy, absurd: str) -> None:
    text = resources.path("rules.toml").read_text(encoding="utf-8")
    start = text.index("[thresholds]")
    names = [line.split(" = ") for line in text[start:].splitlines() if " = " in line]
    for name, value in names[:3]:
        path = resources.path("rules.toml")
        old = f"\n{name} = {value}"
        path.write_text(text.replace(old, f"\n{name} = {absurd}", 1), encoding="utf-8")
        with pytest.raises(Unreadable, match=rf"thresholds\.{name}: this is no number to count"):
            read_rules(path)


def test_a_sentence_does_not_quote_a_whole_file(resources: Copy) -> None:
    resources.change(LUNGE, "effort = 3", f'effort = 3\n"{"word " * 5000}" = 1')
    [problem] = [each for each in load(resources.folder).problems if LUNGE in str(each)]
    assert len(str(problem)) < 2000
