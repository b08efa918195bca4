"""The machine's clock tells the time where the person is, wherever they go with it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from kneeline.ui.clock import SystemClock

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows asks each time itself")


@pytest.fixture(autouse=True)
def home_again() -> Iterator[None]:
    yield
    time.tzset()


def test_somebody_who_travels_with_the_app_open_has_the_days_of_the_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SystemClock()
    found = []
    for zone in ("Asia/Tokyo", "America/Los_Angeles", "Asia/Kathmandu"):
        monkeypatch.setenv("TZ", zone)
        found.append(clock.wall().utcoffset())
    assert found[0] == timedelta(hours=9)
    assert found[1] in {timedelta(hours=-8), timedelta(hours=-7)}
    assert found[2] == timedelta(hours=5, minutes=45)
    monkeypatch.undo()
