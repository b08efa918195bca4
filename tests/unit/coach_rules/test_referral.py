from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach import advice
from kneeline.coach.past import Past
from kneeline.coach.progression import Decision, follow
from kneeline.coach.referral import Grounds, Referral, referrals
from kneeline.coach.running import RunDecision
from kneeline.coach.screening import Cleared, Raised, Tier
from kneeline.coach.wording import english
from tests.unit.coach_rules.made_up import at, both, day, ladder, past, reading, rules, session


def grounds(one: Past, today: int, *more: RunDecision) -> list[Grounds]:
    view = reading(one)
    decisions: list[Decision | RunDecision] = [
        *follow(ladder(), view, rules(), day(today)).decisions,
        *more,
    ]
    return [each.grounds for each in referrals(view, decisions, day(today))]


def mornings(scores: dict[range, int]) -> Past:
    return Past(
        mornings={day(number): both(pain) for days, pain in scores.items() for number in days}
    )


def test_a_quiet_knee_needs_nobody() -> None:
    assert grounds(past(*(session(number) for number in range(0, 60, 2))), 60) == []


def test_two_stops_in_two_weeks() -> None:
    twice = past(session(0, worst=7), session(10, worst=8))
    assert Grounds.SECOND_STOP in grounds(twice, 11)
    assert Grounds.SECOND_STOP not in grounds(past(session(0, worst=7), session(20, worst=8)), 21)


def test_stepping_back_twice_in_two_weeks_but_not_twice_in_one_setback() -> None:
    sore = past(session(0), session(6), mornings={1: 2, 7: 2})
    assert grounds(sore, 8) == [Grounds.STEPPED_BACK]
    assert grounds(sore, 21) == []
    one = past(session(0), session(2), mornings={1: 2, 3: 2})
    assert grounds(one, 4) == []


def test_six_weeks_without_a_gain_that_matters() -> None:
    assert grounds(mornings({range(60): 4}), 50) == [Grounds.NO_GAIN]
    assert grounds(mornings({range(7): 5, range(7, 60): 4}), 48) == [Grounds.NO_GAIN]
    assert grounds(mornings({range(7): 5, range(7, 60): 3}), 48) == []
    assert grounds(mornings({range(7): 9, range(7, 60): 7}), 48) == []
    assert grounds(mornings({range(60): 2}), 50) == []
    assert grounds(mornings({range(30): 4}), 29) == []


def test_whoever_has_been_seen_starts_afresh() -> None:
    seen = Cleared(at(49), "physiotherapist")
    assert grounds(replace(mornings({range(60): 4}), records=(seen,)), 50) == []
    sore = past(session(0), session(6), mornings={1: 2, 7: 2})
    assert grounds(replace(sore, records=(Cleared(at(8, 7), "GP"),)), 8) == []


def test_a_lock_comes_first() -> None:
    flagged = replace(
        past(session(0, worst=7), session(10, worst=8)),
        records=(Raised(at(10), Tier.URGENT, ("x",)),),
    )
    assert grounds(flagged, 11)[:2] == [Grounds.RED_FLAG, Grounds.SECOND_STOP]


@pytest.mark.parametrize("each", Grounds)
def test_every_reason_has_its_sentence(each: Grounds) -> None:
    assert "report" in advice.of_referral(Referral(each), english)
