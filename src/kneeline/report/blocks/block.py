"""What every block of the page is, and how each is headed."""

from __future__ import annotations

from collections.abc import Callable

from kneeline.report.ink import ACCENT, GAPS, STROKES, Type
from kneeline.report.sheet import Point, Sheet
from kneeline.wording import ngettext

Block = Callable[[Sheet, Point, float], float]
"""Draws itself at a point in a width of millimetres, and returns its bottom."""


def section(sheet: Sheet, words: str, at: Point, width: float) -> float:
    """Head a block; return where it begins."""
    x, y = at
    y = sheet.say(words, Type.SECTION, (x, y), width)
    sheet.line([(x, y + 0.3), (x + width, y + 0.3)], ACCENT, STROKES.rule)
    return y + GAPS.line - GAPS.hair


def and_more(sheet: Sheet, count: int, at: Point, width: float) -> float:
    """Say how many more rows there are, if there are any; return the bottom."""
    if count <= 0:
        return at[1]
    words = ngettext("and {count} more", "and {count} more", count).format(count=count)
    return sheet.say(words, Type.CAPTION, at, width)
