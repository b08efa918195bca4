"""Call for a sound and hear when it arrives at the sink's monitor: sounding.py ours|bare TIMES."""

from __future__ import annotations

import json
import math
import os
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

RATE = 44100
LOUD = 500
BLOCK = 64
QUIET = 0.25
"""Seconds of silence before the next call."""

way, times = sys.argv[1], int(sys.argv[2])
onsets: list[float] = []
mine = {"silent_since": time.monotonic()}


def listen() -> None:
    command = [
        "parec",
        "--format=s16le",
        "--channels=1",
        f"--rate={RATE}",
        "--latency-msec=1",
        "-d",
        "@DEFAULT_MONITOR@",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as ears:
        assert ears.stdout is not None
        while block := ears.stdout.read(BLOCK * 2):
            now = time.monotonic()
            if max(abs(value) for value in struct.unpack(f"<{len(block) // 2}h", block)) > LOUD:
                if now - mine["silent_since"] > QUIET / 2:
                    onsets.append(now)
                mine["silent_since"] = now


def tell(calls: list[float], children: int) -> None:
    late = [
        min((onset - call for onset in onsets if 0 <= onset - call < QUIET), default=None)
        for call in calls[1:]
    ]
    sys.stdout.write(json.dumps({"late": late, "children": children}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def children() -> set[str]:
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        found.update((task / "children").read_text().split())
    return found


def ours() -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from kneeline.app.locations import find  # noqa: PLC0415
    from kneeline.coach.timeline import Sound  # noqa: PLC0415
    from kneeline.playback.chimes import Chimes  # noqa: PLC0415

    app = QApplication([])
    chimes = Chimes(find(Path.home()).resources / "sounds", volume=1.0)
    chimes.warm_up()
    calls: list[float] = []
    before: set[str] = set()
    spawned: set[str] = set()

    def call() -> None:
        if not calls:
            before.update(children())
        spawned.update(children() - before)
        if len(calls) > times:
            tell(calls, len(spawned))
        calls.append(time.monotonic())
        chimes.play(Sound.TICK)

    clock = QTimer(interval=round(QUIET * 2000))
    clock.timeout.connect(call)
    QTimer.singleShot(2000, clock.start)
    app.exec()


def bare() -> None:
    command = ["pacat", "--format=s16le", "--channels=1", f"--rate={RATE}", "--latency-msec=5"]
    tone = b"".join(struct.pack("<h", round(20000 * math.sin(n / 8))) for n in range(RATE // 20))
    calls: list[float] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE) as stream:
        assert stream.stdin is not None
        for _turn in range(times + 1):
            time.sleep(QUIET * 2)
            calls.append(time.monotonic())
            stream.stdin.write(tone)
            stream.stdin.flush()
        time.sleep(QUIET)
        tell(calls, 0)


threading.Thread(target=listen, daemon=True).start()
time.sleep(0.5)
{"ours": ours, "bare": bare}[way]()
