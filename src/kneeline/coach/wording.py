"""How the core speaks without knowing a language: the caller passes a translator in."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""Takes an English sentence with {names} in it and returns it in the person's language."""


_BESIDE = " · "


def side_by_side(words: tuple[str, str, str], translate: Translate) -> tuple[str, str, str]:
    """Return the words of one movement, translated as one: “Back” means another thing elsewhere."""
    match translate(_BESIDE.join(words)).split(_BESIDE):
        case [out, hold, back]:
            return out, hold, back
        case _:
            return words


def english(sentence: str) -> str:
    """Return the sentence as it is."""
    return sentence
