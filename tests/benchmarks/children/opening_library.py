"""Open the Library and watch the window's thread for some seconds: opening_library.py FOLDER."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from watching import Watch

from kneeline.app.composition import LIBRARY, Kneeline
from kneeline.app.locations import find
from kneeline.app.system import sweeping
from kneeline.playback.software_video import prefer_software_video
from kneeline.ui.clock import SystemClock

SECONDS = 5

prefer_software_video()
app = QApplication([])
sweeping.put_off(app)
kneeline = Kneeline(app, find(Path(sys.argv[1])), SystemClock())
kneeline.window.show()
said = {}


def open_page() -> None:
    watch = Watch(app)
    began = time.perf_counter()
    page = kneeline.window.open_page(LIBRARY)
    QTimer.singleShot(SECONDS * 1000, lambda: tell(watch))
    page.repaint()
    while page.filling:  # until every exercise is there
        app.processEvents()
    page.repaint()
    said["opened"] = time.perf_counter() - began


def tell(watch: Watch) -> None:
    sys.stdout.write(json.dumps({**said, "blocked": watch.take()[0]}) + "\n")
    sys.stdout.flush()
    os._exit(0)


QTimer.singleShot(1000, open_page)
app.exec()
