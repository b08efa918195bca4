"""The adherence calendar: a column for each week, a square for each day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from kneeline.insight.days import WEEK, Span
from kneeline.insight.practice import Adherence, DayKind, adherence
from kneeline.insight.sentences import adherence_sentence
from kneeline.ui.charts.figures import Figures
from kneeline.ui.charts.painted import (
    PaintedChart,
    fill,
    line,
    line_height,
    width_of,
    write,
)
from kneeline.ui.theme import look
from kneeline.ui.tokens import RADII, SPACE, STROKES
from kneeline.wording import _

MOST_WEEKS = 53
_LEAST_WEEKS = 12
_BIGGEST = 1.5
"""A day's square in lines of text, at most."""


class CalendarChart(PaintedChart):
    """What each day was: done, missed, paused or rest; by shape as well as by colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = _("Days you trained")
        self._worked: Collection[date] = ()
        self._planned: Collection[date] = ()
        self._paused: Collection[date] = ()
        self._found: Adherence | None = None

    def draw_days(
        self,
        worked: Collection[date],
        planned: Collection[date],
        paused: Collection[date],
        span: Span,
    ) -> None:
        """Take the days on which something was done, was planned, and was not to be done."""
        self._worked, self._planned, self._paused = worked, planned, paused
        self.show_span(span)

    @override
    def show_span(self, span: Span) -> None:
        """Show the days of a span, the last year of it at most."""
        first = max(span.first, span.last - timedelta(days=MOST_WEEKS * WEEK - 1))
        known = self._worked or self._planned
        shown = Span(max(first, min(known)), span.last) if known else Span(first, span.last)
        self._found = adherence(self._worked, self._planned, self._paused, shown)
        self.update()

    @override
    def sentence(self) -> str:
        """Say how many planned days were kept."""
        return adherence_sentence(self._found) if self._found else ""

    @override
    def is_empty(self) -> bool:
        """Tell whether nothing was ever done."""
        return not self._worked

    @override
    def figures(self) -> Figures:
        """Return what each day was."""
        found = self._found
        kinds = found.kinds if found else ()
        rows = [(found.span.day(n), _word(kind)) for n, kind in enumerate(kinds)] if found else []
        return Figures((_("Day"), _("What it was")), rows)

    @override
    def rows_high(self) -> float:
        """Seven days, the months over them and the key below."""
        return WEEK * _BIGGEST + 3

    @override
    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the weeks from left to right, newest last."""
        if self._found is None:
            return
        span, text = self._found.span, line_height()
        names = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
        left = max(width_of(name) for name in names) + SPACE.m
        monday = span.first - timedelta(days=span.first.weekday())
        weeks = max(-(-((span.last - monday).days + 1) // WEEK), _LEAST_WEEKS)
        cell = min((room.width() - left) / weeks, _BIGGEST * text)
        top = room.top() + text * 1.2
        for row, name in enumerate(names):
            if row % 2 == 0:
                place = QRectF(room.left(), top + (row + 0.5) * cell - text / 2, left, text)
                write(painter, place, name, look().colours.muted)
        months: list[tuple[float, str]] = []
        for number, kind in enumerate(self._found.kinds):
            day = span.day(number)
            column, row = divmod((day - monday).days, WEEK)
            square = QRectF(room.left() + left + column * cell, top + row * cell, cell, cell)
            _draw_day(painter, square, kind)
            word = QLocale().toString(QDate(day.year, day.month, 1), "MMM")
            if (row == 0 or number == 0) and (not months or months[-1][1] != word):
                if months and months[-1][0] + width_of(months[-1][1]) > square.left():
                    months.pop()
                months.append((square.left(), word))
        for start, word in months:
            label = QRectF(start, room.top(), width_of(word) + SPACE.s, text)
            write(painter, label, word, look().colours.muted)
        self._draw_key(painter, QPointF(room.left(), top + WEEK * cell + text * 0.4))

    def _draw_key(self, painter: QPainter, at: QPointF) -> None:
        text = line_height()
        for kind in DayKind:
            _draw_day(painter, QRectF(at.x(), at.y(), text, text), kind)
            words = _word(kind)
            place = QRectF(at.x() + text + SPACE.xs, at.y(), width_of(words) + SPACE.s, text)
            write(painter, place, words, look().colours.muted)
            at = QPointF(place.right() + SPACE.m, at.y())


def _draw_day(painter: QPainter, square: QRectF, kind: DayKind) -> None:
    colours = look().colours
    gap = max(square.width() * 0.1, 0.5)
    inner = square.adjusted(gap, gap, -gap, -gap)
    middle, radius = inner.center(), min(RADII.small, inner.width() / 4)
    if kind is DayKind.DONE:
        fill(painter, colours.accent.fill)
        painter.drawRoundedRect(inner, radius, radius)
    elif kind is DayKind.MISSED:
        line(painter, colours.outline, STROKES.hair)
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    elif kind is DayKind.PAUSED:
        fill(painter, colours.hover)
        painter.drawRoundedRect(inner, radius, radius)
        line(painter, colours.muted, STROKES.line)
        part = inner.height() * 0.2
        for x in (middle.x() - part / 1.4, middle.x() + part / 1.4):
            painter.drawLine(QPointF(x, middle.y() - part), QPointF(x, middle.y() + part))
    else:
        fill(painter, colours.border)
        painter.drawEllipse(middle, inner.width() / 8, inner.width() / 8)


def _word(kind: DayKind) -> str:
    return {
        DayKind.DONE: _("trained"),
        DayKind.MISSED: _("planned, not done"),
        DayKind.PAUSED: _("paused to heal"),
        DayKind.REST: _("rest"),
    }[kind]
