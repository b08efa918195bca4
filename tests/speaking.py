"""A child process with a real voice in a real event loop, told what to say line by line.

    speaking.py AMOUNT

Lines are "<cue kind> <words>", "start", "pause", "repeat", "try <sentence>", "set <what> <value>"
or "leave", several at once parted by "; ". What it does it says as JSON, each with its time.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time

from own_time import LongestGap
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kneeline.coach.events import CueGiven, Paused
from kneeline.coach.timeline import Cue, CueKind
from kneeline.playback.amount import Amount
from kneeline.playback.voice import Voice


def say(what: str, **more: object) -> None:
    sys.stdout.write(json.dumps({"what": what, "at": time.monotonic(), **more}) + "\n")
    sys.stdout.flush()


class Speaker(QObject):
    told = Signal(str)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.voice = voice
        self.notices: list[str] = []
        self.spoken: list[str] = []
        self.gap = LongestGap()
        voice.ready.connect(lambda: say("voice", voices=[each.name for each in voice.voices()]))
        voice.listed.connect(self.on_listed)
        voice.notice.connect(self.on_notice)
        voice.began.connect(self.on_began)
        self.told.connect(self.on_told)
        self.beat = QTimer(self, interval=2)
        self.beat.timeout.connect(self.gap.turn)
        self.beat.start()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.strip())

    def on_listed(self) -> None:
        voices = [[each.locale, each.name] for each in self.voice.voices()]
        say("listed", voices=voices, trouble=self.voice.trouble)

    def on_notice(self, sentence: str) -> None:
        self.notices.append(sentence)
        say("notice", sentence=sentence)

    def on_began(self, words: str) -> None:
        self.spoken.append(words)
        say("began", words=words)

    def on_told(self, line: str) -> None:
        for each in line.split("; "):
            self.do(each)
        say("done", line=line)

    def do(self, line: str) -> None:
        word, _, words = line.partition(" ")
        match word:
            case "start":
                self.voice.start()
            case "pause":
                self.voice.observe(Paused(0.0, 0))
            case "repeat":
                self.voice.repeat()
            case "try":
                self.voice.try_out(words)
            case "set":
                self.set(*words.split(" ", 1))
            case "leave":
                self.leave()
            case kind:
                self.voice.observe(CueGiven(0.0, 0, Cue(0.0, CueKind(kind), words, words)))

    def leave(self) -> None:
        self.voice.stop()
        say(
            "record",
            notices=self.notices,
            spoken=self.spoken,
            gap=self.gap.seconds,
            texttospeech="PySide6.QtTextToSpeech" in sys.modules,
        )
        os._exit(0)

    def set(self, what: str, value: str) -> None:
        match what:
            case "rate" | "volume":
                setattr(self.voice, what, float(value))
            case "amount":
                self.voice.amount = Amount(value)
            case "muted":
                self.voice.muted = value == "on"
            case _:
                setattr(self.voice, what, value)


def main() -> None:
    app = QApplication([])
    speaker = Speaker(Voice(amount=Amount(sys.argv[1])))
    QTimer.singleShot(0, lambda: say("ready"))
    app.exec()
    del speaker


if __name__ == "__main__":
    main()
