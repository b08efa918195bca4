"""The cards around the plan of Today, each made where it is due and wired to what it asks for."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.side import Side
from kneeline.ui.cards import LockCard, MorningCard
from kneeline.ui.day_cards import BreakCard, ReferralCard, RunCard, TestsCard
from kneeline.ui.moments import day_in_words
from kneeline.ui.runs.words import cap_words, pattern, whole_of
from kneeline.ui.week import MoveTo, Week, WeekCard
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from kneeline.app.today.daily import Daily
    from kneeline.coach.today import Today
    from kneeline.journal import Journal, PauseRecord
    from kneeline.ui.distances import Distances


class DayCards(QObject):
    """Makes the cards of a day, and does what they ask for.

    Signals:
        done: something was done that can be taken back: the sentence, and how.
        report_asked: make the report to bring along.
        tests_asked: begin the self-tests of this day (the day).
        runs_asked: show where the run of this day begins.
    """

    done = Signal(str, object)
    report_asked = Signal()
    tests_asked = Signal(object)
    runs_asked = Signal()

    def __init__(self, journal: Journal, daily: Daily, distances: Callable[[], Distances]) -> None:
        """Take `distances`, which says how the person counts them now."""
        super().__init__(daily)
        self._distances = distances
        self._journal, self._daily = journal, daily
        self._tests_put_off: date | None = None
        self.others: list[Callable[[], Sequence[QWidget]]] = []
        """What else has something to say above the plan."""

    def above(self, day: Today | None) -> list[QWidget]:
        """Return what comes before the plan: a lock, a break, advice, this morning's question."""
        cards: list[QWidget] = [card for other in self.others for card in other()]
        if day is not None and day.lock is not None:
            lock = LockCard(" ".join(day.advice))
            lock.cleared.connect(self._clear)
            lock.report_asked.connect(self.report_asked)
            cards.append(lock)
        elif day is not None and day.advice:
            referral = ReferralCard(day.advice)
            referral.report_asked.connect(self.report_asked)
            cards.append(referral)
        pause = self._pause()
        if pause is not None:
            cards.append(self._break_card(pause))
        asked = self._daily.mornings_asked()
        if asked:
            morning = MorningCard(asked)
            morning.scored.connect(self._take_morning)
            cards.append(morning)
        return cards

    def below(self, day: Today | None) -> list[QWidget]:
        """Return what comes after the plan: a run, self-tests that are due, the week."""
        if day is None or day.lock is not None:
            return []
        return [*self._run_card(day), *self._tests_card(day), self._week_card(day)]

    def _run_card(self, day: Today) -> list[QWidget]:
        offer, coaching = day.run, self._daily.coaching
        if offer is None or coaching is None:
            return []
        if offer.stage is None:
            most = cap_words(offer.cap, coaching.runs, self._distances())
            words = [most or _("Run as far as it feels easy.")]
        else:
            words = [pattern(offer.stage), whole_of(offer.stage, coaching.runs)]
        card = RunCard(words)
        card.asked.connect(self.runs_asked)
        return [card]

    def _week_card(self, day: Today) -> WeekCard:
        today, paused = day.day.day, self._pause() is not None
        moves = {
            each.day: [
                MoveTo(*choice)
                for choice in day.week.choices(each.day, day.rhythm, today, translate=_)
            ]
            for each in day.outlook
            if each.strengthen and not paused
        }
        in_a_row = self._daily.streak
        card = WeekCard(Week(day.outlook, in_a_row, moves, self._journal.moves(), paused))
        card.move_asked.connect(self._move)
        card.back_asked.connect(self._move_back)
        card.break_asked.connect(self._take_break)
        return card

    def _tests_card(self, day: Today) -> list[QWidget]:
        due = self._daily.self_tests.due(day)
        if not due or self._tests_put_off == day.day.day:
            return []
        names = [_(test.name) for test in due]
        card = TestsCard(names, first=not self._daily.self_tests.begun())
        card.asked.connect(lambda: self.tests_asked.emit(day))
        card.put_off.connect(self._put_tests_off)
        return [card]

    def _put_tests_off(self) -> None:
        self._tests_put_off = self._daily.date
        self._daily.changed.emit()

    # -- this morning, and a clearance ---------------------------------------------------------

    def _take_morning(self, knee: Side, score: int) -> None:
        said = PainScore(knee, Moment.NEXT_MORNING, score)
        self._do(partial(self._journal.log_pain, said))

    def _clear(self, clinician: str) -> None:
        self._do(partial(self._journal.screening_cleared, clinician))

    # -- moving a strength day -----------------------------------------------------------------

    def _move(self, day: date, to: date) -> None:
        before = self._journal.moves().get(day)

        def undo() -> None:
            if before is None:
                self._journal.day_moved_back(day)
            else:
                self._journal.move_day(day, before)

        words = _("Strength of {day} is moved to {to}.")
        said = words.format(day=day_in_words(day), to=day_in_words(to))
        self._do(partial(self._journal.move_day, day, to), said, undo)

    def _move_back(self, day: date) -> None:
        to = self._journal.moves().get(day)
        if to is None:
            return
        said = _("Strength is back on {day}.").format(day=day_in_words(day))
        undo = partial(self._journal.move_day, day, to)
        self._do(partial(self._journal.day_moved_back, day), said, undo)

    # -- breaks --------------------------------------------------------------------------------

    def _pause(self) -> PauseRecord | None:
        """Return the break that today lies in."""
        today = self._daily.date
        return next(
            (
                each
                for each in self._journal.pauses()
                if each.first <= today and (each.last is None or today <= each.last)
            ),
            None,
        )

    def _break_card(self, pause: PauseRecord) -> BreakCard:
        in_a_row = self._daily.streak
        card = BreakCard(pause.first, pause.last, in_a_row)
        card.ended.connect(partial(self._end_break, pause))
        return card

    def _take_break(self) -> None:
        began: list[str] = []

        def begin() -> None:
            began.append(self._journal.pause_began(self._daily.date))

        def undo() -> None:
            self._journal.delete(began[0])

        self._do(begin, _("Your break has begun. Get well."), undo)

    def _end_break(self, pause: PauseRecord) -> None:
        yesterday = self._daily.date - timedelta(days=1)
        ended: list[str] = []

        def end() -> None:
            if pause.first > yesterday:
                ended.append(self._journal.delete(pause.id))
            else:
                ended.append(self._journal.edit(pause.id, last=yesterday))

        self._do(end, _("Welcome back."), lambda: self._journal.undo(ended[0]))

    # -- inside --------------------------------------------------------------------------------

    def _do(
        self,
        write: Callable[[], object],
        said: str = "",
        undo: Callable[[], object] | None = None,
    ) -> None:
        """Write, say what was done, and let the day be shown anew."""
        if not self._daily.write(write):
            return
        self._daily.changed.emit()
        if undo is not None:
            self.done.emit(said, partial(self._take_back, undo))

    def _take_back(self, undo: Callable[[], object]) -> None:
        self._daily.write(undo)
        self._daily.changed.emit()
