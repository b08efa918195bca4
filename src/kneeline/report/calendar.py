"""The days ahead as a calendar file (RFC 5545): one all-day event for each day with something due.

A day's event has the same UID in every export, so that importing the next one brings it up to
date. A day with nothing due is told as cancelled: what an earlier plan had put there goes away.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from kneeline import __version__
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kneeline.coach.week import Day

LONGEST_LINE = 75
"""Octets of a line before it is folded."""

DAY = timedelta(days=1)


def calendar(days: Iterable[Day], now: datetime) -> bytes:
    """Return the plan of these days as a calendar file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Kneeline//Kneeline {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for day in days for line in _event(day, now)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(day: Day, now: datetime) -> Iterator[str]:
    parts = tuple(_parts(day))
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'kneeline:day:{day.day.isoformat()}')}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    # Grows with every export, as calendars ask of a newer version of the same event.
    yield f"SEQUENCE:{int(now.timestamp()) // 60}"
    yield f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.day + DAY:%Y%m%d}"
    title = ", ".join(parts) if parts else _("Nothing planned")
    yield f"SUMMARY:{_escaped(_('Knees: {parts}').format(parts=title))}"
    says = _(
        "Planned by Kneeline as each day before it is done. How a knee answers can change it: the"
        " plan of the day is in Kneeline."
    )
    yield f"DESCRIPTION:{_escaped(says)}"
    yield f"STATUS:{'CONFIRMED' if parts else 'CANCELLED'}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _parts(day: Day) -> Iterator[str]:
    """Yield the parts of a day in words, in the order we coach."""
    words = (
        (day.roll, _("Rolling")),
        (day.prepare, _("Activation and mobility")),
        (day.strengthen, _("Strength")),
        (day.run, _("A run")),
        (day.tests, _("Self-tests")),
    )
    return (word for due, word in words if due)


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> bytes:
    """Return a line with its end; a long one goes on after a space, never inside a letter."""
    folded, room = bytearray(), LONGEST_LINE
    for letter in line:
        octets = letter.encode()
        if len(octets) > room:
            folded += b"\r\n "
            room = LONGEST_LINE - 1
        folded += octets
        room -= len(octets)
    return bytes(folded + b"\r\n")
