"""Live through one session after the other and tell what it took: lasting.py FOLDER SECONDS.

With a third argument the app's clock runs so many times faster than the machine's.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from hurrying import HurriedClock
from living import running_session
from PySide6.QtCore import QTimer

from kneeline.ui.clock import SystemClock

SAMPLES = 40

seconds = float(sys.argv[2])
faster = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
own_time = HurriedClock(faster, timedelta()) if faster > 1 else SystemClock()
kneeline, app = running_session(Path(sys.argv[1]), own_time)
began, spent = time.monotonic(), time.process_time()
memory: list[int] = []


def figure(file: str, name: str) -> int:
    lines = Path("/proc/self", file).read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def look() -> None:
    memory.append(figure("status", "VmRSS") * 1024)
    if time.monotonic() - began < seconds:
        return
    taken = {
        "seconds": time.monotonic() - began,
        "processor": time.process_time() - spent,
        "written": figure("io", "write_bytes"),
        "memory": memory,
        "sessions": kneeline.sitter.begun,
    }
    sys.stdout.write(json.dumps(taken) + "\n")
    sys.stdout.flush()
    os._exit(0)


clock = QTimer(interval=round(seconds * 1000 / SAMPLES))
clock.timeout.connect(look)
clock.start()
app.exec()
