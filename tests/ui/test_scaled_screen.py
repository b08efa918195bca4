"""The player on a screen at 150 %: 1920×1080 pixels that a person sees as 1280×720."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREENS = "(every_screen or interruptions or card_of_all_keys) and size0"


@pytest.mark.timeout(180)
def test_every_screen_of_a_session_is_legible_at_150_percent() -> None:
    """Qt takes the factor once a process, so these tests run in a process of their own."""
    run = subprocess.run(
        [
            sys.executable, "-m", "pytest", "tests/ui/test_stage.py",
            "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", SCREENS,
        ],
        cwd=ROOT,
        env=os.environ | {"QT_SCALE_FACTOR": "1.5"},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert "3 passed" in run.stdout
