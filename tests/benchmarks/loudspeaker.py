"""A loudspeaker that nobody hears: a sound server of a bench's own, with a null sink."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from tests.benchmarks.installed import Workbench

STARTS_WITHIN = 10
"""Seconds."""


def there_is_one() -> bool:
    """Return whether PulseAudio is installed here."""
    return all(map(shutil.which, ("pulseaudio", "pactl", "parec")))


@contextmanager
def null_sink(bench: Workbench) -> Iterator[str]:
    """Hold a sound server of its own with nothing but a null sink."""
    socket = bench.scratch / "pulse.socket"
    modules = ["module-null-sink", f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
    loaded = [part for module in modules for part in ("-L", module)]
    server = subprocess.Popen(
        ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *loaded],
        env=bench.environment(),
        stderr=subprocess.DEVNULL,
    )
    try:
        ends = monotonic() + STARTS_WITHIN
        asked = ["pactl", "--server", f"unix:{socket}", "info"]
        while subprocess.run(asked, capture_output=True, check=False).returncode:
            if monotonic() > ends:
                raise RuntimeError("PulseAudio did not start")
        yield f"unix:{socket}"
    finally:
        server.terminate()
        server.wait()
