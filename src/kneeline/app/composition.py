"""The composition root: everything concrete is built and wired here, from top to bottom.

Boot order: the journal is opened, the library read and today's plan drawn up; the window shows it;
only after its first paint does anything heavy load. A session builds an engine, a conductor and a
player, and tears them down again when it ends.
"""

from __future__ import annotations

import logging
import threading
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from kneeline import library as shelves
from kneeline.app import settings as person
from kneeline.app.looks import clip_look
from kneeline.app.progress_source import progress_source
from kneeline.app.session_summary import summarise
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import draw_up
from kneeline.coach.session import SessionEngine
from kneeline.journal import JournalError, Recorder, back_up_daily, open_journal
from kneeline.playback.awake import KeepAwake
from kneeline.ui import theme
from kneeline.ui.icons import Icon, app_icon
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.page import PlayerPage
from kneeline.ui.progress import ProgressPage
from kneeline.ui.summary import SummaryPage
from kneeline.ui.today import Offer, TodayPage, WaitingSession
from kneeline.ui.window import MainWindow, Place
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from kneeline.app.locations import Locations
    from kneeline.coach.events import SessionEvent, SessionFinished
    from kneeline.coach.planning import Plan
    from kneeline.journal import Unfinished
    from kneeline.playback.chimes import Chimes
    from kneeline.playback.clips import ClipView
    from kneeline.playback.leaving import Stoppable
    from kneeline.ui.clock import Clock

log = logging.getLogger(__name__)

TODAY, PROGRESS = 0, 1


