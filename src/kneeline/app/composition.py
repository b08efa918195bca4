"""The composition root: everything concrete is built and wired here, from top to bottom.

Boot order: the settings are read, the journal is opened, the library read and today's plan drawn
up; the window shows it; only after its first paint does anything heavy load. What stands behind the
first screen is built by `desks`, each when it is first asked for, and what nobody asks for `ahead`.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel

from kneeline.app.ahead import Ahead
from kneeline.app.data.samples import sample_notice
from kneeline.app.data.starting_over import RESCUE
from kneeline.app.desks import Desks
from kneeline.app.first_start import FirstStart
from kneeline.app.library.bookshelf import Bookshelf
from kneeline.app.notices import Notices
from kneeline.app.other_hands import OtherHands, typed_into
from kneeline.app.reading_ahead import ReadingAhead, give_way
from kneeline.app.running.under_way import was_cut_off
from kneeline.app.settings import Choices
from kneeline.app.today.daily import Daily
from kneeline.app.today.desk import TodayDesk
from kneeline.journal import (
    JournalDamaged,
    JournalError,
    back_up_daily,
    holds_sample,
    open_journal,
)
from kneeline.playback import media
from kneeline.ui import theme
from kneeline.ui.icons import Icon, app_icon
from kneeline.ui.window import MainWindow, Place
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from kneeline.app.locations import Locations
    from kneeline.app.session.sessions import Sessions
    from kneeline.app.system.reminding import DayAsItIs
    from kneeline.coach.planning import Plan
    from kneeline.coach.today import Today
    from kneeline.journal import Unfinished
    from kneeline.playback.leaving import Stoppable
    from kneeline.ui.clock import Clock
    from kneeline.ui.progress import ProgressPage

TODAY, PROGRESS, LIBRARY, RUNS, JOURNAL, SETTINGS = range(6)
"""The pages of the navigation, from top to bottom."""


class Kneeline(QObject):
    """The running application."""

    _backup_failed = Signal(str)
    _damaged = Signal()

    def __init__(self, app: QApplication, places: Locations, clock: Clock) -> None:
        """Open the journal (JournalError if that cannot be), read the library, build the window."""
        super().__init__(app)
        self.app, self.places, self.clock = app, places, clock
        self.notices = Notices(self)
        self.choices = Choices(places.settings, self.notices.tell)
        theme.apply_theme(app, self.choices.now.theme, self.choices.now.text_scale)
        theme.set_motion(app, self.choices.now.motion)
        self.journal = open_journal(places.journal, wall_clock=clock.wall)
        self.bookshelf = Bookshelf(places, self.notices)
        if holds_sample(places.journal):
            self.notices.tell(sample_notice())
        self.daily = Daily(self.journal, self.bookshelf, places, self.notices, clock, self.choices)
        self._today = TodayDesk(
            self.journal, self.bookshelf, self.daily, self.choices, self.notices
        )
        self.desks = Desks(self)
        self.window = MainWindow(
            (
                Place(_("Today"), Icon.TODAY, self._today.make_page),
                Place(_("Progress"), Icon.PROGRESS, self._make_progress),
                Place(_("Library"), Icon.LIBRARY, self._make_library),
                Place(_("Runs"), Icon.RUNS, self._make_runs),
                Place(_("Journal"), Icon.JOURNAL, self._make_journal),
                Place(_("Settings"), Icon.SETTINGS, self.desks.make_settings),
            )
        )
        self.window.take_place(self.choices.now.window)
        self.window.closing.connect(self._keep_place)
        self._lead_desks()
        self._lead_today()
        self.window.open_page(TODAY)
        self.window.page_shown.connect(self._on_page_shown)
        self._lead_first_start()
        OtherHands(self.journal, self).wrote.connect(self._show_what_others_wrote)
        self.ahead = Ahead(self._make_ahead(), self, resting=self._at_rest)
        self.window.closing.connect(self.ahead.drop)
        self.reading_ahead = ReadingAhead(
            self.journal, self, resting=lambda: self.window.alone is None
        )
        # Queued: what is made now must not come between the paint and the screen.
        self.window.painted.connect(self._after_first_paint, Qt.ConnectionType.QueuedConnection)

    # -- the first screen ----------------------------------------------------------------------

    def _lead_today(self) -> None:
        self._today.start_asked.connect(self._start)
        self._today.go_on_asked.connect(self._go_on)
        self._today.keep_asked.connect(self._keep)
        self._today.tests_asked.connect(self._open_tests)
        self._today.runs_asked.connect(partial(self.window.open_page, RUNS))
        self._today.profile_asked.connect(self._settings_about_person)
        self._today.report_asked.connect(self._ask_for_report)
        self._today.also_show(self._runs_cut_off)

    def _lead_first_start(self) -> None:
        self.first_start = FirstStart(
            self.window,
            self.journal,
            self.daily,
            choices=self.choices,
            hearing=lambda: self.desks.sounding,
        )
        self.first_start.over.connect(partial(self.window.show_home, TODAY))
        self._today.also_show(self.first_start.cards)
        if self.first_start.due:
            self.first_start.open()

    def _runs_cut_off(self) -> Sequence[QWidget]:
        # Nearly always there is none, and then Today needs nothing that knows of runs.
        if not was_cut_off(self.places.data) or self.desks.running is None:
            return ()
        return self.desks.running.waiting_cards()

    def _start(self, plan: Plan) -> None:
        self.desks.ask_first(partial(self.sessions.start, plan))

    def _go_on(self, unfinished: Unfinished) -> None:
        self.sessions.go_on(unfinished)

    def _keep(self, unfinished: Unfinished) -> None:
        self.sessions.keep(unfinished)
        self._today.refresh()

    def _open_tests(self, day: Today) -> None:
        self.desks.tests.open(day)

    def _ask_for_report(self) -> None:
        self.desks.report.ask()

    def _settings_about_person(self) -> None:
        self.window.open_page(SETTINGS)
        self.desks.settings.show_section("yourself")

    # -- behind it -----------------------------------------------------------------------------

    @property
    def sessions(self) -> Sessions:
        """What leads a session."""
        return self.desks.sessions

    def _lead_desks(self) -> None:
        self._progress: ProgressPage | None = None
        self._just_filled: set[int] = set()
        """Pages made at this very moment, which need not be filled twice."""

        self.window.put_away.connect(self._keep_place)
        self.desks.home_asked.connect(partial(self.window.show_home, TODAY))
        self.desks.start_asked.connect(self._today.start)
        self.desks.chart_asked.connect(partial(self.window.show_home, PROGRESS))
        self.desks.runs_asked.connect(partial(self.window.show_home, RUNS))
        self.desks.changed.connect(self._today.refresh)

    def _make_library(self) -> QWidget:
        self._just_filled.add(LIBRARY)
        return self.desks.library.make_page()

    def _make_journal(self) -> QWidget:
        self._just_filled.add(JOURNAL)
        return self.desks.journal.make_page()

    def _make_runs(self) -> QWidget:
        if self.desks.running is None:
            # What cannot be read, and what helps, stands on Today.
            return QLabel(_("The rules for running cannot be read."))
        self._just_filled.add(RUNS)
        return self.desks.running.make_page()

    def _make_progress(self) -> QWidget:
        self._progress = self.desks.make_progress()
        return self._progress

    def save_chart(self, path: Path) -> None:
        """Write the pain chart as a file; NotSaved says why it cannot be."""
        self.window.open_page(PROGRESS)
        if self._progress is not None:
            self._progress.save_pain_chart(path)

    def _on_page_shown(self, number: int) -> None:
        if number in self._just_filled:
            self._just_filled.remove(number)
        elif number == TODAY:
            self._today.refresh_in_steps()
        elif number == PROGRESS and self._progress is not None:
            self._progress.refresh_in_steps()
        elif number == LIBRARY:
            self.desks.library.refresh()
        elif number == RUNS and self.desks.running is not None:
            self.desks.running.refresh_in_steps()
        elif number == JOURNAL:
            self.desks.journal.refresh()

    def _show_what_others_wrote(self) -> None:
        """Refresh the page in sight; the others are refreshed when they are opened.

        Not while something typed stands there: it would be lost.
        """
        number = self.window.in_sight
        if number is not None and not typed_into(self.window):
            self._on_page_shown(number)

    # -- coming and going ----------------------------------------------------------------------

    def _after_first_paint(self) -> None:
        """Do what the first screen need not wait for, and make the day's backup."""
        # Drawn in six sizes, and none of them is in the window.
        self.app.setWindowIcon(app_icon())
        self._backup_failed.connect(self.notices.tell)
        self._damaged.connect(self._leave_to_be_rescued)
        give_way()
        # On a thread of its own: a slow disk must not hold the window.
        threading.Thread(target=self._back_up, args=(self.clock.wall(),), daemon=True).start()
        self.ahead.begin()

    def _at_rest(self) -> bool:
        """Whether nothing is computed, and nobody is led through anything but the first start."""
        led = self.window.alone is not None and not self.first_start.due
        return not self.daily.deciding and not led

    def _make_ahead(self) -> Iterator[None]:
        """Make what stands behind the first screen, and yield after each part."""
        self.bookshelf.keep()
        yield
        media.make_ready()
        yield
        yield from self.desks.one_by_one()
        for number in (LIBRARY, PROGRESS, SETTINGS, RUNS):
            yield
            self.window.make_page(number)
            self._just_filled.discard(number)
        if self._progress is not None:
            yield from self._progress.make_ahead()
        yield
        self.desks.background.begin()
        self.reading_ahead.begin()

    def day_as_it_is(self) -> DayAsItIs:
        """Return how far this day is, for who may have to remind of it."""
        return self.daily.as_it_is(self._today.suggested_minutes())

    def _back_up(self, now: datetime) -> None:
        try:
            back_up_daily(self.places.journal, now)
        except JournalDamaged:
            self._damaged.emit()
        except (JournalError, OSError) as error:
            self._backup_failed.emit(str(error))

    def _leave_to_be_rescued(self) -> None:
        """Make way for the page that puts a damaged journal back; a session is kept first."""
        self.window.closing.emit()
        QCoreApplication.exit(RESCUE)

    def _keep_place(self) -> None:
        self.choices.change(window=self.window.place())

    def save(self) -> None:
        """Write what waits and close the journal, before another takes its place."""
        for write in self.savers():
            write()

    def savers(self) -> tuple[Callable[[], object], ...]:
        """What must be written before the process may end."""
        return (*self.desks.savers(), self.reading_ahead.stop, self.journal.close)

    def media(self) -> tuple[Stoppable, ...]:
        """What plays or speaks, and must be stopped before the process may end."""
        return self.desks.media()
