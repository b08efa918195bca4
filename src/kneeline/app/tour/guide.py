"""Walks the real app through one whole session, as a person at the keyboard would."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from kneeline.app.tour.camera import SCHEMES
from kneeline.coach.timeline import Question, Segment, SegmentKind
from kneeline.ui.library.page import LibraryPage
from kneeline.ui.settings.page import SettingsPage
from kneeline.ui.today import TodayPage
from kneeline.ui.welcome.page import FirstStartPage
from kneeline.ui.welcome.source import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kneeline.app.composition import Kneeline
    from kneeline.app.tour.camera import Camera
    from kneeline.app.tour.clock import SimulatedClock
    from kneeline.coach.events import SessionEvent

STEP = 1.0
"""Seconds the clock moves at once: short of what the heartbeat would take for a gap."""

WELL_INTO_A_SET = 9.0
"""Seconds into a set at which its picture is taken."""

THINGS = 6
"""Things at hand that are ticked after the first."""

AN_EXERCISE = "lateral-step-down"
"""What is opened in the Library."""

DIGITS = [Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10)]


@dataclass
class Guide:
    """Presses the keys of a whole session and photographs each new thing once."""

    kneeline: Kneeline
    clock: SimulatedClock
    camera: Camera
    chance: random.Random
    log: Path
    programme: str
    """Id of the programme that is done on the way."""

    _seen: set[str] = field(default_factory=set)
    _interrupted: bool = False

    def walk(self) -> None:
        """From the first start through a session to every page there is."""
        window = self.kneeline.window
        window.show()
        window.activateWindow()
        self.camera.settle()
        self._first_start()
        self._photograph("today")
        self.kneeline.sessions.heard.connect(self._note)
        self._press_button(TodayPage)
        conductor = self.kneeline.sessions.conductor
        if conductor is None:
            message = "pressing Start on Today did not begin a session"
            raise RuntimeError(message)
        while self.kneeline.sessions.conductor is not None:
            self._live_through(conductor.engine.segment)
            self.camera.settle()
        self._photograph("summary")
        self._press(Qt.Key.Key_Tab)
        self._press(Qt.Key.Key_Space)
        self.camera.settle()
        self._photograph("progress")
        self._every_page()

    def _first_start(self) -> None:
        """Answer every page: an age and no red flag, all things at hand, the left knee, no runs."""
        tick, down = Qt.Key.Key_Space, Qt.Key.Key_Down
        answers: tuple[tuple[Page, tuple[Qt.Key, ...]], ...] = (
            (Page.WELCOME, ()),
            (Page.SCREENING, (DIGITS[3], DIGITS[4])),
            (Page.EQUIPMENT, (tick, *((Qt.Key.Key_Tab, tick) * THINGS))),
            (Page.KNEES, (tick, Qt.Key.Key_Tab, tick)),
            (Page.DAYS, (down, Qt.Key.Key_Tab, tick)),
            (Page.PAIN, (DIGITS[3],)),
            (Page.VOICE, ()),
        )
        for page, keys in answers:
            for key in keys:
                self._press(key)
            self._photograph(f"first-start-{page.value or 'welcome'}")
            if page is not Page.VOICE:
                self._press(Qt.Key.Key_Return)
        self._leave_first_start()

    def _leave_first_start(self) -> None:
        """Say no word aloud: whoever takes the tour may have colleagues."""
        self.kneeline.choices.change(programme=self.programme, first_start=Page.DONE.value)
        page = self.kneeline.window.alone
        if isinstance(page, FirstStartPage):
            page.later.click()
        self.camera.settle()

    def _every_page(self) -> None:
        """Open each page of the navigation, and each section of Settings, in one scheme at a time.

        To dress all pages anew takes a second once all of them are there.
        """
        for scheme in SCHEMES:
            self.camera.dress(scheme)
            for subject in self._pages():
                self.camera.settle()
                if subject not in self._seen:
                    self.camera.photograph_as_it_is(subject, scheme)
        self.camera.dress(SCHEMES[0])

    def _pages(self) -> Iterator[str]:
        """Open one page after the other and yield what it is called."""
        window = self.kneeline.window
        for number, place in enumerate(window.places):
            page = window.open_page(number)
            yield place.icon.value
            if isinstance(page, LibraryPage):
                page.open_exercise(AN_EXERCISE)
                yield "library-exercise"
                page.go_back()
            elif isinstance(page, SettingsPage):
                for section in page.names:
                    page.open(section)
                    yield f"settings-{section}"

    # -- one segment at a time -----------------------------------------------------------------

    def _live_through(self, segment: Segment) -> None:
        if segment.question is not None:
            self._answer(segment.question)
        elif segment.kind is SegmentKind.WORK:
            self._work(segment)
        else:
            self._once(segment.kind.value, segment)
            self._wait_for_the_end()

    def _work(self, segment: Segment) -> None:
        self._wait(WELL_INTO_A_SET)
        self._once("work", segment)
        if not self._interrupted:
            self._interrupt()
        if segment.seconds is None:
            self._wait((segment.reps or 1) * 3.0)
            self._press(Qt.Key.Key_Space)
        else:
            self._wait_for_the_end()

    def _interrupt(self) -> None:
        """Pause, and say that it hurts a little, once in the session."""
        self._interrupted = True
        self._press(Qt.Key.Key_Space)
        self._wait(20.0)
        self._photograph("paused")
        self._press(Qt.Key.Key_Space)
        self._press(Qt.Key.Key_H)
        self._photograph("hurt-which-knee")
        self._press(Qt.Key.Key_L)
        self._photograph("hurt-how-much")
        self._press(DIGITS[4])
        self._photograph("hurt-advice")
        self._press(Qt.Key.Key_Space)
        self._press(Qt.Key.Key_Escape)
        self._photograph("leave")
        self._press(Qt.Key.Key_Escape)

    def _answer(self, question: Question) -> None:
        self._wait(3.0)
        self._photograph_once(question.value)
        if question is Question.FELT_WHERE:
            self._press(DIGITS[self.chance.choice((1, 1, 1, 2))])
            return
        rows = 2 if question is Question.CHECK_IN else 4
        for _row in range(rows):
            self._press(DIGITS[self.chance.randint(1, 4)])
        self._photograph_once(f"{question.value}-answered")
        self._press(Qt.Key.Key_Space)

    # -- time, keys, pictures ------------------------------------------------------------------

    def _wait(self, seconds: float) -> None:
        conductor = self.kneeline.sessions.conductor
        while seconds > 0 and conductor is not None:
            step = min(STEP, seconds)
            self.clock.pass_by(step)
            conductor.look()
            seconds -= step

    def _wait_for_the_end(self) -> None:
        conductor = self.kneeline.sessions.conductor
        if conductor is None:
            return
        segment = conductor.engine.index
        while not conductor.engine.finished and conductor.engine.index == segment:
            self._wait(STEP)

    def _press(self, key: Qt.Key) -> None:
        text = chr(key.value).lower() if key.value < 0x80 else ""  # noqa: PLR2004 (the end of ASCII)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            # Looked up each time: a press may have put another page in place of the one it reached.
            target = QApplication.focusWidget() or self.kneeline.window
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(target, event)
        self.camera.settle()

    def _press_button(self, page: type[QWidget]) -> None:
        """Press the button that has the keyboard, which must be one of this page."""
        focused = QApplication.focusWidget()
        on_page = isinstance(focused, QPushButton) and any(
            each.isAncestorOf(focused) for each in self.kneeline.window.findChildren(page)
        )
        if not on_page:
            message = f"no button of {page.__name__} has the keyboard"
            raise RuntimeError(message)
        self._press(Qt.Key.Key_Space)

    def _once(self, kind: str, segment: Segment) -> None:
        conductor = self.kneeline.sessions.conductor
        heading = conductor.engine.timeline.heading(segment) if conductor else None
        self._photograph_once(f"{kind}-{heading.phase.value}" if heading else kind)

    def _photograph_once(self, subject: str) -> None:
        if subject not in self._seen:
            self._photograph(subject)

    def _photograph(self, subject: str) -> None:
        self._seen.add(subject)
        self.camera.photograph(subject)

    def _note(self, events: tuple[SessionEvent, ...]) -> None:
        with self.log.open("ab") as file:
            for event in events:
                line = {"wall": self.clock.wall(), "event": type(event).__name__}
                line |= msgspec.to_builtins(event)
                file.write(msgspec.json.encode(line) + b"\n")
