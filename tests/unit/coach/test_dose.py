"""Doses and tempos refuse nonsense in a sentence, and know how long they take."""

from __future__ import annotations

from typing import Any

import pytest

from kneeline.coach.dose import Dose, Stroke, StrokeNow, Tempo

LUNGE = Tempo(3, 1, 2)
STEADY = Tempo(2, 0, 2)
INFINITY, NOT_A_NUMBER = float("inf"), float("nan")


@pytest.mark.parametrize(
    ("out", "hold", "back"),
    [(0, 1, 1), (1, 1, 0), (-1, 0, 1), (1, -1, 1), (1, NOT_A_NUMBER, 1), (NOT_A_NUMBER, 0, 1)],
)
def test_a_tempo_nobody_can_follow(out: float, hold: float, back: float) -> None:
    with pytest.raises(ValueError, match="a tempo needs out and back above 0 seconds, and hold at"):
        Tempo(out, hold, back)


@pytest.mark.parametrize("hold", [60.5, INFINITY])
def test_a_tempo_nobody_can_hold(hold: float) -> None:
    with pytest.raises(ValueError, match="a tempo needs strokes of at most 60 seconds"):
        Tempo(1, hold, 1)


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ({"sets": 0, "reps": 8}, "a dose needs at least 1 set"),
        ({"sets": -1, "seconds": 30.0}, "a dose needs at least 1 set"),
        ({"sets": 1}, "a dose has either reps or seconds, and not both"),
        ({"sets": 1, "reps": 8, "seconds": 30.0}, "a dose has either reps or seconds"),
        ({"sets": 1, "reps": 0}, "reps and seconds must be above 0"),
        ({"sets": 1, "reps": -8}, "reps and seconds must be above 0"),
        ({"sets": 1, "seconds": 0.0}, "reps and seconds must be above 0"),
        ({"sets": 1, "seconds": -30.0}, "reps and seconds must be above 0"),
        ({"sets": 1, "seconds": NOT_A_NUMBER}, "reps and seconds must be above 0"),
        ({"sets": 1, "seconds": 30.0, "tempo": LUNGE}, "a tempo only makes sense with reps"),
        ({"sets": 1, "seconds": 30.0, "rest": -1.0}, "rest cannot be below 0 seconds"),
        ({"sets": 1, "seconds": 30.0, "rest": NOT_A_NUMBER}, "rest cannot be below 0 seconds"),
        ({"sets": 21, "reps": 8}, "a dose has at most 20 sets"),
        ({"sets": 1, "reps": 201}, "a dose has at most 200 reps"),
        ({"sets": 1, "seconds": INFINITY}, "a set and its rest last at most 3600 seconds"),
        ({"sets": 1, "seconds": 30.0, "rest": INFINITY}, "a set and its rest last at most 3600"),
        ({"sets": 1, "reps": 200, "tempo": Tempo(30, 0, 30)}, "a set and its rest last at most"),
    ],
)
def test_a_dose_nobody_can_do(numbers: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Dose(**numbers)


@pytest.mark.parametrize(
    ("elapsed", "now"),
    [
        (0, StrokeNow(1, Stroke.OUT, 0)),
        (1.5, StrokeNow(1, Stroke.OUT, 0.5)),
        (3, StrokeNow(1, Stroke.HOLD, 0)),
        (3.5, StrokeNow(1, Stroke.HOLD, 0.5)),
        (4, StrokeNow(1, Stroke.BACK, 0)),
        (5, StrokeNow(1, Stroke.BACK, 0.5)),
        (6, StrokeNow(2, Stroke.OUT, 0)),
        (6 * 7 + 5, StrokeNow(8, Stroke.BACK, 0.5)),
    ],
)
def test_where_in_a_repetition_one_is(elapsed: float, now: StrokeNow) -> None:
    assert LUNGE.at(elapsed) == now


def test_a_tempo_without_a_hold_never_holds() -> None:
    assert STEADY.strokes() == ((Stroke.OUT, 0), (Stroke.BACK, 2))
    assert STEADY.at(2) == StrokeNow(1, Stroke.BACK, 0)


def test_how_long_a_set_takes() -> None:
    assert Dose(2, reps=8, tempo=LUNGE).set_seconds == 48
    assert Dose(2, seconds=60).set_seconds == 60
    assert Dose(2, reps=8).set_seconds is None


def test_a_programme_may_ask_for_another_number_of_sets() -> None:
    assert Dose(2, seconds=60, rest=30).with_sets(3) == Dose(3, seconds=60, rest=30)
