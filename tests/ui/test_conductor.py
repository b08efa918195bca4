"""The conductor: engine, timers and the heartbeat together, on a clock that the test moves."""

from __future__ import annotations

import gc
import sys
import threading
from datetime import UTC, datetime, timedelta
from traceback import walk_stack

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.events import (
    Answered,
    CueGiven,
    PainAnswer,
    Paused,
    SegmentBegan,
    SessionFinished,
    SessionStarted,
)
from kneeline.coach.layout import Pacing, lay_out
from kneeline.coach.session import SessionEngine
from kneeline.ui.clock import SystemClock
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.pulse import Pulse
from tests.mini import ALL_FOUR, plan


class Life:
    """A conductor with everything it said."""

    def __init__(self) -> None:
        self.clock = SimulatedClock(datetime(2026, 3, 2, 18, 30, tzinfo=UTC))
        self.conductor = Conductor(SessionEngine(ALL_FOUR), self.clock)
        self.heard: list[object] = []
        self.together: list[tuple[object, ...]] = []
        self.conductor.happened.connect(self.heard.append)
        self.conductor.together.connect(self.together.append)

    def live(self, seconds: float, step: float = 0.5) -> None:
        while seconds > 0:
            self.clock.pass_by(min(step, seconds))
            self.conductor.pulse.beat()  # as its thread does, which knows nothing of this clock
            self.conductor.look()
            seconds -= step


@pytest.fixture
def life(qapp: QApplication) -> Life:
    del qapp  # timers need an application
    return Life()


def test_tells_each_event_once_together_and_alone(life: Life) -> None:
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    life.live(30)
    assert [event for batch in life.together for event in batch] == life.heard
    assert isinstance(life.heard[0], SessionStarted)
    assert sum(isinstance(event, CueGiven) for event in life.heard) > 3


def test_writers_hear_of_a_moment_before_anyone_else(life: Life) -> None:
    order: list[str] = []
    life.conductor.together.connect(lambda _batch: order.append("together"))
    life.conductor.happened.connect(lambda _event: order.append("alone"))
    life.conductor.start()
    assert order[0] == "together"
    assert order.count("alone") == 2


def test_what_a_segment_says_first_is_told_along_with_its_beginning(life: Life) -> None:
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    answered = next(each for each in life.together if any(isinstance(e, Answered) for e in each))
    assert [type(event) for event in answered[-2:]] == [SegmentBegan, CueGiven]


@pytest.mark.parametrize("gap", [2.5, 600.0, 3 * 86400.0])
def test_a_gap_pauses_at_the_last_good_beat(life: Life, gap: float) -> None:
    woke: list[bool] = []
    life.conductor.woke_up.connect(lambda: woke.append(True))
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    life.live(5.0)
    before = life.conductor.clock_seconds
    life.clock.pass_by(gap)
    life.conductor.look()
    assert woke == [True]
    assert life.conductor.engine.paused
    assert isinstance(life.heard[-1], Paused)
    assert life.conductor.clock_seconds == pytest.approx(before)
    life.conductor.resume()
    life.live(1.0)
    assert life.conductor.clock_seconds == pytest.approx(before + 1.0)


@pytest.mark.parametrize("key", ["skip", "done", "back", "pause", "skip_exercise"])
def test_a_key_pressed_right_after_a_gap_does_not_act_on_time_nobody_spent(
    life: Life, key: str
) -> None:
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    life.live(5.0)
    here, before = life.conductor.engine.index, life.conductor.clock_seconds
    life.clock.pass_by(3600)
    getattr(life.conductor, key)()
    assert life.conductor.engine.paused
    assert life.conductor.engine.index == here
    assert life.conductor.clock_seconds == pytest.approx(before)


def test_a_sleep_that_only_the_wall_clock_saw_pauses_too(life: Life) -> None:
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    life.live(5.0)
    life.clock.start += timedelta(minutes=10)
    life.conductor.look()
    assert life.conductor.engine.paused


def test_a_wall_clock_set_back_is_no_gap(life: Life) -> None:
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    life.live(5.0)
    life.clock.start -= timedelta(hours=1)
    life.live(1.0)
    assert not life.conductor.engine.paused


def test_being_idle_is_never_a_gap(life: Life) -> None:
    life.conductor.start()
    life.live(1800.0, step=1.0)
    assert not life.conductor.engine.paused
    assert life.conductor.engine.index == 0


