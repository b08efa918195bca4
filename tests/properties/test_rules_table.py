"""The whole rule table, enumerated over the bands of its facts, against a second opinion.

The second opinion is §2 of the evidence written down once more as plain ifs, by hand, in the order
of the published table; the rules must agree with it on every combination.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.coach.conditions import CONDITIONS
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.facts import Activity, Facts, KneeFacts, Sign
from kneeline.coach.rules import Action, Verdict
from kneeline.coach.side import Side
from tests.unit.coach_rules.made_up import LEFT, RIGHT, rules

Score = int | None
BEFORE: tuple[Score, ...] = (None, 0, 2, 3, 6)
WORST: tuple[Score, ...] = (None, 0, 2, 3, 5, 6, 10)
AFTER: tuple[Score, ...] = (None, 0, 1, 2, 3, 4, 7)
MORNING: tuple[Score, ...] = (None, 0, 1, 2, 3, 4, 5, 6, 8)
ILL = (FeltWhere.KNEE, FeltWhere.BACK)
AT_THE_END: tuple[Score, ...] = (None, 0, 1, 2, 3, 5, 6, 10)
NOTED: tuple[Score, ...] = (None, 0, 1, 2, 3, 5, 6, 10)
COARSE = (
    (None, None, None, None),
    (0, 0, 0, 0),
    (2, 2, 2, 2),
    (2, 1, 2, None),
    (0, 3, 0, 0),
    (0, 6, 0, 0),
    (1, 1, 2, 1),
    (0, 1, 0, 1),
    (0, 1, 0, 2),
    (3, 2, 3, 3),
    (6, 2, 2, 2),
    (4, 5, 4, 6),
)


def pains() -> Iterator[Facts]:
    """Every band of the four answers, with what the boldest rules look at."""
    scores = product(BEFORE, WORST, AFTER, MORNING)
    context = product(Activity, (True, False, None), (0, 1), (0, 1, 2))
    for answers, (activity, form, clean, rises) in product(tuple(scores), tuple(context)):
        yield Facts(
            activity,
            {RIGHT: KneeFacts(*answers)},
            form=form,
            clean_before=clean,
            trend_rises=rises,
        )


def unasked() -> Iterator[Facts]:
    """Every band of the pain that is told without a question, over a dozen courses of pain."""
    context = tuple(product(Activity, (True, None), (0, 1), (0, 3), (0, 1)))
    for answers, end, noted in product(COARSE, AT_THE_END, NOTED):
        knees = {RIGHT: KneeFacts(*answers, end, noted)}
        for activity, form, clean, held, stops in context:
            yield Facts(
                activity,
                knees,
                form=form,
                clean_before=clean,
                held_before=held,
                stops_lately=stops,
            )


def contexts() -> Iterator[Facts]:
    """Every combination of all other facts, over a dozen courses of pain."""
    others = product(
        (frozenset[Sign](), frozenset({Sign.SHARP}), frozenset({Sign.SWELLING, Sign.LOCKING})),
        (0, 1),
        (None, 10.0, 60.0),
        (0, 1, 2),
        ((), ILL),
        (True, False, None),
        (0, 1),
        (0, 3),
        (False, True),
        (True, False),
    )
    courses = tuple(product(COARSE, Activity))
    for signs, stops, hours, rises, felt, form, clean, held, red, complete in others:
        for answers, activity in courses:
            yield Facts(
                activity,
                {RIGHT: KneeFacts(*answers)},
                signs,
                red_flag=red,
                stops_lately=stops,
                hours_since_stop=hours,
                trend_rises=rises,
                felt=felt,
                form=form,
                complete=complete,
                clean_before=clean,
                held_before=held,
            )


def second_opinion(facts: Facts) -> Action:  # noqa: C901, PLR0911 (the published table, line by line)
    """The same decision, written as the table of the evidence reads."""
    (knee,) = facts.knees.values()
    b, d, after, m = knee.before, knee.worst, knee.hour_after, knee.morning
    run, day, light = (
        facts.activity is each for each in (Activity.RUN, Activity.DAY, Activity.LIGHT)
    )
    end, noted = knee.after or 0, knee.later or 0
    settled_late = after is not None and b is not None and after > b
    rose_late = knee.later is not None and b is not None and noted > b
    worse = m is not None and b is not None and m - b
    hurt = max(0 if d is None else d, end)
    stop = bool(facts.signs) or hurt >= 6
    if facts.red_flag or facts.signs & {Sign.LOCKING, Sign.GIVING_WAY}:
        return Action.REFER
    if stop:
        return Action.REFER if facts.stops_lately else Action.STOP
    if facts.hours_since_stop is not None and facts.hours_since_stop < 48:
        return Action.REST
    if (b is not None and b >= 6) or noted >= 6 or (m is not None and m >= 6) or worse >= 2:
        if day:
            return Action.REST
        if not light:
            return Action.REGRESS
    if run and (hurt > 2 or settled_late):
        return Action.REGRESS
    if facts.trend_rises >= 2 and not light and not day:
        return Action.REGRESS
    if facts.felt == ILL:
        return Action.REGRESS
    if max(hurt, noted) >= 3 or settled_late or rose_late or worse >= 1:
        return Action.REGRESS if facts.held_before >= 3 else Action.HOLD
    if facts.trend_rises or None in {b, d, after, m} or not facts.form or not facts.complete:
        return Action.HOLD
    quiet = b is not None and b <= 2
    return Action.PROGRESS if quiet and facts.clean_before else Action.HOLD


def test_every_course_of_pain_has_one_verdict_and_the_second_opinion_agrees() -> None:
    judge = rules().judge
    count = 0
    for facts in pains():
        assert judge(facts).action is second_opinion(facts), facts
        count += 1
    assert count == 5 * 7 * 7 * 9 * 4 * 3 * 2 * 3


def test_every_other_circumstance_has_one_verdict_and_the_second_opinion_agrees() -> None:
    judge = rules().judge
    count = 0
    for facts in contexts():
        assert judge(facts).action is second_opinion(facts), facts
        count += 1
    assert count == 12 * 4 * 3 * 2 * 3 * 3 * 2 * 3 * 2 * 2 * 2 * 2


def test_every_pain_told_unasked_has_one_verdict_and_the_second_opinion_agrees() -> None:
    judge = rules().judge
    count = 0
    for facts in unasked():
        assert judge(facts).action is second_opinion(facts), facts
        count += 1
    assert count == 12 * 8 * 8 * 4 * 2 * 2 * 2 * 2


def test_pain_told_unasked_can_only_take_load_away() -> None:
    """Neither saying it at all nor saying one band more ever gives more load."""
    load = {_whole_key(facts): rules().judge(facts).action.load for facts in unasked()}
    for (answers, end, noted, context), less in load.items():
        for more in (
            (answers, _raised(end, AT_THE_END), noted, context),
            (answers, end, _raised(noted, NOTED), context),
        ):
            assert load[more] <= less, (more, less)


def test_nothing_progresses_with_any_unasked_pain_above_two_or_above_the_start() -> None:
    judge = rules().judge
    progressed = [facts for facts in unasked() if judge(facts).action is Action.PROGRESS]
    assert {knee.later for facts in progressed for knee in facts.knees.values()} > {None, 0}
    for facts in progressed:
        (knee,) = facts.knees.values()
        assert knee.answered
        assert knee.most <= 2
        assert (knee.later or 0) <= (knee.before or 0) <= 2


def test_nothing_progresses_with_pain_above_two_or_an_answer_missing() -> None:
    judge = rules().judge
    progressed = [facts for facts in pains() if judge(facts).action is Action.PROGRESS]
    assert progressed
    for facts in progressed:
        (knee,) = facts.knees.values()
        assert None not in (knee.before, knee.worst, knee.hour_after, knee.morning)
        assert (knee.worst or 0) <= 2
        assert (knee.morning or 0) <= (knee.before or 0) <= 2


def test_more_pain_never_gives_more_load() -> None:
    """Worst, hour after and morning, each raised by a band; the start is the yardstick."""
    load = {_key(facts): rules().judge(facts).action.load for facts in pains()}
    bands = {1: WORST[1:], 2: AFTER[1:], 3: MORNING[1:]}
    steps = 0
    for (answers, context), less in load.items():
        for place, band in bands.items():
            if answers[place] is None or answers[place] == band[-1]:
                continue
            higher = band[band.index(answers[place]) + 1]
            more = (*answers[:place], higher, *answers[place + 1 :])
            assert load[more, context] <= less, (answers, more, context)
            steps += 1
    assert steps > 100_000


@given(
    st.tuples(*[st.none() | st.integers(0, 9)] * 6),
    st.sampled_from(Activity),
    st.integers(0, 3),
)
def test_a_knee_that_hurts_one_more_all_day_never_gets_more_load(
    answers: tuple[Score, ...], activity: Activity, clean: int
) -> None:
    """All answers raised together: then the yardstick moves along."""
    more = tuple(None if score is None else score + 1 for score in answers)
    first, second = (
        rules().judge(Facts(activity, {LEFT: KneeFacts(*each)}, clean_before=clean))
        for each in (answers, more)
    )
    assert second.action.load <= first.action.load


CIRCUMSTANCES = (
    ("signs", frozenset({Sign.SHARP})),
    ("signs", frozenset({Sign.GIVING_WAY})),
    ("red_flag", True),
    ("stops_lately", 1),
    ("hours_since_stop", 10.0),
    ("trend_rises", 1),
    ("trend_rises", 2),
    ("felt", ILL),
    ("form", False),
    ("form", None),
    ("complete", False),
    ("held_before", 3),
)


@pytest.mark.parametrize(("field", "worse"), CIRCUMSTANCES)
def test_a_worse_circumstance_never_gives_more_load(field: str, worse: object) -> None:
    judge = rules().judge
    clean = (True, False)
    for answers, activity, form in product(COARSE, Activity, clean):
        facts = Facts(activity, {RIGHT: KneeFacts(*answers)}, form=form, clean_before=1)
        changed = replace(facts, **{field: worse})  # type: ignore[arg-type] # a field of Facts
        assert judge(changed).action.load <= judge(facts).action.load


knees = st.builds(KneeFacts, *[st.none() | st.integers(0, 10)] * 6)
any_facts = st.builds(
    Facts,
    st.sampled_from(Activity),
    st.dictionaries(st.sampled_from(Side), knees),
    st.frozensets(st.sampled_from(Sign)),
    st.booleans(),
    st.integers(0, 3),
    st.none() | st.floats(0, 500),
    st.integers(0, 3),
    st.lists(st.sampled_from(FeltWhere), max_size=4).map(tuple),
    st.sampled_from((True, False, None)),
    st.booleans(),
    st.integers(-1, 5),
    st.integers(0, 6),
    st.none() | st.integers(0, 30),
)


@given(any_facts)
def test_whatever_the_facts_the_first_rule_that_matches_decides(facts: Facts) -> None:
    verdict: Verdict = rules().judge(facts)
    matching = [rule.id for rule in rules().table if CONDITIONS[rule.id](facts, rules().thresholds)]
    assert verdict.rule == matching[0]
    assert verdict.version == rules().version
    assert verdict.source


@given(any_facts, knees)
def test_a_second_knee_can_only_take_load_away(facts: Facts, other: KneeFacts) -> None:
    alone = replace(facts, knees={LEFT: facts.knees.get(LEFT, KneeFacts())})
    both = replace(alone, knees={**alone.knees, RIGHT: other})
    assert rules().judge(both).action.load <= rules().judge(alone).action.load


def _raised(score: Score, band: tuple[Score, ...]) -> Score:
    return band[min(band.index(score) + 1, len(band) - 1)]


def _whole_key(facts: Facts) -> tuple[tuple[Score, ...], Score, Score, tuple[object, ...]]:
    (knee,) = facts.knees.values()
    answers, _context = _key(facts)
    context = (*_context, facts.held_before, facts.stops_lately)
    return answers, knee.after, knee.later, context


def _key(facts: Facts) -> tuple[tuple[Score, ...], tuple[object, ...]]:
    (knee,) = facts.knees.values()
    answers = (knee.before, knee.worst, knee.hour_after, knee.morning)
    return answers, (facts.activity, facts.form, facts.clean_before, facts.trend_rises)
