"""A screen of its own, and Kneeline on it as a person would start it."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

NAP = 4.0
"""Seconds that a process stands still, as a machine does whose lid is closed."""

PATIENCE = 40.0
"""Seconds within which a busy machine must have done one thing."""


@dataclass
class Screen:
    """An X server without a monitor, as large as a test asks for."""

    server: subprocess.Popen[bytes]
    number: str

    @property
    def environment(self) -> dict[str, str]:
        own = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
        own.pop("WAYLAND_DISPLAY", None)
        return own | {"DISPLAY": f":{self.number}", "QT_QPA_PLATFORM": "xcb"}

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout.strip()


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> Iterator[Screen]:
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("Xvfb and xdotool are not installed; `python3 dev.py test` installs them")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            getattr(request, "param", "1366x768x24"),
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        ready, _, _ = select.select([answer], [], [], PATIENCE)
        number = answer.readline().decode().strip() if ready else ""
    assert number, "Xvfb did not start"
    yield Screen(server, number)
    server.terminate()
    server.wait(PATIENCE)


@dataclass(frozen=True)
class Nap:
    """A time that nobody lived through, and how far the session's clock went meanwhile."""

    seconds: float
    on_the_clock: float


@dataclass
class Started:
    """The real program in a real window, seen only through its keys and its journal."""

    screen: Screen
    data: Path
    process: subprocess.Popen[str]
    window: str = ""
    _left: bool = field(default=False)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.screen.xdotool("key", "--window", self.window, key)

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """Read the journal as another process would; nothing yet is no row."""
        journal = self.data / "journal.db"
        if not journal.exists():
            return []
        with (
            closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as connection,
            suppress(sqlite3.OperationalError),
        ):
            return connection.execute(sql, values).fetchall()
        return []

    def until(self, sql: str, *values: object, qtbot: QtBot) -> list[tuple]:
        """Wait until a query of the journal finds something."""
        found: list[tuple] = []

        def there() -> bool:
            if self.process.poll() is not None:
                pytest.fail(f"Kneeline ended: {self.process.communicate()[1]}")
            found[:] = self.rows(sql, *values)
            return bool(found)

        qtbot.waitUntil(there, timeout=round(PATIENCE * 1000))
        return found

    def begin(self, qtbot: QtBot) -> None:
        """Press Start, answer the red flags of the first start, and come to the check-in."""
        self.press("Return", "4", "2", "Return")
        self.until("SELECT 1 FROM screenings WHERE tier = 'fine'", qtbot=qtbot)
        self.until("SELECT 1 FROM unfinished WHERE segment = 0", qtbot=qtbot)

    def write(self, words: str) -> None:
        """Write words letter by letter."""
        self.screen.xdotool("type", "--window", self.window, words)

    def chosen(self) -> dict[str, object]:
        """Return the settings as they are on the disk."""
        return json.loads((self.data / "settings.json").read_text(encoding="utf-8"))

    def nap(self, qtbot: QtBot) -> Nap:
        """Let the process stand still for longer than a heartbeat, as under a closed lid."""
        qtbot.wait(500)  # some beats of the heart, so that the last is later than the last key
        before = self.rows("SELECT clock FROM unfinished")
        began = time.monotonic()
        self.process.send_signal(signal.SIGSTOP)
        qtbot.wait(round(NAP * 1000))
        self.process.send_signal(signal.SIGCONT)
        # It pauses by itself, and says so to the journal.
        [(clock,)] = self.until(
            "SELECT clock FROM unfinished WHERE clock <> ?", before[0][0], qtbot=qtbot
        )
        return Nap(time.monotonic() - began, clock - before[0][0])

    def segment(self) -> int:
        return self.rows("SELECT segment FROM unfinished")[0][0]

    def skip_to(self, segment: int, qtbot: QtBot) -> None:
        """Press the right arrow until the session stands at a segment."""
        while (here := self.segment()) < segment:
            self.press("Right")
            self.until("SELECT 1 FROM unfinished WHERE segment > ?", here, qtbot=qtbot)

    def stacks(self) -> str:
        """End the process and return where its threads were: what to read when it hangs."""
        self.process.send_signal(signal.SIGABRT)
        _output, errors = self.process.communicate(timeout=PATIENCE)
        faults = self.data / "crashes" / "fault.txt"
        return f"{errors}\n{faults.read_text() if faults.exists() else 'no stacks'}"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=PATIENCE)


Start = Callable[[Path], Started]


@pytest.fixture
def start(screen: Screen, qtbot: QtBot) -> Iterator[Start]:
    """Return a function that starts Kneeline on a data folder and waits for its window."""
    running: list[Started] = []

    def start_on(data: Path) -> Started:
        process = subprocess.Popen(
            [sys.executable, "-m", "kneeline", "--data-dir", str(data)],
            env=screen.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started = Started(screen, data, process)
        running.append(started)

        def shown() -> bool:
            if process.poll() is not None:
                pytest.fail(f"Kneeline ended before its window: {process.communicate()[1]}")
            found = screen.xdotool("search", "--onlyvisible", "--name", "^Kneeline$").split()
            started.window = found[0] if found else ""
            return bool(found)

        try:
            qtbot.waitUntil(shown, timeout=round(PATIENCE * 1000))
        except qtbot.TimeoutError:
            pytest.fail(f"no window within {PATIENCE} s; {started.stacks()}")
        screen.xdotool("windowfocus", "--sync", started.window)
        return started

    yield start_on
    for each in running:
        if each.process.poll() is None:
            each.kill()
