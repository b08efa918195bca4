from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kneeline.playback.awake import KeepAwake, awake_desktop

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


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    running = Desktop()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", running.address)
    yield running
    running.close()


@needs_bus
def test_the_desktop_is_asked_and_released(desktop: Desktop) -> None:
    awake = KeepAwake(awake_desktop)
    for _ in range(2):
        awake.hold()
        assert desktop.hears() == "held Kneeline"
        awake.let_go()
        assert desktop.hears() == "gone"


@needs_bus
def test_a_desktop_that_does_not_answer_keeps_nobody_waiting(desktop: Desktop) -> None:
    os.kill(desktop.saver.pid, signal.SIGSTOP)
    awake = KeepAwake(awake_desktop)
    awake.hold()
    longest, last, until = 0.0, time.perf_counter(), time.perf_counter() + 2.5
    while last < until:
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    assert longest < 0.05
    awake.stop()


def test_without_a_desktop_the_reason_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    caplog.set_level("INFO")
    awake = KeepAwake(awake_desktop)
    awake.hold()
    wait_until(lambda: "the screen may fall asleep" in caplog.text)
    assert "no session bus" in caplog.text


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


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until, "it never came to pass"
        threading.Event().wait(0.01)
