"""A moment is written in UTC, and read back on the clock of the place where it happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.journal.stamp import Stamp, moment

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1), timezones=ZONES)  # noqa: DTZ001 (hypothesis wants naive bounds)


@given(MOMENTS)
def test_a_moment_comes_back_to_the_millisecond_with_its_offset(when: datetime) -> None:
    stamp = Stamp.of(when)
    back = moment(stamp.utc, stamp.offset)
    assert timedelta(0) <= when - back < timedelta(milliseconds=1)
    assert back.utcoffset() == when.utcoffset()
    assert back.date() == when.date()


@given(MOMENTS, MOMENTS)
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    if other - one >= timedelta(milliseconds=1):
        assert Stamp.of(one).utc < Stamp.of(other).utc


def test_utc_is_written_in_one_shape() -> None:
    assert Stamp.of(datetime(2026, 3, 2, 7, 30, tzinfo=UTC)).utc == "2026-03-02T07:30:00.000Z"


def test_a_clock_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Stamp.of(datetime(2026, 3, 2))  # noqa: DTZ001 (the very thing that is refused)
