"""The composition root: everything concrete is built and wired here, from top to bottom.

Boot order: the settings are read, the journal is opened, the library read and today's plan drawn
up; the window shows it; only after its first paint does anything heavy load.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from kneeline.app.bookshelf import Bookshelf
from kneeline.app.daily import Daily
from kneeline.app.first_start import FirstStart
from kneeline.app.library_source import library_source
from kneeline.app.looks import clip_look
from kneeline.app.notices import Notices
from kneeline.app.player_desk import PlayerDesk
from kneeline.app.progress_source import progress_source, sample_notice
from kneeline.app.running_desk import RunningDesk
from kneeline.app.screening_desk import ScreeningDesk
from kneeline.app.self_tests import SelfTestDesk
from kneeline.app.sessions import Sessions
from kneeline.app.settings import Choices
from kneeline.app.settings_desk import SettingsDesk
from kneeline.app.sounding import Sounding
from kneeline.app.today_desk import TodayDesk
from kneeline.coach.planning import draw_up
from kneeline.journal import JournalError, back_up_daily, holds_sample, open_journal
from kneeline.library.rules import read_self_tests
from kneeline.ui import theme
from kneeline.ui.icons import Icon, app_icon
from kneeline.ui.library.page import LibraryPage
from kneeline.ui.library.source import alone
from kneeline.ui.progress import ProgressPage
from kneeline.ui.window import MainWindow, Place
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from kneeline.app.locations import Locations
    from kneeline.coach.planning import Plan
    from kneeline.journal import Unfinished
    from kneeline.playback.clips import ClipView
    from kneeline.playback.leaving import Stoppable
    from kneeline.ui.clock import Clock

TODAY, PROGRESS, LIBRARY, RUNS, SETTINGS = range(5)
"""The pages of the navigation, from top to bottom."""


class Kneeline(QObject):
    """The running application."""

    _backup_failed = Signal(str)

    def __init__(self, app: QApplication, places: Locations, clock: Clock) -> None:
        """Open the journal (JournalError if that cannot be), read the library, build the window."""
        super().__init__(app)
        self._places, self.clock = places, clock
        self.notices = Notices(self)
        self.choices = Choices(places.settings, self.notices.tell)
        theme.apply_theme(app, self.choices.now.theme, self.choices.now.text_scale)
        app.setWindowIcon(app_icon())
        self.journal = open_journal(places.journal, wall_clock=clock.wall)
        self.bookshelf = Bookshelf(places, self.notices)
        if holds_sample(places.journal):
            self.notices.tell(sample_notice())
        self.daily = Daily(self.journal, self.bookshelf, places, self.notices, clock, self.choices)
        self._today = TodayDesk(
            self.journal, self.bookshelf, self.daily, self.choices, self.notices
        )
        self.sounding = Sounding(places.resources / "sounds", self.choices, self.notices)
        self._settings = SettingsDesk(
            app,
            self.journal,
            places=places,
            choices=self.choices,
            notices=self.notices,
            bookshelf=self.bookshelf,
            daily=self.daily,
            sounding=self.sounding,
        )
        self._progress: ProgressPage | None = None
        self._library: LibraryPage | None = None
        self.window = MainWindow(
            (
                Place(_("Today"), Icon.TODAY, self._today.make_page),
                Place(_("Progress"), Icon.PROGRESS, self._make_progress),
                Place(_("Library"), Icon.LIBRARY, self._make_library),
                Place(_("Runs"), Icon.RUNS, self._make_runs),
                Place(_("Settings"), Icon.SETTINGS, self._settings.make_page),
            )
        )
        self.window.take_place(self.choices.now.window)
        self._player_desk = PlayerDesk(
            self.window, choices=self.choices, notices=self.notices, sounding=self.sounding
        )
        self.sessions = Sessions(
            self.window,
            self.journal,
            self.bookshelf,
            places=places,
            choices=self.choices,
            notices=self.notices,
            clock=clock,
            have=self.daily.have,
            desk=self._player_desk,
        )
        self._red_flags = ScreeningDesk(self.window, self.journal, self.daily)
        self._lead_sessions()
        self._lead_today()
        self._lead_runs()
        self._lead_settings()
        self.window.open_page(TODAY)
        self.window.page_shown.connect(self._on_page_shown)
        self.first_start = FirstStart(
            self.window,
            self.journal,
            self.daily,
            choices=self.choices,
            hearing=lambda: self.sounding,
        )
        self.first_start.over.connect(partial(self.window.show_home, TODAY))
        self._today.also_show(self.first_start.cards)
        if self.first_start.due:
            self.first_start.open()
        self.window.painted.connect(self._after_first_paint)

    def _lead_runs(self) -> None:
        self.running: RunningDesk | None = None
        if self.daily.coaching is None:
            return
        self.running = RunningDesk(
            self.window,
            self.journal,
            self.daily.coaching,
            places=self._places,
            choices=self.choices,
            notices=self.notices,
            clock=self.clock,
            have=self.daily.have,
            desk=self._player_desk,
            ask_first=self._red_flags.ask_first,
        )
        self._today.also_show(self.running.waiting_cards)
        self.running.home_asked.connect(partial(self.window.show_home, RUNS))
        self.running.changed.connect(self._today.refresh)
        self.window.closing.connect(self.running.end_for_good)

    # -- sessions ------------------------------------------------------------------------------

    def _lead_sessions(self) -> None:
        self.sessions.home_asked.connect(partial(self.window.show_home, TODAY))
        self.sessions.chart_asked.connect(partial(self.window.show_home, PROGRESS))
        self.window.closing.connect(self.sessions.pause_for_good)

    def _lead_today(self) -> None:
        self._red_flags.home_asked.connect(partial(self.window.show_home, TODAY))
        self._today.start_asked.connect(self._start)
        self._today.go_on_asked.connect(self.sessions.go_on)
        self._today.keep_asked.connect(self._keep)
        self._tests = SelfTestDesk(self.window, self.journal, self.daily.self_tests, self.clock)
        self._tests.home_asked.connect(partial(self.window.show_home, TODAY))
        self._tests.changed.connect(self.daily.changed)
        self._today.tests_asked.connect(self._tests.open)
        self._today.runs_asked.connect(partial(self.window.open_page, RUNS))
        self._today.profile_asked.connect(self._settings_about_person)

    def _lead_settings(self) -> None:
        self._settings.changed.connect(lambda _names: self._today.refresh())
        self.window.closing.connect(self._keep_place)

    def _settings_about_person(self) -> None:
        self.window.open_page(SETTINGS)
        self._settings.show_section("yourself")

    def _keep_place(self) -> None:
        self.choices.change(window=self.window.place())

    def _start(self, plan: Plan) -> None:
        self._red_flags.ask_first(partial(self.sessions.start, plan))

    def _keep(self, unfinished: Unfinished) -> None:
        self.sessions.keep(unfinished)
        self._today.refresh()

    # -- Library and Runs ----------------------------------------------------------------------

    def _make_library(self) -> QWidget:
        source = library_source(
            self.bookshelf,
            self.daily,
            self._places,
            self.notices,
            self._library_changed,
            marks=lambda: self.choices.now.marks,
        )
        self._library = LibraryPage(source)
        self._library.try_asked.connect(self._try)
        self._library.look_changed.connect(self._dress_clips)
        return self._library

    def _clips(self) -> tuple[ClipView, ...]:
        """Return the clips of the Library page."""
        if self._library is None:
            return ()
        from kneeline.playback.clips import ClipView  # noqa: PLC0415 (came with the page)

        return tuple(clip for clip in self._library.clips if isinstance(clip, ClipView))

    def _dress_clips(self) -> None:
        for clip in self._clips():
            clip.set_look(clip_look())

    def _library_changed(self) -> None:
        self.bookshelf.read_again()
        self.daily.read_again()

    def _try(self, exercise: str) -> None:
        """Do one exercise on its own."""
        chosen = self.bookshelf.now.exercises.get(exercise)
        if chosen is not None:
            plan = draw_up(
                alone(chosen),
                self.bookshelf.now.exercises,
                self.journal.history(),
                self.daily.date,
                _,
            )
            self._start(plan)

    def _make_runs(self) -> QWidget:
        if self.running is None:
            # What cannot be read, and what helps, stands on Today.
            return QLabel(_("The rules for running cannot be read."))
        return self.running.make_page()

    # -- Progress ------------------------------------------------------------------------------

    def _make_progress(self) -> QWidget:
        tests = read_self_tests(self._places.resources / "self-tests.toml")
        source = progress_source(self.journal, self.bookshelf.now, self.clock, tests)
        self._progress = ProgressPage(source)
        return self._progress

    def save_chart(self, path: Path) -> None:
        """Write the pain chart as a file; NotSaved says why it cannot be."""
        self.window.open_page(PROGRESS)
        if self._progress is not None:
            self._progress.save_pain_chart(path)

    # -- coming and going ----------------------------------------------------------------------

    def _on_page_shown(self, number: int) -> None:
        if number == TODAY:
            self._today.refresh()
        elif number == LIBRARY and self._library is not None:
            self._library.refresh()
        elif number == RUNS and self.running is not None:
            self.running.refresh()

    def _after_first_paint(self) -> None:
        """Make the day's backup, on a thread of its own: a slow disk must not hold the window."""
        self._backup_failed.connect(self.notices.tell)
        threading.Thread(target=self._back_up, args=(self.clock.wall(),), daemon=True).start()

    def _back_up(self, now: datetime) -> None:
        try:
            back_up_daily(self._places.journal, now)
        except (JournalError, OSError) as error:
            self._backup_failed.emit(str(error))

    def savers(self) -> tuple[Callable[[], object], ...]:
        """What must be written before the process may end."""
        return (self.sessions.recorder.write_waiting, self.journal.close)

    def media(self) -> tuple[Stoppable, ...]:
        """What plays or speaks, and must be stopped before the process may end."""
        of_runs = self.running.media() if self.running is not None else ()
        own = (*self.sounding.media(), *self._player_desk.media())
        return (*self.sessions.media(), *of_runs, *self._clips(), *own)
