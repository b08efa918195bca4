"""A child process of ours that is spoken to, and answers, line by line.

What can hang or break with the system's own services lives in one: whatever happens to it, the
window's process learns of it and starts the next.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from kneeline.playback.ourselves import environment, start

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 4
"""How many lines wait for a child that is starting."""


class Child:
    """The process, and the thread that starts it, hears it and sees it end."""

    def __init__(
        self, *words: str, told: Callable[[Child, str], object], last_words: str = "gone"
    ) -> None:
        """Take the words of its command line, and who is told what it says.

        `told` is called on a thread of its own, at the end with the last words, or with "gone" and
        the reason where there was no starting it.
        """
        self._words, self._told, self._last_words = words, told, last_words
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._over = self._killed = False
        self._waiting: list[bytes] = []
        # Starting a process takes longer than a frame where the disk is slow.
        self._thread = threading.Thread(target=self._live, name=words[0].strip("-"), daemon=True)

    def start(self) -> None:
        """Start the process."""
        self._thread.start()

    def tell(self, line: str) -> None:
        """Tell it something, unless it is over; from any thread, and never waits."""
        data = f"{line}\n".encode()
        with self._lock:
            if self._process is None:
                self._waiting = [*self._waiting, data][-KEPT:]
            elif not self._over:
                self._write(self._process, data)

    def end(self) -> None:
        """Tell the process to end, by closing the line; one that hangs ends itself soon after."""
        with self._lock:
            self._close(self._process)

    def kill(self) -> None:
        """End the process at once, whatever it hangs in."""
        with self._lock:
            self._killed = True
            self._close(self._process)
            if self._process is not None:
                self._process.kill()

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; say whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _live(self) -> None:
        try:
            process = start(
                *self._words,
                around=environment(),
                stdin=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # Qt's flood about a service that is gone
            )
        except OSError as error:
            self._say(f"gone {error}")
            return
        with process:
            self._greet(process)
            for line in process.stdout or ():
                self._say(line.decode(errors="replace").strip())
            with self._lock:
                self._over = True
        self._say(self._last_words)

    def _greet(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if process.stdin is not None and sys.platform != "win32":
                # A child that hangs must not hold us up once the line is full. On Windows it holds
                # a hundred lines, and in the time in which they come the child has ended.
                os.set_blocking(process.stdin.fileno(), False)
            for line in self._waiting:
                self._write(process, line)
            self._process = process
            if self._over:
                self._close(process)
            if self._killed:
                process.kill()

    def _close(self, process: subprocess.Popen[bytes] | None) -> None:
        self._over = True
        if process is not None and process.stdin is not None:
            process.stdin.close()

    @staticmethod
    def _write(process: subprocess.Popen[bytes], line: bytes) -> None:
        if process.stdin is not None:
            with suppress(OSError):  # it has ended, which its thread is about to learn
                process.stdin.write(line)

    def _say(self, line: str) -> None:
        with suppress(RuntimeError):  # nobody is there any more to hear it
            self._told(self, line)
