"""The pain of both knees over the zones, with what was done under it, drawn as lines and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Protocol

import numpy as np

from kneeline.coach.pain import CARE_FROM, HIGHEST, LOWEST, STOP_FROM, Zone
from kneeline.coach.side import Side
from kneeline.insight.days import WEEK, Span, Values, binned
from kneeline.insight.pain import PainTrend
from kneeline.insight.practice import Practice
from kneeline.report.ink import (
    ACCENT,
    GAPS,
    HAIR,
    KNEES,
    MUTED,
    PAPER,
    RULE,
    RUN,
    SHADES,
    STROKES,
    ZONES,
    Type,
)
from kneeline.report.sheet import Align, Point, Sheet
from kneeline.report.words import day_words, figure, knee_words, month_words, zone_words
from kneeline.wording import _

PANEL, STRIP = 33.0, 6.0
"""Heights in millimetres of one knee's panel, and of one row of what was done."""

SCALE, NAMES = 19.0, 22.0
"""Millimetres left of the panels for the scale, and right of them for the zones' names."""

LONGEST_DAILY, LONGEST_WEEKLY = 200, 2.6 * 365
"""Days up to which each day is a mark, and up to which each week is a bar; then 4 weeks are."""

HALF = 0.5
"""Whole scores lie in the middle of their zone."""

BANDS = {
    Zone.FINE: (LOWEST - HALF, CARE_FROM - HALF),
    Zone.CARE: (CARE_FROM - HALF, STOP_FROM - HALF),
    Zone.STOP: (STOP_FROM - HALF, HIGHEST + HALF),
}
DOT, SMALL_DOT = 0.75, 0.55
ROOMY = 100
"""Days up to which marks are big."""

DAY_STEPS, MONTH_STEPS = (1, 2, 7, 14, 28), (1, 2, 3, 6, 12, 24, 60)
TICK_ROOM = 17.0
"""Millimetres that a label under the axis needs."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and scores lie on the paper."""

    span: Span
    left: float
    top: float
    width: float
    height: float

    def x(self, ordinal: float) -> float:
        """Return where a day's middle lies."""
        return (
            self.left + (ordinal - self.span.first.toordinal() + HALF) / len(self.span) * self.width
        )

    def y(self, score: float) -> float:
        """Return where a score lies."""
        return self.top + (HIGHEST + HALF - score) / (HIGHEST - LOWEST + 1) * self.height


def bin_days(span: Span) -> int:
    """Return how many days one mark stands for: 1, 7 or 28."""
    if len(span) <= LONGEST_DAILY:
        return 1
    return WEEK if len(span) <= LONGEST_WEEKLY else 4 * WEEK


def draw_pain(
    sheet: Sheet, trends: Sequence[PainTrend], practice: Practice, at: Point, width: float
) -> float:
    """Draw a panel for each knee and two rows of what was done; return the bottom."""
    x, y = at
    inner = width - SCALE - NAMES
    for trend in trends:
        frame = Frame(practice.span, x + SCALE, y, inner, PANEL)
        _zones(sheet, frame)
        _title(sheet, trend.knee, frame, x)
        _grid(sheet, frame)
        _knee(sheet, trend, frame)
        y += PANEL + GAPS.small
    for name, minutes, colour in (
        (_("Sessions"), practice.trained, ACCENT),
        (_("Runs"), practice.runs, RUN),
    ):
        frame = Frame(practice.span, x + SCALE, y, inner, STRIP)
        _minutes(sheet, name, minutes, colour, frame)
        y += STRIP + GAPS.hair
    frame = Frame(practice.span, x + SCALE, y, inner, 0)
    for ordinal, words in ticks(practice.span, inner):
        sheet.line([(frame.x(ordinal), y), (frame.x(ordinal), y + 1)], MUTED)
        place = (frame.x(ordinal) - TICK_ROOM / 2, y + 1)
        sheet.say(words, Type.CAPTION, place, TICK_ROOM, Align.MIDDLE)
    return y + 1 + sheet.line_height(Type.CAPTION)


