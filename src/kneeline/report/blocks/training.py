"""What was done: strength levels and doses now, training days, where sets were felt."""

from __future__ import annotations

from collections.abc import Sequence

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import FeltWhere
from kneeline.report.blocks.block import Block, and_more, section
from kneeline.report.facts import ReportFacts
from kneeline.report.ink import ACCENT, GAPS, HAIR, RULE, Type
from kneeline.report.sheet import Align, Point, Sheet
from kneeline.report.table import Column, draw_table
from kneeline.report.words import day_words, felt_words
from kneeline.wording import _, ngettext

BARS = 15.0
"""Height of the bars of days a week, in millimetres."""


def strength(facts: ReportFacts, most: int) -> Block:
    """Return the block with level and dose of each strength exercise, in at most so many rows."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("Strength: levels and doses now"), at, width)
        if not facts.standings:
            return sheet.paragraph(_("No strength set in this period."), Type.BODY, (x, y), width)
        columns = (
            Column(_("Exercise"), 0.27),
            Column(_("Left"), 0.305),
            Column(_("Right"), 0.305),
            Column(_("Last"), 0.12, Align.RIGHT),
        )
        shown = facts.standings[:most]
        rows = [
            (
                _(each.exercise),
                each.left or "–",
                each.right or "–",
                day_words(each.last, year=False),
            )
            for each in shown
        ]
        y = draw_table(sheet, columns, rows, (x, y), width)
        return and_more(sheet, len(facts.standings) - len(shown), (x, y), width)

    return draw


def adherence(facts: ReportFacts) -> Block:
    """Return the block with sessions week by week, how they ended and where they were felt."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("Training days a week"), at, width)
        y = _bars(sheet, facts.done.per_week, (x, y), width) + GAPS.small
        for sentence in (_endings(facts), _felt(facts), _pauses(facts)):
            if sentence:
                y = sheet.paragraph(sentence, Type.BODY, (x, y), width)
        return y

    return draw


def _bars(sheet: Sheet, weeks: Sequence[int], at: Point, width: float) -> float:
    """Draw one bar a week; of many weeks, the mean of some at a time."""
    x, y = at[0], at[1] + sheet.line_height(Type.CAPTION) / 2
    together = -(-len(weeks) // 56)
    groups = [weeks[max(end - together, 0) : end] for end in range(len(weeks), 0, -together)][::-1]
    means = [sum(group) / len(group) for group in groups]
    left = x + 4
    for days in (0, 7):
        level = y + BARS * (1 - days / 7)
        line = sheet.line_height(Type.CAPTION)
        sheet.line([(left, level), (x + width, level)], RULE if days == 0 else HAIR)
        sheet.say(str(days), Type.CAPTION, (x, level - line / 2), 3, Align.RIGHT)
    each = (width - 4) / max(len(means), 1)
    bar = min(each * 0.72, 6)
    for place, mean in enumerate(means):
        high = mean / 7 * BARS
        middle = left + each * (place + 0.5)
        sheet.fill((middle - bar / 2, y + BARS - high), bar, high, ACCENT)
    return y + BARS


def _endings(facts: ReportFacts) -> str:
    done = facts.done
    if not done.sessions:
        return _("No session in this period.")
    words = _("{finished} finished, {left} left early, {hurt} stopped by pain.")
    return words.format(
        finished=done.endings.get(SessionEnding.COMPLETED, 0),
        left=done.endings.get(SessionEnding.LEFT, 0),
        hurt=done.endings.get(SessionEnding.HURT, 0),
    )


def _felt(facts: ReportFacts) -> str:
    felt = facts.done.felt
    total = sum(felt.values())
    if not total:
        return ""
    parts = [
        _("{place} {percent} %").format(
            place=felt_words(where), percent=round(felt[where] / total * 100)
        )
        for where in FeltWhere
        if felt[where]
    ]
    return _("Strength sets were felt in: {places}.").format(places=", ".join(parts))


def _pauses(facts: ReportFacts) -> str:
    if not facts.done.pauses:
        return ""
    newest = facts.done.pauses[-1]
    count = len(facts.done.pauses)
    return ngettext(
        "{count} pause for illness or injury, from {day}.",
        "{count} pauses for illness or injury, the newest from {day}.",
        count,
    ).format(count=count, day=day_words(newest.first))
