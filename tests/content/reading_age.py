"""How old somebody must be to read a text, by the Flesch-Kincaid grade."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyphen

_HYPHENS = pyphen.Pyphen(lang="en_US")
_AGE_OF_GRADE_0 = 5


def reading_age(texts: Iterable[str]) -> float:
    """Return the age in years at which the texts together read well."""
    sentences, words = 0, []
    for text in texts:
        parts = [part for part in re.split(r"[.:;!?]+\s*", text) if part.strip()]
        sentences += len(parts)
        words += re.findall(r"[A-Za-z]+(?:'[a-z]+)?", text)
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return grade + _AGE_OF_GRADE_0


def _syllables(word: str) -> int:
    """Count sounding vowels, and places to hyphenate; the larger, to err on the strict side."""
    plain = word.lower()
    silent = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeioutd])ed$|(?<=[^aeioucsxz])es$", "", plain)
    sounding = len(re.findall(r"[aeiouy]+", silent))
    return max(sounding, len(_HYPHENS.positions(plain)) + 1, 1)
