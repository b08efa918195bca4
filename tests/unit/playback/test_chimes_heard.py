from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kneeline.coach.timeline import Sound
from tests.hearing import (
    RATE,
    STALL,
    SoundServer,
    likeness,
    needs_sound_server,
    player,
    sound,
    sound_server,
)

pytestmark = [pytest.mark.sound, needs_sound_server]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path) as running:
        yield running


@pytest.mark.parametrize("way", ["qt", "playsound3"])
def test_every_chime_is_heard_and_is_itself(server: SoundServer, way: str) -> None:
    ear = server.listen()
    with player(server.environment, way) as playing:
        playing.tell("warm")
        ear.heard_for(2.0)
        assert not ear.samples.any(), "the warm-up must be silent"
        for name in Sound:
            assert playing.is_heard(ear, name), f"{name} was not heard the {way} way"
        record = playing.leave()
    assert record["notices"] == []
    assert record["ended"]
    assert record["left"] == 0, "a player was left behind"
    assert record["gap"] < STALL
    assert record["playsound3"] == (way == "playsound3")
    assert (record["children"] == 1) == (way == "qt"), "the Qt way has one process for all chimes"
    assert not record["multimedia"], "the window's process opens no loudspeaker"


def test_automatic_is_qt_where_there_is_a_loudspeaker(server: SoundServer) -> None:
    ear = server.listen()
    with player(server.environment, "auto") as playing:
        assert playing.is_heard(ear, "start")
        record = playing.leave()
    assert not record["playsound3"]
    assert record["children"] == 1


def test_no_process_is_started_before_the_first_sound(server: SoundServer) -> None:
    with player(server.environment, "auto") as playing:
        assert playing.leave()["children"] == 0


@pytest.mark.parametrize("way", ["qt", "playsound3"])
def test_volume_and_mute_reach_the_loudspeaker(server: SoundServer, way: str) -> None:
    ear = server.listen()
    with player(server.environment, way) as playing:
        playing.tell("volume", "0.5")
        assert playing.is_heard(ear, "end")
        quarter = np.max(np.abs(ear.samples)) / np.max(np.abs(sound("end")))
        assert quarter == pytest.approx(0.25, abs=0.01)
        ear.forget()
        playing.tell("mute", "on")
        playing.tell("play", "start")
        playing.tell("mute", "off")
        assert playing.is_heard(ear, "half")
        assert likeness(ear.samples, "start") < 0.9


def test_of_a_burst_only_the_newest_is_heard(server: SoundServer) -> None:
    ear = server.listen()
    with player(server.environment, "qt") as playing:
        playing.tell("warm")
        ear.heard_for(0.5)
        assert playing.is_heard(ear, "switch", "half", "end")
        whole = np.flatnonzero(np.abs(ear.samples) > 20)
        assert (whole[-1] - whole[0]) / RATE < 0.75


def test_the_person_changes_the_way_while_it_runs(server: SoundServer) -> None:
    ear = server.listen()
    with player(server.environment, "qt") as playing:
        for way, name in (("playsound3", "start"), ("qt", "end"), ("playsound3", "half")):
            playing.tell("way", way)
            assert playing.is_heard(ear, name)
        playing.tell("way", "off")
        ear.heard_for(0.5)
        ear.forget()
        playing.tell("play", "start")
        ear.heard_for(1.0)
        assert not ear.samples.any()
        assert playing.leave()["ended"]
