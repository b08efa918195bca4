"""Open Kneeline anew, as after a backup has taken the journal's place."""

from __future__ import annotations

import subprocess
import sys

START_OVER = 75
"""What the app's loop ends with where the window is to be opened anew; no process ends with it."""


def start_again() -> None:
    """Start this program once more, with the same words; this process is about to end."""
    subprocess.Popen([sys.executable, *sys.orig_argv[1:]], start_new_session=True)
