from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from kneeline.playback.getting_a_voice import how_to
from kneeline.playback.speech import LIVES, Lack
from tests.hearing import (
    STALL,
    Player,
    SoundServer,
    ends,
    needs_sound_server,
    needs_speech,
    player,
    seconds_of_sound,
    sound_server,
    speech_daemon,
)

pytestmark = pytest.mark.sound

LONG = "Lie on your back with your knees bent and your feet flat on the floor. " * 4
"""Words that take some twenty seconds to say."""

ANSWERS = {
    "closes": b"",
    "answers nonsense": b"\x00\xffno such thing\r\n" * 50,
    "answers half a line": b"208 OK CLI",
    "refuses everything": b"300 ERR INTERNAL\r\n" * 50,
}
"""What a false speech service does before it hangs up; None where it only hangs."""


@contextmanager
def false_speech_service(
    folder: Path, answer: bytes | None
) -> Iterator[tuple[dict[str, str], threading.Event]]:
    """Give the environment of one who meets a service that is none, and whether they have met."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(folder / "false.sock"))
    door.listen()
    callers: list[socket.socket] = []
    met = threading.Event()

    def receive() -> None:
        with suppress(OSError):  # the door is shut
            while True:
                caller, _address = door.accept()
                callers.append(caller)
                met.set()
                if answer is not None:
                    with suppress(OSError):  # it may hang up before us
                        caller.recv(100)
                        caller.sendall(answer)
                    caller.close()

    receiver = threading.Thread(target=receive)
    receiver.start()
    environment = SoundServer(folder).environment | {"PATH": str(folder)}
    try:
        yield environment | {"SPEECHD_ADDRESS": f"unix_socket:{folder / 'false.sock'}"}, met
    finally:
        door.shutdown(socket.SHUT_RDWR)
        receiver.join()
        for each in (door, *callers):
            each.close()


class GoBetween:
    """Stands between a speech service and who speaks to it, until it turns on the latter."""

    def __init__(self, folder: Path, service: str) -> None:
        self.address = f"unix_socket:{folder / 'between.sock'}"
        self._service = service
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / "between.sock"))
        self._door.listen()
        self._callers: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._receive)]
        self._threads[0].start()

    def _receive(self) -> None:
        with suppress(OSError):  # the door is shut
            while True:
                caller, _address = self._door.accept()
                service = socket.socket(socket.AF_UNIX)
                service.connect(self._service)
                self._callers += [caller, service]
                for one, other in ((caller, service), (service, caller)):
                    self._threads.append(threading.Thread(target=self._pass_on, args=(one, other)))
                    self._threads[-1].start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):  # one of them has hung up
            while said := one.recv(65536):
                other.sendall(said)
        for each in (one, other):
            with suppress(OSError):  # both ways end here
                each.shutdown(socket.SHUT_RDWR)

    def turn(self, answer: bytes) -> None:
        """Say this to all who speak now, and hang up; who comes later is served."""
        for each in self._callers[::2]:
            with suppress(OSError):  # it has left already
                each.sendall(answer)
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._threads[0].join()
        self.turn(b"")
        for thread in self._threads:
            thread.join()
        for each in (self._door, *self._callers):
            each.close()


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


@pytest.mark.parametrize("manner", [*ANSWERS, "hangs"])
def test_a_false_speech_service_costs_one_sentence(tmp_path: Path, manner: str) -> None:
    with (
        false_speech_service(tmp_path, ANSWERS.get(manner)) as (environment, _met),
        player(environment, "everything", script="speaking.py") as playing,
    ):
        playing.tell("form Stand tall.")
        playing.wait_for("notice", within=40)
        assert playing.wait_for("listed")["trouble"].startswith("This computer")
        playing.tell("form Weight on your heel.")
        record = playing.leave()
    assert len(record["notices"]) == 1
    assert record["spoken"] == []
    assert record["gap"] < STALL


def test_what_speaks_may_crash_over_and_over(tmp_path: Path) -> None:
    with (
        false_speech_service(tmp_path, None) as (environment, _met),
        player(environment, "everything", script="speaking.py") as playing,
    ):
        playing.tell("start")
        lost = []
        for _ in range(LIVES):
            lost.append(next_child(playing, lost))
            os.kill(lost[-1], signal.SIGSEGV)
        playing.wait_for("notice")
        record = playing.leave()
    assert len(record["notices"]) == 1
    assert record["gap"] < STALL


def next_child(playing: Player, before: list[int]) -> int:
    """Wait for the process that follows those before it."""
    while True:
        with suppress(ValueError):  # none now
            if (child := playing.child()) not in before:
                return child
        playing.tell("set rate 0")
        playing.wait_for("done")


@needs_sound_server
@needs_speech
def test_what_speaks_may_die_amid_a_sentence_and_is_heard_again(tmp_path: Path) -> None:
    with (
        sound_server(tmp_path) as server,
        speech_daemon(server) as (environment, _daemon),
        player(environment, "everything", script="speaking.py") as playing,
    ):
        playing.tell("start")
        playing.wait_for("voice", within=30)
        ear = server.listen()
        for _ in range(2):
            playing.tell(f"announce {LONG}")
            playing.wait_for("began")
            ear.heard_for(1.0)
            os.kill(playing.child(), signal.SIGKILL)
            playing.wait_for("voice", within=30)
            ear.heard_for(0.7)
            ear.forget()
            ear.heard_for(1.5)
            assert seconds_of_sound(ear) == 0, "the speech service still speaks for the dead one"
        playing.tell("count One")
        assert playing.wait_for("began")["words"] == "One"
        ear.heard_for(1.5)
        assert 0 < seconds_of_sound(ear) < 1.2
        record = playing.leave()
    assert record["notices"] == []
    assert record["gap"] < STALL


@needs_sound_server
@needs_speech
@pytest.mark.parametrize("manner", ANSWERS)
def test_a_speech_service_that_breaks_off_is_found_again(tmp_path: Path, manner: str) -> None:
    with (
        sound_server(tmp_path) as server,
        speech_daemon(server) as (environment, _daemon),
        closing(GoBetween(tmp_path, f"{server.folder}/speechd.sock")) as between,
        player(
            environment | {"SPEECHD_ADDRESS": between.address, "PATH": str(tmp_path)},
            "everything",
            script="speaking.py",
        ) as playing,
    ):
        playing.tell("start")
        playing.wait_for("voice", within=30)
        playing.tell(f"announce {LONG}")
        playing.wait_for("began")
        between.turn(ANSWERS[manner])
        playing.tell("pause")
        for _ in range(60):
            playing.tell("count One")
            with suppress(AssertionError):
                playing.wait_for("began", within=0.6)
                break
        record = playing.leave()
    assert record["spoken"][1:] == ["One"]
    assert record["notices"] == []
    assert record["gap"] < STALL


@needs_sound_server
@needs_speech
@pytest.mark.parametrize("way", ["is killed", "is killed while it hangs", "leaves"])
def test_a_window_that_ends_leaves_nothing_behind(tmp_path: Path, way: str) -> None:
    with (
        sound_server(tmp_path) as server,
        speech_daemon(server) as (environment, daemon),
        player(environment, "everything", script="speaking.py") as playing,
    ):
        playing.tell("start")
        playing.wait_for("voice", within=30)
        ear = server.listen()
        playing.tell(f"announce {LONG}")
        playing.wait_for("began")
        ear.heard_for(1.0)
        speaker = playing.child()
        if way == "leaves":
            playing.leave()
        elif way == "is killed while it hangs":
            daemon.send_signal(signal.SIGSTOP)
            playing.tell("pause")
            playing.wait_for("done")
        playing.process.kill()
        playing.process.wait()
        assert ends(speaker, within=20)
        if way != "is killed while it hangs":
            ear.heard_for(0.5)
            ear.forget()
            ear.heard_for(1.5)
            assert seconds_of_sound(ear) == 0


def test_a_window_that_is_killed_while_a_voice_is_sought_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    with (
        false_speech_service(tmp_path, None) as (environment, met),
        player(environment, "everything", script="speaking.py") as playing,
    ):
        playing.tell("start")
        assert met.wait(20)
        speaker = playing.child()
        playing.process.kill()
        playing.process.wait()
        assert ends(speaker, within=25)
