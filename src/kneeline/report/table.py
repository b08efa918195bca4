"""A small table: a line of headings, rows with hairlines between, words in two lines at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kneeline.report.ink import GAPS, HAIR, RULE, STROKES, Type
from kneeline.report.sheet import Align, Point, Sheet

MOST_LINES = 2
"""Lines of one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    heading: str
    share: float
    """Part of the table's width; the shares are held against their sum."""

    align: Align = Align.LEFT


def draw_table(
    sheet: Sheet,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    at: Point,
    width: float,
) -> float:
    """Draw a table whose first column is strong; return its bottom."""
    x, y = at
    total = sum(column.share for column in columns)
    widths = [column.share / total * width for column in columns]
    y = _row(sheet, columns, [each.heading for each in columns], (x, y), widths, heading=True)
    sheet.line([(x, y), (x + width, y)], RULE, STROKES.rule)
    for number, row in enumerate(rows):
        if number:
            sheet.line([(x, y), (x + width, y)], HAIR)
        y = _row(sheet, columns, row, (x, y), widths)
    return y


def _row(
    sheet: Sheet,
    columns: Sequence[Column],
    cells: Sequence[str],
    at: Point,
    widths: Sequence[float],
    *,
    heading: bool = False,
) -> float:
    x, y = at
    over = GAPS.hair / 2
    bottom = y
    for column, words, width in zip(columns, cells, widths, strict=True):
        first = column is columns[0]
        kind = Type.CAPTION if heading else (Type.STRONG if first else Type.BODY)
        room = width if column is columns[-1] else width - GAPS.small
        if column.align is Align.LEFT:
            below = sheet.paragraph(words, kind, (x, y + over), room, most=MOST_LINES)
        else:
            below = sheet.say(words, kind, (x, y + over), room, column.align)
        bottom = max(bottom, below + over)
        x += width
    return bottom
