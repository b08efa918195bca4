"""Running: the page is filled, runs are written down and mended, and a guided run is begun."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline.app.running import mending as run_mending
from kneeline.app.running.guided_run import GuidedRunDesk
from kneeline.app.running.import_desk import RunImportDesk
from kneeline.app.running.view import runs_view
from kneeline.app.today.bookmark_file import BookmarkFile
from kneeline.app.today.wishes import wishes
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.run_tally import RunTally
from kneeline.coach.walk_run import lay_out_run
from kneeline.in_steps import while_open
from kneeline.journal import JournalError
from kneeline.ui.day_cards import RunCutOffCard
from kneeline.ui.distances import distances
from kneeline.ui.runs.page import RunsPage
from kneeline.ui.runs.view import CutOff
from kneeline.ui.runs.words import number
from kneeline.ui.step_by_step import StepByStep
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.session.player_desk import PlayerDesk
    from kneeline.app.settings import Choices
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.past import DoneRun, Surface
    from kneeline.coach.side import Side
    from kneeline.journal import Journal
    from kneeline.playback.leaving import Stoppable
    from kneeline.ui.clock import Clock
    from kneeline.ui.distances import Distances
    from kneeline.ui.player.conductor import Conductor
    from kneeline.ui.runs.view import RunRow, RunsView
    from kneeline.ui.window import MainWindow

GO_ON_WITHIN = timedelta(hours=2)
"""How long after its beginning a run that was cut off may be gone on with; later one has cooled."""

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
        desk: PlayerDesk,
        ask_first: Callable[[Callable[[], None]], None] = _at_once,
    ) -> None:
        super().__init__(window)
        self._window, self._journal, self._coaching = window, journal, coaching
        self._choices, self._notices = choices, notices
        self._clock, self._ask_first = clock, ask_first
        self._have, self._bookmark = have, BookmarkFile(journal, places.data)
        self._page: RunsPage | None = None
        self._view: RunsView | None = None
        self._work = StepByStep(self)
        self._guided = GuidedRunDesk(
            window,
            journal,
            coaching,
            places=places,
            choices=choices,
            notices=notices,
            clock=clock,
            have=have,
            desk=desk,
        )
        self._guided.home_asked.connect(self.home_asked)
        self._guided.changed.connect(self._tell_all)

    @property
    def conductor(self) -> Conductor | None:
        """What leads the run under way, if there is one."""
        return self._guided.conductor

    def media(self) -> tuple[Stoppable, ...]:
        """What plays, and must be stopped before the process may end."""
        return self._guided.media()

    def end_for_good(self) -> None:
        """End a run because the window closes: what was run of it is kept."""
        self._guided.end_for_good()

    # -- the page ------------------------------------------------------------------------------

    def make_page(self) -> RunsPage:
        """Make the Runs page."""
        stages = len(self._coaching.runs.stages)
        self._page = page = RunsPage(self._log, self._change, stages, self._clock.monotonic)
        page.gate_passed.connect(self._pass_gate)
        page.start_asked.connect(self._ask_to_start)
        page.hour_scored.connect(self._take_hour_after)
        page.measured.connect(self._take_cadence)
        page.listen_asked.connect(self._listen)
        page.delete_asked.connect(self._delete)
        page.go_on_asked.connect(self._go_on)
        page.keep_asked.connect(self._keep)
        page.drop_asked.connect(self._drop)
        self._imports = RunImportDesk(page, self._journal, self._clock, self._distances)
        self._imports.changed.connect(self._tell_all)
        page.shown.connect(self._fill_if_empty)
        self._work.begin(while_open(self._journal, self._fill_ahead()))
        return page

    @property
    def filling(self) -> bool:
        """Whether the page is still being filled for the first time."""
        return self._work.working

    def _distances(self) -> Distances:
        return distances(self._choices.now.units)

    def refresh(self) -> None:
        """Read where things stand, and show it, now."""
        self._work.begin(self._fill())
        self._work.finish()

    def refresh_in_steps(self) -> None:
        """Show it a little later: whoever comes back to the page sees it at once as it was."""
        self._work.begin(while_open(self._journal, self._fill()))

    def _fill_ahead(self) -> Iterator[None]:
        """Fill the page before anybody looks, unless all of a long past would have to be read."""
        quick = yield from self._bookmark.is_quick(self._coaching, self._have())
        if quick or (self._page is not None and self._page.isVisible()):
            yield from self._fill(focus=True)

    def _fill_if_empty(self) -> None:
        if self._view is None and not self.filling:
            self._work.begin(while_open(self._journal, self._fill(focus=True)))

    def _fill(self, *, focus: bool = False) -> Iterator[None]:
        """Read where things stand, and show it, as steps."""
        page = self._page
        if page is None:
            return
        past, before = yield from self._bookmark.past_in_steps(self._coaching, self._have())
        yield
        runs = self._journal.done_runs()
        yield
        now = self._clock.wall()
        asked = wishes(self._journal, past, self._choices.now)
        view = runs_view(past, self._coaching, asked, now, runs=runs, before=before)
        yield
        self._guided.silence()
        self._view = replace(view, cut_off=self._cut_off(), distances=self._distances())
        yield from page.show_view(self._view, now)
        if focus and page.isVisible():
            # In the next turn: what is new takes the keyboard once it is in sight.
            QTimer.singleShot(0, page, page.focus_first)

    def _log(self, run: DoneRun) -> None:
        """Write a run of the form down; ValueError with a sentence where it cannot be."""
        try:
            self._journal.log_run(run)
        except JournalError as error:
            raise ValueError(str(error)) from error
        self._tell_all()

    def _change(self, run: str, done: DoneRun) -> None:
        """Make a run what it should have been; ValueError with a sentence where it cannot be."""
        try:
            undo = run_mending.change_run(self._journal, run, done)
        except JournalError as error:
            raise ValueError(str(error)) from error
        self._tell_all()
        self._offer_undo(_("The run is changed."), undo)

    def _delete(self, run: RunRow) -> None:
        try:
            undo = run_mending.delete_run(self._journal, run.id)
        except (JournalError, ValueError) as error:
            self._notices.tell(str(error))
            return
        self._tell_all()
        self._offer_undo(_("The run is deleted."), undo)

    def _offer_undo(self, said: str, undo: Callable[[], None]) -> None:
        def take_back() -> None:
            self._write(undo)
            self._tell_all()

        if self._page is not None:
            self._page.undo_bar.tell(said, take_back)

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
        except (JournalError, ValueError) as error:
            log.warning("the journal could not be written: %s", error)
            self._notices.tell(str(error))

    # -- a guided run --------------------------------------------------------------------------

    def _ask_to_start(self, surface: Surface, with_metronome: bool) -> None:  # noqa: FBT001 (Qt hands the signal's values over by place)
        self._guided.silence()
        self._ask_first(partial(self._start, surface, with_metronome=with_metronome))

    def _start(self, surface: Surface, *, with_metronome: bool) -> None:
        view, ladder = self._view, self._coaching.runs
        stage = ladder.stage(view.track.stage) if view is not None else None
        if view is None or stage is None:
            return
        beats = view.metronome if with_metronome else None
        self._guided.start(lay_out_run(stage, ladder, beats, _), surface)

    def _listen(self, wanted: bool) -> None:  # noqa: FBT001 (Qt hands the signal's value over by place)
        metronome = self._view.metronome if self._view is not None else None
        if wanted and metronome is not None:
            self._guided.listen(metronome.beats)
        else:
            self._guided.silence()

    # -- a run that was cut off ------------------------------------------------------------------

    def waiting_cards(self) -> list[QWidget]:
        """Return the card for Today about a run that was cut off, if there is one."""
        run = self._cut_off()
        if run is None:
            return []
        card = RunCutOffCard(run.began, run.minutes, can_go_on=run.can_go_on)
        card.go_on_asked.connect(self._go_on)
        card.keep_asked.connect(self._keep)
        card.drop_asked.connect(self._drop)
        return [card]

    def _cut_off(self) -> CutOff | None:
        kept = self._guided.cut_off()
        if kept is None:
            return None
        done = RunTally.cut_off(kept).done()
        since = self._clock.wall() - kept.at
        return CutOff(
            kept.at,
            number(done.minutes if done is not None else 0),
            can_go_on=timedelta() <= since <= GO_ON_WITHIN,
        )

    def _go_on(self) -> None:
        kept = self._guided.cut_off()
        if kept is not None:
            self._ask_first(partial(self._guided.go_on, kept))

    def _keep(self) -> None:
        kept = self._guided.cut_off()
        if kept is not None:
            self._guided.write_cut_off(kept)
        self._tell_all()

    def _drop(self) -> None:
        self._guided.drop_cut_off()
        self._tell_all()
