"""A private sound server with a null loudspeaker, an ear at it, and a child process that plays.

Qt asks for the sound server once a process, so whoever plays must be a process of its own.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
SOUNDS = ROOT / "resources" / "sounds"
RATE = 44_100

STALL = 0.25
"""Seconds without a turn of the event loop that count as a stall: a busy test machine alone costs
tenths, and what we guard against costs seconds or never ends."""

needs_sound_server = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec") and shutil.which("pactl")),
    reason="needs the programs pulseaudio, pactl and parec (dev.py test installs them on Debian)",
)


needs_speech = pytest.mark.skipif(
    not (shutil.which("speech-dispatcher") and shutil.which("espeak-ng")),
    reason="needs speech-dispatcher and espeak-ng (dev.py test installs them on Debian)",
)


@dataclass
class SoundServer:
    """A PulseAudio that only its own children can reach."""

    folder: Path
    always_a_sink: bool = True
    process: subprocess.Popen[bytes] | None = None
    heard: list[Ear] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        own = str(self.folder)
        return os.environ | {
            "HOME": own,
            "XDG_RUNTIME_DIR": own,
            "PULSE_RUNTIME_PATH": own,
            "PULSE_STATE_PATH": own,
            "PULSE_SERVER": f"unix:{self.folder / 'native'}",
            "QT_QPA_PLATFORM": "offscreen",
        }

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        modules = [
            f"module-native-protocol-unix socket={self.folder / 'native'} auth-anonymous=1",
            f"module-null-sink sink_name=ear rate={RATE} channels=1",
        ]
        if self.always_a_sink:  # as desktops have it
            modules.append("module-always-sink")
        options = ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        self.process = subprocess.Popen(
            ["pulseaudio", *options, "--disable-shm=yes", *(f"--load={each}" for each in modules)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 10
        while not self.sinks():
            assert self.process.poll() is None, "pulseaudio ended at once"
            assert time.monotonic() < until, "pulseaudio did not come up"

    def control(self, *words: str) -> str:
        return subprocess.run(
            ["pactl", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        ).stdout

    def sinks(self) -> list[str]:
        return [line.split("\t")[1] for line in self.control("list", "short", "sinks").splitlines()]

    def pull_out(self) -> None:
        self.control("unload-module", "module-null-sink")

    def put_back(self) -> None:
        self.control(
            "load-module", "module-null-sink", "sink_name=ear", f"rate={RATE}", "channels=1"
        )

    def listen(self) -> Ear:
        ear = Ear(self.environment)
        self.heard.append(ear)
        return ear

    def stop(self) -> None:
        for ear in self.heard:
            ear.close()
        self.heard.clear()
        if self.process is not None:
            self.process.kill()
            self.process.wait()


class Ear:
    """Records what the null loudspeaker plays."""

    def __init__(self, environment: dict[str, str]) -> None:
        options = ["--device=ear.monitor", "--raw", "--latency-msec=5", "--format=s16le"]
        self._process = subprocess.Popen(
            ["parec", *options, f"--rate={RATE}", "--channels=1"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._chunks: list[bytes] = []
        self._grew = threading.Condition()
        self._recorder = threading.Thread(target=self._record, daemon=True)
        self._recorder.start()
        self.heard_for(0.05)

    def _record(self) -> None:
        assert self._process.stdout is not None
        while chunk := os.read(self._process.stdout.fileno(), 65536):
            with self._grew:
                self._chunks.append(chunk)
                self._grew.notify_all()

    @property
    def samples(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        raw = b"".join(self._chunks)
        return np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2").astype(float)

    def heard_for(self, seconds: float) -> None:
        """Return once this much more has been recorded; the monitor runs in real time."""
        wanted = sum(map(len, self._chunks)) + int(seconds * RATE) * 2
        with self._grew:
            assert self._grew.wait_for(lambda: sum(map(len, self._chunks)) >= wanted, timeout=20)

    def hears(self, name: str, *, within: float = 5.0, like: float = 0.95) -> bool:
        """Say whether this very sound arrives, alone and whole, within some seconds.

        A lower likeness lets it have gaps, as it has where every core is busy.
        """
        until = time.monotonic() + within
        while time.monotonic() < until:
            self.heard_for(0.1)
            if likeness(self.samples, name) > like:
                return True
        return False

    def forget(self) -> None:
        with self._grew:
            self._chunks.clear()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._recorder.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


def sound(name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float)


def likeness(heard: np.ndarray[Any, np.dtype[np.float64]], name: str) -> float:
    """Return how well a sound matches the best place of a recording, 0 to 1, however loud."""
    wanted = sound(name)
    if len(heard) < len(wanted):
        return 0.0
    size = len(heard) + len(wanted)
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size))
    match = np.fft.irfft(spectrum, size)[: len(heard) - len(wanted) + 1]
    squares = np.concatenate([[0.0], np.cumsum(heard**2)])
    energy = squares[len(wanted) :] - squares[: -len(wanted)]
    norm = np.sqrt(np.maximum(energy, 1.0) * np.sum(wanted**2))
    return float(np.max(match / norm))


def seconds_of_sound(ear: Ear) -> float:
    """How long it sounded: tenths of a second in which there was anything to hear."""
    tenth = RATE // 10
    samples = ear.samples
    parts = samples[: len(samples) // tenth * tenth].reshape(-1, tenth)
    return float(np.count_nonzero(np.max(np.abs(parts), axis=1) > 200)) / 10


class Player:
    """A child process with real chimes or a real voice, told what to do line by line."""

    def __init__(self, environment: dict[str, str], *words: str, script: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", str(ROOT / "tests" / script), *words],
            env=environment | {"PYTHONPATH": str(ROOT / "src")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._said: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.errors: list[str] = []
        self._readers = [
            threading.Thread(target=self._hear, args=(self.process.stdout,), daemon=True),
            threading.Thread(target=self._grumble, args=(self.process.stderr,), daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        self.wait_for("ready")

    def _hear(self, stream: IO[str]) -> None:
        for line in stream:
            self._said.put(json.loads(line))

    def _grumble(self, stream: IO[str]) -> None:
        for line in stream:
            if len(self.errors) < 1000:
                self.errors.append(line)

    def tell(self, *words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()

    def wait_for(self, what: str, *, within: float = 20.0) -> dict[str, Any]:
        until = time.monotonic() + within
        while (left := until - time.monotonic()) > 0:
            try:
                said = self._said.get(timeout=left)
            except queue.Empty:
                break
            if said["what"] == what:
                return said
        raise AssertionError(f"the player never said {what!r}: {''.join(self.errors[-20:])}")

    def is_heard(self, ear: Ear, *names: str, tries: int = 4, like: float = 0.95) -> bool:
        """Play sounds at once and say whether the last of them arrives.

        Tried more than once: on a machine that is busy with other tests, a sound has gaps.
        """
        for _ in range(tries):
            ear.forget()
            self.tell("play", *names)
            if ear.hears(names[-1], within=2.5, like=like):
                return True
        return False

    def child(self) -> int:
        """Return the process number of the one child of ours that it has."""
        found: list[int] = []
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            with suppress(OSError):  # the thread has ended meanwhile
                found.extend(map(int, (task / "children").read_text().split()))
        (child,) = found
        return child

    def leave(self) -> dict[str, Any]:
        """Ask for its record, and end it."""
        self.tell("leave")
        record = self.wait_for("record")
        assert self.process.wait(timeout=20) == 0, "".join(self.errors[-20:])
        return record

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            with suppress(BrokenPipeError):
                stream.close()


def ends(process: int, within: float) -> bool:
    """Say whether a process is gone, or only waits to be collected, within some seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        except (FileNotFoundError, ProcessLookupError):
            return True
        if stat.rpartition(")")[2].split()[0] == "Z":
            return True
    return False


