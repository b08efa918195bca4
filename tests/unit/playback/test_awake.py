from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kneeline.playback.awake import KeepAwake

ROOT = Path(__file__).parents[3]

needs_bus = pytest.mark.skipif(
    not shutil.which("dbus-daemon"), reason="needs the program dbus-daemon"
)


class Desktop:
    """A private session bus with a screen saver on it."""

    def __init__(self) -> None:
        self.bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.bus.stdout is not None
        self.address = self.bus.stdout.readline().strip()
        self.saver = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "screen_saver.py")],
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": self.address},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.hears() == "ready"

    def hears(self) -> str:
        """Return the next thing that happens to the screen saver."""
        assert self.saver.stdout is not None
        return self.saver.stdout.readline().strip()

    def close(self) -> None:
        for process in (self.saver, self.bus):
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


CHILD = """
import logging, sys, threading, time
from kneeline.playback.awake import KeepAwake, awake_desktop
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
awake = KeepAwake(awake_desktop)
for line in sys.stdin:
    began = time.perf_counter()
    getattr(awake, line.strip())()
    longest = last = time.perf_counter()
    longest -= began
    while last < began + 1.5:
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    print("waited" if longest > 1.0 else "went on", flush=True)
"""
"""Does as it is told, line by line; a busy loop shows whether anything held it up."""


class Session:
    """A process that keeps the screen awake: libdbus reads the bus's address once a process."""

    def __init__(self, address: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    with closing(Desktop()) as running:
        yield running


@needs_bus
def test_the_desktop_is_asked_and_released(desktop: Desktop) -> None:
    with closing(Session(desktop.address)) as session:
        for _ in range(2):
            session.tell("hold")
            assert desktop.hears() == "held Kneeline"
            session.tell("let_go")
            assert desktop.hears() == "gone"


@needs_bus
def test_a_session_that_dies_lets_go(desktop: Desktop) -> None:
    with closing(Session(desktop.address)) as session:
        session.tell("hold")
        assert desktop.hears() == "held Kneeline"
    assert desktop.hears() == "gone"


@needs_bus
def test_a_desktop_that_does_not_answer_keeps_nobody_waiting(desktop: Desktop) -> None:
    os.kill(desktop.saver.pid, signal.SIGSTOP)
    with closing(Session(desktop.address)) as session:
        session.tell("hold")
        # It is refused in the end, before or after the busy loop's own word.
        assert "went on" in {session.says(), session.says()}


def test_without_a_desktop_the_reason_is_logged() -> None:
    with closing(Session("unix:path=/nowhere")) as session:
        session.tell("hold")
        said = {session.says(), session.says()}
    assert "went on" in said
    assert any("the screen may fall asleep: no session bus" in each for each in said)


def test_holding_twice_and_letting_go_once_lets_go() -> None:
    said: queue.SimpleQueue[str] = queue.SimpleQueue()

    @contextmanager
    def hold() -> Iterator[None]:
        said.put("held")
        yield
        said.put("let go")

    awake = KeepAwake(hold)
    for each in (awake.hold, awake.hold, awake.let_go, awake.let_go, awake.hold, awake.stop):
        each()
    heard = [said.get(timeout=5) for _ in range(6)]
    assert heard == ["held", "let go"] * 3
