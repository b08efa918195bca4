from __future__ import annotations

from dataclasses import fields, replace

import pytest

from kneeline.coach.conditions import CONDITIONS
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.facts import Activity, Facts, KneeFacts, Sign
from kneeline.coach.rules import Action
from kneeline.coach.thresholds import Thresholds
from tests.unit.coach_rules.made_up import facts, knee, rules

ILL = (FeltWhere.KNEE, FeltWhere.BACK)

FIRES = {
    "red-flag": facts(red_flag=True),
    "mechanical-sign": facts(signs=frozenset({Sign.LOCKING})),
    "second-stop": facts(knee(0, 6, 0, 0), stops_lately=1),
    "stop": facts(signs=frozenset({Sign.SWELLING})),
    "no-loading": facts(hours_since_stop=47.9),
    "rest-day": facts(knee(1, 1, 1, 3), Activity.DAY),
    "sore-morning": facts(knee(1, 1, 1, 3)),
    "run-hurt": facts(knee(0, 0, 1, 0), Activity.RUN),
    "rising-twice": facts(trend_rises=2),
    "felt-twice": facts(felt=ILL),
    "stalled": facts(knee(0, 3, 0, 0), held_before=3),
    "some-pain": facts(knee(0, 5, 0, 0)),
    "slow-to-settle": facts(knee(1, 1, 1, 2)),
    "rising": facts(trend_rises=1),
    "missing": facts(knee(0, 0, 0, None)),
    "form-first": facts(form=False),
    "clean-twice": facts(),
    "clean-once": facts(clean_before=0),
    "otherwise": facts(knee(3, 2, 2, 3)),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_rule_fires_somewhere_and_says_what_stands_behind_it(name: str) -> None:
    verdict = rules().judge(FIRES[name])
    row = rules().rule(name)
    assert verdict.rule == name
    assert (verdict.action, verdict.certainty, verdict.source) == (
        row.action,
        row.certainty,
        row.source,
    )
    assert verdict.version == rules().version


def test_a_stop_takes_two_levels_and_two_days_and_a_mechanical_sign_locks() -> None:
    stop, lock, red, back = (
        rules().judge(FIRES[name])
        for name in ("stop", "mechanical-sign", "red-flag", "sore-morning")
    )
    assert (stop.levels_down, stop.hours_without_loading, stop.locks) == (2, 48, False)
    assert (lock.levels_down, lock.locks) == (2, True)
    assert (red.levels_down, red.locks) == (0, True)
    assert (back.levels_down, back.hours_without_loading) == (1, 0)


def test_two_days_are_over_after_forty_eight_hours() -> None:
    assert rules().judge(facts(hours_since_stop=48.0)).action is Action.PROGRESS


def test_a_step_waits_for_the_days_between_two_steps() -> None:
    assert rules().judge(facts(days_since_step=2)).rule == "clean-once"
    assert rules().judge(facts(days_since_step=3)).rule == "clean-twice"


def test_light_exercises_only_hold_after_a_bad_morning() -> None:
    assert rules().judge(facts(knee(1, 1, 1, 3), Activity.LIGHT)).action is Action.HOLD


def test_clean_looks_for_what_is_missing_by_itself() -> None:
    clean = CONDITIONS["clean-once"]
    assert clean(facts(), rules().thresholds)
    assert not clean(facts(form=None), rules().thresholds)
    assert not clean(Facts(Activity.EXERCISE), rules().thresholds)


@pytest.mark.parametrize(
    "loud",
    [knee(3, 0, 0, 0), knee(2, 3, 2, 2), knee(0, 0, 1, 0), knee(0, 0, 0, 1), knee(2, 2, 2, 3)],
)
def test_clean_means_quiet_all_the_way_through_whatever_stands_above(loud: KneeFacts) -> None:
    assert not CONDITIONS["clean-twice"](facts(loud), rules().thresholds)
    assert CONDITIONS["clean-twice"](facts(knee(2, 2, 2, 2)), rules().thresholds)


def test_no_knee_at_all_holds() -> None:
    assert rules().judge(Facts(Activity.EXERCISE, clean_before=5)).rule == "missing"


def test_a_table_out_of_order_is_refused() -> None:
    table = rules().table
    with pytest.raises(ValueError, match="safest action to the boldest"):
        replace(rules(), table=(table[5], *table[:5], *table[6:]))
    bold = [rule.action for rule in table].index(Action.PROGRESS)
    late = (*table[:-2], replace(table[-2], action=Action.REST), table[-1])
    assert bold < len(table) - 2
    with pytest.raises(ValueError, match="every rule must hold"):
        replace(rules(), table=late)
    with pytest.raises(ValueError, match="matches everything"):
        replace(rules(), table=(table[-1], *table[:-1]))


def test_a_table_that_does_not_fit_the_program_is_refused() -> None:
    table = tuple(rule for rule in rules().table if rule.id != "rising-twice")
    with pytest.raises(ValueError, match="rising-twice"):
        replace(rules(), table=table)
    with pytest.raises(ValueError, match="listed twice"):
        replace(rules(), table=(rules().table[0], *rules().table))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"care_from": 6}, "care_from must lie below stop_from"),
        ({"run_worst_to": 6}, "run_worst_to must lie below stop_from"),
        ({"depth_least": 0.9}, "depth_least must not exceed depth_new"),
        ({"break_level_days": 7}, "break thresholds must grow"),
        ({"reps_step": 0}, "must be above 0: reps_step"),
    ],
)
def test_numbers_that_turn_the_rules_upside_down_are_refused(
    wrong: dict[str, float], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        replace(rules().thresholds, **wrong)


def test_every_number_is_used_somewhere() -> None:
    from pathlib import Path  # noqa: PLC0415 (only this test reads sources)

    import kneeline.coach  # noqa: PLC0415

    folder = Path(kneeline.coach.__file__).parent
    code = "".join(
        path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "thresholds.py"
    )
    assert [each.name for each in fields(Thresholds) if f".{each.name}" not in code] == []


def test_a_score_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 10, not 11"):
        knee(0, 11, 0, 0)
