"""A time axis that counts days, so that no time zone and no clock change can shift a point."""

from __future__ import annotations

from datetime import date, timedelta

import pyqtgraph as pg
from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QFontMetricsF
from typing_extensions import override

from kneeline.ui.theme import look
from kneeline.ui.tokens import SPACE, TYPE
from kneeline.wording import _

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)
_DAYS_A_MONTH = 30.4


class DayAxis(pg.AxisItem):  # type: ignore[misc] # pyqtgraph ships no types
    """Labels days, weeks, months or years, whichever fit beside each other."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._months = 0

    @override
    def tickValues(
        self, minVal: float, maxVal: float, size: float
    ) -> list[tuple[float, list[float]]]:
        """Return where the labels go, as ordinals."""
        metrics = QFontMetricsF(look().font(TYPE.caption))
        widest = metrics.horizontalAdvance("28 Sept 2026") + SPACE.l
        apart = (maxVal - minVal) / max(size / widest, 1)
        # A label too near an end would be cut off, and pyqtgraph leaves it out without a word.
        edge = apart / 2
        first = date.fromordinal(max(int(minVal + edge) + 1, 1))
        last = date.fromordinal(max(int(maxVal - edge), 1))
        for step in _DAY_STEPS:
            if step >= apart:
                self._months = 0
                middle = float((first.toordinal() + last.toordinal()) // 2)
                return [(step, _every_days(first, last, step) or [middle])]
        months = [step for step in _MONTH_STEPS if step * _DAYS_A_MONTH >= apart]
        self._months = months[0] if months else _MONTH_STEPS[-1]
        return [(self._months * _DAYS_A_MONTH, _every_months(first, last, self._months))]

    @override
    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Return the labels; the first one, and each January, say the year."""
        del scale, spacing
        locale, words, year = QLocale(), [], None
        for value in values:
            day = date.fromordinal(int(value))
            form = self._form(named=day.year == year)
            year = day.year
            words.append(locale.toString(QDate(day.year, day.month, day.day), form))
        return words

    def _form(self, *, named: bool) -> str:
        """Return how to write a label; `named` is whether the one before named the year."""
        if self._months >= 12:  # noqa: PLR2004 (months in a year)
            return "yyyy"
        if self._months:
            return "MMM" if named else _("MMM yyyy")
        return _("d MMM") if named else _("d MMM yyyy")


def _every_days(first: date, last: date, step: int) -> list[float]:
    # Weeks start on Mondays; ordinal 1 was one.
    start = -((1 - first.toordinal()) // step) * step + 1
    return [float(value) for value in range(start, last.toordinal() + 1, step)]


def _every_months(first: date, last: date, step: int) -> list[float]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = []
    for month in months:
        if month % step == 0:
            day = date(month // 12, month % 12 + 1, 1)
            if first <= day <= last:
                found.append(float(day.toordinal()))
    return found or [float((last - timedelta(days=last.day - 1)).toordinal())]
