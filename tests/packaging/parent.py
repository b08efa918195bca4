"""Starts the children of a session and one that hangs, and ends without a word to any of them.

Run by the installed Windows Python; the words are what the sounder is given.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from kneeline.playback import child, ourselves, tied_windows

HANGS = "import ctypes; ctypes.PyDLL('kernel32').Sleep(600_000)"
"""Deaf to a closed line and to its own promises: it holds Python's lock."""


def say(who: str, what: str) -> None:
    sys.stdout.write(f"{who}: {what}\n")
    sys.stdout.flush()


def main() -> None:
    heard: set[str] = set()

    def told(by: child.Child, line: str) -> None:
        say(names[by], line)
        heard.add(names[by])

    sounder = child.Child(ourselves.SOUNDER, *sys.argv[1:], told=told)
    # Wine's speech engines break or hang; that, too, must be an answer.
    speaker = child.Child(ourselves.SPEAKER, "en", told=told)
    names = {sounder: "sounder", speaker: "speaker"}
    deaf = subprocess.Popen([sys.executable, "-c", HANGS])
    tied_windows.tie(deaf.pid)
    sounder.start()
    speaker.start()
    late = time.monotonic() + 60
    while len(heard) < 2 and time.monotonic() < late:
        time.sleep(0.1)
    say("deaf", "still there" if deaf.poll() is None else "gone")
    os._exit(0)


main()
