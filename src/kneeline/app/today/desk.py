"""Today: what the coach suggests, what else there is to choose, and what was left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline.app.today import wishes
from kneeline.app.today.cards import DayCards
from kneeline.coach.explaining import explain
from kneeline.coach.layout import Pacing, lay_out
from kneeline.coach.planning import draw_up
from kneeline.in_steps import while_open
from kneeline.journal.conflicts import about_copy, conflict_copies
from kneeline.ui.distances import distances
from kneeline.ui.moments import day_in_words
from kneeline.ui.plan_card import THE_DAY, Notes, Offer, equipment_words
from kneeline.ui.step_by_step import StepByStep
from kneeline.ui.today import TodayPage, WaitingSession
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.notices import Notices
    from kneeline.app.settings import Choices
    from kneeline.app.today.daily import Daily
    from kneeline.coach.planning import Plan
    from kneeline.coach.programme import Programme
    from kneeline.coach.today import Today
    from kneeline.journal import Journal, Unfinished

KNOWN_THINGS = ("roller", "mat", "band", "step", "chair", "wall", "weight")
"""Things at hand in the order they are said; what somebody calls their own comes after."""

LAID_OUT_AFTER_MS = 120
"""Milliseconds after which the other programmes are laid out: the day is shown first."""

COACHED = ""
"""What the settings hold instead of a programme's id while the coach decides."""


