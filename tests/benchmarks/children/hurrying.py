"""The real app and somebody in a hurry, who does in each session all that a session knows."""

from __future__ import annotations

import random
import time
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneeline.app.composition import Kneeline
from kneeline.app.locations import find, make_private
from kneeline.app.settings import Settings, save
from kneeline.coach.events import FeltAnswer, PainAnswer
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.planning import History, draw_up
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question
from kneeline.playback.amount import Amount
from kneeline.playback.software_video import prefer_software_video
from kneeline.playback.way import Way
from kneeline.ui.clock import Clock, SystemClock
from kneeline.ui.player.conductor import Conductor

LOOKS_MS = 30
SOMETHING_ELSE = {"hurt": 0.02, "pause": 0.04, "skip": 0.15}
"""How likely it is at each look that something else is done, added up."""

Moments = tuple[Moment, ...]
ASKED: dict[Question, Moments] = {
    Question.CHECK_IN: (Moment.BEFORE,),
    Question.CHECK_OUT: (Moment.AFTER, Moment.DURING),
}


class HurriedClock:
    """Time that goes faster than the machine's, from a moment on that may lie ahead."""

    def __init__(self, faster: float, later: timedelta) -> None:
        self.faster, self.began = faster, time.monotonic()
        self.start = datetime.now().astimezone() + later

    def monotonic(self) -> float:
        return (time.monotonic() - self.began) * self.faster

    def wall(self) -> datetime:
        return self.start + timedelta(seconds=self.monotonic())


class Hurried:
    """Somebody who goes on with what was cut off, and begins again when it is over."""

    def __init__(self, kneeline: Kneeline, seed: int = 0, *, pauses: bool = True) -> None:
        self.pauses = pauses
        self.kneeline, self.sessions = kneeline, kneeline.sessions
        self.chance = random.Random(seed)
        self.clock = QTimer(kneeline, interval=LOOKS_MS)
        self.clock.timeout.connect(self.look)
        self.clock.start()

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

    def live(self, conductor: Conductor) -> None:
        segment = conductor.engine.segment
        if segment.question in ASKED:
            conductor.answer(self.scores(ASKED[segment.question]))
        elif segment.question is Question.FELT_WHERE:
            conductor.answer(FeltAnswer(self.chance.choice(list(FeltWhere))))
        elif segment.question is not None:
            conductor.skip()
        elif segment.seconds is None and conductor.elapsed > 1:
            conductor.done()
        else:
            self.something_else(conductor)

    def scores(self, moments: Moments) -> PainAnswer:
        asked = [(side, moment) for moment in moments for side in Side]
        return PainAnswer(
            tuple(PainScore(side, moment, self.chance.randrange(5)) for side, moment in asked)
        )

    def something_else(self, conductor: Conductor) -> None:
        drawn = self.chance.random()
        what = next((each for each, most in SOMETHING_ELSE.items() if drawn < most), None)
        if what == "hurt":
            conductor.hurt(self.chance.choice(list(Side)), self.chance.randrange(11))
        elif what == "pause" and self.pauses:
            conductor.pause()
        elif what == "skip":
            conductor.skip()


def settled(folder: Path, clock: Clock | None = None) -> tuple[Kneeline, QApplication]:
    """Open the app for somebody who has been through the first start."""
    make_private(folder)
    person = Settings(first_start="done", programme="daily", sound=Way.OFF, voice=Amount.NOTHING)
    save(folder / "settings.json", person)
    prefer_software_video()
    app = QApplication([])
    kneeline = Kneeline(app, find(folder), clock or SystemClock())
    kneeline.window.show()
    app.processEvents()
    return kneeline, app
