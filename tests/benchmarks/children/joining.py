"""Watch a film at the joins of its loop, decoded and from memory: joining.py FILM."""

from __future__ import annotations

import json
import os
import sys
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneeline.playback.film_player import FilmPlayer

SECONDS = 25
NEAR = 0.15
"""Share of the film on either side of a join that still belongs to it."""

app = QApplication([])
player = FilmPlayer()
seen: list[tuple[float, float]] = []


def on_frame() -> None:
    player.image  # noqa: B018 (a window asks for each, and what was asked for is kept)
    share = player.share
    if share is not None:
        seen.append((time.monotonic(), share))


def tell() -> None:
    gaps = [(later[0] - first[0], first[1], later[1]) for first, later in pairwise(seen)]
    usual = sorted(gap for gap, _from, _to in gaps)[len(gaps) // 2]
    joins = [gap for gap, before, after in gaps if before > 1 - NEAR and after < NEAR]
    sys.stdout.write(json.dumps({"frame": usual, "join": max(joins), "joins": len(joins)}) + "\n")
    sys.stdout.flush()
    os._exit(0)


player.frame_ready.connect(on_frame)
player.open(Path(sys.argv[1]))
player.set_running(True)
QTimer.singleShot(SECONDS * 1000, tell)
app.exec()
