"""The top of the first page: whose report, which days, and five figures to see first."""

from __future__ import annotations

from kneeline.coach.side import Side
from kneeline.insight.days import WEEK
from kneeline.report.blocks.block import Block
from kneeline.report.facts import Done, Knee, ReportFacts
from kneeline.report.ink import (
    ACCENT,
    GAPS,
    KNEES,
    MUTED,
    RULE,
    STROKES,
    TINT,
    WARNING,
    WARNING_TINT,
    Type,
)
from kneeline.report.sheet import Align, Point, Sheet
from kneeline.report.words import day_words, figure, knee_words, length_words, span_words
from kneeline.wording import _, ngettext


def head(facts: ReportFacts) -> Block:
    """Return the block that says whose report it is, about which days, and who made it."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at
        _badge(sheet, (x, y))
        sheet.say(_("Kneeline"), Type.SMALL_STRONG, (x + 5, y), colour=ACCENT)
        made = _("Made by Kneeline from what the person told it. Not a diagnosis.")
        y = sheet.say(made, Type.CAPTION, (x, y), width, Align.RIGHT) + GAPS.small
        y = sheet.say(_("Knee report"), Type.TITLE, (x, y), width)
        words = _("For the physiotherapist or doctor")
        y = sheet.say(words, Type.LEAD, (x, y), width, colour=MUTED) + GAPS.line
        if facts.sample:
            y = _sample_band(sheet, (x, y), width) + GAPS.line
        return _who(sheet, facts, (x, y), width)

    return draw


def _badge(sheet: Sheet, at: Point) -> None:
    """Draw the line that gives the program its name: hip, knee, second toe."""
    x, y = at
    sheet.line([(x + 1, y + 0.6), (x + 1.7, y + 1.8), (x + 1.2, y + 3.2)], ACCENT, STROKES.line)
    for middle in ((x + 1, y + 0.6), (x + 1.7, y + 1.8), (x + 1.2, y + 3.2)):
        sheet.disc(middle, 0.5, ACCENT)


def _sample_band(sheet: Sheet, at: Point, width: float) -> float:
    x, y = at
    height = sheet.line_height(Type.WARNING) + 2 * GAPS.small
    sheet.fill(at, width, height, WARNING_TINT)
    sheet.outline(at, width, height, WARNING)
    words = _("Sample data: made up to try the program. This is nobody’s knee.")
    sheet.say(words, Type.WARNING, (x + GAPS.line, y + GAPS.small), width - 2 * GAPS.line)
    return y + height


def _who(sheet: Sheet, facts: ReportFacts, at: Point, width: float) -> float:
    x, y = at
    period = _("{days} ({length})").format(
        days=span_words(facts.span), length=length_words(facts.span)
    )
    cells = (
        (_("Person"), facts.who, 0.44),
        (_("Period"), period, 0.38),
        (_("Report made"), day_words(facts.made), 0.18),
    )
    bottom = y
    for label, words, share in cells:
        room = width * share - GAPS.line
        below = sheet.say(label, Type.CAPTION, (x, y), room)
        if words:
            below = sheet.paragraph(words, Type.STRONG, (x, below), room, most=2)
        else:
            below += sheet.line_height(Type.STRONG)
            sheet.line([(x, below), (x + room, below)], RULE)  # to be written by hand
        bottom = max(bottom, below)
        x += width * share
    return bottom


def key_figures(facts: ReportFacts) -> Block:
    """Return the block of five figures to see first."""
    left, right = facts.knees
    done = facts.done
    stops = sum(stop.ended for stop in facts.stops)
    share = done.sets_done / done.sets_planned if done.sets_planned else None
    figures = (
        (*_knee_figure(left), KNEES[Side.LEFT]),
        (*_knee_figure(right), KNEES[Side.RIGHT]),
        (*_days_figure(done), ACCENT),
        (
            _("{percent} %").format(percent=round(share * 100)) if share is not None else "–",
            _("of planned sets"),
            _("{done} of {planned} sets").format(done=done.sets_done, planned=done.sets_planned),
            ACCENT,
        ),
        (
            str(stops),
            _("stopped by pain"),
            ngettext("of {count} session", "of {count} sessions", done.sessions).format(
                count=done.sessions
            ),
            ACCENT,
        ),
    )

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at
        room = (width - 4 * GAPS.small) / len(figures)
        height = _figure(sheet.muted(), figures[0], at, room) - y
        for each in figures:
            sheet.fill((x, y), room, height, TINT)
            sheet.fill((x, y), 0.9, height, each[3])
            _figure(sheet, each, (x, y), room)
            x += room + GAPS.small
        return y + height

    return draw


def _knee_figure(knee: Knee) -> tuple[str, str, str]:
    last = knee.trend.worst[-WEEK:]
    known = [value for value in last if value == value]  # noqa: PLR0124 (NaN is the only one that is not)
    now = figure(sum(known) / len(known)) if known else "–"
    name = knee_words(knee.trend.knee)
    more = _("worst, last 7 days")
    if knee.change is not None:
        more = _("worst; {before} at first").format(before=figure(knee.change.before))
    return now, name, more


def _days_figure(done: Done) -> tuple[str, str, str]:
    days, every = done.days, len(done.span)
    if every < WEEK:
        label = ngettext("training day", "training days", days)
        return str(days), label, ngettext("of {all} day", "of {all} days", every).format(all=every)
    number = figure(days / done.weeks) if done.sessions else "–"
    return number, _("days a week"), _("trained {days} of {all}").format(days=days, all=every)


def _figure(sheet: Sheet, each: tuple[str, str, str, str], at: Point, room: float) -> float:
    number, label, more, colour = each
    x, y = at[0] + GAPS.line, at[1] + GAPS.hair
    room -= GAPS.line + GAPS.hair
    y = sheet.say(number, Type.NUMBER, (x, y), room, colour=colour)
    y = sheet.say(label, Type.SMALL_STRONG, (x, y), room)
    return sheet.say(more, Type.CAPTION, (x, y), room) + GAPS.small


def nothing(facts: ReportFacts) -> Block:
    """Return the block that stands where a period holds nothing."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at
        words = _(
            "The journal holds nothing from {days}. Choose another period, or come back after some"
            " sessions: three days with a pain score are enough for a first chart."
        ).format(days=span_words(facts.span))
        return sheet.paragraph(words, Type.LEAD, (x, y), width)

    return draw
