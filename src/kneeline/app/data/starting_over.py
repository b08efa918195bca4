"""Open Kneeline anew, as after a backup has taken the journal's place."""

from __future__ import annotations

import sys

from kneeline.playback.ourselves import environment

START_OVER = 75
"""What the app's loop ends with where the window is to be opened anew; no process ends with it."""


RESCUE = 76
"""What the app's loop ends with where the open journal turned out to be damaged: the page of
rescue is shown then, and the window opened anew after it."""


def start_again() -> None:
    """Start this program once more, with the same words; this process is about to end."""
    import subprocess  # noqa: PLC0415 (3 ms, and seldom needed)

    words = [sys.executable, *sys.orig_argv[1:]]
    subprocess.Popen(words, env=environment(), start_new_session=True)
