"""What each rule of the table looks for, one small function each.

A fact that is missing never matches a rule by itself; `missing` catches it before anything can
progress. More pain can only make these functions say yes more often, `_clean` less often.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kneeline.coach.facts import ILL_FELT, MECHANICAL, Activity, Facts, KneeFacts
from kneeline.coach.thresholds import Thresholds

LOADING = frozenset({Activity.EXERCISE, Activity.RUN})
"""What loads the knee, so that a bad morning or a rising trend takes a step back."""

Condition = Callable[[Facts, Thresholds], bool]


def _any(facts: Facts, holds: Callable[[KneeFacts], bool]) -> bool:
    return any(holds(knee) for knee in facts.knees.values())


def _red_flag(facts: Facts, _numbers: Thresholds) -> bool:
    return facts.red_flag


def _mechanical_sign(facts: Facts, _numbers: Thresholds) -> bool:
    return not MECHANICAL.isdisjoint(facts.signs)


def _stop(facts: Facts, numbers: Thresholds) -> bool:
    return bool(facts.signs) or _any(facts, lambda knee: knee.most >= numbers.stop_from)


def _second_stop(facts: Facts, numbers: Thresholds) -> bool:
    return facts.stops_lately > 0 and _stop(facts, numbers)


def _no_loading(facts: Facts, numbers: Thresholds) -> bool:
    return facts.hours_since_stop is not None and facts.hours_since_stop < numbers.stop_hours


def _sore(facts: Facts, numbers: Thresholds) -> bool:
    return _any(
        facts,
        lambda knee: (
            max(knee.before or 0, knee.later or 0) >= numbers.rest_before_from
            or (knee.morning or 0) >= numbers.rest_morning_from
            or (knee.overnight or 0) >= numbers.morning_worse_by
        ),
    )


def _rest_day(facts: Facts, numbers: Thresholds) -> bool:
    return facts.activity is Activity.DAY and _sore(facts, numbers)


def _sore_morning(facts: Facts, numbers: Thresholds) -> bool:
    return facts.activity in LOADING and _sore(facts, numbers)


def _run_hurt(facts: Facts, numbers: Thresholds) -> bool:
    return facts.activity is Activity.RUN and _any(
        facts,
        lambda knee: knee.most > numbers.run_worst_to or (knee.later_than_before or 0) > 0,
    )


def _rising_twice(facts: Facts, numbers: Thresholds) -> bool:
    return facts.activity in LOADING and facts.trend_rises >= numbers.trend_weeks


def _felt_twice(facts: Facts, numbers: Thresholds) -> bool:
    last = facts.felt[-numbers.felt_times :]
    return len(last) == numbers.felt_times and all(where in ILL_FELT for where in last)


def _stalled(facts: Facts, numbers: Thresholds) -> bool:
    held = facts.held_before + 1 >= numbers.stall_sessions
    return held and (_some_pain(facts, numbers) or _slow_to_settle(facts, numbers))


def _some_pain(facts: Facts, numbers: Thresholds) -> bool:
    return _any(facts, lambda knee: max(knee.most, knee.later or 0) >= numbers.care_from)


def _slow_to_settle(facts: Facts, numbers: Thresholds) -> bool:
    return _any(
        facts,
        lambda knee: (
            (knee.later_than_before or 0) > 0
            or (knee.rose_later or 0) > 0
            or (knee.overnight or 0) >= numbers.morning_hold_by
        ),
    )


def _rising(facts: Facts, _numbers: Thresholds) -> bool:
    return facts.trend_rises > 0


def _missing(facts: Facts, _numbers: Thresholds) -> bool:
    return not facts.knees or _any(facts, lambda knee: not knee.answered) or facts.form is None


def _form_first(facts: Facts, _numbers: Thresholds) -> bool:
    return facts.form is False or not facts.complete


def _clean(facts: Facts, numbers: Thresholds) -> bool:
    """Whether every knee was quiet all the way through; relies on `missing` standing above."""
    if _missing(facts, numbers) or _form_first(facts, numbers):
        return False
    fine = numbers.fine_to
    return all(
        (knee.before or 0) <= fine
        and max(knee.most, knee.later or 0) <= fine
        and (knee.later_than_before or 0) <= 0
        and (knee.rose_later or 0) <= 0
        and (knee.overnight or 0) <= 0
        for knee in facts.knees.values()
    )


def _clean_twice(facts: Facts, numbers: Thresholds) -> bool:
    waited = facts.days_since_step is None or facts.days_since_step >= numbers.step_days
    enough = facts.clean_before + 1 >= numbers.clean_sessions
    return waited and enough and _clean(facts, numbers)


def _otherwise(_facts: Facts, _numbers: Thresholds) -> bool:
    return True


OTHERWISE = "otherwise"
LOCKING_RULES = frozenset({"red-flag", "mechanical-sign"})
"""Rules that lock the plan until a clinician has cleared it."""

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "red-flag": _red_flag,
        "mechanical-sign": _mechanical_sign,
        "second-stop": _second_stop,
        "stop": _stop,
        "no-loading": _no_loading,
        "rest-day": _rest_day,
        "sore-morning": _sore_morning,
        "run-hurt": _run_hurt,
        "rising-twice": _rising_twice,
        "felt-twice": _felt_twice,
        "stalled": _stalled,
        "some-pain": _some_pain,
        "slow-to-settle": _slow_to_settle,
        "rising": _rising,
        "missing": _missing,
        "form-first": _form_first,
        "clean-twice": _clean_twice,
        "clean-once": _clean,
        OTHERWISE: _otherwise,
    }
)
"""What each rule looks for, by the rule's id."""
