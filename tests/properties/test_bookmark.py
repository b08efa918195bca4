"""Going on from a bookmark comes to the same as judging the whole past, the slow way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kneeline.coach.bookmark import Bookmark, bookmark, needed_from, recent
from kneeline.coach.past import DAY, Past
from kneeline.coach.progression import Track
from kneeline.coach.side import Side
from kneeline.coach.today import Today, Wishes, plan_day
from kneeline.simulation import PEOPLE, live
from kneeline.simulation.life import FIRST_DAY
from tests.properties.test_rules_machine import COACHING, WISHES, AnyLife, told
from tests.unit.coach_rules.made_up import EVERYTHING, day, shipped

WEEKS = 16


def said(today: Today) -> tuple[object, ...]:
    """Everything a day says but for decisions of long ago."""
    running = today.running
    decision = running.decision
    return (
        *(today.day, today.verdict, today.facts, today.plan, today.reasons, today.lock),
        *(today.referrals, today.advice, today.left_out, today.without, today.run),
        *(running.stage, running.open, running.clean, running.last, decision),
        *(today.outlook, {name: lately(track) for name, track in today.tracks.items()}),
    )


def lately(track: Track) -> tuple[object, ...]:
    one = track.settled or track
    return (
        *(track.standing, track.days_off, one.standing, one.clean, one.held, one.felt),
        *(one.stepped, one.trended, one.last, one.weaker, one.decision),
    )


def as_of(past: Past, now: datetime) -> Past:
    """What the journal holds at a moment."""
    today = now.date()
    return replace(
        past,
        sessions=tuple(each for each in past.sessions if each.at < now),
        runs=tuple(each for each in past.runs if each.at < now),
        mornings={each: scores for each, scores in past.mornings.items() if each <= today},
        scores={each: noted for each, noted in past.scores.items() if each <= today},
        records=tuple(each for each in past.records if each.at < now),
        tests=tuple(each for each in past.tests if each < today),
        gates=tuple(each for each in past.gates if each < today),
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_each_simulated_person_is_planned_for_alike(person: str) -> None:
    """Bookmarks are made from bookmarks, as on a machine that runs for months."""
    diary = live(PEOPLE[person], WEEKS, shipped())
    wishes = Wishes(frozenset(PEOPLE[person].have), PEOPLE[person].minutes, runs=True)
    known: Bookmark | None = None
    compared = 0
    for number in range(20, WEEKS * 7, 9):
        now = datetime.combine(
            FIRST_DAY + number * DAY, time(8), tzinfo=diary.past.sessions[0].at.tzinfo
        )
        whole = as_of(diary.past, now)
        through = now.date() - 2 * DAY
        source = whole if known is None else recent(whole, needed_from(known.through, shipped()))
        known = bookmark(source, shipped(), wishes.have, through, known)
        for later in (0, 3, 8):
            then = now + later * DAY
            all_of_it = as_of(diary.past, then)
            part = recent(all_of_it, needed_from(through, shipped()))
            slow = plan_day(all_of_it, shipped(), wishes, then)
            quick = plan_day(part, shipped(), wishes, then, before=known)
            assert said(quick) == said(slow)
            compared += 1
    assert compared > 20


class AnyBookmark(RuleBasedStateMachine):
    """Any life of the rules' own machine, with a bookmark that follows it."""

    @initialize()
    def begin(self) -> None:
        self.life = AnyLife()
        self.life.begin()
        self.known: Bookmark | None = None

    @rule(days=st.integers(1, 12))
    def live_quietly(self, days: int) -> None:
        self.life.live_quietly(days)
        self.compare()

    @rule(data=st.data())
    def live(self, data: st.DataObject) -> None:
        self.life.live(data.draw(told))
        self.compare()

    @rule(worst=st.integers(6, 10))
    def be_stopped(self, worst: int) -> None:
        self.life.be_stopped(worst, Side.LEFT)
        self.compare()

    @rule(days=st.sampled_from((1, 7, 14, 28, 60)))
    def stay_away(self, days: int) -> None:
        self.life.stay_away(days)
        self.compare()

    @rule()
    def pass_the_gate(self) -> None:
        self.life.pass_the_gate()
        self.compare()

    @rule()
    def be_cleared(self) -> None:
        self.life.be_cleared()
        self.compare()

    @rule()
    def put_the_bookmark_in(self) -> None:
        through = day(self.life.number - 2)
        if self.life.number > 2 and (self.known is None or through > self.known.through):
            self.known = bookmark(self.part(), COACHING, EVERYTHING, through, self.known)
        self.compare()

    def part(self) -> Past:
        if self.known is None:
            return self.life.past
        return recent(self.life.past, needed_from(self.known.through, COACHING))

    def compare(self) -> None:
        now = self.life.now()
        slow = plan_day(self.life.past, COACHING, WISHES, now)
        quick = plan_day(self.part(), COACHING, WISHES, now, before=self.known)
        assert said(quick) == said(slow)


AnyBookmark.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestAnyBookmark = AnyBookmark.TestCase


@given(st.integers(0, 200))
def test_more_past_than_needed_does_no_harm(days: int) -> None:
    past = live(PEOPLE["quick-healer"], 4, shipped()).past
    since = past.sessions[0].day - timedelta(days=days)
    assert recent(past, since) == past
