"""How the core speaks without knowing a language: the caller passes a translator in."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]
"""Takes an English sentence with {names} in it and returns it in the person's language."""


def english(sentence: str) -> str:
    """Return the sentence as it is."""
    return sentence
