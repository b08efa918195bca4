"""The longest block of the window's thread: blocked.py FOLDER missing|slow|hung SECONDS.

The tour: what is made ahead behind the first screen, so many seconds of a session with clip and
voice, and a walk through every page. FOLDER may hold a journal already.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from watching import Block, Watch

folder, speech, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
STEP_MS = 700
"""Milliseconds for each step of the walk: what it sets off goes on in steps of its own."""

AHEAD_MS = 8000
"""Milliseconds in which everything behind the first screen is made, and charts are warm."""

folder.mkdir(mode=0o700, parents=True, exist_ok=True)
listening = folder / "speechd.sock"
os.environ["SPEECHD_ADDRESS"] = f"unix_socket:{listening}"


def answer(door: socket.socket) -> None:
    """Take a call and say nothing for ever, or after a while that it cannot."""
    while True:
        caller, _address = door.accept()
        if speech == "slow":
            time.sleep(5)
            caller.close()
        else:
            waiting.append(caller)


waiting: list[socket.socket] = []
if speech != "missing":
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(listening))
    door.listen()
    threading.Thread(target=answer, args=(door,), daemon=True).start()

# Qt's speech reads its address when it is loaded.
from living import Sitter, open_app  # noqa: E402
from walking import walk  # noqa: E402

from kneeline.app.settings import Settings, save  # noqa: E402
from kneeline.playback.amount import Amount  # noqa: E402

save(folder / "settings.json", Settings(voice=Amount.EVERYTHING, first_start="done"))
kneeline, app = open_app(folder)
watch = Watch(app)
found: dict[str, Block] = {}


def note(part: str) -> None:
    said = watch.take()
    found[part] = max(found.get(part, (0.0, 0.0, "")), said)


def begin_session() -> None:
    note("made ahead")
    kneeline.sitter = Sitter(kneeline)
    QTimer.singleShot(round(seconds * 1000), kneeline, end_session)


def end_session() -> None:
    note("session")
    kneeline.sitter.clock.stop()
    kneeline.sessions.pause_for_good()
    steps = walk(kneeline)

    def go_on(part: str) -> None:
        note(part)
        step = next(steps, None)
        if step is None:
            tell()
            return
        name, do = step
        QTimer.singleShot(STEP_MS, kneeline, lambda: go_on(name))
        do()

    go_on("session's end")


def tell() -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)


QTimer.singleShot(AHEAD_MS, kneeline, begin_session)
app.exec()
