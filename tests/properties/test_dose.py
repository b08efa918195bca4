"""Doses and tempos, whatever their numbers."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kneeline.coach.dose import Dose, Stroke, Tempo
from tests.strategies import doses, tempos

NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@given(tempos(), st.floats(0, 1e4))
def test_every_moment_of_a_set_falls_into_one_stroke(tempo: Tempo, elapsed: float) -> None:
    now = tempo.at(elapsed)
    assert now.rep >= 1
    assert 0 <= now.fraction <= 1
    assert now.stroke is not Stroke.HOLD or tempo.hold > 0
    starts = dict(tempo.strokes())
    lasts = {Stroke.OUT: tempo.out, Stroke.HOLD: tempo.hold, Stroke.BACK: tempo.back}
    told = (now.rep - 1) * tempo.seconds + starts[now.stroke] + now.fraction * lasts[now.stroke]
    assert told == pytest.approx(elapsed, abs=1e-6)


@given(tempos(), st.integers(0, 200), st.floats(0.01, 0.99))
def test_strokes_and_at_tell_the_same(tempo: Tempo, reps: int, fraction: float) -> None:
    ends = [start for _, start in tempo.strokes()[1:]] + [tempo.seconds]
    for (stroke, start), end in zip(tempo.strokes(), ends, strict=True):
        now = tempo.at(reps * tempo.seconds + start + fraction * (end - start))
        assert (now.rep, now.stroke) == (reps + 1, stroke)
        assert now.fraction == pytest.approx(fraction, abs=1e-6)


@given(tempos())
def test_the_strokes_of_a_repetition_stand_in_order_and_fill_it(tempo: Tempo) -> None:
    strokes = [stroke for stroke, _ in tempo.strokes()]
    starts = [start for _, start in tempo.strokes()]
    assert strokes == [each for each in Stroke if each is not Stroke.HOLD or tempo.hold]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert tempo.seconds - starts[-1] == pytest.approx(tempo.back)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_tempo_is_refused_unless_it_can_be_followed(out: float, hold: float, back: float) -> None:
    assume(not (0 < out <= 60 and 0 <= hold <= 60 and 0 < back <= 60))
    with pytest.raises(ValueError, match=r"^a tempo needs .* seconds"):
        Tempo(out, hold, back)


@given(st.integers(-3, 200), NUMBERS, NUMBERS)
def test_a_timed_dose_is_refused_unless_it_can_be_done(
    sets: int, seconds: float, rest: float
) -> None:
    assume(not (1 <= sets <= 20 and 0 < seconds <= 3600 and 0 <= rest <= 3600))
    with pytest.raises(ValueError, match=r"sets?|seconds"):
        Dose(sets, seconds=seconds, rest=rest)


@given(doses())
def test_a_set_takes_as_long_as_its_dose_says(dose: Dose) -> None:
    if dose.seconds is not None:
        assert dose.set_seconds == dose.seconds
    elif dose.tempo is not None:
        assert dose.set_seconds == pytest.approx((dose.reps or 0) * dose.tempo.seconds)
    else:
        assert dose.set_seconds is None


@given(doses(), st.integers(1, 10))
def test_another_number_of_sets_changes_nothing_else(dose: Dose, sets: int) -> None:
    changed = dose.with_sets(sets)
    assert changed.sets == sets
    assert changed.with_sets(dose.sets) == dose
