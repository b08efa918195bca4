"""The real app as a screen reader meets it, and what it could not tell (a child process).

    python -m tests.unnamed FOLDER session | places | first-start

goes where `tests.longer_words` goes, and through the first start, and asks Qt's accessibility
interface about everything on the screen. It prints a line of JSON for each screen, and one for
each gap: what it is, where it stands, and what is missing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from typing_extensions import override

from kneeline.app import locations
from kneeline.app.command_line import main as command_line
from kneeline.app.composition import Kneeline
from kneeline.app.settings import Settings, save
from kneeline.app.tour.clock import SimulatedClock
from kneeline.playback.amount import Amount
from kneeline.playback.way import Way
from kneeline.ui.window import MainWindow
from tests.longer_words import NOW, Reader, Walk, open_everything

Role, Text = QAccessible.Role, QAccessible.Text

TAKES_SOMETHING = frozenset(
    {
        *(Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox),
        *(Role.SpinBox, Role.EditableText, Role.Slider, Role.Table, Role.List, Role.Tree),
        Role.ProgressBar,
    }
)
"""Roles of what a person works, or reads a value from."""

SMALL_AT = "stayed"
"""What is on the screen when the mini player is asked for: a set under way."""

FIRST_START: tuple[tuple[Qt.Key, ...], ...] = (
    (),
    (Qt.Key.Key_3, Qt.Key.Key_4),
    (Qt.Key.Key_Space,),
    (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space),
    (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Space),
    (Qt.Key.Key_3,),
    (),
)
"""What is pressed on each of its pages before Return."""


def whole_tree(top: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what can be seen, from the window down."""
    if top.state().invisible:
        return
    yield top
    for place in range(top.childCount()):
        child = top.child(place)
        if child is not None and child.isValid():
            yield from whole_tree(child)


def gap(thing: QAccessibleInterface) -> str:
    """Return what a screen reader could not say of it; empty where nothing is missing."""
    widget, name = thing.object(), thing.text(Text.Name).strip()
    works = thing.role() in TAKES_SOMETHING or thing.state().focusable
    if works and not name:
        return "no name"
    if isinstance(widget, QComboBox) and not _question(widget):
        return "a list without its question"
    if isinstance(widget, QAbstractButton):
        group = widget.group()
        if group is not None and group.exclusive() and thing.role() is not Role.RadioButton:
            return "one of several, and does not say so"
    if _paints_itself(widget) and not name:
        return "painted, and says nothing"
    if _paints_itself(widget) and thing.role() is Role.Client and _is_words(widget):
        return "painted words that count as an empty space"
    return ""


def _question(chooser: QComboBox) -> str:
    """Return what a list answers, from the label that Linux goes by, or by its own name."""
    beside = chooser.parentWidget().findChildren(
        QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    labelled = any(each.buddy() is chooser and each.text() for each in beside)
    return chooser.accessibleName() if labelled else ""


def _paints_itself(widget: QObject | None) -> bool:
    # A window and a card paint their ground alone; a page of a tile holds labels of its own.
    ours = type(widget).__module__.startswith("kneeline.ui")
    return ours and "paintEvent" in vars(type(widget)) and not isinstance(widget, MainWindow)


def _is_words(widget: QObject | None) -> bool:
    return isinstance(widget, QWidget) and type(widget).__module__.startswith("kneeline.ui.player")


class ScreenReader(Reader):
    """Asks about everything on the screen where the tour would photograph it."""

    @override
    def photograph(self, subject: str) -> None:
        """Print the gaps of all windows."""
        self.settle()
        things = [
            thing
            for window in QApplication.topLevelWidgets()
            if window.isVisible()
            for thing in whole_tree(QAccessible.queryAccessibleInterface(window))
        ]
        _print(seen=subject, count=len(things))
        for thing in things:
            missing = gap(thing)
            if missing:
                what = f"{type(thing.object()).__name__} {thing.text(Text.Name)!r}"
                _print(seen=subject, gap=missing, what=what, role=thing.role().name)
        if subject == SMALL_AT:
            self._shrink_and_grow()

    def _shrink_and_grow(self) -> None:
        """Look at the mini player, too."""
        for seen in ("mini player", "large again"):
            QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_N)
            self.photograph(seen)


def _print(**row: object) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _first_start(kneeline: Kneeline, reader: ScreenReader) -> None:
    kneeline.window.show()
    kneeline.window.activateWindow()
    for number, keys in enumerate(FIRST_START, start=1):
        reader.settle()
        reader.photograph(f"page {number}")
        for key in (*keys, Qt.Key.Key_Return):
            QTest.keyClick(QApplication.focusWidget() or kneeline.window, key)
            reader.settle()


def main(folder: Path, what: str) -> None:
    """Go through everything and leave at once: Qt Multimedia takes its time."""
    places = replace(locations.find(), data=folder / "data")
    done = "" if what == "first-start" else "done"
    save(
        places.settings,
        Settings(theme="light", sound=Way.OFF, voice=Amount.NOTHING, first_start=done),
    )
    if what == "places":
        sample = ["sample", "--weeks", "16", "--seed", "4", "--until", f"{NOW:%Y-%m-%d}"]
        with redirect_stdout(sys.stderr):
            command_line(["--data-dir", str(places.data), *sample])
    app = QApplication([])
    clock = SimulatedClock(NOW)
    kneeline = Kneeline(app, places, clock)
    reader = ScreenReader(app, kneeline.window, folder)
    if what == "session":
        Walk(kneeline, clock, reader).through_a_session()
    elif what == "places":
        open_everything(kneeline, reader)
    else:
        _first_start(kneeline, reader)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
