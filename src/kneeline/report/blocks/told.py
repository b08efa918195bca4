"""What the person measured and wrote: self-tests and notes."""

from __future__ import annotations

from collections.abc import Sequence

from kneeline.report.blocks.block import Block, and_more, section
from kneeline.report.facts import ReportFacts, Tested
from kneeline.report.ink import GAPS, Type
from kneeline.report.sheet import Align, Point, Sheet
from kneeline.report.table import Column, draw_table
from kneeline.report.words import day_words, result_words, side_words
from kneeline.wording import _


def tests(facts: ReportFacts, most: int) -> Block:
    """Return the block of self-tests, in at most so many rows."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("Self-tests, done at home"), at, width)
        if not facts.tests:
            return sheet.paragraph(_("None in this period."), Type.BODY, (x, y), width)
        columns = (
            Column(_("Test"), 0.30),
            Column(_("Side"), 0.09),
            Column(_("First"), 0.22, Align.RIGHT),
            Column(_("Newest"), 0.22, Align.RIGHT),
            Column(_("Notable change?"), 0.17, Align.RIGHT),
        )
        shown = facts.tests[:most]
        y = draw_table(sheet, columns, _test_rows(facts, shown), (x, y), width)
        return and_more(sheet, len(facts.tests) - len(shown), (x, y), width)

    return draw


def _test_rows(facts: ReportFacts, found: Sequence[Tested]) -> list[tuple[str, ...]]:
    one_year = facts.span.first.year == facts.span.last.year
    rows: list[tuple[str, ...]] = []
    before = ""
    for each in found:
        name = _(each.test.name)
        first, last = (
            _("{result}, {day}").format(
                result=result_words(value, each.test),
                day=day_words(day, year=not one_year),
            )
            for value, day in ((each.first, each.first_day), (each.last, each.last_day))
        )
        notable = {True: _("yes"), False: _("no"), None: "–"}[each.changed]
        if each.first_day == each.last_day:
            first = "–"
        rows.append(("" if name == before else name, side_words(each.side), first, last, notable))
        before = name
    return rows


def notes(facts: ReportFacts, room: float) -> Block:
    """Return the block of the person's own words, newest first, as many as fit in some height."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("In the person’s own words"), at, width)
        if not facts.notes:
            return sheet.paragraph(_("No notes in this period."), Type.BODY, (x, y), width)
        end = at[1] + room - sheet.line_height(Type.CAPTION)
        date_room, left = 22.0, len(facts.notes)
        for note in reversed(facts.notes):
            words = " ".join(note.text.split())
            place, rest = (x + date_room, y), width - date_room
            below = sheet.muted().paragraph(words, Type.BODY, place, rest, most=3)
            if below > end:
                break
            sheet.say(day_words(note.about), Type.STRONG, (x, y), date_room)
            y = sheet.paragraph(words, Type.BODY, place, rest, most=3) + GAPS.hair / 2
            left -= 1
        return and_more(sheet, left, (x, y), width)

    return draw
