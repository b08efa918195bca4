"""The translators' catalogues, and the scripts that keep them, for the tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Message

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))  # its scripts find each other as neighbours

import catalogues  # noqa: E402 (found only now)
import texts  # noqa: E402 (the same)

LANGUAGES = catalogues.languages()
PARTS = catalogues.PARTS


class Pair(NamedTuple):
    """A sentence and what a translator made of it."""

    said: str
    told: str


def messages(language: str, part: str) -> list[Message]:
    """Every sentence of a catalogue."""
    path = catalogues.LOCALE / language / f"{part}.po"
    return [*catalogues.sentences(catalogues.read_catalogue(path, language))]


def done(language: str) -> Iterator[Message]:
    """Every sentence that is translated for good, of both catalogues."""
    for part in PARTS:
        yield from (each for each in messages(language, part) if catalogues.is_done(each))


def pairs(language: str) -> Iterator[Pair]:
    """Every sentence with its translation; of a plural, one pair for each form."""
    for each in done(language):
        if isinstance(each.id, str):
            yield Pair(each.id, each.string)
        else:
            one, many = each.id
            first, *others = each.string
            yield Pair(one, first)
            yield from (Pair(many, other) for other in others)


def library_in(language: str) -> dict[str, str]:
    """What the library says, by its English sentence."""
    return {each.id: each.string for each in messages(language, "library")}


__all__ = [
    "LANGUAGES",
    "PARTS",
    "ROOT",
    "Pair",
    "catalogues",
    "done",
    "library_in",
    "messages",
    "pairs",
    "texts",
]
