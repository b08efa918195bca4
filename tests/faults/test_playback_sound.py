from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hearing import STALL, SoundServer, ends, needs_sound_server, player, sound_server

pytestmark = pytest.mark.sound

GAPPY = 0.6
"""How like itself a sound must be where the test is about who survives, with every core busy."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path) as running:
        yield running


@pytest.mark.parametrize("way", ["auto", "qt", "playsound3"])
def test_without_a_loudspeaker_there_is_one_notice_and_then_silence(
    tmp_path: Path, way: str
) -> None:
    environment = SoundServer(tmp_path).environment  # never started
    with player(environment, way) as playing:
        playing.tell("warm")
        said = playing.wait_for("notice")
        for _ in range(5):
            playing.tell("play", "start")
            playing.wait_for("done")
        record = playing.leave()
    assert "also shown on the screen" in said["sentence"]
    assert len(record["notices"]) == 1
    assert record["gap"] < STALL
    assert record["ended"]
    assert record["left"] == 0


def test_without_a_players_program_there_is_one_notice(tmp_path: Path) -> None:
    environment = SoundServer(tmp_path).environment | {"PATH": str(tmp_path)}
    with player(environment, "playsound3") as playing:
        playing.tell("play", "start")
        playing.wait_for("notice")
        assert playing.leave()["ended"]


def test_off_is_off(tmp_path: Path) -> None:
    with player(SoundServer(tmp_path).environment, "off") as playing:
        playing.tell("warm")
        playing.tell("play", "start")
        record = playing.leave()
    assert record["notices"] == []
    assert not record["playsound3"]
    assert record["threads"] == ["MainThread", "Thread-1 (listen)"]


@needs_sound_server
@pytest.mark.parametrize("way", ["auto", "qt"])
def test_a_sound_server_that_hangs_never_holds_the_window_up(server: SoundServer, way: str) -> None:
    assert server.process is not None
    os.kill(server.process.pid, signal.SIGSTOP)
    with player(server.environment, way) as playing:
        playing.tell("warm")
        playing.tell("play", "start")
        playing.wait_for("notice")
        record = playing.leave()
    assert record["gap"] < STALL
    assert record["busiest"] < STALL
    assert len(record["notices"]) == 1


@needs_sound_server
def test_a_sound_server_that_hangs_in_the_middle_never_holds_the_window_up(
    server: SoundServer,
) -> None:
    assert server.process is not None
    ear = server.listen()
    with player(server.environment, "auto") as playing:
        assert playing.is_heard(ear, "start")
        os.kill(server.process.pid, signal.SIGSTOP)
        for name in ("half", "end", "switch"):
            playing.tell("play", name)
            playing.wait_for("done")
        record = playing.leave()
        os.kill(server.process.pid, signal.SIGCONT)
    assert record["gap"] < STALL
    assert record["busiest"] < STALL


@needs_sound_server
@pytest.mark.parametrize("always_a_sink", [True, False])
def test_a_loudspeaker_pulled_out_and_put_back_is_heard_again(
    tmp_path: Path, *, always_a_sink: bool
) -> None:
    with sound_server(tmp_path, always_a_sink=always_a_sink) as server:
        ear = server.listen()
        with player(server.environment, "qt") as playing:
            assert playing.is_heard(ear, "start", tries=10, like=GAPPY)
            server.pull_out()
            playing.tell("play", "half")
            playing.wait_for("done")
            server.put_back()
            ear = server.listen()
            # The system takes its time to notice.
            assert playing.is_heard(ear, "end", tries=10, like=GAPPY)
            record = playing.leave()
        assert record["gap"] < STALL
        assert record["cpu"] < 5, "no thread spins on a stream that is gone"
        assert record["left"] == 0
        assert record["notices"] == [], "it is back before it is missed"
        # What sounds may well die of it, which the log tells; the window hears nothing of Qt's.
        assert all(line.startswith("no chimes:") for line in playing.errors), playing.errors


@needs_sound_server
def test_a_sound_server_that_ends_and_comes_back_is_heard_again(server: SoundServer) -> None:
    ear = server.listen()
    with player(server.environment, "auto") as playing:
        assert playing.is_heard(ear, "start")
        server.stop()
        playing.tell("play", "half")
        server.start()
        ear = server.listen()
        assert playing.is_heard(ear, "end", tries=10)
        record = playing.leave()
    assert record["gap"] < STALL


@needs_sound_server
def test_what_sounds_may_die_and_is_heard_again(server: SoundServer) -> None:
    ear = server.listen()
    with player(server.environment, "qt") as playing:
        assert playing.is_heard(ear, "start")
        for name in ("half", "end"):
            os.kill(playing.child(), signal.SIGKILL)
            assert playing.is_heard(ear, name)
        record = playing.leave()
    assert record["children"] == 3
    assert record["left"] == 0
    assert record["gap"] < STALL
    assert record["notices"] == [], "it is back before it is missed"


@needs_sound_server
@pytest.mark.parametrize("hangs", [False, True])
def test_a_window_that_is_killed_leaves_nothing_behind(server: SoundServer, *, hangs: bool) -> None:
    assert server.process is not None
    ear = server.listen()
    with player(server.environment, "qt") as playing:
        assert playing.is_heard(ear, "start")
        sounder = playing.child()
        if hangs:
            os.kill(server.process.pid, signal.SIGSTOP)
            playing.tell("play", "end")
            playing.wait_for("done")
        playing.process.kill()
        playing.process.wait()
        assert ends(sounder, within=20)
        os.kill(server.process.pid, signal.SIGCONT)
