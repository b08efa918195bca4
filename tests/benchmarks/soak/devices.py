"""Devices that come and go: the fault tests with real sound servers, screens and services."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.benchmarks.soak.tested import run_tests

TIMES = 5
"""The full count of rounds."""

ROOMS = {
    "audio gone and back, a service that is missing, hung or dies": (
        "tests/faults/test_playback_sound.py",
        "tests/faults/test_playback_voice.py",
        "tests/faults/test_playback_leaving.py",
    ),
    "no codec, a film that cannot be played, no camera or one pulled": (
        "tests/ui/test_clips.py",
        "tests/ui/test_session_films.py",
        "tests/ui/test_mirror.py",
    ),
    "no display, another scale, a screen unplugged, a corner to play in": (
        "tests/display/test_unplugged_screen.py",
        "tests/faults/test_display.py",
        "tests/ui/test_scaled_screen.py",
        "tests/ui/test_mini.py",
        "tests/ui/test_window.py",
    ),
}


def measure(bench: Workbench) -> Iterator[Figure]:
    """Run each room's tests again and again."""
    for room, files in ROOMS.items():
        losses, skipped = Losses(room), 0
        for _ in range(share_of(TIMES, bench.share)):
            skipped += run_tests(bench, losses, *files)
        yield losses.figure(f"{skipped} that this machine cannot do" if skipped else "")
