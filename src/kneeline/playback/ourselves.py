"""How Kneeline starts itself once more, as a child process that does one thing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

SOUNDER = "--sounder"
"""The first word of the child that sounds the chimes; not for people, so in no help text."""

SPEAKER = "--speaker"
"""The first word of the child that speaks; not for people either."""


def ourselves() -> list[str]:
    """Return the words that start Kneeline again: the frozen program, or this Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # -P: a folder called "kneeline" where the person happens to be is not ours.
    return [sys.executable, "-P", "-m", "kneeline"]


def environment() -> dict[str, str]:
    """Return what a child of ours finds around it."""
    return {
        # What PulseAudio plays ahead, in milliseconds, unless the person says otherwise: each
        # chime comes that much later. Qt would take 16.
        "PULSE_LATENCY_MSEC": "6",
        **os.environ,
        # A frozen child would else believe that we had set the place of its libraries for it.
        "PYINSTALLER_RESET_ENVIRONMENT": "1",
    }


def start(*words: str, around: dict[str, str], stdin: int, stderr: int) -> subprocess.Popen[bytes]:
    """Start Kneeline again with these words and this environment, and hear what it says.

    Raises OSError where there is no starting it.
    """
    import subprocess  # noqa: PLC0415 (3 ms; the window opens without a child)

    process = subprocess.Popen(
        [*ourselves(), *words],
        bufsize=0,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=around,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if sys.platform == "win32":
        from kneeline.playback import tied_windows  # noqa: PLC0415 (nowhere else does it load)

        tied_windows.tie(process.pid)
    return process
