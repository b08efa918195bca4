from __future__ import annotations

import signal
from pathlib import Path

from tests.hearing import (
    STALL,
    SoundServer,
    needs_sound_server,
    needs_speech,
    player,
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


def test_nothing_to_say_loads_no_voice(tmp_path: Path) -> None:
    environment = SoundServer(tmp_path).environment
    with player(environment, "nothing", script="speaking.py") as playing:
        playing.tell("form Stand tall.")
        playing.wait_for("done")
        assert playing.leave()["notices"] == []
