"""Tell once that a window is on the screen, and what it took: painted.py bare|kneeline [FOLDER]."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

STAYING = 3
"""With a third word, the window stays open for so many seconds."""

HEAVY = (
    "numpy",
    "pyqtgraph",
    "matplotlib",
    "sqlite_utils",
    "PySide6.QtMultimedia",
    "PySide6.QtTextToSpeech",
)


def peak_memory() -> int:
    """Bytes this process has had at most."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line)


def tell(**more: object) -> NoReturn:
    heavy = [name for name in HEAVY if name in sys.modules]
    said = {"at": time.monotonic(), "memory": peak_memory(), "heavy": heavy, **more}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    os._exit(0)


def stay() -> None:
    """Stay open for some seconds, as a person would, so that what is kept for next time is kept."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    QTimer.singleShot(round(float(sys.argv[3]) * 1000), tell)


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget  # noqa: PLC0415

    class Window(QWidget):
        def paintEvent(self, event: object) -> None:  # noqa: N802, ARG002 (Qt's own)
            tell()

    app = QApplication([])
    window = Window()
    QVBoxLayout(window).addWidget(QLabel("Kneeline"))
    window.resize(1180, 740)
    window.show()
    app.exec()


def kneeline() -> None:
    # Nothing that the start itself brings only later: it would come in another order.
    from kneeline.app.command_line import main  # noqa: PLC0415
    from kneeline.app.commands import open_window  # noqa: PLC0415

    show = open_window._show

    def show_and_tell(chosen: Any, kneeline: Any, instance: Any) -> None:  # noqa: ANN401 (its own)
        kneeline.window.painted.connect(stay if len(sys.argv) > STAYING else tell)
        show(chosen, kneeline, instance)

    open_window._show = show_and_tell
    sys.exit(main(["--data-dir", sys.argv[2]]))


{"bare": bare, "kneeline": kneeline}[sys.argv[1]]()
