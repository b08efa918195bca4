"""The real app in sessions on a bad disk: enduring.py FOLDER SECONDS [slow|gone].

It tells which sets were done, what the person was told, how often the session was paused, and what
the journal holds when the disk is well again.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from hurrying import Hurried, settled
from PySide6.QtCore import QTimer

from kneeline.app.other_hands import OtherHands
from kneeline.coach.events import Paused, SessionFinished, SetDone

folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
trouble = sys.argv[3] if len(sys.argv) > 3 else "below"
kneeline, app = settled(folder)
done: dict[str, list[object]] = {}
paused: list[float] = []
finished: list[str] = []


def hear(events: tuple[object, ...]) -> None:
    for event in events:
        if isinstance(event, SetDone):
            key = f"{kneeline.sessions._session} {event.segment}"
            if event.complete or key not in done or not done[key][2]:
                done[key] = [event.reps, event.seconds, event.complete]
        elif isinstance(event, Paused):
            paused.append(event.at)
        elif isinstance(event, SessionFinished):
            finished.append(event.ending)


def away() -> None:
    folder.rename(folder.with_name("away"))


def back() -> None:
    folder.with_name("away").rename(folder)


def tell() -> None:
    tries = 0
    # As many as writes may be refused, and more.
    while kneeline.sessions.recorder.unwritten and tries < 400:
        tries += 1
        try:
            kneeline.sessions.recorder.write_waiting()
        except Exception:  # noqa: BLE001 (the disk may not be back yet)
            time.sleep(0.05)
    journal = kneeline.journal
    kept = {
        f"{each.session} {each.segment}": [each.reps, each.seconds, each.complete]
        for session in journal.sessions()
        for each in journal.sets(session.id)
    }
    said = {
        "done": done,
        "kept": kept,
        "told": list(kneeline.notices.standing),
        "paused": len(paused),
        "finished": len(finished),
        "noticed": len(noticed),
        "unwritten": kneeline.sessions.recorder.unwritten,
        "tries": tries,
    }
    os.write(1, (json.dumps(said) + "\n").encode())
    os._exit(0)


noticed: list[None] = []
kneeline.sessions.heard.connect(hear)
for hands in kneeline.findChildren(OtherHands):
    hands.wrote.connect(lambda: noticed.append(None))
# Where a pause would be the slow disk's doing, nobody makes one of their own.
somebody = Hurried(kneeline, pauses=trouble != "slow")
if trouble == "gone":
    QTimer.singleShot(round(seconds * 300), away)
    QTimer.singleShot(round(seconds * 600), back)
QTimer.singleShot(round(seconds * 1000), tell)
app.exec()
