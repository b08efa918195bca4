"""Read one TOML file into its table, or say what is wrong with it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from kneeline.library.problem import Problem, Vocabulary, explain
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kneeline.library.schema import Table

BIGGEST_FILE = 1_000_000
"""Bytes; a file of ours has five thousand, so more than this is not an exercise."""

_AnyTable = TypeVar("_AnyTable", bound="Table")


class Unreadable(Exception):
    """A file cannot be used, for one reason a person can mend."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem along."""
        super().__init__(str(problem))
        self.problem = problem


def read(path: Path, shape: type[_AnyTable]) -> _AnyTable:
    """Return a file's table; raise Unreadable with the first thing that is wrong with it."""
    # Mostly everything was kept as it was read last: then nobody reads TOML before the first paint.
    import tomllib  # noqa: PLC0415

    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_not_toml(path, str(error))) from error
    except ValueError as error:
        # More digits than Python reads: a number of any length is TOML.
        says = _("a number in the file is far too long")
        raise Unreadable(Problem(path, "", says, _("write a shorter one"))) from error
    except RecursionError as error:
        says = _("brackets in the file lie too deep in each other")
        raise Unreadable(Problem(path, "", says, _("leave some of them out"))) from error
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        raise Unreadable(explain(path, str(error), _vocabulary(shape))) from error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > BIGGEST_FILE:
            raise Unreadable(
                Problem(path, "", _("the file is too large"), _("keep one exercise in one file"))
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        says = _("the file cannot be read ({reason})").format(reason=error.strerror or error)
        remedy = _("check that it is there and that you may open it")
        raise Unreadable(Problem(path, "", says, remedy)) from error
    except UnicodeDecodeError as error:
        says = _("the file is not text in UTF-8")
        remedy = _("save it again as UTF-8 in your editor")
        raise Unreadable(Problem(path, "", says, remedy)) from error


def _not_toml(path: Path, message: str) -> Problem:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    place = _("end of the file")
    if found:
        place = _("line {line}, column {column}").format(line=found[1], column=found[2])
    says = _("the file stops being TOML here")
    remedy = _("look for a missing quote, bracket or equals sign, or a word that stands twice")
    return Problem(path, place, says, remedy)


@cache
def _vocabulary(shape: type[Table]) -> Vocabulary:
    """Return every key that a shape and the tables within it know, and the fixed values of some."""
    choices: dict[str, tuple[str, ...]] = {}
    tables = msgspec.json.schema(shape)["$defs"]
    for table in tables.values():
        for key, value in table.get("properties", {}).items():
            choices[key] = (*choices.get(key, ()), *_fixed_values(value, tables))
    fixed = {key: tuple(dict.fromkeys(values)) for key, values in choices.items() if values}
    return Vocabulary(frozenset(choices), fixed)


def _fixed_values(schema: dict[str, Any], tables: dict[str, Any]) -> Iterator[str]:
    """Yield the words of an enumeration, however deep the schema hides it."""
    yield from (value for value in schema.get("enum", ()) if isinstance(value, str))
    if "$ref" in schema:
        named = tables[schema["$ref"].rpartition("/")[2]]
        yield from named.get("enum", ())
    for part in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _fixed_values(part, tables)
    if isinstance(schema.get("items"), dict):
        yield from _fixed_values(schema["items"], tables)
