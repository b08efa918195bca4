"""The longest block of the window's thread: blocked.py FOLDER missing|slow|hung SECONDS.

A watcher beside the thread notes the stack when the thread has not come round, so that a block has
a name.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QTimer
from watching import Watch

folder, speech, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
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

from living import running_session  # noqa: E402 (Qt's speech reads its address when it is loaded)

from kneeline.app.settings import Settings, save  # noqa: E402
from kneeline.playback.amount import Amount  # noqa: E402

save(folder / "settings.json", Settings(voice=Amount.EVERYTHING, first_start="done"))
kneeline, app = running_session(folder)
watch = Watch(app)
said: dict[str, object] = {}
where: dict[str, str] = {}
noted = [0.0, ""]
main = threading.main_thread().ident


def look() -> None:
    while True:
        time.sleep(0.01)
        late = time.perf_counter() - watch.turn
        if late > float(noted[0]) and late > 0.03 and main is not None:
            # Not by a name: a frame that is held on to keeps its painter open.
            stack = traceback.extract_stack(sys._current_frames().get(main))
            ours = [each for each in stack if "kneeline" in each.filename]
            noted[:] = (
                late,
                " < ".join(f"{each.name} ({Path(each.filename).name})" for each in ours[:-4:-1]),
            )


def part(name: str) -> None:
    said[name], where[name] = watch.longest, str(noted[1])
    watch.longest, noted[:] = 0.0, (0.0, "")


def to_pages() -> None:
    part("session")
    kneeline.sitter.clock.stop()
    kneeline.sessions.pause_for_good()
    pages = len(kneeline.window._places)
    for number in range(pages):
        QTimer.singleShot(
            1500 * (number + 1), lambda number=number: kneeline.window.show_home(number)
        )
    QTimer.singleShot(1500 * (pages + 2), tell)


def tell() -> None:
    part("pages")
    sys.stdout.write(json.dumps({**said, "where": where}) + "\n")
    sys.stdout.flush()
    os._exit(0)


threading.Thread(target=look, daemon=True).start()
QTimer.singleShot(round(seconds * 1000), to_pages)
app.exec()
