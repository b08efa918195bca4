"""Reminders come on their days, at their time, once, and never when they would only disturb."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.app.system.reminding import (
    LATE,
    MORNING,
    NOON,
    About,
    DayAsItIs,
    Wanted,
    is_due,
    time_for,
)

MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
WORKDAYS = Wanted(days=frozenset({1, 3, 5}), at=time(18))

wanted = st.builds(Wanted, days=st.frozensets(st.integers(1, 7)), at=st.times())
moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 (hypothesis adds the zones)
    datetime(2027, 1, 1),  # noqa: DTZ001 (as above)
    timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)


@pytest.mark.parametrize(
    ("late", "comes"),
    [
        (timedelta(seconds=-1), False),
        (timedelta(0), True),
        (timedelta(minutes=40), True),
        (LATE, True),
        (LATE + timedelta(seconds=1), False),
    ],
)
def test_it_comes_at_its_time_or_soon_after_a_sleep(late: timedelta, comes: bool) -> None:  # noqa: FBT001 (a table's column)
    assert (About.SESSION in time_for(WORKDAYS, MONDAY + late)) is comes


def test_it_comes_on_the_chosen_days_only() -> None:
    week = [MONDAY + timedelta(days=day) for day in range(7)]
    came = [each.isoweekday() for each in week if About.SESSION in time_for(WORKDAYS, each)]
    assert came == [1, 3, 5]


def test_it_comes_once_a_day_and_again_on_the_next() -> None:
    said = replace(WORKDAYS, reminded=MONDAY.date())
    assert About.SESSION not in time_for(said, MONDAY + timedelta(minutes=5))
    assert About.SESSION in time_for(said, MONDAY + timedelta(days=2))


def test_a_late_evening_ends_with_its_day() -> None:
    late = replace(WORKDAYS, at=time(23, 30))
    assert About.SESSION in time_for(late, MONDAY.replace(hour=23, minute=59))
    assert not time_for(late, MONDAY.replace(hour=0, minute=15) + timedelta(days=1))


def test_the_morning_is_asked_about_between_seven_and_noon_once() -> None:
    days = (MONDAY + timedelta(days=1)).replace(hour=0)
    hours = [
        hour for hour in range(24) if About.MORNING in time_for(WORKDAYS, days.replace(hour=hour))
    ]
    assert hours == list(range(MORNING.hour, NOON.hour))
    asked = replace(WORKDAYS, asked=days.date())
    assert not time_for(asked, days.replace(hour=8))


@given(wanted=wanted, now=moments)
def test_who_wants_no_day_is_left_alone(wanted: Wanted, now: datetime) -> None:
    assert time_for(replace(wanted, days=frozenset()), now) == ()


@given(wanted=wanted, now=moments)
def test_what_was_said_today_is_not_said_again(wanted: Wanted, now: datetime) -> None:
    said = replace(wanted, reminded=now.date(), asked=now.date())
    assert time_for(said, now) == ()


@given(wanted=wanted, now=moments)
def test_a_reminder_is_never_early_and_never_later_than_said(wanted: Wanted, now: datetime) -> None:
    if About.SESSION in time_for(wanted, now):
        clock = now.replace(tzinfo=None)
        late = clock - datetime.combine(now.date(), wanted.at)
        assert timedelta(0) <= late <= LATE
        assert now.isoweekday() in wanted.days


DAYS = {
    "to do": DayAsItIs(minutes=25, morning_open=True),
    "done": DayAsItIs(minutes=10, trained=True, morning_open=True),
    "nothing to do": DayAsItIs(minutes=None, morning_open=True),
    "answered": DayAsItIs(minutes=25),
    "on a break": DayAsItIs(minutes=25, morning_open=True, quiet=True),
}


@pytest.mark.parametrize(
    ("day", "session", "morning"),
    [
        ("to do", True, True),
        ("done", False, True),
        ("nothing to do", False, True),
        ("answered", True, False),
        ("on a break", False, False),
    ],
)
def test_a_day_is_reminded_of_by_what_it_holds(day: str, session: bool, morning: bool) -> None:  # noqa: FBT001 (a table's columns)
    assert is_due(About.SESSION, DAYS[day]) is session
    assert is_due(About.MORNING, DAYS[day]) is morning
