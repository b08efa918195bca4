"""How Kneeline speaks in other languages: whole, exact, plain, and short where time is short."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyphen
import pytest

from tests.content.catalogues import LANGUAGES, Pair, catalogues, library_in, messages, pairs, texts
from tests.content.shelves import LIBRARY

COMPLETE = ("library", "interface")
"""The catalogues in which nothing may be missing."""

NAME = re.compile(r"\{[^{}]*\}")
MARKUP = re.compile(r"</?[a-z][^>]*>|&[a-z]+;|&(?=[\w¿¡])|\n|\t|\x04| · ")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
PROMISES = {
    "de": r"\b(heil(t|en|ung\w*)|garant\w*|wunder\w*|geheilt)\b",
    "es": r"\b(cura(r|n|s)?|sanar(á|án)?|garant\w*|milagr\w*)\b",
}
FORMAL = {"de": r"(?<=[a-zäöüß,] )(Sie|Ihnen|Ihr|Ihre[mnrs]?)\b", "es": r"\b[Uu]sted(es)?\b"}
EMERGENCY = {"112"}
"""Numbers that only a translation has: whom to call where the language is spoken."""

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_complete_part = pytest.mark.parametrize("part", COMPLETE)


def test_the_languages_of_the_issue_are_there() -> None:
    assert {"de", "es"} <= {*LANGUAGES}


@each_language
@each_complete_part
def test_nothing_is_missing_and_nothing_is_left_behind(language: str, part: str) -> None:
    """Run `python3 dev.py texts` where this fails, and translate what it names."""
    wanted = {each.id for each in catalogues.sentences(texts.templates()[part])}
    there = messages(language, part)
    assert {each.id for each in there} ^ wanted == set()
    assert [each.id for each in there if not catalogues.is_done(each)] == []


@each_language
def test_names_in_braces_stay_as_they_are(language: str) -> None:
    assert [each for each in pairs(language) if _names(each.told) != _names(each.said)] == []


def _names(text: str) -> set[str]:
    return set(NAME.findall(text))


@each_language
def test_markup_lines_and_places_of_words_stay_as_they_are(language: str) -> None:
    wrong = [each for each in pairs(language) if _marks(each.told) != _marks(each.said)]
    assert wrong == []
    assert [each for each in pairs(language) if each.told != each.told.strip() == each.said] == []


def _marks(text: str) -> list[str]:
    return sorted(MARKUP.findall(text))


@each_language
def test_a_plural_has_every_form_of_its_language(language: str) -> None:
    for part in catalogues.PARTS:
        catalogue = catalogues.read_catalogue(catalogues.LOCALE / language / f"{part}.po", language)
        plurals = [each for each in catalogues.sentences(catalogue) if not isinstance(each.id, str)]
        forms = {len(each.string) for each in plurals if catalogues.is_done(each)}
        assert forms <= {catalogue.num_plurals}


@each_language
def test_doses_and_limits_stay_the_same_numbers(language: str) -> None:
    wrong = [
        each
        for each in pairs(language)
        if _numbers(each.told) - EMERGENCY - {"2"} != _numbers(each.said) - {"2"}
    ]
    assert wrong == []


def _numbers(text: str) -> set[str]:
    return {each.replace(",", ".") for each in NUMBER.findall(NAME.sub("", text))}


@each_language
def test_nothing_is_promised(language: str) -> None:
    promises = re.compile(PROMISES[language], re.IGNORECASE)
    assert [each for each in pairs(language) if promises.search(each.told)] == []


@each_language
def test_people_are_addressed_as_friends(language: str) -> None:
    formal = re.compile(FORMAL[language])
    assert [each for each in pairs(language) if formal.search(each.told)] == []


@each_language
def test_the_limits_of_the_library_hold(language: str) -> None:
    """A cue is read from three metres and spoken within three seconds; a name fits on a tile."""
    told = library_in(language)
    found = []
    for exercise in LIBRARY.exercises.values():
        found += _beyond(told[exercise.name], letters=48)
        found += _beyond(told[exercise.setup], letters=120, words=18)
        for cue in exercise.cues:
            found += _beyond(told[cue.text], letters=32, words=5)
            found += _beyond(told[cue.say], letters=60, words=7)
        strokes = " · ".join(exercise.strokes)
        if strokes.replace("·", "").strip():
            found += [word for each in told[strokes].split(" · ") for word in _beyond(each, 16)]
        for level in exercise.levels:
            found += _beyond(told[level.name], letters=48)
    assert found == []


def _beyond(text: str, letters: int, words: int = 99) -> list[str]:
    return [text] if len(text) > letters or len(text.split()) > words else []


# ---------------------------------------------------------------- reading age


def vienna(words: list[str], sentences: int, syllables: list[int]) -> float:
    """The age by the first Wiener Sachtextformel, made for German non-fiction."""
    share = 100 / len(words)
    long = sum(each >= 3 for each in syllables) * share
    short = sum(each == 1 for each in syllables) * share
    wide = sum(len(each) > 6 for each in words) * share
    return 0.1935 * long + 0.1672 * len(words) / sentences + 0.1297 * wide - 0.0327 * short + 5.125


def huerta(words: list[str], sentences: int, syllables: list[int]) -> float:
    """The age by Fernández Huerta's ease of reading: 70 is read at 12, 80 at 11, 60 at 13."""
    ease = 206.84 - 60 * sum(syllables) / len(words) - 1.02 * len(words) / sentences
    return 12 + (70 - ease) / 10


AGES: dict[str, Callable[[list[str], int, list[int]], float]] = {"de": vienna, "es": huerta}


@each_language
def test_the_library_reads_at_twelve(language: str) -> None:
    assert _age(language, [*library_in(language).values()]) <= 12


@each_language
def test_the_questions_and_advice_of_the_screening_read_at_twelve(language: str) -> None:
    found = messages(language, "library")
    screening = [
        each.string for each in found if each.locations[0][0] == "resources/screening.toml"
    ]
    assert _age(language, screening) <= 12.5


def _age(language: str, told: list[str]) -> float:
    hyphens = pyphen.Pyphen(lang={"de": "de_DE", "es": "es"}[language])
    sentences, words = 0, []
    for text in told:
        sentences += len([part for part in re.split(r"[.:;!?]+\s*", text) if part.strip()])
        words += re.findall(r"[^\W\d_]+", text)
    syllables = [max(len(hyphens.positions(each)) + 1, 1) for each in words]
    return AGES[language](words, sentences, syllables)


@pytest.mark.parametrize(
    ("language", "plain", "learned"),
    [
        (
            "de",
            "Setz dich hin. Heb den Fuß. Senk ihn.",
            "Patellofemorale Rehabilitationsmaßnahmen erfordern Rekonditionierung.",
        ),
        (
            "es",
            "Ponte de pie. Sube el pie. Baja ya.",
            "La rehabilitación femoropatelar necesita reacondicionamiento.",
        ),
    ],
)
def test_the_yardstick_tells_plain_from_learned(language: str, plain: str, learned: str) -> None:
    assert _age(language, [plain]) < 9
    assert _age(language, [learned]) > 16


@pytest.mark.parametrize(
    ("said", "told", "problem"),
    [
        ("At most {count}", "Höchstens {zahl}", _names),
        ("a <b>b</b>", "a b", _marks),
        ("2 of 10 for 30 s", "2 von 10, 20 s", _numbers),
    ],
)
def test_a_slip_would_be_found(said: str, told: str, problem: Callable[[str], object]) -> None:
    pair = Pair(said, told)
    assert problem(pair.said) != problem(pair.told)
