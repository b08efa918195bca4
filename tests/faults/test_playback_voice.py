from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path

import pytest

from kneeline.playback.getting_a_voice import how_to
from kneeline.playback.speech import Lack
from tests.hearing import (
    STALL,
    SoundServer,
    needs_sound_server,
    needs_speech,
    player,
    seconds_of_sound,
    sound_server,
    speech_daemon,
)


def test_without_a_voice_there_is_one_notice(tmp_path: Path) -> None:
    environment = SoundServer(tmp_path).environment
    environment |= {"SPEECHD_ADDRESS": "unix_socket:/nowhere/at-all", "PATH": str(tmp_path)}
    with player(environment, "everything", script="speaking.py") as playing:
        playing.tell("start")
        said = playing.wait_for("notice")
        for _ in range(3):
            playing.tell("count One")
            playing.wait_for("done")
        record = playing.leave()
    assert "Settings says how to get a voice" in said["sentence"]
    assert len(record["notices"]) == 1
    assert record["spoken"] == []
    assert record["gap"] < STALL


@needs_sound_server
@needs_speech
def test_a_speech_daemon_that_hangs_never_holds_the_window_up(tmp_path: Path) -> None:
    with sound_server(tmp_path) as server, speech_daemon(server) as (environment, daemon):
        daemon.send_signal(signal.SIGSTOP)
        with player(environment, "everything", script="speaking.py") as playing:
            playing.tell("form Stand tall.")
            playing.wait_for("notice", within=25)
            record = playing.leave()
    assert record["gap"] < STALL
    assert record["spoken"] == []


@needs_sound_server
@needs_speech
def test_a_speech_daemon_that_ends_amid_a_session_never_holds_the_window_up(
    tmp_path: Path,
) -> None:
    with sound_server(tmp_path) as server, speech_daemon(server) as (environment, daemon):
        # A library that finds its daemon gone starts the system's own: not in a test.
        environment |= {"PATH": str(tmp_path)}
        with player(environment, "everything", script="speaking.py") as playing:
            playing.tell("start")
            playing.wait_for("voice", within=30)
            playing.tell("form Stand tall.")
            assert playing.wait_for("began")["words"] == "Stand tall."
            daemon.kill()
            daemon.wait()
            said = None
            while said is None:
                playing.tell("form Weight on your heel.")
                with suppress(AssertionError):
                    said = playing.wait_for("notice", within=0.6)
            playing.tell("form Slowly down.")
            record = playing.leave()
    assert len(record["notices"]) == 1
    assert record["spoken"] == ["Stand tall."]
    assert record["gap"] < STALL


@needs_sound_server
@needs_speech
def test_what_a_slow_speech_daemon_cannot_say_in_time_is_never_said(tmp_path: Path) -> None:
    with (
        sound_server(tmp_path) as server,
        speech_daemon(server) as (environment, daemon),
        player(environment, "everything", script="speaking.py") as playing,
    ):
        playing.tell("start")
        playing.wait_for("voice", within=30)
        ear = server.listen()
        daemon.send_signal(signal.SIGSTOP)
        playing.tell("form Push your knee over your second toe.")
        ear.heard_for(1.0)
        daemon.send_signal(signal.SIGCONT)
        ear.heard_for(1.0)
        playing.tell("count One")
        assert playing.wait_for("began")["words"] == "One"
        ear.heard_for(1.5)
        record = playing.leave()
    assert record["spoken"] == ["One"]
    assert record["notices"] == []
    assert record["gap"] < STALL
    assert seconds_of_sound(ear) < 1.2


@pytest.mark.parametrize("lack", Lack)
@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_each_lack_of_a_voice_has_its_remedy(lack: Lack, platform: str) -> None:
    sentence = how_to(lack, "de", platform)
    assert sentence.startswith("This computer")
    assert ("German" in sentence) == (lack is Lack.LANGUAGE)
    assert "start Kneeline again." in sentence or "restart the computer." in sentence


def test_a_trial_looks_again_for_a_voice(tmp_path: Path) -> None:
    environment = SoundServer(tmp_path).environment
    environment |= {"SPEECHD_ADDRESS": "unix_socket:/nowhere/at-all", "PATH": str(tmp_path)}
    with player(environment, "everything", script="speaking.py") as playing:
        for _ in range(2):
            playing.tell("try Good morning.")
            assert "start Kneeline again" in playing.wait_for("listed")["trouble"]
        assert len(playing.leave()["notices"]) == 1


def test_nothing_to_say_loads_no_voice(tmp_path: Path) -> None:
    environment = SoundServer(tmp_path).environment
    with player(environment, "nothing", script="speaking.py") as playing:
        playing.tell("form Stand tall.")
        playing.wait_for("done")
        assert playing.leave()["notices"] == []
