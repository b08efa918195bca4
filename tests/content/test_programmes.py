"""Every programme: in order, as long as it says, and only with what it may need."""

from __future__ import annotations

from datetime import date

import pytest

from kneeline.coach.exercise import Phase
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, Plan, draw_up
from kneeline.coach.programme import Programme, out_of_order
from kneeline.coach.timeline import SegmentKind
from tests.content.shelves import LIBRARY

MINUTES = {
    "daily": (32, 38),
    "short": (17, 23),
    "ten-minute-roll": (10, 13),
    "glute-wake-up": (6, 8),
    "mobility": (12, 17),
    "strength": (28, 36),
    "travel": (17, 23),
    "flare-up": (11, 17),
}
PROGRAMMES = list(LIBRARY.programmes.values())
each_programme = pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda each: each.id)


def plan(name: str) -> Plan:
    return draw_up(LIBRARY.programmes[name], LIBRARY.exercises, History(), date(2026, 3, 2))


def rolling_seconds(name: str) -> float:
    timeline = lay_out(plan(name))
    return sum(
        segment.seconds or 0
        for segment in timeline.segments
        if segment.kind is SegmentKind.WORK
        and (heading := timeline.heading(segment)) is not None
        and heading.phase is Phase.ROLL
    )


def test_there_are_the_eight_programmes() -> None:
    assert LIBRARY.programmes.keys() == MINUTES.keys()


@each_programme
def test_it_takes_as_long_as_it_says(programme: Programme) -> None:
    low, high = MINUTES[programme.id]
    assert low <= lay_out(plan(programme.id)).seconds / 60 <= high


@each_programme
def test_its_phases_stand_in_order_or_it_says_why(programme: Programme) -> None:
    broken = out_of_order(tuple(block.phase for block in programme.blocks))
    assert broken is None or programme.out_of_order_because


@each_programme
def test_it_has_sources(programme: Programme) -> None:
    assert programme.sources
    assert set(programme.sources) <= LIBRARY.sources.keys()


def test_the_daily_session_has_all_four_phases_in_order() -> None:
    assert [block.phase for block in LIBRARY.programmes["daily"].blocks] == list(Phase)


@pytest.mark.parametrize("name", ["daily", "ten-minute-roll"])
def test_rolling_is_exactly_ten_minutes_of_work(name: str) -> None:
    assert rolling_seconds(name) == 600


def test_travelling_needs_only_what_every_room_has() -> None:
    assert set(plan("travel").equipment) <= {"wall", "chair", "mat"}


def test_a_flare_up_day_does_not_load_the_knee() -> None:
    today = plan("flare-up")
    for each in today.prescriptions:
        assert each.exercise.phase is not Phase.STRENGTHEN
        assert each.exercise.effort <= 2
        assert each.level is each.exercise.levels[0]
        assert each.level.knee_range is None
