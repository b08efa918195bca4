from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach.screening import Cleared, Flag, Raised, Screen, Tier, lock
from tests.unit.coach_rules.made_up import at, shipped

SCREEN = shipped().screen
NO = dict.fromkeys((question.id for question in SCREEN.questions), False)


def test_no_to_everything_may_start() -> None:
    verdict = SCREEN.verdict(NO, 40)
    assert verdict.may_start
    assert verdict.advice == ""


@pytest.mark.parametrize(
    ("yes", "age", "tier"),
    [
        (("leg-swelling", "breathless"), 40, Tier.EMERGENCY),
        (("leg-swelling",), 40, Tier.SAME_DAY),
        (("hot-knee",), 40, Tier.SAME_DAY),
        (("injury",), 40, Tier.FINE),
        (("injury",), 55, Tier.SAME_DAY),
        (("injury", "no-four-steps"), 20, Tier.SAME_DAY),
        (("out-of-place",), 40, Tier.SAME_DAY),
        (("locked",), 40, Tier.URGENT),
        (("giving-way",), 40, Tier.URGENT),
        (("night-pain",), 40, Tier.PROMPT_DOCTOR),
        (("numb-or-weak",), 40, Tier.CLINICIAN_FIRST),
        (("stiff-mornings",), 49, Tier.FINE),
        (("stiff-mornings",), 50, Tier.CLINICIAN_FIRST),
        (("heart",), 40, Tier.CLINICIAN_FIRST),
        ((), 17, Tier.ADULTS_ONLY),
        (("limp",), 17, Tier.URGENT),
        (("limp",), 18, Tier.FINE),
    ],
)
def test_answers_lead_to_their_tier(yes: tuple[str, ...], age: int, tier: Tier) -> None:
    verdict = SCREEN.verdict({**NO, **dict.fromkeys(yes, True)}, age)
    assert verdict.tier is tier
    assert verdict.may_start == (tier is Tier.FINE)
    assert bool(verdict.advice) == bool(verdict.raised)


def test_one_yes_more_is_never_less_pressing() -> None:
    for first in NO:
        alone = SCREEN.verdict({**NO, first: True}, 60).tier.order
        for second in NO:
            assert SCREEN.verdict({**NO, first: True, second: True}, 60).tier.order <= alone


def test_an_unanswered_question_is_no_no() -> None:
    some = {key: value for key, value in NO.items() if key != "cancer"}
    assert SCREEN.verdict(some, 40).unanswered == ("cancer",)
    assert not SCREEN.verdict(some, 40).may_start
    assert SCREEN.verdict(NO, None).unanswered == ("age",)


def test_an_unknown_age_counts_as_a_match() -> None:
    assert SCREEN.verdict({**NO, "stiff-mornings": True}, None).tier is Tier.CLINICIAN_FIRST


def test_the_daily_screening_is_shorter_and_asks_no_age() -> None:
    asked = SCREEN.asked(daily=True)
    assert 0 < len(asked) < len(SCREEN.questions)
    assert SCREEN.verdict({each.id: False for each in asked}, None, daily=True).may_start


@pytest.mark.parametrize("age", [0, -1, 121])
def test_an_age_nobody_has_is_refused(age: int) -> None:
    with pytest.raises(ValueError, match="1 to 120"):
        SCREEN.verdict(NO, age)


def test_a_screen_that_does_not_fit_together_is_refused() -> None:
    with pytest.raises(ValueError, match="no one asks"):
        replace(SCREEN, flags=(Flag("odd", Tier.URGENT, "Go.", all_of=("unasked",)),))
    with pytest.raises(ValueError, match="raises nothing"):
        Screen("1", (), (Flag("odd", Tier.FINE, "Go."),))


def test_a_flag_by_age_alone_waits_for_the_age() -> None:
    old = Flag("old", Tier.CLINICIAN_FIRST, "Ask.", age_from=80)
    assert not old.raised(frozenset(), None)
    assert old.raised(frozenset(), 80)


FLAG = Raised(at(3), Tier.SAME_DAY, ("clot-in-the-leg",))


def test_a_lock_says_since_when_and_why_and_the_most_pressing_tier() -> None:
    later = Raised(at(4), Tier.EMERGENCY, ("clot-in-the-lung",))
    closed = lock((FLAG, later))
    assert closed is not None
    assert (closed.since, closed.tier) == (at(3), Tier.EMERGENCY)
    assert closed.flags == ("clot-in-the-leg", "clot-in-the-lung")


def test_only_a_later_clearance_opens() -> None:
    assert lock((FLAG, Cleared(at(2), "GP"))) is not None
    assert lock((FLAG, Cleared(at(3), "GP"))) is not None
    assert lock((Cleared(at(5), "GP"), FLAG)) is None
    assert lock((FLAG, Cleared(at(5), "GP"), Raised(at(6), Tier.URGENT, ("x",)))) is not None
    assert lock((Raised(at(1), Tier.FINE, ()),)) is None


def test_nobody_is_cleared_of_being_too_young() -> None:
    assert lock((Raised(at(1), Tier.ADULTS_ONLY, ("age",)), Cleared(at(5), "GP"))) is not None


def test_a_clearance_needs_somebody_who_gave_it() -> None:
    with pytest.raises(ValueError, match="name or the profession"):
        Cleared(at(1), "  ")
