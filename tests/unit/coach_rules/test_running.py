from __future__ import annotations

from dataclasses import replace

import pytest

from kneeline.coach import advice
from kneeline.coach.cadence import Metronome
from kneeline.coach.facts import Sign
from kneeline.coach.past import DoneRun, Past
from kneeline.coach.running import (
    Cap,
    RunTrack,
    Stage,
    cap,
    follow_runs,
    still_to_pass,
    week_growth,
)
from kneeline.coach.session import SessionEngine
from kneeline.coach.timeline import Question, SegmentKind
from kneeline.coach.walk_run import lay_out_run
from kneeline.coach.wording import english
from tests.unit.coach_rules.made_up import at, both, day, reading, rules, shipped

LADDER = shipped().runs
OPEN = {item.id: True for item in LADDER.gate}


def run(number: int, stage: int | None, worst: int = 0, hour: int = 0, **more: object) -> DoneRun:
    made = DoneRun(
        at(number, 12),
        20.0,
        stage=stage,
        before=both(0),
        worst=both(worst),
        hour_after=both(hour),
    )
    return replace(made, **more)  # type: ignore[arg-type] # the tests name fields of DoneRun


def past(*runs: DoneRun, gates: tuple[int, ...] = (0,)) -> Past:
    mornings = {day(number): both(0) for number in range(120)}
    return Past(runs=runs, mornings=mornings, gates=tuple(day(number) for number in gates))


def track(one: Past, today: int) -> RunTrack:
    return follow_runs(reading(one), rules(), LADDER, day(today))


def fired(one: Past, today: int) -> list[str]:
    return [each.verdict.rule for each in track(one, today).decisions]


def test_the_ladder_has_ten_stages_that_never_run_less() -> None:
    assert len(LADDER.stages) == 10
    running = [stage.run for stage in LADDER.stages]
    assert running == sorted(running)
    assert LADDER.stage(1) == Stage(1, 1, 2, 6)
    assert LADDER.stage(11) is None
    assert LADDER.stage(0) is None
    assert (LADDER.stages[0].minutes, LADDER.stages[0].running) == (16, 6)


def test_two_clean_runs_are_one_stage() -> None:
    one = past(run(1, 1), run(3, 1))
    assert track(one, 2).stage == 1
    assert track(one, 4).stage == 2
    assert fired(one, 4) == ["clean-once", "clean-twice"]