class TodayDesk(QObject):
    """Fills the Today page, and hands on what the person wants to begin.

    Signals:
        start_asked: a plan to begin.
        go_on_asked, keep_asked: an unfinished session to go on with, or to keep as it is.
        profile_asked: change the things at hand or the time.
        report_asked: make the report to bring along.
        tests_asked: begin the self-tests of a day.
        runs_asked: show where the run of this day begins.
    """

    start_asked = Signal(object)
    go_on_asked = Signal(object)
    keep_asked = Signal(object)
    profile_asked = Signal()
    report_asked = Signal()
    tests_asked = Signal(object)
    runs_asked = Signal()

    def __init__(
        self,
        journal: Journal,
        bookshelf: Bookshelf,
        daily: Daily,
        choices: Choices,
        notices: Notices,
    ) -> None:
        super().__init__(notices)
        self._journal, self._bookshelf, self._daily = journal, bookshelf, daily
        self._choices, self._notices = choices, notices
        self._cards = DayCards(journal, daily, lambda: distances(choices.now.units))
        self._plan: Plan | None = None
        self._lengths: dict[str, int] = {}
        """Minutes of each programme, as far as it was laid out."""

        self._laid_out_for: object = None
        self._unfinished: Unfinished | None = None

    def also_show(self, cards: Callable[[], Sequence[QWidget]]) -> None:
        """Show the cards of another room above the plan, asked for each time."""
        self._cards.others.append(cards)

    def make_page(self) -> TodayPage:
        """Return the page, filled for this day."""
        self._page = TodayPage()
        # They end with the page.
        self._laying_out, self._refreshing = StepByStep(self._page), StepByStep(self._page)
        self._soon = QTimer(self._page, singleShot=True, interval=LAID_OUT_AFTER_MS)
        self._soon.timeout.connect(lambda: self._laying_out.begin(self._lay_out_offers()))
        self._page.programme_chosen.connect(self._choose_programme)
        self._page.start_asked.connect(self._start)
        self._page.go_on_asked.connect(lambda: self.go_on_asked.emit(self._unfinished))
        self._page.keep_asked.connect(lambda: self.keep_asked.emit(self._unfinished))
        self._page.profile_asked.connect(self.profile_asked)
        self._cards.report_asked.connect(self.report_asked)
        self._cards.tests_asked.connect(self.tests_asked)
        self._cards.runs_asked.connect(self.runs_asked)
        self._cards.done.connect(self._page.say_done)
        self._notices.told.connect(lambda _sentence: self._show_notices())
        self._daily.changed.connect(self.refresh)
        self._refresh_now()
        return self._page

    def _show_notices(self) -> None:
        self._page.show_notices(self._notices.standing)

    def refresh(self) -> None:
        """Show the day as the journal and the rules have it now; in steps where nobody looks."""
        if self._page.isVisible():
            self._refresh_now()
        else:
            self.refresh_in_steps()

    def _refresh_now(self) -> None:
        self._refreshing.begin(self._show_all())
        self._refreshing.finish()

    def refresh_in_steps(self) -> None:
        """Show it a little later: whoever comes back to the page sees it at once as it was."""
        self._refreshing.begin(while_open(self._journal, self._show_all()))

    def _show_all(self) -> Iterator[None]:
        yield
        for copy in conflict_copies(self._journal.path):
            self._notices.tell(about_copy(copy))
        self._show_notices()
        self._unfinished = self._journal.unfinished()
        self._page.show_waiting(_waiting(self._unfinished))
        yield
        day = yield from self._daily.today_in_steps()
        yield
        self._show_day(day)
        yield
        above = self._cards.above(day)
        yield
        below = self._cards.below(day)
        yield
        self._page.show_cards(above, below)

    def _show_day(self, day: Today | None) -> None:
        self._plan, reasons = self._suggested(day)
        if self._plan is None:
            self._page.show_day(self._daily.date, reasons)
            return
        minutes, chosen = self._minutes(self._plan), self._choices.now.programme
        offers = self._offers(day, minutes)
        coached = day is not None and self._plan is day.plan
        notes = self._notes(day) if coached and day is not None else Notes()
        self._page.show_plan(self._plan, minutes, offers, reasons, chosen, notes=notes)

    def _notes(self, day: Today) -> Notes:
        """Return what stands behind the coach's own plan: things, time and decisions."""
        profile, coaching = self._journal.profile(), self._daily.coaching
        have = wishes.at_hand(profile)
        things = equipment_words([each for each in KNOWN_THINGS if each in have])
        words = _("Made for: {things}.").format(things=things or _("nothing but yourself"))
        if profile is not None and profile.minutes is not None:
            time = _("At most {minutes} minutes.").format(minutes=f"{profile.minutes:g}")
            words = f"{words} {time}"
        if coaching is None:
            return Notes(words, day.without)
        explained = {THE_DAY: explain(day.verdict, day.facts, coaching.rules, _).lines}
        for name, track in day.tracks.items():
            if track.decision is not None:
                made = track.decision
                lines = explain(made.verdict, made.facts, coaching.rules, _).lines
                about = _("Decided after {day}:").format(day=day_in_words(made.day))
                explained[name] = (about, *lines)
        return Notes(words, day.without, explained)

    def _suggested(self, day: Today | None) -> tuple[Plan | None, tuple[str, ...]]:
        """Return the plan to show and its reasons; none while the plan is locked."""
        if day is not None and day.lock is not None:
            return None, ()
        if self._choices.now.programme in self._bookshelf.now.programmes:
            return self._plan_for(self._choices.now.programme), ()
        if day is not None:
            return day.plan, day.reasons
        return None, ()

    def _offers(self, day: Today | None, minutes: int) -> list[Offer]:
        """Return what may be chosen, with the minutes of what was laid out; the rest is soon.

        `minutes` are those of the plan that is shown.
        """
        shelf, history = self._bookshelf.now, self._journal.history()
        laid_out_for = (self._daily.date, history, shelf.exercises, self._choices.now.changeover)
        if laid_out_for != self._laid_out_for:
            self._laid_out_for, self._lengths = laid_out_for, {}
        chosen = self._choices.now.programme
        if chosen in shelf.programmes:
            self._lengths[chosen] = minutes
        offers = [self._offer(each) for each in shelf.programmes.values()]
        if any(each.minutes is None for each in offers):
            self._soon.start()
        if day is not None and day.plan is not None:
            if self._plan is not day.plan:
                minutes = self._minutes(day.plan)
            offers.insert(0, Offer(COACHED, _("What your coach suggests"), minutes))
        return offers

    def _offer(self, programme: Programme) -> Offer:
        return Offer(programme.id, _(programme.name), self._lengths.get(programme.id))

    def _lay_out_offers(self) -> Iterator[None]:
        """Find out how long each programme takes: together as much work as all else on the page."""
        for each in tuple(self._bookshelf.now.programmes.values()):
            if each.id not in self._lengths and not self._journal.closed:
                self._lengths[each.id] = self._minutes(self._plan_for(each.id))
                self._page.show_minutes(self._offer(each))
                yield

    def suggested_minutes(self) -> int | None:
        """Return how long the session takes that the page suggests now; None without one."""
        plan, _reasons = self._suggested(self._daily.today())
        return None if plan is None else self._minutes(plan)

    def start(self) -> None:
        """Begin the session that the page suggests now."""
        self._refresh_now()
        self._start()

    def _minutes(self, plan: Plan) -> int:
        pacing = Pacing().scaled(self._choices.now.changeover)
        return round(lay_out(plan, pacing).seconds / 60)

    def _plan_for(self, programme: str) -> Plan:
        return draw_up(
            self._bookshelf.now.programmes[programme],
            self._bookshelf.now.exercises,
            self._journal.history(),
            self._daily.date,
            _,
        )

    def _choose_programme(self, programme: str) -> None:
        self._choices.change(programme=programme)
        self.refresh()

    def _start(self) -> None:
        if self._plan is not None:
            self.start_asked.emit(self._plan)


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
