"""What somebody types after `field=`, as the value that the journal takes."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from kneeline.app.failures import Refusal
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.journal.finding import FoundRow

NOTHING = "none"
"""What is typed to take a value away."""


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(_("write a whole number, like 3")) from None


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ValueError(_("write a number, like 25 or 4.2")) from None


def _flag(text: str) -> bool:
    known = {"yes": True, "no": False, _("yes"): True, _("no"): False}
    if text.casefold() not in known:
        raise ValueError(_("write yes or no"))
    return known[text.casefold()]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("write year, month and day, as in 2026-11-22")) from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        raise ValueError(_("write day and time, as in 2026-11-22T07:30")) from None


READERS: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("reps", "score", "stage"), _whole),
    **dict.fromkeys(("seconds", "minutes", "km", "cadence", "value"), _number),
    "complete": _flag,
    **dict.fromkeys(("about", "first", "last"), _day),
    "at": _moment,
}
"""How each field is read; all others are words, taken as they are."""


def assignment(text: str) -> tuple[str, str]:
    """Return field and text of `field=text`; ArgumentTypeError with a sentence if it is none."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        says = _("“{text}” names no field and value; write it like score=3")
        raise ArgumentTypeError(says.format(text=text))
    return name.strip(), value


def values(row: FoundRow, typed: list[tuple[str, str]]) -> dict[str, object]:
    """Return what is typed as values for `Journal.edit`; Refusal where it makes no sense."""
    read: dict[str, object] = {}
    for name, text in typed:
        if name not in row.editable:
            known = ", ".join(row.editable) or _("nothing")
            says = _("“{name}” cannot be changed here; what can: {known}.")
            raise Refusal(says.format(name=name, known=known))
        if name in read:
            raise Refusal(_("{name} is given twice.").format(name=name))
        try:
            nothing = text.casefold() == NOTHING and name != "text"
            read[name] = None if nothing else READERS.get(name, str)(text)
        except ValueError as error:
            says = _("“{text}” is no {name}: {remedy}.")
            raise Refusal(says.format(text=text, name=name, remedy=error)) from error
    return read
