"""Both knees' pain: the charts, how to read them, and a sentence for each knee."""

from __future__ import annotations

from kneeline.insight.pain import Change
from kneeline.report.blocks.block import Block, section
from kneeline.report.facts import RECENT_DAYS, Knee, ReportFacts
from kneeline.report.ink import GAPS, Type
from kneeline.report.pain_drawing import bin_days, draw_pain
from kneeline.report.sheet import Point, Sheet
from kneeline.report.words import figure, knee_words
from kneeline.wording import _, ngettext


def pain(facts: ReportFacts) -> Block:
    """Return the block with both knees' charts and a sentence for each."""

    def draw(sheet: Sheet, at: Point, width: float) -> float:
        x, y = at[0], section(sheet, _("Worst pain of each day, 0 (none) to 10"), at, width)
        trends = [knee.trend for knee in facts.knees]
        y = draw_pain(sheet, trends, facts.done.practice, (x, y), width) + GAPS.small
        y = sheet.paragraph(_how_to_read(facts), Type.CAPTION, (x, y), width) + GAPS.hair
        for knee in facts.knees:
            y = sheet.paragraph(_sentence(knee), Type.BODY, (x, y), width)
        return y

    return draw


def _how_to_read(facts: ReportFacts) -> str:
    size = bin_days(facts.span)
    if size == 1:
        marks = _("Marks: the worst score of a day. Line: the mean of 7 days.")
    elif size == 7:  # noqa: PLR2004 (a week)
        marks = _("Bars: lowest to highest daily worst of a week. Line: its mean.")
    else:
        marks = _("Bars: lowest to highest daily worst of 4 weeks. Line: their mean.")
    gaps = _("Days without a score are left out, not counted as 0.")
    zones = _("The zones 0–2, 3–5 and 6–10 are our choice, close to published ones.")
    return f"{marks} {gaps} {zones}"


def _sentence(knee: Knee) -> str:
    name, days = knee_words(knee.trend.knee), knee.trend.scored_days
    if not days:
        return _("{knee}: no scores in this period.").format(knee=name)
    parts = [
        ngettext("{knee}: scored on {days} day", "{knee}: scored on {days} days", days).format(
            knee=name, days=days
        ),
        _("highest {score}").format(score=knee.highest),
    ]
    if knee.mornings is not None:
        late = len(knee.trend.span) > RECENT_DAYS
        words = _("mornings of the last 4 weeks {mean}") if late else _("mornings {mean}")
        parts.append(words.format(mean=figure(knee.mornings)) + " " + _("on average"))
    return f"{', '.join(parts)}. {_change(knee.change)}"


def _change(found: Change | None) -> str:
    if found is None:
        return _("A change can be told once two weeks have three scored days each.")
    words = (
        _("From {before} in the first week to {now} in the last: a change that people notice")
        if found.noticeable
        else _("From {before} in the first week to {now} in the last: less than most people notice")
    )
    said = words.format(before=figure(found.before), now=figure(found.now))
    return said + " " + _("(2 points or 30 %; Farrar 2001).")
