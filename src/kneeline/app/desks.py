"""Everything behind the first screen: each desk is made, and wired, when it is first asked for.

Only their modules together would cost the first screen more than all that it shows. After the first
paint `kneeline.app.ahead` makes what nobody has asked for yet.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kneeline.app.composition import Kneeline
    from kneeline.app.data.desk import DataDesk
    from kneeline.app.data.report_desk import ReportDesk
    from kneeline.app.journal.desk import JournalDesk
    from kneeline.app.library.desk import LibraryDesk
    from kneeline.app.running.desk import RunningDesk
    from kneeline.app.session.player_desk import PlayerDesk
    from kneeline.app.session.sessions import Sessions
    from kneeline.app.session.sounding import Sounding
    from kneeline.app.settings_desk import SettingsDesk
    from kneeline.app.system.background import Background
    from kneeline.app.today.screening_desk import ScreeningDesk
    from kneeline.app.today.self_tests import SelfTestDesk
    from kneeline.playback.leaving import Stoppable
    from kneeline.ui.progress import ProgressPage
    from kneeline.ui.settings.page import SettingsPage

# ruff: noqa: PLC0415 (each desk brings its modules along, and not before)

MADE_AHEAD = (
    "player",
    "sessions",
    "red_flags",
    "tests",
    "running",
    "library",
    "journal",
    "settings",
    "report",
)
"""The desks in the order in which they are made while nobody asks for them."""


class Desks(QObject):
    """The desks, each made once.

    Signals:
        home_asked: somebody is done; Today comes next.
        start_asked: begin what is suggested today.
        chart_asked, runs_asked: Progress comes next, or Runs.
        changed: something was written down that the plan of the day may depend on.
    """

    home_asked = Signal()
    start_asked = Signal()
    chart_asked = Signal()
    runs_asked = Signal()
    changed = Signal()

    def __init__(self, kneeline: Kneeline) -> None:
        """Take the parts that desks stand on; none of them is used yet."""
        super().__init__(kneeline)
        self._kneeline = kneeline

    def one_by_one(self) -> Iterator[None]:
        """Make every desk that nobody has asked for, and yield after each."""
        for name in MADE_AHEAD:
            getattr(self, name)
            yield

    def ask_first(self, begin: Callable[[], None]) -> None:
        """Ask about red flags where that is due, then begin."""
        self.red_flags.ask_first(begin)

    # -- sessions, and what comes before them --------------------------------------------------

    @cached_property
    def sounding(self) -> Sounding:
        """Chimes and voice."""
        from kneeline.app.session.sounding import Sounding

        on = self._kneeline
        return Sounding(on.places.resources / "sounds", on.choices, on.notices)

    @cached_property
    def player(self) -> PlayerDesk:
        """What puts a player on the screen."""
        from kneeline.app.session.player_desk import PlayerDesk

        on = self._kneeline
        return PlayerDesk(on.window, choices=on.choices, notices=on.notices, sounding=self.sounding)

    @cached_property
    def sessions(self) -> Sessions:
        """What leads a session."""
        from kneeline.app.session.sessions import Sessions

        on = self._kneeline
        made = Sessions(
            on.window,
            on.journal,
            on.bookshelf,
            places=on.places,
            choices=on.choices,
            notices=on.notices,
            clock=on.clock,
            have=on.daily.have,
            desk=self.player,
        )
        made.home_asked.connect(self.home_asked)
        made.chart_asked.connect(self.chart_asked)
        on.window.closing.connect(made.pause_for_good)
        return made

    @cached_property
    def red_flags(self) -> ScreeningDesk:
        """What asks about red flags."""
        from kneeline.app.today.screening_desk import ScreeningDesk

        on = self._kneeline
        made = ScreeningDesk(on.window, on.journal, on.daily)
        made.home_asked.connect(self.home_asked)
        return made

    @cached_property
    def tests(self) -> SelfTestDesk:
        """What leads through the self-tests."""
        from kneeline.app.today.self_tests import SelfTestDesk

        on = self._kneeline
        made = SelfTestDesk(on.window, on.journal, on.daily.self_tests, on.clock)
        made.home_asked.connect(self.home_asked)
        made.changed.connect(on.daily.changed)
        return made

    # -- the pages of the navigation -----------------------------------------------------------

    @cached_property
    def running(self) -> RunningDesk | None:
        """Runs; None where the rules cannot be read."""
        on = self._kneeline
        if on.daily.coaching is None:
            return None
        from kneeline.app.running.desk import RunningDesk

        made = RunningDesk(
            on.window,
            on.journal,
            on.daily.coaching,
            places=on.places,
            choices=on.choices,
            notices=on.notices,
            clock=on.clock,
            have=on.daily.have,
            desk=self.player,
            ask_first=self.ask_first,
        )
        made.home_asked.connect(self.runs_asked)
        made.changed.connect(self.changed)
        on.window.closing.connect(made.end_for_good)
        return made

    @cached_property
    def library(self) -> LibraryDesk:
        """Exercises and programmes."""
        from kneeline.app.library.desk import LibraryDesk

        on = self._kneeline
        made = LibraryDesk(
            on.journal,
            on.bookshelf,
            on.daily,
            places=on.places,
            choices=on.choices,
            notices=on.notices,
        )
        made.start_asked.connect(lambda plan: self.ask_first(partial(self.sessions.start, plan)))
        return made

    @cached_property
    def settings(self) -> SettingsDesk:
        """Settings."""
        from kneeline.app.settings_desk import SettingsDesk
        from kneeline.app.system.starting_with_system import starting_with_system

        on = self._kneeline
        made = SettingsDesk(
            on.app,
            on.journal,
            places=on.places,
            choices=on.choices,
            notices=on.notices,
            bookshelf=on.bookshelf,
            daily=on.daily,
            sounding=self.sounding,
            starts_with_system=starting_with_system(on.places.data),
        )
        made.changed.connect(self._follow_settings)
        return made

    def _follow_settings(self, names: frozenset[str]) -> None:
        if "tray" in names:
            self.background.follow()
        self.changed.emit()

    @cached_property
    def journal(self) -> JournalDesk:
        """Everything that was told, to read and to mend."""
        from kneeline.app.journal.desk import JournalDesk

        on = self._kneeline
        made = JournalDesk(on.journal, on.bookshelf, on.daily, on.choices, on.notices, on.clock)
        made.changed.connect(self.changed)
        return made

    @cached_property
    def data(self) -> DataDesk:
        """Copies of the journal, and its way in and out."""
        from kneeline.app.data.desk import DataDesk

        on = self._kneeline
        made = DataDesk(on.window, on.places, on.clock, on.save)
        made.imported.connect(self.changed)
        made.imported.connect(self.journal.refresh)
        return made

    @cached_property
    def report(self) -> ReportDesk:
        """The report to bring along."""
        from kneeline.app.data.report_desk import ReportDesk

        on = self._kneeline
        return ReportDesk(on.window, on.places, on.clock)

    @cached_property
    def background(self) -> Background:
        """The tray and the reminders."""
        from kneeline.app.system.background import Background

        on = self._kneeline
        made = Background(on.window, choices=on.choices, clock=on.clock, day=on.day_as_it_is)
        made.today_asked.connect(self.home_asked)
        made.start_asked.connect(self.start_asked)
        made.day_changed.connect(on.daily.changed)
        return made

    def make_settings(self) -> SettingsPage:
        """Return the Settings page."""
        page = self.settings.make_page()
        page.back_up_asked.connect(self.data.back_up)
        page.restore_asked.connect(self.data.ask_to_restore)
        page.export_asked.connect(self.data.ask_to_export)
        page.import_asked.connect(self.data.ask_to_import)
        self.data.said.connect(page.say)
        return page

    def make_progress(self) -> ProgressPage:
        """Return the Progress page."""
        from kneeline.app.progress_source import progress_source
        from kneeline.library.rules import read_self_tests
        from kneeline.ui.progress import ProgressPage

        on = self._kneeline
        tests = read_self_tests(on.places.resources / "self-tests.toml")
        page = ProgressPage(progress_source(on.journal, on.bookshelf.now, on.clock, tests))
        page.report_asked.connect(self.report.ask)
        return page

    # -- going ---------------------------------------------------------------------------------

    def savers(self) -> tuple[Callable[[], object], ...]:
        """What must be written before the process may end."""
        return (self.sessions.recorder.write_waiting,) if "sessions" in vars(self) else ()

    def media(self) -> tuple[Stoppable, ...]:
        """What plays or speaks, and must be stopped before the process may end."""
        stoppable = ("sessions", "running", "library", "sounding", "player")
        made = (vars(self).get(name) for name in stoppable)
        playing = (each for desk in made if desk is not None for each in desk.media())
        background = (self.background,) if "background" in vars(self) else ()
        return (*playing, *background)
