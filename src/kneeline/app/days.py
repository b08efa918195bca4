"""Days as people type them on the command line."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from kneeline.wording import _


def day(text: str) -> date:
    """Return the day that somebody typed; ArgumentTypeError with a sentence if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        says = _("“{text}” is no day; write year, month and day, as in 2026-11-22")
        raise ArgumentTypeError(says.format(text=text)) from error
