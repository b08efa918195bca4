"""Chimes through Qt: preloaded, heard within milliseconds, no process started for any of them.

They sound in a child process that lives as long as the session (`sounder`). The window's process
opens no loudspeaker, so none that is pulled out, hangs or breaks can hold it up or take it along.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneeline.playback.ourselves import SOUNDER, environment, ourselves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kneeline.coach.timeline import Sound

READY_WITHIN_MS = 15_000
"""How long a sounder may take to start; it ends by itself if the sound server holds it up."""

PAUSE = 0.25
"""Seconds before the next sounder is started, doubled with each that does not last: plugs come and
go in several steps, and what breaks at once breaks again."""

LONGEST_PAUSE = 60.0
LASTS = 10.0
"""Seconds after which a sounder's end is not held against the next one."""

KEPT = 4
"""How many chimes wait for a sounder that is starting; it leaves out those that are too late."""


class QtChimes(QObject):
    """The chimes as Qt plays them; every call returns at once."""

    found = Signal(bool)
    """Whether Qt has a loudspeaker now: said at the start and after each change."""

    failed = Signal(str)
    """The sound server hangs, or Qt broke with it; the reason, for the log. We go on trying."""

    _told = Signal(object, str)

    def __init__(self, files: Mapping[Sound, Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = dict(files)
        self._sounder: _Sounder | None = None
        self._ended: list[_Sounder] = []
        self._begun = 0.0
        self._pause = PAUSE / 2
        self._deaf_until: float | None = None
        """When to look for a loudspeaker again; None while there is one, or while we look."""

        self._told.connect(self._on_told)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._begin)
        self._patience = QTimer(self, singleShot=True, interval=READY_WITHIN_MS)
        self._patience.timeout.connect(self._give_up)

    def start(self) -> None:
        """Start a sounder, unless that is done; where one heard nothing, look again at times."""
        if self._sounder is None and not self._again.isActive():
            self._begin()
        elif self._deaf_until is not None and time.monotonic() >= self._deaf_until:
            self._retire()
            self._begin()

    def play(self, sound: Sound, loudness: float) -> None:
        """Sound a chime, from any thread; loudness 0 is silent but wakes the loudspeaker."""
        sounder = self._sounder
        if sounder is not None:
            sounder.tell(f"play {sound} {loudness:.4f} {time.monotonic():.6f}\n".encode())

    def stop(self) -> None:
        """Fall silent and let go of the loudspeaker; `start` begins anew."""
        self._again.stop()
        self._retire()
        self._pause = PAUSE / 2

    def wait(self, milliseconds: int) -> bool:
        """Wait until the sounders that were stopped have ended; say whether they have."""
        return all(each.wait(milliseconds / 1000) for each in self._ended)

    def _begin(self) -> None:
        self._begun = time.monotonic()
        self._sounder = _Sounder(self._files, self._told.emit)
        self._patience.start()
        self._sounder.start()

    def _retire(self) -> None:
        """End the sounder; what it still says is not heard."""
        self._patience.stop()
        self._deaf_until = None
        self._ended = [each for each in self._ended if not each.wait(0)]
        if self._sounder is not None:
            self._sounder.end()
            self._ended.append(self._sounder)
        self._sounder = None

    @Slot(object, str)
    def _on_told(self, sounder: _Sounder, line: str) -> None:
        if sounder is not self._sounder:
            return
        word, _, rest = line.partition(" ")
        if word == "heard":
            self._patience.stop()
            heard = rest == "1"
            self._deaf_until = None if heard else time.monotonic() + self._longer()
            self.found.emit(heard)
        else:
            self._retire()
            self._again.start(round(self._longer() * 1000))
            if word == "gone":
                self.failed.emit(rest)

    def _give_up(self) -> None:
        sounder = self._sounder
        if sounder is not None:
            self._on_told(sounder, "gone the sounder does not start")

    def _longer(self) -> float:
        """Return the seconds to wait before the next try."""
        lasted = time.monotonic() - self._begun >= LASTS
        self._pause = PAUSE if lasted else min(self._pause * 2, LONGEST_PAUSE)
        return self._pause


class _Sounder:
    """A child process that sounds, and the thread that starts it, hears it and sees it end."""

    def __init__(
        self, files: Mapping[Sound, Path], told: Callable[[_Sounder, str], object]
    ) -> None:
        self._words = [*ourselves(), SOUNDER, *(f"{sound}={path}" for sound, path in files.items())]
        self._told = told
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._over = False
        self._waiting: list[bytes] = []
        # Starting a process takes longer than a frame where the disk is slow.
        self._thread = threading.Thread(target=self._live, name="chimes", daemon=True)

    def start(self) -> None:
        """Start the process."""
        self._thread.start()

    def tell(self, line: bytes) -> None:
        """Ask for something, unless it is over; never waits."""
        with self._lock:
            if self._child is None:
                self._waiting = [*self._waiting, line][-KEPT:]
            elif not self._over:
                self._write(self._child, line)

    def end(self) -> None:
        """Tell the process to end, by closing the line; one that hangs ends itself soon after."""
        with self._lock:
            self._over = True
            if self._child is not None and self._child.stdin is not None:
                self._child.stdin.close()

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; say whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        why = "gone the sounder broke, or the sound server does not answer"
        try:
            child = subprocess.Popen(
                self._words,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # Qt's flood about a stream that is gone
                env=environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self._say(f"gone {error}")
            return
        with child:
            self._greet(child)
            for line in child.stdout or ():
                self._say(line.decode().strip())
            with self._lock:
                self._over = True
        self._say(why)  # after a reason of its own, this one is not heard

    def _greet(self, child: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if child.stdin is not None and sys.platform != "win32":
                # A sounder that hangs must not hold us up once the line is full. On Windows it
                # holds a hundred chimes, and in the time in which they come the sounder has ended.
                os.set_blocking(child.stdin.fileno(), False)
            for line in self._waiting:
                self._write(child, line)
            self._child = child
            if self._over and child.stdin is not None:
                child.stdin.close()

    @staticmethod
    def _write(child: subprocess.Popen[bytes], line: bytes) -> None:
        if child.stdin is not None:
            with suppress(OSError):  # it has ended, which its thread is about to learn
                child.stdin.write(line)

    def _say(self, line: str) -> None:
        with suppress(RuntimeError):  # nobody is there any more to hear it
            self._told(self, line)
