"""When to advise a physiotherapist, with the report to bring along (source: kneeline-rules)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kneeline.coach.past import DAY
from kneeline.coach.progression import Decision
from kneeline.coach.reading import WEEK, Reading
from kneeline.coach.rules import Action
from kneeline.coach.running import RunDecision
from kneeline.coach.screening import Cleared

STEPPED_BACK = frozenset({Action.REGRESS, Action.STOP, Action.REFER})
EPISODE = 2 * DAY
"""Days of stepping back that lie no further apart count as one (our choice)."""

OF_FORM = frozenset({"felt-twice"})
"""Rules that step back for form and not for pain: they do not count towards a referral."""


class Grounds(StrEnum):
    """Why somebody should see a physiotherapist; members go from the most pressing on."""

    RED_FLAG = "red-flag"
    SECOND_STOP = "second-stop"
    STEPPED_BACK = "stepped-back"
    NO_GAIN = "no-gain"


@dataclass(frozen=True, slots=True)
class Referral:
    """Advice to see a physiotherapist."""

    grounds: Grounds
    days: tuple[date, ...] = ()
    """The days it is about."""


def referrals(
    reading: Reading, decisions: Iterable[Decision | RunDecision], today: date
) -> tuple[Referral, ...]:
    """Return every reason there is today, the most pressing first.

    Only what happened after the newest clearance counts: whoever has been seen starts afresh.
    """
    seen = _last_seen(reading)
    found = [
        _red_flag(reading),
        _second_stop(reading, seen, today),
        _stepped_back(reading, decisions, seen, today),
        _no_gain(reading, seen, today),
    ]
    return tuple(each for each in found if each is not None)


def _last_seen(reading: Reading) -> date:
    cleared = (each.at.date() for each in reading.past.records if isinstance(each, Cleared))
    return max(cleared, default=date.min)


def _red_flag(reading: Reading) -> Referral | None:
    lock = reading.past.lock
    return None if lock is None else Referral(Grounds.RED_FLAG, (lock.since.date(),))


def _second_stop(reading: Reading, seen: date, today: date) -> Referral | None:
    window = timedelta(days=reading.numbers.stop_window_days)
    stops = {stop.date() for stop in reading.stops if seen < stop.date() <= today}
    recent = sorted(day for day in stops if today - day <= window)
    return Referral(Grounds.SECOND_STOP, tuple(recent)) if len(recent) > 1 else None


def _stepped_back(
    reading: Reading, decisions: Iterable[Decision | RunDecision], seen: date, today: date
) -> Referral | None:
    window = timedelta(days=reading.numbers.refer_window_days)
    days = {
        each.day
        for each in decisions
        if each.verdict.action in STEPPED_BACK and each.verdict.rule not in OF_FORM
    }
    recent = _episodes(day for day in days if seen < day and today - day <= window)
    enough = len(recent) >= reading.numbers.refer_regressions
    return Referral(Grounds.STEPPED_BACK, recent) if enough else None


def _episodes(days: Iterable[date]) -> tuple[date, ...]:
    """Return the first day of each episode: days close together are one and the same setback."""
    first: list[date] = []
    last = date.min
    for day in sorted(days):
        if day - last > EPISODE:
            first.append(day)
        last = day
    return tuple(first)


def _no_gain(reading: Reading, seen: date, today: date) -> Referral | None:
    """Compare this week with the one six weeks ago; a knee that is quiet has nothing to gain."""
    numbers = reading.numbers
    then_day = today - numbers.refer_weeks * WEEK * DAY
    then, now = reading.week_mean(then_day), reading.week_mean(today)
    if then is None or now is None or min(then, now) <= numbers.fine_to or then_day <= seen:
        return None
    matters = min(numbers.gain_points, numbers.gain_share * then)
    return None if then - now >= matters else Referral(Grounds.NO_GAIN, (then_day, today))
