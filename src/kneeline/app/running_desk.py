"""Running: the page is filled, runs are written down, and a guided run is led in the window."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kneeline.app.runs_view import runs_view
from kneeline.coach.cadence import OwnCadence
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.run_tally import RunTally
from kneeline.coach.session import SessionEngine
from kneeline.coach.today import Wishes
from kneeline.coach.walk_run import RunAttending, lay_out_run
from kneeline.journal import JournalError, RunSource
from kneeline.playback.awake import KeepAwake
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.page import PlayerPage
from kneeline.ui.runs.board import RunBoard
from kneeline.ui.runs.done import RunDonePage
from kneeline.ui.runs.page import RunsPage
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.settings import Choices
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.events import SessionEvent, SessionFinished
    from kneeline.coach.past import DoneRun, Surface
    from kneeline.coach.side import Side
    from kneeline.journal import Journal
    from kneeline.playback.chimes import Chimes
    from kneeline.playback.leaving import Stoppable
    from kneeline.playback.metronome import MetronomeSound
    from kneeline.playback.voice import Voice
    from kneeline.ui.clock import Clock
    from kneeline.ui.runs.view import RunsView
    from kneeline.ui.window import MainWindow

log = logging.getLogger(__name__)


def _at_once(begin: Callable[[], None]) -> None:
    begin()


class RunningDesk(QObject):
    """Keeps the Runs page and leads one guided run at a time.

    `ask_first` is given what begins a run, and begins it once nothing speaks against it: that is
    where red flags are asked about.

    Signals:
        home_asked: the person has read what the run came to.
        changed: something was written down that today's plan may depend on.
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
        ask_first: Callable[[Callable[[], None]], None] = _at_once,
    ) -> None:
        super().__init__(window)
        self._window, self._journal, self._coaching = window, journal, coaching
        self._places, self._choices, self._notices = places, choices, notices
        self._clock, self._have, self._ask_first = clock, have, ask_first
        self._page: RunsPage | None = None
        self._view: RunsView | None = None
        self._tally: RunTally | None = None
        self._chimes: Chimes | None = None
        self._voice: Voice | None = None
        self._metronome: MetronomeSound | None = None
        self._awake = KeepAwake()
        self.conductor: Conductor | None = None

    # -- the page ------------------------------------------------------------------------------

    def make_page(self) -> RunsPage:
        """Make the Runs page."""
        stages = len(self._coaching.runs.stages)
        self._page = page = RunsPage(self._log, stages, self._clock.monotonic)
        page.gate_passed.connect(self._pass_gate)
        page.start_asked.connect(self._ask_to_start)
        page.hour_scored.connect(self._take_hour_after)
        page.measured.connect(self._take_cadence)
        page.listen_asked.connect(self._listen)
        self.refresh()
        return page

    def refresh(self) -> None:
        """Read where things stand, and show it."""
        if self._page is None:
            return
        now = self._clock.wall()
        wishes = Wishes(self._have(), moves=self._journal.moves())
        self._silence()
        self._view = runs_view(self._journal.past(), self._coaching, wishes, now, self._own)
        self._page.show_view(self._view, now)

    @property
    def _own(self) -> OwnCadence | None:
        chosen = self._choices.now
        if chosen.cadence is None or chosen.cadence_since is None:
            return None
        return OwnCadence(chosen.cadence, chosen.cadence_since)

    def _log(self, run: DoneRun) -> None:
        """Write a run of the form down; ValueError with a sentence where it cannot be."""
        try:
            self._journal.log_run(run)
        except JournalError as error:
            raise ValueError(str(error)) from error
        self._tell_all()

    def _pass_gate(self, answers: dict[str, bool]) -> None:
        self._write(partial(self._journal.gate_passed, answers))
        self._tell_all()

    def _take_hour_after(self, knee: Side, score: int) -> None:
        runs = self._journal.runs()
        said = PainScore(knee, Moment.HOUR_AFTER, score)
        self._write(partial(self._journal.log_pain, said, run=runs[-1].id))
        self._tell_all()

    def _take_cadence(self, steps: float) -> None:
        self._choices.change(cadence=steps, cadence_since=self._clock.wall().date())
        self.refresh()

    def _tell_all(self) -> None:
        self.refresh()
        self.changed.emit()

    def _write(self, write: Callable[[], object]) -> None:
        """Write into the journal; if the disk refuses, say so."""
        try:
            write()
        except JournalError as error:
            log.warning("the journal could not be written: %s", error)
            self._notices.tell(str(error))

    # -- a guided run --------------------------------------------------------------------------

    def _ask_to_start(self, surface: Surface, with_metronome: bool) -> None:  # noqa: FBT001 (Qt hands the signal's values over by place)
        self._silence()
        self._ask_first(partial(self._start, surface, with_metronome=with_metronome))

    def _start(self, surface: Surface, *, with_metronome: bool) -> None:
        """Put a guided run on the screen, with everybody who listens to it."""
        view, ladder = self._view, self._coaching.runs
        stage = ladder.stage(view.track.stage) if view is not None else None
        if view is None or stage is None:
            return
        guided = lay_out_run(stage, ladder, view.metronome if with_metronome else None, _)
        self._tally = RunTally(guided, self._clock.wall(), surface)
        board, beats = RunBoard(guided), self._beats()
        beats.follow(guided.beats)
        self.conductor = conductor = Conductor(SessionEngine(guided.timeline), self._clock)
        conductor.together.connect(self._hear)
        conductor.happened.connect(board.observe)
        conductor.happened.connect(self._sound().observe)
        conductor.happened.connect(self._speech().observe)
        conductor.happened.connect(beats.observe)
        beats.struck.connect(board.strike)
        player = PlayerPage(conductor, self._attending(), board, board)
        conductor.setParent(player)
        player.mute_asked.connect(self._toggle_mute)
        player.full_screen_asked.connect(self._window.toggle_full_screen)
        player.over.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._notices.told.connect(player.notify)
        self._awake.hold()
        self._window.show_alone(player)
        player.start()

    def _hear(self, events: tuple[SessionEvent, ...]) -> None:
        if self._tally is not None:
            self._tally.hear(events)

    def _end(self, over: SessionFinished) -> None:
        tally = self._tally
        if tally is None:
            return
        self._write_down()
        page = RunDonePage(tally, over.ending)
        page.done.connect(self.home_asked)
        self._window.show_alone(page)
        page.focus_done()
        self._tell_all()

    def _write_down(self) -> None:
        """Write the run down, once, whole or as far as it came."""
        tally, self._tally, self.conductor = self._tally, None, None
        self._silence()
        self._awake.let_go()
        run = tally.done() if tally is not None else None
        if run is not None:
            self._write(partial(self._journal.log_run, run, source=RunSource.GUIDED))

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
        found = (self._voice, self._chimes, self._metronome, self._awake)
        return tuple(each for each in found if each is not None)

    def _sound(self) -> Chimes:
        # Qt Multimedia is not needed before the first run.
        from kneeline.playback.chimes import Chimes  # noqa: PLC0415

        chosen = self._choices.now
        if self._chimes is None:
            self._chimes = Chimes(self._places.resources / "sounds", way=chosen.sound, parent=self)
            self._chimes.notice.connect(self._notices.tell)
        self._chimes.volume, self._chimes.muted = chosen.volume, chosen.muted
        return self._chimes

    def _speech(self) -> Voice:
        from kneeline.playback.voice import Voice  # noqa: PLC0415 (as above)

        chosen = self._choices.now
        if self._voice is None:
            self._voice = Voice(amount=chosen.voice, rate=chosen.voice_rate, parent=self)
            self._voice.notice.connect(self._notices.tell)
        self._voice.muted = chosen.muted
        return self._voice

    def _beats(self) -> MetronomeSound:
        from kneeline.playback.chimes import Way  # noqa: PLC0415 (as above)
        from kneeline.playback.metronome import MetronomeSound  # noqa: PLC0415

        chosen = self._choices.now
        if self._metronome is None:
            knock = self._places.resources / "sounds" / "beat.wav"
            self._metronome = MetronomeSound(knock, parent=self)
        self._metronome.volume = chosen.volume
        self._metronome.muted = chosen.muted or chosen.sound is Way.OFF
        return self._metronome

    def _listen(self, wanted: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
        """Let the metronome be heard on the page, also while sounds are off: it was asked for."""
        metronome = self._view.metronome if self._view is not None else None
        if wanted and metronome is not None:
            beats = self._beats()
            beats.muted = False
            beats.begin(metronome.beats)
        else:
            self._silence()

    def _silence(self) -> None:
        if self._metronome is not None:
            self._metronome.rest()

    def _toggle_mute(self) -> None:
        muted = not self._choices.now.muted
        self._choices.change(muted=muted)
        self._sound()
        self._speech()
        self._beats()
        self._notices.say(_("Sound off") if muted else _("Sound on"))
