"""When Kneeline reminds: plain decisions, with the time as an argument.

Nothing comes twice on a day, in a session, in a break, while the plan is locked, or hours after its
time because the computer slept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date

LATE = timedelta(hours=3)
"""How long after its time a reminder still helps; later the evening is over (our choice)."""

MORNING, NOON = time(7), time(12)
"""Between which the morning's question is asked; later the answer is not this morning's."""


class About(Enum):
    """What a person can be reminded of."""

    MORNING = "this morning's question"
    SESSION = "today's session"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person has chosen, and what was said before."""

    days: AbstractSet[int] = frozenset()
    """ISO weekdays; empty for no reminder of any kind."""

    at: time = time(18)
    reminded: date | None = None
    """The day on which a session was reminded of last."""

    asked: date | None = None
    """The day on which the morning's question came last."""


@dataclass(frozen=True, slots=True)
class DayAsItIs:
    """What the journal and the coach say of this day."""

    minutes: int | None = None
    """Of today's session; None where there is nothing to do."""

    trained: bool = False
    """Whether a session or a run was done today."""

    morning_open: bool = False
    """Whether a knee is still to be asked about after yesterday's session or run."""

    quiet: bool = False
    """Whether the person is on a break, or the plan is locked."""


def time_for(wanted: Wanted, now: datetime) -> tuple[About, ...]:
    """Return what it is the time of day for: nothing is known of the day itself yet."""
    today, clock = now.date(), now.replace(tzinfo=None)
    due = []
    asks = bool(wanted.days) and wanted.asked != today
    if asks and MORNING <= clock.time() < NOON:
        due.append(About.MORNING)
    late = clock - datetime.combine(today, wanted.at)
    reminds = now.isoweekday() in wanted.days and wanted.reminded != today
    if reminds and timedelta(0) <= late <= LATE:
        due.append(About.SESSION)
    return tuple(due)


def is_due(about: About, day: DayAsItIs) -> bool:
    """Whether there is anything to remind of, on a day as it is."""
    if day.quiet:
        return False
    if about is About.MORNING:
        return day.morning_open
    return day.minutes is not None and not day.trained
