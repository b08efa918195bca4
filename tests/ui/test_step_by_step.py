"""Long work in steps: in order, one piece at a time, and the window has its turn in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kneeline.ui.step_by_step import SECONDS_AT_ONCE, StepByStep


def counting(told: list[int], steps: int) -> Iterator[None]:
    for number in range(steps):
        told.append(number)
        yield


def test_every_step_is_done_once_and_in_order(qtbot: QtBot) -> None:
    told: list[int] = []
    work = StepByStep()
    work.begin(counting(told, 1000))
    assert not told  # not before the window's next turn
    qtbot.waitUntil(lambda: not work.working)
    assert told == list(range(1000))


def test_other_work_takes_its_place(qtbot: QtBot) -> None:
    first: list[int] = []
    second: list[int] = []
    work = StepByStep()
    work.begin(counting(first, 5))
    work.begin(counting(second, 5))
    qtbot.waitUntil(lambda: not work.working)
    assert (first, second) == ([], list(range(5)))


def test_who_cannot_wait_gets_the_rest_at_once() -> None:
    told: list[int] = []
    work = StepByStep()
    work.begin(counting(told, 5))
    work.finish()
    assert told == list(range(5))
    assert not work.working


def test_the_window_has_its_turn_between_slow_steps(qtbot: QtBot) -> None:
    turns: list[int] = []

    def slow() -> Iterator[None]:
        for _number in range(5):
            began = time.perf_counter()
            while time.perf_counter() - began < SECONDS_AT_ONCE:
                pass
            turns.append(0)
            yield

    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: turns.append(1))
    beat.start()
    work = StepByStep()
    work.begin(slow())
    qtbot.waitUntil(lambda: not work.working)
    between = turns[turns.index(0) : -turns[::-1].index(0)]
    assert between.count(1) >= 4


def test_two_who_work_take_turns_and_the_window_has_its_own_between(qtbot: QtBot) -> None:
    turns: list[str] = []

    def slow(name: str) -> Iterator[None]:
        for _number in range(4):
            began = time.perf_counter()
            while time.perf_counter() - began < SECONDS_AT_ONCE:
                pass
            turns.append(name)
            yield

    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: turns.append("window"))
    beat.start()
    one, other = StepByStep(), StepByStep()
    one.begin(slow("one"))
    other.begin(slow("other"))
    qtbot.waitUntil(lambda: not one.working and not other.working)
    worked = [name for name in turns if name != "window"]
    assert worked[:6] == ["one", "other"] * 3
    assert all("window" in pair for pair in pairwise(turns))


def test_work_that_is_deleted_with_its_page_keeps_nobody_waiting(qtbot: QtBot) -> None:
    told: list[int] = []
    page = QObject()
    gone, left = StepByStep(page), StepByStep()
    gone.begin(counting([], 10**9))
    left.begin(counting(told, 5))
    delete(page)
    qtbot.waitUntil(lambda: not left.working)
    assert told == list(range(5))


def test_a_step_that_fails_ends_the_work_and_is_heard(qtbot: QtBot) -> None:
    def failing() -> Iterator[None]:
        yield
        raise ValueError("no rows")

    work = StepByStep()
    with qtbot.capture_exceptions() as caught:
        work.begin(failing())
        qtbot.waitUntil(lambda: not work.working)
    assert [kind for kind, _error, _trace in caught] == [ValueError]


def test_finishing_hears_the_failure_too() -> None:
    def failing() -> Iterator[None]:
        yield
        raise ValueError("no rows")

    work = StepByStep()
    work.begin(failing())
    with pytest.raises(ValueError, match="no rows"):
        work.finish()
