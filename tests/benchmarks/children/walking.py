"""A walk through every page of the app: what a person sets off with one key, one step each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from kneeline.app.composition import JOURNAL, LIBRARY, PROGRESS, RUNS, SETTINGS, TODAY, Kneeline
from kneeline.ui.journal.entry_row import Fold
from kneeline.ui.journal.page import JournalPage
from kneeline.ui.library.page import LibraryPage
from kneeline.ui.progress import RangeBar

Step = tuple[str, Callable[[], object]]
SCREENS = 4
"""Screens that are scrolled down, where a page has as many."""


def walk(kneeline: Kneeline) -> Iterator[Step]:
    """Yield the steps, each with the page it belongs to; do one before the next is taken."""
    pages = (TODAY, PROGRESS, LIBRARY, RUNS, JOURNAL, SETTINGS)
    for number in pages:
        name = kneeline.window.places[number].name
        yield f"{name}, opened", lambda number=number: kneeline.window.show_home(number)
        page = kneeline.window._pages[number]
        yield from _inside(page, name)
        for _screen in range(SCREENS):
            yield f"{name}, scrolled", lambda page=page: _scroll(page)
    for number in (*pages, TODAY):
        name = kneeline.window.places[number].name
        yield f"{name}, opened again", lambda number=number: kneeline.window.show_home(number)


def _inside(page: QWidget, name: str) -> Iterator[Step]:
    match page:
        case LibraryPage():
            exercise = next(iter(page._source.library().exercises))
            yield f"{name}, an exercise", lambda: page.open_exercise(exercise)
            yield f"{name}, back", page.go_back
            for letters in ("h", "he", "heel", ""):
                found = lambda letters=letters: page.shelf.search.setText(letters)  # noqa: E731 (a step)
                yield f"{name}, searched", found
            yield f"{name}, programmes", lambda: _press(page, "Programmes")
            yield f"{name}, builder", page.build
            yield f"{name}, back", page.go_back
            yield f"{name}, exercises", lambda: _press(page, "Exercises")
        case JournalPage():
            yield f"{name}, a day's fold", lambda: _fold_out(page)
            yield f"{name}, an entry's form", page.cards[0].rows[0].open_form
            for letters in ("h", "heel", ""):
                found = lambda letters=letters: page.finder.search.setText(letters)  # noqa: E731 (a step)
                yield f"{name}, searched", found
            yield f"{name}, add", page.add.click
            yield f"{name}, change log", page.show_log
            yield f"{name}, back", page.show_days
        case _ if (ranges := page.findChild(RangeBar)) is not None:
            for button in reversed(ranges.findChildren(QPushButton)):
                yield f"{name}, {button.text()}", button.click


def _fold_out(page: JournalPage) -> None:
    fold = page.findChild(Fold)
    assert fold is not None, "the newest days of a sample have sessions"
    fold.click()


def _press(page: QWidget, words: str) -> None:
    buttons = [each for each in page.findChildren(QPushButton) if each.text() == words]
    next(each for each in buttons if each.isVisible()).click()


def _scroll(page: QWidget) -> None:
    for area in page.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        if area.isVisible() and bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
            return
