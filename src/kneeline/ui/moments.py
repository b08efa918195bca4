"""Days and moments in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

if TYPE_CHECKING:
    from datetime import date, datetime


def day_in_words(day: date) -> str:
    """Return a day in full, with its weekday."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def moment_in_words(moment: datetime) -> str:
    """Return a moment as the clock on its own wall showed it."""
    day = QDate(moment.year, moment.month, moment.day)
    there = QDateTime(day, QTime(moment.hour, moment.minute, moment.second))
    return QLocale().toString(there, QLocale.FormatType.ShortFormat)


def clock_in_words(moment: datetime) -> str:
    """Return the time of day as the clock on the moment's own wall showed it."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