class Kneeline(QObject):
    """The running application.

    Signals:
        heard: the events of one moment of a session.
    """

    heard = Signal(tuple)
    _backup_failed = Signal(str)

    def __init__(self, app: QApplication, places: Locations, clock: Clock) -> None:
        """Open the journal (JournalError if that cannot be), read the library, build the window."""
        super().__init__(app)
        self._app, self._places, self.clock = app, places, clock
        self.settings, settings_notice = person.load(places.settings)
        theme.apply_theme(app, self.settings.theme, self.settings.text_scale)
        app.setWindowIcon(app_icon())
        self.journal = open_journal(places.journal, wall_clock=clock.wall)
        self.recorder = Recorder(self.journal)
        self.library = shelves.load(places.resources, own=places.data)
        self._notices = [settings_notice, *map(str, self.library.problems)]
        self.conductor: Conductor | None = None
        self.player: PlayerPage | None = None
        self._chimes: Chimes | None = None
        self._session: str | None = None
        self._progress: ProgressPage | None = None
        self._clip: ClipView | None = None
        self._awake = KeepAwake()
        self._unfinished: Unfinished | None = None
        self._told: set[str] = set()
        self.window = MainWindow(
            (
                Place(_("Today"), Icon.TODAY, self._make_today),
                Place(_("Progress"), Icon.PROGRESS, self._make_progress),
            )
        )
        self.today = self.window.open_page(TODAY)
        self.window.page_shown.connect(self._on_page_shown)
        self.window.painted.connect(self._after_first_paint)
        self.window.closing.connect(self._pause_for_good)

    # -- Today ---------------------------------------------------------------------------------

    def _make_today(self) -> QWidget:
        page = TodayPage()
        page.programme_chosen.connect(self._choose_programme)
        page.start_asked.connect(self.start_session)
        page.go_on_asked.connect(self.go_on)
        page.keep_asked.connect(self.keep)
        self._today = page
        self._refresh_today()
        return page

    def _refresh_today(self) -> None:
        self.unfinished = self.journal.unfinished()
        self._today.show_notices([sentence for sentence in self._notices if sentence])
        self._today.show_waiting(_waiting(self.unfinished))
        self.plan = self._plan_for(self.settings.programme)
        if self.plan is None:
            return
        offers = []
        for programme in self.library.programmes.values():
            plan = self._plan_for(programme.id)
            if plan is not None:
                offers.append(Offer(programme.id, plan.name, _minutes(plan)))
        self._today.show_plan(self.plan, _minutes(self.plan), offers)

    def _plan_for(self, wanted: str) -> Plan | None:
        programmes = self.library.programmes
        programme = programmes.get(wanted) or next(iter(programmes.values()), None)
        if programme is None:
            return None
        day = self.clock.wall().date()
        return draw_up(programme, self.library.exercises, self.journal.history(), day, _)

    def _choose_programme(self, programme: str) -> None:
        self._change_settings(msgspec.structs.replace(self.settings, programme=programme))
        self._refresh_today()

    def _on_page_shown(self, number: int) -> None:
        if number == TODAY:
            self._refresh_today()
        elif number == PROGRESS and self._progress is not None:
            self._progress.refresh()

    def _make_progress(self) -> QWidget:
        self._progress = ProgressPage(progress_source(self.journal, self.library, self.clock))
        return self._progress

    def save_chart(self, path: Path) -> None:
        """Write the pain chart as a file; NotSaved says why it cannot be."""
        if self._progress is None:
            self.window.open_page(PROGRESS)
        if self._progress is not None:
            self._progress.save_pain_chart(path)

    # -- a session -----------------------------------------------------------------------------

    def start_session(self) -> None:
        """Begin today's plan."""
        if self.plan is None:
            return
        timeline = lay_out(self.plan, translate=_)
        self._record(partial(self.recorder.begin, timeline))
        self._perform(SessionEngine(timeline)).start()

    def go_on(self) -> None:
        """Go on with the session that was cut off, paused until the person is ready."""
        waiting = self.unfinished
        if waiting is None:
            return
        self.recorder.go_on(waiting)
        engine = SessionEngine(waiting.timeline, segment=waiting.segment, clock=waiting.clock)
        self._perform(engine).start_waiting()

    def keep(self) -> None:
        """Close the session that was cut off, keeping what was done of it."""
        if self.unfinished is not None:
            self._record(partial(self.recorder.keep, self.unfinished))
        self._refresh_today()

    def _clip_view(self) -> ClipView:
        # Qt Multimedia is not needed before the first session.
        from kneeline.playback.clips import ClipView  # noqa: PLC0415
        from kneeline.playback.films import FilmShelf  # noqa: PLC0415

        clip = ClipView(FilmShelf(self._places.videos, self._places.films), clip_look())
        clip.problem.connect(self.tell)
        self._clip = clip
        return clip

    def _perform(self, engine: SessionEngine) -> PlayerPage:
        """Put a session on the screen, with everybody who listens to it."""
        conductor = Conductor(engine, self.clock)
        clip = self._clip_view()
        player = PlayerPage(conductor, clip, clip)
        chimes = self._sound()
        conductor.together.connect(self._write_down)
        conductor.together.connect(self.heard)
        conductor.happened.connect(chimes.observe)
        player.mute_asked.connect(self._toggle_mute)
        player.full_screen_asked.connect(self.window.toggle_full_screen)
        player.look_changed.connect(lambda: clip.set_look(clip_look()))
        player.over.connect(self._session_over, Qt.ConnectionType.QueuedConnection)
        conductor.setParent(player)
        self._awake.hold()
        self.conductor, self.player = conductor, player
        self.window.show_alone(player)
        return player

    def _session_over(self, over: SessionFinished) -> None:
        conductor, session = self.conductor, self._session
        if conductor is None or session is None:
            return
        self.conductor = self.player = None
        self._awake.let_go()
        if self._clip is not None:
            self._clip.stop()
            self._clip = None
        page = SummaryPage(summarise(self.journal, session, conductor.engine.timeline, over))
        page.done.connect(partial(self.window.show_home, TODAY))
        page.chart_asked.connect(partial(self.window.show_home, PROGRESS))
        self.window.show_alone(page)
        page.focus_done()

    # -- the journal listens -------------------------------------------------------------------

    def _write_down(self, events: tuple[SessionEvent, ...]) -> None:
        self._session = self.recorder.session or self._session
        self._record(partial(self.recorder.observe, *events))

    def _record(self, write: Callable[[], object]) -> None:
        """Write into the journal; if the disk refuses, say so once and go on."""
        try:
            write()
        except JournalError as error:
            log.warning("the journal could not be written: %s", error)
            self.tell(str(error))
        self._session = self.recorder.session or self._session

    # -- sound and settings --------------------------------------------------------------------

    def _sound(self) -> Chimes:
        # Qt Multimedia is not needed before the first session.
        from kneeline.playback.chimes import Chimes  # noqa: PLC0415

        if self._chimes is None:
            chosen = self.settings
            self._chimes = Chimes(self._places.resources / "sounds", way=chosen.sound, parent=self)
            self._chimes.notice.connect(self.tell)
        self._chimes.volume, self._chimes.muted = self.settings.volume, self.settings.muted
        return self._chimes

    def _toggle_mute(self) -> None:
        muted = not self.settings.muted
        self._change_settings(msgspec.structs.replace(self.settings, muted=muted))
        self._sound()
        self.tell(_("Sound off") if muted else _("Sound on"), again=True)

    def _change_settings(self, settings: person.Settings) -> None:
        self.settings = settings
        try:
            person.save(self._places.settings, settings)
        except OSError as error:
            self.tell(
                _("Your settings could not be kept in {path}: {reason}.").format(
                    path=self._places.settings, reason=error.strerror
                )
            )

    def tell(self, sentence: str, *, again: bool = False) -> None:
        """Tell the person something once: in the player while it runs, else on Today."""
        if sentence in self._told and not again:
            return
        self._told.add(sentence)
        if self.player is not None:
            self.player.notify(sentence)
        else:
            self._notices.append(sentence)
            self._today.show_notices(self._notices)

    # -- coming and going ----------------------------------------------------------------------

    def _after_first_paint(self) -> None:
        """Make the day's backup, on a thread of its own: a slow disk must not hold the window."""
        self._backup_failed.connect(self.tell)
        threading.Thread(target=self._back_up, args=(self.clock.wall(),), daemon=True).start()

    def _pause_for_good(self) -> None:
        """Leave a session so that the next start can go on with it."""
        if self.conductor is not None:
            self.conductor.pause()

    def _back_up(self, now: datetime) -> None:
        try:
            back_up_daily(self._places.journal, now)
        except (JournalError, OSError) as error:
            self._backup_failed.emit(str(error))

    def savers(self) -> tuple[Callable[[], object], ...]:
        """What must be written before the process may end."""
        return (self.recorder.write_waiting, self.journal.close)

    def media(self) -> tuple[Stoppable, ...]:
        """What plays or speaks, and must be stopped before the process may end."""
        return tuple(each for each in (self._clip, self._chimes, self._awake) if each is not None)


def _minutes(plan: Plan) -> int:
    return round(lay_out(plan).seconds / 60)


def _waiting(unfinished: Unfinished | None) -> WaitingSession | None:
    if unfinished is None:
        return None
    timeline = unfinished.timeline
    heading = timeline.heading(timeline.segments[unfinished.segment])
    return WaitingSession(
        name=timeline.name,
        began=unfinished.started,
        exercise=heading.name if heading else _("its questions"),
    )