def test_nothing_is_told_after_the_end(life: Life) -> None:
    life.conductor.start()
    life.conductor.finish()
    told = len(life.heard)
    assert isinstance(life.heard[-1], SessionFinished)
    life.live(10.0)
    life.conductor.resume()
    life.conductor.skip()
    assert len(life.heard) == told


def test_real_timers_bring_the_next_segment_without_being_asked(qtbot: QtBot) -> None:
    quick = lay_out(plan("bridge"), Pacing(get_ready=1.2, fetch=0, floor=0))
    conductor = Conductor(SessionEngine(quick, segment=1), SystemClock())
    heard: list[object] = []
    conductor.happened.connect(heard.append)
    with qtbot.waitSignal(
        conductor.happened,
        timeout=20_000,
        check_params_cb=lambda event: isinstance(event, SegmentBegan) and event.segment == 2,
    ):
        conductor.start()
    conductor.finish()
    cues = [event for event in heard if isinstance(event, CueGiven) and event.segment == 1]
    assert len(cues) == len(quick.segments[1].cues)


def wait_for_the_disk(life: Life, seconds: float) -> None:
    """Keep the window waiting while the pulse's thread goes on."""
    for _beat in range(round(seconds * 2)):
        life.clock.pass_by(0.5)
        life.conductor.pulse.beat()


@pytest.mark.parametrize("writer", ["the session", "somebody else"])
def test_a_disk_that_takes_five_seconds_for_each_write_does_not_pause_the_session(
    life: Life, writer: str
) -> None:
    if writer == "the session":
        life.conductor.together.connect(lambda _events: wait_for_the_disk(life, 5.0))
    woken: list[None] = []
    life.conductor.woke_up.connect(lambda: woken.append(None))
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    for _time in range(10):
        life.live(5)
        if writer == "somebody else":
            wait_for_the_disk(life, 5.0)
    assert not woken
    assert not any(isinstance(event, Paused) for event in life.heard)
    assert sum(isinstance(event, SegmentBegan) for event in life.heard) > 2


def test_a_lid_closed_while_the_disk_was_slow_pauses_all_the_same(life: Life) -> None:
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    life.live(5.0)
    before = life.conductor.clock_seconds
    wait_for_the_disk(life, 3.0)
    life.clock.pass_by(600.0)
    wait_for_the_disk(life, 3.0)
    life.conductor.look()
    assert life.conductor.engine.paused
    assert life.conductor.clock_seconds == pytest.approx(before)


def test_a_window_that_waited_for_a_minute_pauses(life: Life) -> None:
    life.conductor.start()
    life.conductor.answer(PainAnswer(()))
    life.live(5.0)
    wait_for_the_disk(life, 60.0)
    life.conductor.look()
    assert life.conductor.engine.paused


def test_the_pulse_beats_on_its_own_while_the_window_waits() -> None:
    beats = threading.Semaphore(0)

    class Counting(SystemClock):
        @override
        def monotonic(self) -> float:
            beats.release()
            return super().monotonic()

    clock = Counting()
    pulse = Pulse(clock)
    began = clock.monotonic()
    pulse.begin()
    for _beat in range(6):  # The window's thread does nothing but wait.
        assert beats.acquire(timeout=20)
    assert pulse.steady_since(began)
    pulse.end()


def pulses() -> int:
    """Count the threads that beat."""
    beating = Pulse._go_on.__code__
    frames = list(sys._current_frames().values())
    return sum(any(each.f_code is beating for each, _ in walk_stack(frame)) for frame in frames)


@pytest.mark.parametrize("ending", ["finished", "dropped", "gone with its window"])
def test_no_pulse_outlives_its_session(qtbot: QtBot, ending: str) -> None:
    gc.collect()
    others = pulses()
    window = QObject()
    conductor = Conductor(SessionEngine(ALL_FOUR), SystemClock())
    conductor.start()
    qtbot.waitUntil(lambda: pulses() > others, timeout=20_000)
    if ending == "finished":
        conductor.finish()
    elif ending == "gone with its window":
        conductor.setParent(window)
    del conductor, window
    gc.collect()
    qtbot.waitUntil(lambda: pulses() <= others, timeout=20_000)
