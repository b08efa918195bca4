"""The fields a person may correct, and how each is checked and written."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import HIGHEST, LOWEST, Moment
from kneeline.coach.past import LONGEST_RUN_KM, LONGEST_RUN_MINUTES, Surface
from kneeline.coach.side import Side
from kneeline.wording import _

Column = Callable[[Any], object]
"""Takes what a caller gives and returns what the table holds; ValueError if it makes no sense."""

CADENCES = (30.0, 300.0)
"""Steps a minute between which a cadence lies."""

MOST_REPS = 1000
DAY_SECONDS = 24 * 60 * 60


def _whole(value: object, *, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        says = _("This is a whole number from {low} to {high}, not {found}.")
        raise ValueError(says.format(low=low, high=high, found=value))
    return value


def _number(
    value: object, *, low: float = -math.inf, high: float = math.inf, above: bool = False
) -> float:
    """Return a number from `low`, or from `above` it, to `high`."""
    fits = (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and low <= value <= high
        and not (above and value == low)
    )
    if not fits:
        if math.isinf(low):
            raise ValueError(_("This is a number, not {found}.").format(found=value))
        says = _("This lies between {low:g} and {high:g}, not {found}.")
        raise ValueError(says.format(low=low, high=high, found=value))
    return float(str(value))


def _word(value: object, *, of: type[StrEnum]) -> str:
    if value not in list(of):
        says = _("This is one of {words}, not {found}.")
        raise ValueError(says.format(words=", ".join(of), found=value))
    return str(value)


def _flag(value: object) -> int:
    if not isinstance(value, bool):
        raise ValueError(_("This is a yes or a no."))  # noqa: TRY004 (callers show ValueErrors)
    return int(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(_("a note needs some text"))
    return value.strip()


def _day(value: object) -> str:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(_("This is a day."))  # noqa: TRY004 (callers show ValueErrors)
    return value.isoformat()


def _or_none(column: Column) -> Column:
    return lambda value: None if value is None else column(value)


cadence = partial(_number, low=CADENCES[0], high=CADENCES[1])
stage = partial(_whole, low=1, high=100)

FIELDS: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {
        "sessions": {},
        "sets": {
            "reps": _or_none(partial(_whole, low=0, high=MOST_REPS)),
            "seconds": partial(_number, low=0, high=DAY_SECONDS),
            "complete": _flag,
        },
        "pain_scores": {
            "score": partial(_whole, low=LOWEST, high=HIGHEST),
            "knee": partial(_word, of=Side),
            "moment": partial(_word, of=Moment),
        },
        "felt": {"where": partial(_word, of=FeltWhere)},
        "notes": {"text": _text, "about": _day},
        "runs": {
            "minutes": partial(_number, low=0, high=LONGEST_RUN_MINUTES, above=True),
            "km": _or_none(partial(_number, low=0, high=LONGEST_RUN_KM, above=True)),
            "surface": partial(_word, of=Surface),
            "stage": _or_none(stage),
            "cadence": _or_none(cadence),
            "complete": _flag,
        },
        "pauses": {"first": _day, "last": _or_none(_day)},
        "self_tests": {"value": _number, "side": _or_none(partial(_word, of=Side))},
    }
)
"""What may be edited, by table; what has a time of its own may be put `at` another one, too."""

TIMED = frozenset({"sessions", "runs", "pain_scores", "self_tests"})
"""Tables whose rows can be put at another time."""

COLUMNS = MappingProxyType({"where": "felt_where"})
"""Columns that are not called like their field."""


def columns(table: str, values: Mapping[str, object], *, at: bool) -> dict[str, object]:
    """Return what the columns of a table become; ValueError for a field it lacks.

    `at` says that the row is to be put at another time as well.
    """
    known = FIELDS[table]
    strays = sorted(set(values) - set(known)) + (["at"] if at and table not in TIMED else [])
    if strays:
        says = _("This cannot be changed here: {fields}.")
        raise ValueError(says.format(fields=", ".join(strays)))
    return {COLUMNS.get(name, name): known[name](value) for name, value in values.items()}