def test_no_more_than_two_stages_in_a_week() -> None:
    runs = [run(number, 1 + number // 2) for number in range(8)]
    one = track(past(*runs), 8)
    days = [each.day for each in one.decisions if each.after > each.before]
    assert len([each for each in days if each > day(0)]) <= 3
    assert one.stage <= 1 + 3


def test_a_run_that_hurts_or_lingers_goes_back_a_stage() -> None:
    up = (run(1, 1), run(3, 1))
    assert track(past(*up, run(5, 2, worst=3)), 6).stage == 1
    assert track(past(*up, run(5, 2, hour=1)), 6).stage == 1
    assert fired(past(*up, run(5, 2, hour=1)), 6)[-1] == "run-hurt"


def test_hurting_on_the_first_stage_closes_the_gate_until_it_is_passed_again() -> None:
    one = past(run(1, 1, worst=3))
    assert not track(one, 2).open
    assert track(replace(one, gates=(day(0), day(9))), 9).open
    words = advice.of_running(track(one, 2), LADDER, english)
    assert "no running for now" in words


def test_a_stop_takes_two_stages() -> None:
    up = [run(1 + 2 * number, 1 + number // 2) for number in range(6)]
    stopped = track(past(*up, run(15, 4, worst=7)), 16)
    assert (stopped.stage, stopped.open) == (2, True)
    sharp = track(past(*up, run(15, 4, signs=frozenset({Sign.SHARP}))), 16)
    assert sharp.stage == 2


def test_a_run_off_the_ladder_never_steps_up() -> None:
    free = past(*(run(number, None) for number in range(1, 12, 2)))
    assert track(free, 12).stage == 1
    assert set(fired(free, 12)) == {"form-first"}


def test_after_the_last_stage_runs_are_free_and_stay_there() -> None:
    stages = [stage for stage in range(1, 11) for _twice in range(2)]
    runs = [run(1 + 4 * place, stage) for place, stage in enumerate(stages)]
    done = track(past(*runs), 82)
    assert done.stage == 11
    assert "freely again" in advice.of_running(done, LADDER, english)
    more = [run(83 + 4 * place, None) for place in range(3)]
    assert track(past(*runs, *more), 96).stage == 11


def test_breaks_step_back() -> None:
    stages = [stage for stage in range(1, 6) for _twice in range(2)]
    one = past(*(run(1 + 4 * place, stage) for place, stage in enumerate(stages)))
    last = 37
    assert [track(one, last + off).stage for off in (6, 7, 14, 28)] == [6, 6, 5, 3]
    assert track(past(run(1, 1)), 9).clean == 0


def test_the_gate_needs_every_item_and_a_quiet_week() -> None:
    quiet = reading(past())
    assert still_to_pass(OPEN, quiet, LADDER, day(20)) == ()
    assert still_to_pass({**OPEN, "hops": False}, quiet, LADDER, day(20)) == ("hops",)
    assert len(still_to_pass({}, quiet, LADDER, day(20))) == len(LADDER.gate) - 1
    silent = reading(Past())
    assert still_to_pass(OPEN, silent, LADDER, day(20)) == ("quiet-week",)
    sore = replace(past(), mornings={**past().mornings, day(15): both(3)})
    assert still_to_pass(OPEN, reading(sore), LADDER, day(20)) == ("quiet-week",)
    assert still_to_pass(OPEN, reading(sore), LADDER, day(22)) == ()


FREE = RunTrack(stage=11, open=True)


def test_the_cap_is_a_tenth_above_the_longest_of_thirty_days() -> None:
    runs = (run(0, None, minutes=60.0, km=10.0), run(20, None, minutes=40.0, km=6.0))
    one = reading(past(*runs))
    assert cap(one, FREE, LADDER, day(25)) == Cap(66.0, 11.0)
    assert cap(one, FREE, LADDER, day(31)) == Cap(44.0, 6.6)
    assert cap(one, FREE, LADDER, day(90)) == Cap(None, None)
    assert cap(one, RunTrack(stage=10), LADDER, day(25)) == Cap(None, None)


def test_a_run_is_held_against_the_cap_in_minutes_and_in_kilometres() -> None:
    most = Cap(44.0, 6.6)
    assert most.exceeded_by(run(1, None, minutes=45.0))
    assert most.exceeded_by(run(1, None, minutes=40.0, km=7.0))
    assert not most.exceeded_by(run(1, None, minutes=44.0, km=6.6))
    assert not Cap(None, None).exceeded_by(run(1, None, minutes=300.0))


def test_a_fast_week_gets_a_word_and_no_more() -> None:
    runs = (run(0, None), run(8, None), run(10, None))
    share = week_growth(reading(past(*runs)), day(13))
    assert share == 2.0
    assert "100 %" in advice.of_growth(share, LADDER, english)
    assert advice.of_growth(1.2, LADDER, english) == ""
    assert week_growth(reading(past(run(8, None))), day(9)) is None


@pytest.mark.parametrize(
    ("minutes", "km"), [(0, None), (-5, None), (1441, None), (30, 0.0), (30, -1.0), (30, 500.0)]
)
def test_runs_nobody_ran_are_refused_with_a_sentence(minutes: float, km: float | None) -> None:
    with pytest.raises(ValueError, match=r"^a run (lasts|is longer)"):
        DoneRun(at(1), minutes, km)


def test_stages_must_be_whole_and_in_order() -> None:
    with pytest.raises(ValueError, match="numbered 1, 2, 3"):
        replace(LADDER, stages=LADDER.stages[1:])
    with pytest.raises(ValueError, match="shrink every run"):
        replace(LADDER, cap_share=0.9)
    with pytest.raises(ValueError, match="at least one turn"):
        Stage(1, 0, 1, 1)


def test_where_running_stands_is_a_sentence_at_every_turn() -> None:
    closed = track(Past(), 1)
    assert "No running yet" in advice.of_running(closed, LADDER, english)
    assert "one minute" in advice.of_running(track(past(), 1), LADDER, english)
    says = {
        advice.of_running(track(past(*runs), 8), LADDER, english)
        for runs in (
            (run(1, 1),),
            (run(1, 1), run(3, 1)),
            (run(1, 1), run(3, 1), run(5, 2, worst=4)),
            (run(1, None),),
        )
    }
    assert len(says) == 4
    assert not any("{" in sentence for sentence in says)


def test_a_guided_run_is_a_timeline_like_any_other() -> None:
    guided = lay_out_run(LADDER.stages[0], LADDER, Metronome(168, 0.05, every=2))
    work = [each for each in guided.timeline.segments if each.kind is SegmentKind.WORK]
    assert sum(each.seconds or 0 for each in work) == (5 + 16 + 5) * 60
    assert [each.question for each in guided.timeline.segments][:: len(work) + 1] == [
        Question.CHECK_IN,
        Question.CHECK_OUT,
    ]
    running = [place for place, each in enumerate(guided.timeline.segments) if each.set_number]
    assert len(running) == 6
    assert guided.beats == dict.fromkeys(running[::2], 168)
    assert lay_out_run(LADDER.stages[9], LADDER).beats == {}


def test_the_engine_walks_a_guided_run_to_its_end() -> None:
    guided = lay_out_run(LADDER.stages[5], LADDER)
    engine = SessionEngine(guided.timeline, segment=1)
    engine.start(0.0)
    events = engine.advance(36 * 60.0)
    assert engine.segment.question is Question.CHECK_OUT
    said = [
        each.cue.text for each in events if hasattr(each, "cue") and each.cue.kind == "announce"
    ]
    assert said[:2] == ["Walk briskly, 5 min", "Run, 8 min, part 1 of 3"]