@contextmanager
def sound_server(folder: Path, *, always_a_sink: bool = True) -> Iterator[SoundServer]:
    server = SoundServer(folder / "sound", always_a_sink)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def player(
    environment: dict[str, str], *words: str, script: str = "chiming.py"
) -> Iterator[Player]:
    playing = Player(environment, *words, script=script)
    try:
        yield playing
    finally:
        playing.close()


@contextmanager
def speech_daemon(server: SoundServer) -> Iterator[tuple[dict[str, str], subprocess.Popen[bytes]]]:
    """A private speech-dispatcher that speaks into the private sound server."""
    path = server.folder / "speechd.sock"
    options = ["--run-single", "--communication-method=unix_socket", f"--socket-path={path}"]
    options += [f"--pid-file={server.folder / 'speechd.pid'}", f"--log-dir={server.folder}"]
    daemon = subprocess.Popen(
        ["speech-dispatcher", *options],
        env=server.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 20
        while not path.exists():
            assert daemon.poll() is None, "speech-dispatcher ended at once"
            assert time.monotonic() < until, "speech-dispatcher did not come up"
            threading.Event().wait(0.02)
        yield server.environment | {"SPEECHD_ADDRESS": f"unix_socket:{path}"}, daemon
    finally:
        daemon.send_signal(signal.SIGCONT)
        daemon.terminate()
        try:
            daemon.wait(timeout=5)
        except subprocess.TimeoutExpired:
            daemon.kill()
            daemon.wait()
