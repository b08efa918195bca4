"""Numbers, days and names as the report writes them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from kneeline.coach.certainty import Certainty
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Zone
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.insight.days import Span
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from kneeline.library.reference import SelfTest


def figure(number: float, places: int = 1) -> str:
    """Return a number as the person's language writes it, without a needless decimal."""
    whole = round(number, places) == round(number)
    words = QLocale().toString(float(number), "f", 0 if whole else places)
    return words.replace("-", "−")


def day_words(day: date, *, year: bool = True) -> str:
    """Return a day in the person's language, with its year or without."""
    return _in_form(day, _("d MMM yyyy") if year else _("d MMM"))


def month_words(day: date, *, year: bool) -> str:
    """Return a day's month in the person's language, with its year or without."""
    return _in_form(day, _("MMM yyyy") if year else "MMM")


def _in_form(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def span_words(span: Span) -> str:
    """Return the first and last day of a span."""
    if span.first == span.last:
        return day_words(span.last)
    first = day_words(span.first, year=span.first.year != span.last.year)
    return _("{first} to {last}").format(first=first, last=day_words(span.last))


def length_words(span: Span) -> str:
    """Return how long a span is, in the unit that suits it."""
    days = len(span)
    if days < 14:  # noqa: PLR2004 (two weeks)
        return ngettext("{count} day", "{count} days", days).format(count=days)
    if days < 2 * 365:
        weeks = round(days / 7)
        return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)
    years = days / 365.25
    return _("{count} years").format(count=figure(years))


def knee_words(knee: Side) -> str:
    """Return a knee's name."""
    return {Side.LEFT: _("Left knee"), Side.RIGHT: _("Right knee")}[knee]


def side_words(side: Side | None) -> str:
    """Return a side's name; empty for the whole person."""
    return "" if side is None else {Side.LEFT: _("left"), Side.RIGHT: _("right")}[side]


def zone_words(zone: Zone) -> str:
    """Return what a zone asks for."""
    return {
        Zone.FINE: _("go on"),
        Zone.CARE: _("take care"),
        Zone.STOP: _("stop"),
    }[zone]


def felt_words(where: FeltWhere) -> str:
    """Return the name of a place where a set was felt."""
    return {
        FeltWhere.GLUTES: _("glutes"),
        FeltWhere.THIGH: _("thigh"),
        FeltWhere.KNEE: _("knee"),
        FeltWhere.BACK: _("back"),
        FeltWhere.ELSEWHERE: _("elsewhere"),
    }[where]


def certainty_words(certainty: Certainty) -> str:
    """Return how sure we are, in two words or three."""
    return {
        Certainty.VERIFIED: _("Read in the source"),
        Certainty.SECOND_HAND: _("Read in a summary"),
        Certainty.UNCHECKED: _("Not checked"),
        Certainty.OUR_CHOICE: _("Our choice"),
    }[certainty]


def tier_words(tier: Tier) -> str:
    """Return how soon somebody was told to see whom."""
    return {
        Tier.EMERGENCY: _("told to call for help at once"),
        Tier.SAME_DAY: _("told to see a doctor the same day"),
        Tier.URGENT: _("told to see a doctor within days"),
        Tier.PROMPT_DOCTOR: _("told to see a doctor soon"),
        Tier.CLINICIAN_FIRST: _("told to see a clinician first"),
        Tier.ADULTS_ONLY: _("too young for this program"),
        Tier.FINE: _("nothing found"),
    }[tier]


def result_words(value: float, test: SelfTest) -> str:
    """Return the result of a self-test with its unit."""
    unit = {
        "cm": _("{value} cm"),
        "points": ngettext("{value} point", "{value} points", round(value)),
        "reps": _("{value} reps"),
        "score": _("{value} of {most}") if test.lowest == 0 else _("{value} ({least} to {most})"),
    }[test.unit]
    least, most = figure(test.lowest), figure(test.highest)
    return unit.format(value=figure(value), least=least, most=most)
