"""The metronome keeps time, nothing adds up, and muted it is only shown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from kneeline.coach.cadence import Metronome
from kneeline.coach.events import (
    Paused,
    Resumed,
    SegmentBegan,
    SessionEnding,
    SessionFinished,
    TimelineChanged,
)
from kneeline.coach.timeline import Timeline
from kneeline.coach.walk_run import is_running, lay_out_run
from kneeline.playback.metronome import MetronomeSound, next_beat
from tests.hearing import needs_sound_server, sound_server
from tests.unit.coach_rules.made_up import shipped

KNOCK = Path(__file__).parents[3] / "resources" / "sounds" / "beat.wav"
QUICK = 3000.0
"""Beats a minute that no runner has, so that the test is short: one in 20 ms."""


@pytest.fixture
def beats(qtbot: QtBot) -> Iterator[MetronomeSound]:
    del qtbot  # it brings the application
    sound = MetronomeSound(KNOCK, muted=True)
    yield sound
    sound.stop()
    assert sound.wait(5000)


@given(st.floats(0.2, 0.7), st.lists(st.floats(0, 0.05), max_size=200))
@example(0.223898534732704, [0.0] * 4)
def test_beats_that_come_late_never_add_up(period: float, late: list[float]) -> None:
    since, number = 0.0, 0
    for each in late:
        since = number * period + each
        number = next_beat(period, since)
    assert number == len(late)
    assert since <= number * period


@given(st.floats(0.2, 0.7), st.floats(0, 4000))
def test_the_next_beat_is_the_first_still_to_come(period: float, since: float) -> None:
    number = next_beat(period, since)
    assert (number - 1) * period <= since + 1e-6
    assert number * period > since - 1e-6


def test_it_beats_as_often_as_it_is_told(qtbot: QtBot, beats: MetronomeSound) -> None:
    times: list[float] = []
    beats.struck.connect(lambda: times.append(time.monotonic()))
    began = time.monotonic()
    beats.begin(QUICK)
    qtbot.waitUntil(lambda: len(times) >= 25)
    assert times[24] - began >= 24 * 60 / QUICK - 0.002, "never ahead of its time"
    beats.rest()


def test_it_follows_the_running_parts_of_a_session(qtbot: QtBot, beats: MetronomeSound) -> None:
    stage = shipped().runs.stage(1)
    assert stage is not None
    guided = lay_out_run(stage, shipped().runs, Metronome(round(QUICK), 0.05))
    place = next(at for at, each in enumerate(guided.timeline.segments) if is_running(each))
    told: list[str] = []
    beats._swing.connect(lambda _period: told.append("beat"))
    beats._rest.connect(lambda: told.append("rest"))
    beats.follow(guided.beats)
    for event in (
        SegmentBegan(0, place - 1),
        SegmentBegan(0, place),
        Paused(0, place),
        Resumed(0, place),
        SegmentBegan(0, place + 1),
        TimelineChanged(0, place + 1, Timeline("run", "", (), guided.timeline.segments)),
        SegmentBegan(0, place + 2),
        SessionFinished(0, SessionEnding.COMPLETED),
    ):
        beats.observe(event)
    qtbot.waitUntil(lambda: len(told) >= 7)
    assert told == ["rest", "beat", "rest", "beat", "rest", "rest", "rest"]


@pytest.mark.sound
@needs_sound_server
def test_muted_it_is_still_shown_but_not_heard(
    qtbot: QtBot, beats: MetronomeSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sound_server(tmp_path) as server:
        for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "HOME"):
            monkeypatch.setenv(name, server.environment[name])
        ear = server.listen()
        with qtbot.waitSignals([beats.struck] * 2):
            beats.begin(120)
        ear.heard_for(0.5)
        assert not ear.samples.any()
        beats.muted = False
        qtbot.waitUntil(lambda: ear.hears("beat", within=0.1), timeout=10_000)
        beats.stop()


@pytest.mark.parametrize("beats_a_minute", [0.0, -1.0, float("nan")])
def test_nonsense_is_refused(beats: MetronomeSound, beats_a_minute: float) -> None:
    with pytest.raises(ValueError, match="more than 0 times"):
        beats.begin(beats_a_minute)
