"""Find exercises by words, phase, body part and the things they need."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.exercise import Exercise, Phase

NOTHING = "nothing"
"""Stands for exercises that need nothing at all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is empty leaves everything in."""

    words: str = ""
    phases: frozenset[Phase] = frozenset()
    equipment: str = ""
    """A thing that is used, or `NOTHING`."""

    body_part: str = ""
    own_only: bool = False

    @property
    def filters(self) -> bool:
        """Whether more than the words narrows it down."""
        return bool(self.phases or self.equipment or self.body_part or self.own_only)


def find(
    exercises: Iterable[Exercise], wanted: Wanted, own: frozenset[str] = frozenset()
) -> list[Exercise]:
    """Return the exercises that fit, in the order of the phases."""
    found = [each for each in exercises if _fits(each, wanted, own)]
    return sorted(found, key=lambda each: each.phase.order)


def similar(exercises: Iterable[Exercise], words: str) -> list[Exercise]:
    """Return up to three exercises with a name much like some words, for a slip of the pen."""
    by_word: dict[str, list[Exercise]] = {}
    for each in exercises:
        for word in fold(_(each.name)).replace(":", " ").replace(",", " ").split():
            by_word.setdefault(word, []).append(each)
    close: dict[str, Exercise] = {}
    for typed in fold(words).split():
        for word in get_close_matches(typed, by_word, n=2, cutoff=0.7):
            close |= {each.id: each for each in by_word[word]}
    return list(close.values())[:3]


def fold(text: str) -> str:
    """Return a text without accents and without capitals, for comparing."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def things(exercise: Exercise) -> tuple[str, ...]:
    """Return everything that some level of an exercise needs."""
    of_levels = (thing for level in exercise.levels for thing in level.equipment)
    return tuple(dict.fromkeys((*exercise.equipment, *of_levels)))


def _fits(exercise: Exercise, wanted: Wanted, own: frozenset[str]) -> bool:
    if wanted.phases and exercise.phase not in wanted.phases:
        return False
    if wanted.body_part and wanted.body_part not in exercise.body_parts:
        return False
    if wanted.own_only and exercise.id not in own:
        return False
    return _fits_equipment(exercise, wanted.equipment) and _fits_words(exercise, wanted.words)


def _fits_equipment(exercise: Exercise, equipment: str) -> bool:
    if equipment == NOTHING:
        return not exercise.equipment and not exercise.levels[0].equipment
    return not equipment or equipment in things(exercise)


def _fits_words(exercise: Exercise, words: str) -> bool:
    text = fold(" ".join(_(sentence) for sentence in _sentences(exercise)))
    return all(word in text for word in fold(words).split())


def _sentences(exercise: Exercise) -> Iterable[str]:
    yield from (exercise.name, exercise.purpose, *exercise.body_parts)
    for cue in exercise.cues:
        yield from (cue.text, cue.say)
