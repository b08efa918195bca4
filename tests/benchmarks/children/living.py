"""A whole app in a session, in real time, that answers its own questions and begins again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneeline.app.composition import Kneeline
from kneeline.app.locations import find, make_private
from kneeline.app.settings import Settings, save
from kneeline.app.system import sweeping
from kneeline.coach.planning import History, draw_up
from kneeline.playback.software_video import prefer_software_video
from kneeline.ui.clock import Clock, SystemClock
from kneeline.ui.welcome.source import Page

REP = 4.0
"""Seconds after which somebody says that a repetition they pace themselves is done."""


class Sitter:
    """Somebody who does what the screen says, for as long as anybody looks."""

    def __init__(self, kneeline: Kneeline) -> None:
        self.kneeline = kneeline
        self.begun = 0
        self.clock = QTimer(kneeline, interval=500)
        self.clock.timeout.connect(self.look)
        self.begin()
        self.clock.start()

    def begin(self) -> None:
        self.begun += 1
        shelf = self.kneeline.bookshelf.now
        today = self.kneeline.clock.wall().date()
        plan = draw_up(shelf.programmes["daily"], shelf.exercises, History({}), today, str)
        self.kneeline.sessions.start(plan)

    def look(self) -> None:
        conductor = self.kneeline.sessions.conductor
        if conductor is None or conductor.engine.finished:
            self.begin()
            return
        segment = conductor.engine.segment
        if conductor.engine.paused:
            conductor.resume()
        elif segment.question is not None:
            conductor.skip()
        elif segment.seconds is None and conductor.elapsed > (segment.reps or 1) * REP:
            conductor.done()


def open_app(folder: Path, clock: Clock | None = None) -> tuple[Kneeline, QApplication]:
    """Open the app full screen on its first page, by somebody who has used it before."""
    make_private(folder)
    settings = find(folder).settings
    if not settings.exists():
        save(settings, Settings(first_start=Page.DONE.value))
    prefer_software_video()
    app = QApplication([])
    sweeping.put_off(app)
    kneeline = Kneeline(app, find(folder), clock or SystemClock())
    kneeline.window.showFullScreen()
    app.processEvents()
    return kneeline, app


def running_session(folder: Path, clock: Clock | None = None) -> tuple[Kneeline, QApplication]:
    """Open the app, and have somebody do one session after the other."""
    kneeline, app = open_app(folder, clock)
    kneeline.sitter = Sitter(kneeline)
    return kneeline, app