def ticks(span: Span, width: float) -> list[tuple[int, str]]:
    """Return the days to write under an axis of so many millimetres, as ordinals, and the words."""
    apart = TICK_ROOM * len(span) / width
    step = next((each for each in DAY_STEPS if each >= apart), None)
    edge = round(apart / 2 - HALF)
    first, last = span.first.toordinal() + edge, span.last.toordinal() - edge
    if step is not None:
        # Ordinal 1 was a Monday.
        start = first + (1 - first) % step
        days = [date.fromordinal(each) for each in range(start, last + 1, step)]
        return _named(days or [span.day(len(span) // 2)], day_words)
    months = next((each for each in MONTH_STEPS if each * 30.4 >= apart), MONTH_STEPS[-1])
    found = []
    for month in range(span.first.year * 12, (span.last.year + 1) * 12, months):
        day = date(month // 12, month % 12 + 1, 1)
        if first <= day.toordinal() <= last:
            found.append(day)
    if months >= 12:  # noqa: PLR2004 (months a year)
        return [(day.toordinal(), str(day.year)) for day in found]
    return _named(found, month_words)


class _InWords(Protocol):
    def __call__(self, day: date, *, year: bool) -> str: ...


def _named(days: Sequence[date], in_words: _InWords) -> list[tuple[int, str]]:
    """Name days; the first, and the first of each year, with its year."""
    words, year = [], None
    for day in days:
        words.append((day.toordinal(), in_words(day, year=day.year != year)))
        year = day.year
    return words


def _zones(sheet: Sheet, frame: Frame) -> None:
    right = frame.left + frame.width
    for zone, (low, high) in BANDS.items():
        top, bottom = frame.y(high), frame.y(low)
        sheet.fill((frame.left, top), frame.width, bottom - top, ZONES[zone])
        if zone is not Zone.FINE:
            # A copier that knows only grey makes one band of the three.
            sheet.line([(frame.left, bottom), (right, bottom)], RULE, STROKES.rule)
        first, last = int(low + 1), int(high)
        words = _("{first}–{last} {name}").format(first=first, last=last, name=zone_words(zone))
        line = sheet.line_height(Type.CAPTION)
        place = (right + GAPS.small, (top + bottom - line) / 2)
        sheet.say(words, Type.CAPTION, place, NAMES - GAPS.small)


def _title(sheet: Sheet, knee: Side, frame: Frame, x: float) -> None:
    """Name the knee beside its panel, with its mark."""
    y = frame.top
    for word in knee_words(knee).split(" ", 1):
        y = sheet.say(word, Type.SMALL_STRONG, (x, y), SCALE - 5, colour=KNEES[knee])
    _mark(sheet, knee, (x + 1, y + 1.6), DOT + 0.15, KNEES[knee])
    sheet.line(
        [(x + 3, y + 1.6), (x + 10, y + 1.6)],
        KNEES[knee],
        STROKES.line,
        dashed=knee is Side.RIGHT,
    )


def _grid(sheet: Sheet, frame: Frame) -> None:
    right = frame.left + frame.width
    for score in range(LOWEST, HIGHEST + 1, 2):
        y = frame.y(score)
        sheet.line([(frame.left, y), (right, y)], HAIR)
        line = sheet.line_height(Type.CAPTION)
        place = (frame.left - 5 - GAPS.hair, y - line / 2)
        sheet.say(figure(score), Type.CAPTION, place, 5, Align.RIGHT)
    for ordinal, _words in ticks(frame.span, frame.width):
        x = frame.x(ordinal)
        sheet.line([(x, frame.top), (x, frame.top + frame.height)], HAIR)


def _knee(sheet: Sheet, trend: PainTrend, frame: Frame) -> None:
    colour, dashed = KNEES[trend.knee], trend.knee is Side.RIGHT
    size = bin_days(trend.span)
    if size == 1:
        radius = DOT if len(trend.span) <= ROOMY else SMALL_DOT
        for place in np.flatnonzero(~np.isnan(trend.worst)).tolist():
            middle = (frame.x(trend.span.first.toordinal() + place), frame.y(trend.worst[place]))
            _mark(sheet, trend.knee, middle, radius, colour)
        _curve(sheet, trend.span.ordinals(), trend.mean, frame, colour, dashed=dashed)
        return
    bins = binned(trend.worst, trend.span, size)
    bar = frame.width / len(trend.span) * size * 0.7
    for middle, low, high in zip(bins.middles, bins.low, bins.high, strict=True):
        if not isnan(low):
            top = frame.y(high + 0.15)
            x = max(frame.x(middle) - bar / 2, frame.left)
            sheet.fill((x, top), bar, frame.y(low - 0.15) - top, SHADES[trend.knee])
    _curve(sheet, bins.middles, bins.mean, frame, colour, dashed=dashed)


def _mark(sheet: Sheet, knee: Side, middle: Point, radius: float, colour: str) -> None:
    draw = sheet.disc if knee is Side.LEFT else sheet.diamond
    draw(middle, radius + 0.15, PAPER)
    draw(middle, radius, colour)


def _curve(
    sheet: Sheet, ordinals: Values, values: Values, frame: Frame, colour: str, *, dashed: bool
) -> None:
    """Draw a line that stops where there is no value."""
    piece: list[Point] = []
    for ordinal, value in zip(ordinals, values, strict=True):
        if isnan(value):
            sheet.line(piece, colour, STROKES.line, dashed=dashed)
            piece = []
        else:
            piece.append((max(frame.x(ordinal), frame.left), frame.y(value)))
    sheet.line(piece, colour, STROKES.line, dashed=dashed)


def _minutes(sheet: Sheet, name: str, minutes: Values, colour: str, frame: Frame) -> None:
    line = sheet.line_height(Type.CAPTION)
    place = (frame.left - SCALE, frame.top + frame.height - line)
    sheet.say(name, Type.CAPTION, place, SCALE - GAPS.small)
    bottom = frame.top + frame.height
    sheet.line([(frame.left, bottom), (frame.left + frame.width, bottom)], RULE)
    bins = binned(minutes, frame.span, bin_days(frame.span))
    most = bins.total.max(initial=1.0)
    bar = min(frame.width / len(frame.span) * bins.days * 0.7, 4.0)
    for middle, total in zip(bins.middles, bins.total, strict=True):
        if total > 0:
            high = max(total / most, 0.1) * (frame.height - GAPS.hair)
            x = max(frame.x(middle) - bar / 2, frame.left)
            sheet.fill((x, bottom - high), bar, high, colour)
    if bins.total.max(initial=0.0) > 0:
        words = _("max {minutes} min")
        place = (frame.left + frame.width + GAPS.small, bottom - line)
        sheet.say(words.format(minutes=figure(most, 0)), Type.CAPTION, place, NAMES - GAPS.small)
