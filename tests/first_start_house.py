"""A first start with a real journal, real settings and a real window, for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.first_start import FirstStart
from kneeline.app.library.bookshelf import Bookshelf
from kneeline.app.notices import Notices
from kneeline.app.settings import Choices
from kneeline.app.today.daily import Daily
from kneeline.journal import open_journal
from kneeline.ui.icons import Icon
from kneeline.ui.welcome.page import FirstStartPage
from kneeline.ui.window import MainWindow, Place
from tests.legible import settle

EVENING = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)


class StillClock:
    """A clock that goes on a second each time it is asked."""

    def __init__(self, now: datetime = EVENING) -> None:
        self._now = now

    def wall(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def monotonic(self) -> float:
        return 0.0


class Ears:
    """Notes what it is asked to play; as loud as it gets after one press."""

    def __init__(self, trouble: str = "") -> None:
        self.trouble = trouble
        self.played = 0
        self.volume = 0.8

    def play(self) -> None:
        self.played += 1

    def louder(self) -> bool:
        raised, self.volume = self.volume < 1, 1.0
        return raised


class FirstStartHouse(QObject):
    """Everything the first start touches; build another on the same folder to start again."""

    def __init__(self, qtbot: QtBot, data: Path, trouble: str = "") -> None:
        super().__init__()
        self.qtbot = qtbot
        self.notices = Notices(self)
        places = locations.find(data)
        self.choices = Choices(places.settings, self.notices.tell)
        self.clock = StillClock()
        self.journal = open_journal(places.journal, wall_clock=self.clock.wall)
        shelf = Bookshelf(places, self.notices)
        self.daily = Daily(self.journal, shelf, places, self.notices, self.clock, self.choices)
        self.window = MainWindow((Place("Today", Icon.TODAY, lambda: QLabel("Today")),))
        self.ears = Ears(trouble)
        self.first_start = FirstStart(
            self.window,
            self.journal,
            self.daily,
            choices=self.choices,
            hearing=lambda: self.ears,
        )
        self.over = 0
        self.first_start.over.connect(self._count)
        qtbot.addWidget(self.window)

    def _count(self) -> None:
        self.over += 1
        self.window.show_home()

    def open(self, width: int = 1366, height: int = 768) -> FirstStartPage:
        """Open the first start on the screen, with the keyboard in it."""
        self.window.resize(width, height)
        self.first_start.open()
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        settle()
        return self.page

    @property
    def page(self) -> FirstStartPage:
        """The page over the window."""
        page = self.window.alone
        assert isinstance(page, FirstStartPage)
        return page

    @property
    def title(self) -> str:
        """What the open page is called."""
        step = self.page._step
        assert step is not None
        return step.title

    def press(self, *keys: object) -> None:
        """Press keys, one after another, where the keyboard is."""
        for key in keys:
            self.qtbot.keyClick(self.window.focusWidget() or self.page, key)
            settle()

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        self.qtbot.keyClicks(self.window.focusWidget() or self.page, words)
        settle()

    def close(self) -> None:
        """End as a process does: what was kept is all that is left."""
        self.daily._keep.stop()
        self.journal.close()
