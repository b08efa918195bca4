"""The real app in words 40 % longer than ours, and which of them have no room (a child process).

    python -m tests.longer_words FOLDER session | places

goes through a first session, or through every place of the window over a journal of 16 weeks, at
1366 × 768, and prints a line of JSON for each screen, and one for each text on it without room:
the module that shows it, and what it says. With a folder in KNEELINE_LONGER_PICTURES it also
keeps a picture of each screen there.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from typing_extensions import override

from kneeline import wording
from kneeline.app import locations
from kneeline.app.command_line import main as command_line
from kneeline.app.composition import Kneeline
from kneeline.app.settings import Settings, save
from kneeline.app.tour.camera import Camera
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.timeline import Question, SegmentKind
from kneeline.playback.amount import Amount
from kneeline.playback.way import Way
from kneeline.ui.library.page import LibraryPage
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.settings.page import SettingsPage
from tests.content.catalogues import catalogues, texts
from tests.legible import SLACK, without_room

LONGER = 1.4
PSEUDO = "xx"
SIZE = (1366, 768)
NOW = datetime(2026, 6, 1, 17, 30, tzinfo=UTC)
LONGEST = 2000
"""Looks at a session of half an hour, five seconds apart, with room to spare."""

INTERRUPTIONS = (
    (Qt.Key.Key_Question, "keys"),
    (Qt.Key.Key_Escape, "keys away"),
    (Qt.Key.Key_Space, "paused"),
    (Qt.Key.Key_Space, "going on"),
    (Qt.Key.Key_H, "hurt: which knee"),
    (Qt.Key.Key_L, "hurt: how much"),
    (Qt.Key.Key_4, "hurt: advice"),
    (Qt.Key.Key_Space, "hurt: gone on"),
    (Qt.Key.Key_Escape, "leave"),
    (Qt.Key.Key_Escape, "stayed"),
)
AGE = (Qt.Key.Key_3, Qt.Key.Key_4)
ANSWERS = {
    Question.CHECK_IN: 2,
    Question.CHECK_OUT: 4,
    Question.EASED: 1,
    Question.FELT_WHERE: 1,
}
"""How many keys answer a question."""

PICTURES = "KNEELINE_LONGER_PICTURES"
KEPT = re.compile(r"(\{[^{}]*\}|<[^>]*>|&\w+;| · )")
VOWELS = dict(zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True))


def longer(sentence: str) -> str:
    """Return a sentence 40 % longer, in words that are longer each, with its {names} kept."""
    pieces = KEPT.split(sentence)
    letters = sum(len(each) for each in pieces[::2])
    missing = round(letters * (LONGER - 1))
    if letters and not missing:
        missing = 1
    for number in range(0, len(pieces), 2):
        pieces[number], missing = _stretched(pieces[number], missing)
    return "".join(pieces)


def _stretched(piece: str, missing: int) -> tuple[str, int]:
    """Double vowels, spread over the piece, until nothing is missing."""
    if not piece.strip() or not missing:
        return piece, missing
    places = [number for number, letter in enumerate(piece) if letter in VOWELS]
    if not places:
        places = [len(piece.rstrip()) - 1]
    more = dict.fromkeys(places, 0)
    room = round(len(piece) * (LONGER - 1)) or 1
    for place in cycle(places):
        if not missing or not room:
            break
        more[place] += 1
        missing, room = missing - 1, room - 1
    found = "".join(
        VOWELS.get(letter, letter) + VOWELS.get(letter, "~").lower() * more.get(number, 0)
        for number, letter in enumerate(piece)
    )
    return found, missing


def write_pseudo(locale: Path) -> None:
    """Write the catalogue of a language that nobody speaks."""
    whole = Catalog(charset="utf-8", fuzzy=False)
    for template in texts.templates().values():
        for each in catalogues.sentences(template):
            forms = [each.id] if isinstance(each.id, str) else each.id
            told = [form if "MMM" in form else longer(form) for form in forms]
            whole.add(each.id, told[0] if isinstance(each.id, str) else tuple(told))
    path = locale / PSEUDO / "LC_MESSAGES" / "kneeline.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, whole)


class Cramped(NamedTuple):
    """A text without room."""

    seen: str
    module: str
    problem: str
    words: str


def cramped(window: QWidget, seen: str) -> Iterator[Cramped]:
    """Yield every text of a window that has less room than it needs, or reaches outside."""
    for widget, words in without_room(window):
        yield Cramped(seen, _module(widget), "clipped", words)
    for box in (*window.findChildren(QCheckBox), *window.findChildren(QRadioButton)):
        if box.isVisible() and box.sizeHint().width() > box.width() + SLACK:
            yield Cramped(seen, _module(box), "clipped", box.text())
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            yield Cramped(seen, _module(area), "wider than its page", _widest(area))
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton | QComboBox) and widget.isVisible():
            yield from _outside(window, widget, seen)


def _outside(
    window: QWidget, widget: QLabel | QPushButton | QComboBox, seen: str
) -> Iterator[Cramped]:
    above = widget.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            return
        above = above.parentWidget()
    words = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
    place = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
    if words and not window.rect().contains(place):
        yield Cramped(seen, _module(widget), "outside the window", words)


def _widest(area: QScrollArea) -> str:
    inside = area.widget()
    if inside is None:
        return ""
    labels = [
        each for each in inside.findChildren(QWidget) if isinstance(each, QLabel | QPushButton)
    ]
    widest = max(labels, key=lambda each: each.minimumSizeHint().width(), default=None)
    return "" if widest is None else widest.text()


def _module(widget: QWidget) -> str:
    """Return the module of ours that made a widget, or what it stands in."""
    above: QWidget | None = widget
    while above is not None:
        if type(above).__module__.startswith("kneeline."):
            return type(above).__module__
        above = above.parentWidget()
    return "?"


class Reader(Camera):
    """Reads the window where the tour would photograph it."""

    @override
    def settle(self) -> None:
        """Let the window lay itself out; offscreen nobody gives it the keyboard back."""
        Camera.settle(self)
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            Camera.settle(self)

    @override
    def photograph(self, subject: str) -> None:
        """Print what has no room."""
        self.window.resize(*SIZE)
        self.settle()
        found = [each._asdict() for each in sorted(set(cramped(self.window, subject)))]
        for row in ({"seen": subject}, *found):
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        if PICTURES in os.environ:
            self.window.grab().save(f"{os.environ[PICTURES]}/{subject}.png")


class Walk:
    """A person with a keyboard in a first session, who looks at every kind of screen once."""

    def __init__(self, kneeline: Kneeline, clock: SimulatedClock, reader: Reader) -> None:
        self._kneeline, self._clock, self._reader = kneeline, clock, reader
        self._seen: set[str] = set()

    def through_a_session(self) -> None:
        """From Today to the summary, with everything that can come between."""
        self._kneeline.window.show()
        self._kneeline.window.activateWindow()
        self._reader.settle()
        self._look("today")
        self._press(Qt.Key.Key_Space)
        self._look("screening")
        for key in (*AGE, Qt.Key.Key_Return):
            self._press(key)
        for _turn in range(LONGEST):
            conductor = self._kneeline.sessions.conductor
            if conductor is None:
                break
            self._live_on(conductor)
        self._look("summary")

    def _live_on(self, conductor: Conductor) -> None:
        segment = conductor.engine.segment
        if segment.question is not None:
            self._answer(segment.question)
            return
        self._wait(conductor)
        heading = conductor.engine.timeline.heading(segment)
        self._look(f"{segment.kind.value} {heading.phase.value if heading else ''}")
        if segment.kind is SegmentKind.WORK and "paused" not in self._seen:
            for key, name in INTERRUPTIONS:
                self._press(key)
                self._look(name)
        if conductor.engine.paused or segment.seconds is None:
            self._press(Qt.Key.Key_Space)

    def _answer(self, question: Question) -> None:
        self._look(question.value)
        for _knee in range(ANSWERS[question]):
            self._press(Qt.Key.Key_2)
        self._look(f"{question.value}, answered")
        if question is not Question.FELT_WHERE:
            self._press(Qt.Key.Key_Space)

    def _wait(self, conductor: Conductor) -> None:
        for _second in range(5):
            self._clock.pass_by(1.0)
            conductor.look()

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._kneeline.window, key)
        self._reader.settle()

    def _look(self, name: str) -> None:
        if name not in self._seen:
            self._seen.add(name)
            self._reader.photograph(name)


def main(folder: Path, what: str) -> None:
    """Go through everything and leave at once: Qt Multimedia takes its time."""
    write_pseudo(folder / "locale")
    places = replace(locations.find(), data=folder / "data")
    save(
        places.settings,
        Settings(theme="light", sound=Way.OFF, voice=Amount.NOTHING, first_start="done"),
    )
    if what == "places":
        sample = ["sample", "--weeks", "16", "--seed", "4", "--until", f"{NOW:%Y-%m-%d}"]
        with redirect_stdout(sys.stderr):
            command_line(["--data-dir", str(places.data), *sample])
    wording.speak(PSEUDO, folder / "locale")
    app = QApplication([])
    clock = SimulatedClock(NOW)
    kneeline = Kneeline(app, places, clock)
    reader = Reader(app, kneeline.window, folder)
    if what == "session":
        Walk(kneeline, clock, reader).through_a_session()
    else:
        open_everything(kneeline, reader)
    os._exit(0)


def open_everything(kneeline: Kneeline, reader: Reader) -> None:
    kneeline.window.show()
    rail = kneeline.window.findChild(QButtonGroup)
    for number, button in enumerate(rail.buttons()):
        page = kneeline.window.open_page(number)
        reader.settle()
        reader.photograph(button.text())
        if isinstance(page, LibraryPage):
            page.open_exercise("lateral-step-down")
            reader.settle()
            reader.photograph(f"{button.text()}, an exercise")
        if isinstance(page, SettingsPage):
            for section in page.names:
                page.open(section)
                reader.settle()
                reader.photograph(f"{button.text()}, {section}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
