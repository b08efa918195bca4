"""How the journal writes a moment: UTC as text, and how far the person's clock was from it.

UTC sorts and never repeats an hour; the offset says which day it was where the person lives. Both
are kept, because a score given at 23:30 in Lisbon belongs to that evening, wherever it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Stamp:
    """One moment on the wall clock."""

    utc: str
    """`2026-11-22T17:32:57.123Z`, always this long, so that text order is time order."""

    offset: int
    """Minutes by which the person's clock was ahead of UTC."""

    @classmethod
    def of(cls, moment: datetime) -> Stamp:
        """Return the stamp of a moment; ValueError if it does not know its time zone."""
        offset = moment.utcoffset()
        if offset is None:
            msg = "the journal needs a wall clock that knows its time zone"
            raise ValueError(msg)
        return cls(utc_text(moment), int(offset.total_seconds() // 60))

    @property
    def day(self) -> date:
        """The day it was where the person lives."""
        return moment(self.utc, self.offset).date()


def utc_text(moment: datetime) -> str:
    """Return a moment as UTC text."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def moment(utc: str, offset: int) -> datetime:
    """Return a stored moment on the clock of the place where it was written."""
    there = timezone(timedelta(minutes=offset))
    return datetime.fromisoformat(utc).astimezone(there)


def later(utc: str, by: timedelta) -> str:
    """Return UTC text so much later."""
    return utc_text(datetime.fromisoformat(utc) + by)
