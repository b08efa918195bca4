"""What is wrong with a file, in words for the person who has to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


MOST_CHOICES = 9
"""Words to choose from that still read as one sentence."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a file may use."""

    keys: frozenset[str]
    choices: Mapping[str, tuple[str, ...]]
    """For a key with fixed values: those values."""

    def at(self, place: str) -> Iterable[str]:
        """Return the values allowed at a place that has fixed ones, and all keys elsewhere."""
        key = re.sub(r"\[\d+\]$", "", place).rpartition(".")[2]
        return self.choices.get(key, self.keys)


LONGEST = 600
"""Letters of a part of a sentence that are shown: the longest of our own lists fit."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one file."""

    path: Path
    place: str
    """Where in the file, such as `level[2].dose.reps` (the second level); empty for all of it."""

    says: str
    """What is wrong."""

    remedy: str
    """What to do about it."""

    @override
    def __str__(self) -> str:
        """Return the one sentence to show."""
        where = f"{self.path}, {_short(self.place)}" if self.place else str(self.path)
        return f"{where}: {_short(self.says)}; {_short(self.remedy)}."


def _short(words: str) -> str:
    """Return words that may quote a file, cut where they would fill the screen."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a remedy for a misspelt word: the nearest known one, or all of them."""
    words = sorted(known)
    close = _close(word, words)
    if close:
        return _("perhaps “{word}” is meant").format(word=close[0])
    if len(words) > MOST_CHOICES:
        return _("check how it is spelt")
    return _("choose one of: {words}").format(words=", ".join(words))


def _close(word: str, words: list[str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 (only where something is wrong)

    return get_close_matches(word, words, n=1)


def explain(path: Path, message: str, vocabulary: Vocabulary) -> Problem:
    """Turn a message of msgspec's into a problem in a person's words."""
    text, _at, pointer = message.partition(" - at `")
    place = _place(pointer.rstrip("`"))
    for pattern, say in _EXPLANATIONS:
        found = re.fullmatch(pattern, text)
        if found:
            says, remedy = say(vocabulary.at(place), *found.groups())
            return Problem(path, place, says, remedy)
    # A message we have no words for yet is still better than none.
    return Problem(
        path, place, text, _("look at one of Kneeline's own files for how it is written")
    )


def _place(path: str) -> str:
    """Return msgspec's `$.level[1].dose` as `level[2].dose`: people count from one."""
    plain = path.removeprefix("$").removeprefix(".")
    return re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", plain)


def _unknown(words: Iterable[str], word: str) -> tuple[str, str]:
    close = _close(word, sorted(words))
    remedy = _("perhaps “{word}” is meant") if close else _("leave it out")
    says = _("there is no such word as “{word}” here").format(word=word)
    return says, remedy.format(word=close[0] if close else word)


def _missing(_words: Iterable[str], word: str) -> tuple[str, str]:
    return _("“{word}” is missing").format(word=word), _("add it")


def _wrong_kind(_words: Iterable[str], wanted: str, got: str) -> tuple[str, str]:
    says = _("this is {got}, but it must be {wanted}")
    kinds = {
        "str": _("text in quotes"),
        "int": _("a whole number"),
        "float": _("a number"),
        "bool": _("true or false"),
        "array": _("a list in square brackets"),
        "object": _("a table"),
    }
    of = [kinds.get(kind.strip(), kind) for kind in wanted.split("|") if kind.strip() != "null"]
    return (
        says.format(got=kinds.get(got, got), wanted=" / ".join(of)),
        _("write it that way"),
    )


def _not_allowed(words: Iterable[str], value: str) -> tuple[str, str]:
    says = _("“{word}” is not a word that can stand here").format(word=value)
    return says, _("choose one of: {words}").format(words=", ".join(words))


def _out_of_bounds(_words: Iterable[str], sign: str, limit: str) -> tuple[str, str]:
    says = {
        ">=": _("the number is too small"),
        ">": _("the number is too small"),
        "<=": _("the number is too large"),
    }[sign]
    remedy = {
        ">=": _("write {limit} or more"),
        ">": _("write more than {limit}"),
        "<=": _("write {limit} or less"),
    }[sign]
    return says, remedy.format(limit=limit.removesuffix(".0"))


def _length(_words: Iterable[str], kind: str, sign: str, limit: str) -> tuple[str, str]:
    if kind == "str":
        if sign == ">=":
            return _("there is no text"), _("write some")
        return _("the text is too long"), _("use at most {limit} letters").format(limit=limit)
    if sign == ">=":
        return _("there are too few"), _("write at least {limit}").format(limit=limit)
    return _("there are too many"), _("write at most {limit}").format(limit=limit)


def _exact_length(_words: Iterable[str], wanted: str, got: str) -> tuple[str, str]:
    says = _("the list has {got} values").format(got=got)
    return says, _("write {wanted}").format(wanted=wanted)


def _pattern(_words: Iterable[str], pattern: str) -> tuple[str, str]:
    if "d{4}" in pattern:
        return _("this is not a version"), _("write year and month, such as 2026-11")
    return (
        _("this is not a name that can be used in a file"),
        _("use small letters, digits and single hyphens, such as reverse-lunge"),
    )


_Explanation = Callable[..., tuple[str, str]]
"""Takes the words allowed at the place and the pattern's groups; returns what is wrong, remedy."""

_EXPLANATIONS: tuple[tuple[str, _Explanation], ...] = (
    (r"Object contains unknown field `(.+)`", _unknown),
    (r"Object missing required field `(.+)`", _missing),
    (r"Expected `([^`]+)`, got `([^`]+)`", _wrong_kind),
    (r"Invalid enum value '(.+)'", _not_allowed),
    (r"Expected `(?:int|float)(?: \| null)?` (>=|<=|>) (\S+)", _out_of_bounds),
    (r"Expected `(str|array)(?: \| null)?` of length (>=|<=) (\d+)", _length),
    (r"Expected `array` of length (\d+), got (\d+)", _exact_length),
    (r"Expected `str` matching regex (.+)", _pattern),
)
