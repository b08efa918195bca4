"""One guided run at a time: led in the window, kept while it goes on, written down at its end."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kneeline.app.running.under_way import RunUnderWay
from kneeline.coach.events import CueGiven
from kneeline.coach.run_tally import KeptRun, RunTally
from kneeline.coach.session import SessionEngine
from kneeline.coach.walk_run import GuidedRun, RunAttending
from kneeline.journal import JournalError, RunSource
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.page import PlayerPage
from kneeline.ui.runs.board import RunBoard
from kneeline.ui.runs.done import RunDonePage
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.session.player_desk import PlayerDesk
    from kneeline.app.settings import Choices
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.events import SessionEvent, SessionFinished
    from kneeline.coach.past import Surface
    from kneeline.journal import Journal
    from kneeline.playback.leaving import Stoppable
    from kneeline.playback.metronome import MetronomeSound
    from kneeline.ui.clock import Clock
    from kneeline.ui.window import MainWindow

log = logging.getLogger(__name__)

KEPT_EVERY = 15.0
"""Seconds between two writings of how far a run has come."""


class GuidedRunDesk(QObject):
    """Leads a run, and goes on with one that was cut off.

    Signals:
        home_asked: the person has read what the run came to.
        changed: a run was written down.
    """

    home_asked = Signal()
    changed = Signal()

    def __init__(  # noqa: PLR0913 (what a run touches is what the composition root hands in)
        self,
        window: MainWindow,
        journal: Journal,
        coaching: Coaching,
        *,
        places: Locations,
        choices: Choices,
        notices: Notices,
        clock: Clock,
        have: Callable[[], frozenset[str]],
        desk: PlayerDesk,
    ) -> None:
        super().__init__(window)
        self._window, self._journal, self._coaching = window, journal, coaching
        self._places, self._choices, self._notices = places, choices, notices
        self._clock, self._have, self._desk = clock, have, desk
        desk.muted.connect(self._mute)
        self._under_way = RunUnderWay(places.data, notices.tell)
        self._tally: RunTally | None = None
        self._metronome: MetronomeSound | None = None
        self._kept_at = 0.0
        self.conductor: Conductor | None = None

    # -- beginning, and going on -----------------------------------------------------------------

    def start(self, guided: GuidedRun, surface: Surface) -> None:
        """Put a run on the screen and begin it."""
        tally = RunTally(guided, self._clock.wall(), surface)
        self._perform(tally, SessionEngine(guided.timeline)).start()

    def cut_off(self) -> KeptRun | None:
        """Return the run that was cut off by a crash or a flat battery, if there is one."""
        return None if self.conductor is not None else self._under_way.found()

    def go_on(self, kept: KeptRun) -> None:
        """Go on with a run that was cut off, paused until the person is ready."""
        engine = SessionEngine(kept.timeline, segment=kept.segment, clock=kept.began)
        self._perform(RunTally.again(kept), engine).start_waiting()

    def write_cut_off(self, kept: KeptRun) -> None:
        """Write down what was run before it was cut off."""
        self._write_tally(RunTally.cut_off(kept))

    def drop_cut_off(self) -> None:
        """Forget a run that was cut off."""
        self._under_way.drop()

    def _perform(self, tally: RunTally, engine: SessionEngine) -> PlayerPage:
        """Put a run on the screen, with everybody who listens: sound first, then who keeps it."""
        self._tally = tally
        board, beats = RunBoard(tally.guided), self._beats()
        beats.follow(tally.guided.beats)
        self.conductor = conductor = Conductor(engine, self._clock)
        self._desk.sound(conductor)
        conductor.together.connect(self._hear)
        conductor.beat.connect(self._keep_now_and_then)
        conductor.happened.connect(board.observe)
        conductor.happened.connect(beats.observe)
        beats.struck.connect(board.strike)
        player = PlayerPage(conductor, self._attending(), board, board)
        conductor.setParent(player)
        player.over.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._desk.show(player, conductor)
        return player

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        if self._tally is None:
            return
        self._tally.hear(events)
        if not all(isinstance(event, CueGiven) for event in events):
            self._keep()

    def _keep(self) -> None:
        """Write down how far the run has come, in case nobody comes to its end."""
        if self._tally is not None and self.conductor is not None:
            self._kept_at = self.conductor.clock_seconds
            self._under_way.keep(self._tally.kept(self._kept_at))

    def _keep_now_and_then(self) -> None:
        if self.conductor is not None and (
            self.conductor.clock_seconds - self._kept_at >= KEPT_EVERY
        ):
            self._keep()

    # -- its end -------------------------------------------------------------------------------

    def _end(self, over: SessionFinished) -> None:
        tally = self._tally
        if tally is None:
            return
        self._write_down()
        page = RunDonePage(tally, over.ending)
        page.done.connect(self.home_asked)
        self._window.show_alone(page)
        page.focus_done()
        self.changed.emit()

    def _write_down(self) -> None:
        """Write the run down, once, whole or as far as it came."""
        tally, self._tally, self.conductor = self._tally, None, None
        self.silence()
        self._desk.clear()
        if tally is not None:
            self._write_tally(tally)

    def _write_tally(self, tally: RunTally) -> None:
        """Write a run into the journal; only once it is safe there its own file goes."""
        run = tally.done()
        try:
            if run is not None:
                self._journal.log_run(run, source=RunSource.GUIDED)
        except JournalError as error:
            log.warning("the journal could not be written: %s", error)
            self._notices.tell(str(error))
            return
        self._under_way.drop()

    def end_for_good(self) -> None:
        """End a run because the window closes: what was run of it is kept."""
        if self.conductor is not None:
            self.conductor.finish()
            self._write_down()

    def _attending(self) -> RunAttending:
        numbers = self._coaching.rules.thresholds
        return RunAttending(self._coaching.exercises, numbers, self._have(), translate=_)

    # -- sound ---------------------------------------------------------------------------------

    def media(self) -> tuple[Stoppable, ...]:
        """What plays, and must be stopped before the process may end."""
        return () if self._metronome is None else (self._metronome,)

    def _beats(self) -> MetronomeSound:
        from kneeline.playback.metronome import MetronomeSound  # noqa: PLC0415
        from kneeline.playback.way import Way  # noqa: PLC0415 (as above)

        chosen = self._choices.now
        if self._metronome is None:
            knock = self._places.resources / "sounds" / "beat.wav"
            self._metronome = MetronomeSound(knock, parent=self)
        self._metronome.volume = chosen.volume
        self._metronome.muted = chosen.muted or chosen.sound is Way.OFF
        return self._metronome

    def listen(self, beats: float) -> None:
        """Let the metronome be heard by itself, also while sounds are off: it was asked for."""
        metronome = self._beats()
        metronome.muted = False
        metronome.begin(beats)

    def silence(self) -> None:
        """Let the metronome fall silent."""
        if self._metronome is not None:
            self._metronome.rest()

    def _mute(self) -> None:
        if self._metronome is not None:
            self._beats()
