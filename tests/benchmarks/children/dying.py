"""The real app in sessions without end, telling what is safe, to be killed: dying.py FOLDER SEED.

What a person does is told after the journal took it and before the window shows it, so that
everything ever confirmed on the screen was told. Time goes eight times as fast.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneeline.app.composition import Kneeline
from kneeline.app.locations import find, make_private
from kneeline.app.settings import Settings, save
from kneeline.coach.events import (
    Answered,
    FeltAnswer,
    Hurt,
    PainAnswer,
    Paused,
    SegmentBegan,
    SessionFinished,
    SetDone,
)
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.planning import History, draw_up
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.playback.amount import Amount
from kneeline.playback.chimes import Way
from kneeline.playback.clips import prefer_software_video

FASTER = 8
HOURS_A_LIFE = 7
LOOKS_MS = 30

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)


class HurriedClock:
    """Time eight times as fast, some hours later in each life, so that days pass."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.start = datetime.now().astimezone() + timedelta(hours=HOURS_A_LIFE * seed)

    def monotonic(self) -> float:
        return (time.monotonic() - self.began) * FASTER

    def wall(self) -> datetime:
        return self.start + timedelta(seconds=self.monotonic())


def say(**what: object) -> None:
    """Write one line at once; nothing waits in a buffer that dies with us."""
    os.write(1, (json.dumps(what) + "\n").encode())


def scores(*moments: Moment) -> PainAnswer:
    return PainAnswer(
        tuple(PainScore(side, moment, chance.randrange(5)) for moment in moments for side in Side)
    )


class Person:
    """Somebody in a hurry, who does all that a session knows."""

    def __init__(self, kneeline: Kneeline) -> None:
        self.kneeline, self.sessions = kneeline, kneeline.sessions
        self.sessions.heard.connect(self.promise)
        page, waiting = kneeline._today._page, kneeline._today._unfinished
        if page._go_on is not None:
            say(resumed=[waiting.session, waiting.segment, waiting.clock])
            page._go_on.click()
        self.clock = QTimer(kneeline, interval=LOOKS_MS)
        self.clock.timeout.connect(self.look)
        self.clock.start()

    def promise(self, events: tuple[object, ...]) -> None:
        session = self.sessions._session
        for event in events:
            if isinstance(event, SetDone):
                say(set=[session, event.segment, event.reps, event.seconds, event.complete])
            elif isinstance(event, Hurt):
                say(hurt=[session, event.knee, event.score])
            elif isinstance(event, Answered):
                say(answered=[session, event.segment])
            elif isinstance(event, SegmentBegan | Paused):
                say(at=[session, event.segment, event.at])
            elif isinstance(event, SessionFinished):
                say(ended=[session, event.ending])

    def look(self) -> None:
        conductor = self.sessions.conductor
        if conductor is None:
            self.begin()
        elif conductor.engine.paused:
            conductor.resume()
        elif not conductor.engine.finished:
            self.live(conductor)

    def begin(self) -> None:
        shelf = self.kneeline.bookshelf.now
        today = self.kneeline.clock.wall().date()
        plan = draw_up(shelf.programmes["daily"], shelf.exercises, History({}), today, str)
        self.sessions.start(plan)

    def live(self, conductor: object) -> None:
        segment = conductor.engine.segment
        if segment.question is Question.CHECK_IN:
            conductor.answer(scores(Moment.BEFORE))
        elif segment.question is Question.CHECK_OUT:
            conductor.answer(scores(Moment.AFTER, Moment.DURING))
        elif segment.question is Question.FELT_WHERE:
            conductor.answer(FeltAnswer(chance.choice(list(FeltWhere))))
        elif segment.question is not None:
            conductor.skip()
        elif segment.seconds is None and conductor.elapsed > 1:
            conductor.done()
        else:
            self.something(conductor)

    def something(self, conductor: object) -> None:
        what = chance.random()
        if what < 0.02:
            conductor.hurt(chance.choice(list(Side)), chance.randrange(11))
        elif what < 0.04:
            conductor.pause()
        elif what < 0.15:
            conductor.skip()


make_private(folder)
person = Settings(first_start="done", programme="daily", sound=Way.OFF, voice=Amount.NOTHING)
save(folder / "settings.json", person)
prefer_software_video()
app = QApplication([])
kneeline = Kneeline(app, find(folder), HurriedClock())
kneeline.window.show()
app.processEvents()
say(alive=True)
somebody = Person(kneeline)
app.exec()
