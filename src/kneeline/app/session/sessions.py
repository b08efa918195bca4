"""Sessions: begun, gone on with, written down, shown, sounded, and summed up at their end."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kneeline.app.session.mirroring import Mirroring
from kneeline.app.session.shrinking import Shrinking
from kneeline.app.session.summary import summarise
from kneeline.coach.attending import Attending
from kneeline.coach.layout import lay_out
from kneeline.coach.session import SessionEngine
from kneeline.journal import JournalError, Recorder
from kneeline.journal.aside import Aside
from kneeline.library import rules
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.page import PlayerPage
from kneeline.ui.summary import SummaryPage
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.session.films import SessionFilms
    from kneeline.app.session.player_desk import PlayerDesk
    from kneeline.app.settings import Choices
    from kneeline.coach.events import SessionEvent, SessionFinished
    from kneeline.coach.planning import Plan
    from kneeline.journal import Journal, Unfinished
    from kneeline.playback.leaving import Stoppable
    from kneeline.ui.clock import Clock
    from kneeline.ui.window import MainWindow

log = logging.getLogger(__name__)


class Sessions(QObject):
    """Runs one session at a time in the window.

    Signals:
        heard: the events of one moment.
        summed_up: the summary is on the screen.
        home_asked, chart_asked: the person has read the summary.
    """

    heard = Signal(tuple)
    summed_up = Signal()
    home_asked = Signal()
    chart_asked = Signal()

    def __init__(  # noqa: PLR0913 (what a session touches is what the composition root hands in)
        self,
        window: MainWindow,
        journal: Journal,
        bookshelf: Bookshelf,
        *,
        places: Locations,
        choices: Choices,
        notices: Notices,
        clock: Clock,
        have: Callable[[], frozenset[str]],
        desk: PlayerDesk,
    ) -> None:
        super().__init__(window)
        self._have, self._desk = have, desk
        self._window, self._journal, self._bookshelf = window, journal, bookshelf
        self._places, self._choices, self._notices = places, choices, notices
        self._clock = clock
        self.recorder = Recorder(journal, Aside(places.journal, places.own_folders))
        self.conductor: Conductor | None = None
        self._session: str | None = None
        self._films: SessionFilms | None = None
        self._mirroring: Mirroring | None = None
        self._shrinking: Shrinking | None = None
        self._record(self.recorder.take_back)

    # -- beginning -----------------------------------------------------------------------------

    def start(self, plan: Plan) -> None:
        """Begin a plan."""
        timeline = lay_out(plan, self._desk.pacing, translate=_)
        self._record(partial(self.recorder.begin, timeline))
        self._perform(SessionEngine(timeline)).start()

    def go_on(self, waiting: Unfinished) -> None:
        """Go on with a session that was cut off, paused until the person is ready."""
        self.recorder.go_on(waiting)
        engine = SessionEngine(waiting.timeline, segment=waiting.segment, clock=waiting.clock)
        self._perform(engine).start_waiting()

    def keep(self, waiting: Unfinished) -> None:
        """Close a session that was cut off, keeping what was done of it."""
        self._record(partial(self.recorder.keep, waiting))

    def pause_for_good(self) -> None:
        """Leave a session so that the next start can go on with it."""
        if self.conductor is not None:
            self.conductor.pause()

    def media(self) -> tuple[Stoppable, ...]:
        """What plays, and must be stopped before the process may end."""
        return tuple(each for each in (self._films, self._camera()) if each is not None)

    # -- the session itself --------------------------------------------------------------------

    def _perform(self, engine: SessionEngine) -> PlayerPage:
        """Put a session on the screen, with everybody who listens to it.

        Sound comes first, which must be on time whatever the disk does, and then the recorder: what
        a person did is on the disk before the next thing is shown.
        """
        conductor = Conductor(engine, self._clock)
        self._desk.sound(conductor)
        conductor.together.connect(self._write_down)
        conductor.together.connect(self.heard)
        self._films = films = self._new_films()
        player = PlayerPage(conductor, self._attending(), films.shown, films.shown)
        conductor.setParent(player)
        player.look_changed.connect(films.dress)
        self._mirroring = Mirroring(player)
        self._shrinking = Shrinking(self._window, conductor, player, films.shown)
        player.over.connect(self._end, Qt.ConnectionType.QueuedConnection)
        player.noted.connect(self._note)
        self.conductor = conductor
        self._desk.show(player, conductor)
        return player

    def _end(self, over: SessionFinished) -> None:
        conductor, session = self.conductor, self._session
        if conductor is None or session is None:
            return
        self.conductor = None
        self._desk.clear()
        if self._shrinking is not None:
            self._shrinking.end()
        if self._mirroring is not None:
            self._mirroring.stop()
        self._shrinking = self._mirroring = None
        if self._films is not None:
            self._films.stop()
            self._films = None
        page = SummaryPage(summarise(self._journal, session, conductor.engine.timeline, over))
        page.done.connect(self.home_asked)
        page.chart_asked.connect(self.chart_asked)
        self._window.show_alone(page)
        page.focus_done()
        self.summed_up.emit()

    def _attending(self) -> Attending:
        numbers = rules.read_rules(self._places.resources / "rules.toml").thresholds
        return Attending(
            self._bookshelf.now.exercises,
            numbers,
            self._have(),
            pacing=self._desk.pacing,
            translate=_,
        )

    # -- the journal listens -------------------------------------------------------------------

    def _write_down(self, events: tuple[SessionEvent, ...]) -> None:
        self._record(partial(self.recorder.observe, *events))

    def _note(self, text: str) -> None:
        """Write down what the person says about the session that is about to end."""
        day = self._clock.wall().date()
        self._record(
            partial(self._journal.write_note, text, about=day, session=self.recorder.session)
        )

    def _record(self, write: Callable[[], object]) -> None:
        """Write into the journal; if the disk refuses, say so once and go on."""
        try:
            write()
        except JournalError as error:
            log.warning("the journal could not be written: %s", error)
            self._notices.tell(str(error))
        self._session = self.recorder.session or self._session

    # -- sound and picture ---------------------------------------------------------------------

    def _camera(self) -> Stoppable | None:
        return None if self._mirroring is None else self._mirroring.camera

    def _new_films(self) -> SessionFilms:
        # Qt Multimedia is not needed before the first session.
        from kneeline.app.session.films import SessionFilms  # noqa: PLC0415

        films = SessionFilms(self._places, self._bookshelf, lambda: self._choices.now.marks)
        films.problem.connect(self._notices.tell)
        return films
