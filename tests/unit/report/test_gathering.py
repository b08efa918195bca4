"""What the report states, against the obvious way of counting it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from statistics import mean

import pytest

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import Phase
from kneeline.coach.pain import Moment
from kneeline.coach.past import Past
from kneeline.coach.screening import Raised, Tier
from kneeline.coach.side import Side
from kneeline.report import ReportRows
from tests.unit.report.conftest import LAST, Period

LONG = 84


def test_an_empty_journal_gives_an_empty_report(period: Period) -> None:
    facts = period(LONG, rows=ReportRows())
    assert facts.empty
    assert not facts.sample
    assert [knee.highest for knee in facts.knees] == [None, None]
    assert facts.ground.version


@pytest.mark.parametrize("days", [1, 7, LONG, 366])
def test_what_was_done_is_counted(period: Period, life: ReportRows, days: int) -> None:
    facts, first = period(days), LAST - timedelta(days=days - 1)
    sessions = [each for each in life.sessions if each.day >= first]
    assert facts.done.sessions == len(sessions)
    assert facts.done.days == len({each.day for each in sessions})
    assert sum(facts.done.per_week) == facts.done.days
    assert facts.done.sets_done == sum(each.sets_done for each in sessions)
    hurt = sum(each.ending is SessionEnding.HURT for each in sessions)
    assert facts.done.endings.get(SessionEnding.HURT, 0) == hurt
    assert max(facts.done.per_week) <= 7


@pytest.mark.parametrize("days", [1, 7, LONG, 366])
def test_pain_is_that_of_the_period(period: Period, life: ReportRows, days: int) -> None:
    facts, first = period(days), LAST - timedelta(days=days - 1)
    for knee in facts.knees:
        rows = [row for row in life.pain if row.knee is knee.trend.knee and row.day >= first]
        assert knee.highest == max(row.score for row in rows)
        assert knee.trend.scored_days == len({row.day for row in rows})
        late = max(first, LAST - timedelta(days=27))
        mornings = [
            row.score for row in rows if row.moment is Moment.NEXT_MORNING and row.day >= late
        ]
        assert knee.mornings == pytest.approx(mean(mornings))
    assert [knee.trend.knee for knee in facts.knees] == list(Side)


def test_every_session_that_pain_ended_is_a_stop(period: Period, life: ReportRows) -> None:
    facts = period(700)
    hurt = {each.day for each in life.sessions if each.ending is SessionEnding.HURT}
    hurt = {day for day in hurt if day in facts.span}
    assert hurt
    assert {stop.day for stop in facts.stops if stop.ended} == hurt
    assert all(stop.score >= 6 or stop.ended for stop in facts.stops)
    assert [stop.day for stop in facts.stops] == sorted((s.day for s in facts.stops), reverse=True)


def test_levels_and_doses_are_those_of_the_newest_session(period: Period, life: ReportRows) -> None:
    facts = period(LONG)
    strength = [row for row in life.sets if row.phase is Phase.STRENGTHEN]
    newest = {row.exercise: row.day for row in strength if row.day in facts.span}
    assert sorted(each.last for each in facts.standings) == sorted(newest.values())
    for each in facts.standings:
        assert " × " in each.left + each.right
        assert "-" not in each.left.split(" × ")[0]


def test_tests_have_their_first_and_newest_day(period: Period, life: ReportRows) -> None:
    facts = period(700)
    assert facts.tests
    for each in facts.tests:
        days = {
            row.day
            for row in life.self_tests
            if (row.test, row.side) == (each.test.id, each.side) and row.day in facts.span
        }
        assert (each.first_day, each.last_day) == (min(days), max(days))


def test_red_flags_of_the_period_are_named(period: Period) -> None:
    def at(day: int) -> datetime:
        return datetime(2026, 11, day, 9, tzinfo=UTC)

    old, new = (Raised(at(day), Tier.SAME_DAY, ("leg-swelling",)) for day in (1, 20))
    rows = ReportRows(past=Past(records=(old, new)))
    assert period(7, rows=rows).flags == (new,)


def test_a_period_before_everything_is_empty(period: Period) -> None:
    assert period(30, last=date(2020, 1, 1)).empty


def test_a_name_stays_on_its_line(period: Period) -> None:
    assert period(7, who="  Ada\n\tExample ").who == "Ada Example"
