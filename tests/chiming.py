"""The child process of tests.hearing: real chimes in a real event loop, told what to do by lines.

It watches itself: the longest gap between two turns of the event loop, and every child it has had.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

from own_time import LongestGap
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kneeline.coach.timeline import Sound
from kneeline.playback.chimes import Chimes
from kneeline.playback.way import Way

SOUNDS = Path(__file__).parents[1] / "resources" / "sounds"


def say(what: str, **more: object) -> None:
    sys.stdout.write(json.dumps({"what": what, **more}) + "\n")
    sys.stdout.flush()


def children() -> set[str]:
    """Process numbers of this process's children, of whatever thread."""
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        try:
            found.update((task / "children").read_text().split())
        except OSError:  # the thread has ended meanwhile
            continue
    return found


class Ears(QObject):
    told = Signal(str)

    def __init__(self, chimes: Chimes) -> None:
        super().__init__()
        self.chimes = chimes
        self.notices: list[str] = []
        self.had: set[str] = set()
        self.gap = LongestGap()
        self.busiest = 0.0
        chimes.notice.connect(self.on_notice)
        self.told.connect(self.on_told)
        self.beat = QTimer(self, interval=2)
        self.beat.timeout.connect(self.on_beat)
        self.beat.start()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.strip())

    def on_beat(self) -> None:
        self.gap.turn()
        self.had |= children()

    def on_notice(self, sentence: str) -> None:
        self.notices.append(sentence)
        say("notice", sentence=sentence)

    def on_told(self, line: str) -> None:
        word, *rest = line.split()
        began = time.perf_counter()
        match word:
            case "play":
                for name in rest:
                    self.chimes.play(Sound(name))
            case "warm":
                self.chimes.warm_up()
            case "volume":
                self.chimes.volume = float(rest[0])
            case "mute":
                self.chimes.muted = rest[0] == "on"
            case "way":
                self.chimes.way = Way(rest[0])
            case "leave":
                self.leave()
            case _:
                raise ValueError(line)
        self.busiest = max(self.busiest, time.perf_counter() - began)
        say("done", line=line)

    def leave(self) -> None:
        self.chimes.stop()
        ended = self.chimes.wait(3000)
        threads = sorted(thread.name for thread in threading.enumerate())
        say(
            "record",
            notices=self.notices,
            children=len(self.had),
            left=len(children()),
            gap=self.gap.seconds,
            busiest=self.busiest,
            ended=ended,
            threads=threads,
            multimedia="PySide6.QtMultimedia" in sys.modules,
            playsound3="playsound3" in sys.modules,
            cpu=sum(os.times()[:4]),
        )
        sys.stdout.flush()
        os._exit(0)


def main() -> None:
    app = QApplication([])
    ears = Ears(Chimes(SOUNDS, way=Way(sys.argv[1]), volume=1.0))
    QTimer.singleShot(0, lambda: say("ready"))
    app.exec()
    del ears


if __name__ == "__main__":
    main()
