"""The coach's day: what the journal and the rules make of it, and what the person answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneeline.app.today import wishes
from kneeline.app.today.bookmark_file import BookmarkFile
from kneeline.app.today.self_tests import SelfTests
from kneeline.coach.past import Past
from kneeline.coach.side import Side
from kneeline.coach.today import Today, plan_day
from kneeline.coach.week import reaches, streak
from kneeline.in_steps import at_once
from kneeline.journal import DayDecision, JournalError
from kneeline.library import Unreadable
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from datetime import date

    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.app.settings import Choices
    from kneeline.app.system.reminding import DayAsItIs
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.screening import Question
    from kneeline.journal import Journal
    from kneeline.journal.records import SomeDecision
    from kneeline.ui.clock import Clock
    from kneeline.ui.screening import Answers

KEPT_BACK = timedelta(days=90)
"""How far back decisions are written down; older ones were made before anybody saw them."""

ROW_LOOKED_FOR = timedelta(days=120)
"""How far back is read first for a row of days that goes beyond what the day was planned from."""

LONGEST_LOOK = timedelta(days=2000)
"""From where on all of the past is read at once."""

KEPT_AFTER_MS = 200
"""Milliseconds after planning in which the decisions are written down: the day is shown first."""


class Daily(QObject):
    """Plans each day, and takes the answers that planning waits for.

    Signals:
        changed: an answer has changed the day.
    """

    changed = Signal()

    def __init__(
        self,
        journal: Journal,
        bookshelf: Bookshelf,
        places: Locations,
        notices: Notices,
        clock: Clock,
        choices: Choices,
    ) -> None:
        super().__init__(notices)
        self._journal, self._notices, self._clock = journal, notices, clock
        self._bookshelf, self._choices = bookshelf, choices
        self._levels: dict[str, str] = {}
        self._decided: tuple[SomeDecision, ...] = ()
        self._bookmark = BookmarkFile(journal, places.data)
        self.past, self._whole = Past(), True
        """What the day was planned from: all of it, or the last weeks."""
        self._keep = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._keep.timeout.connect(self.keep_decisions)
        self.self_tests = SelfTests(journal, bookshelf.self_tests, notices)
        self.coaching: Coaching | None = None
        self.read_again()

    def read_again(self) -> None:
        """Read the rules again, and take the newest library with them."""
        try:
            self.coaching = self._bookshelf.coaching()
        except Unreadable as error:
            self._notices.tell(str(error))

    # -- the day -------------------------------------------------------------------------------

    @property
    def date(self) -> date:
        """The day it is where the person is."""
        return self._clock.wall().date()

    def today(self) -> Today | None:
        """Return the coach's plan of this day; the decisions behind it are kept soon after.

        None where the rules cannot be read: then only programmes can be chosen.
        """
        return at_once(self.today_in_steps())

    def today_in_steps(self) -> Generator[None, None, Today | None]:
        """Return the same in steps."""
        if self.coaching is None:
            return None
        past, before = yield from self._bookmark.past_in_steps(self.coaching, self.have())
        yield
        asked = wishes.wishes(self._journal, past, self._choices.now)
        now = self._clock.wall()
        day = plan_day(past, self.coaching, asked, now, translate=_, before=before)
        self.past, self._whole = past, before is None
        begun = {name: track for name, track in day.tracks.items() if track.last is not None}
        self._levels = {name: track.standing.level for name, track in begun.items()}
        self._decided = tuple(decisions_of(day))
        self._keep.start()
        return day

    def levels(self) -> dict[str, str]:
        """Return the level the person stands on, for each exercise that was ever done."""
        return self._levels

    def have(self) -> frozenset[str]:
        """Return the things at hand."""
        return wishes.at_hand(self._journal.profile())

    def keep_decisions(self) -> None:
        """Write down what was decided, so that an old decision can be explained."""
        self._keep.stop()
        decided, self._decided = self._decided, ()
        if self._journal.closed:
            return  # the window is gone; the next start decides the same again
        if decided:
            self.write(lambda: self._journal.decision_made(*decided))
        if self.coaching is not None:
            coaching = self.coaching
            self.write(lambda: self._bookmark.renew(coaching, self.have(), self.date))

    @property
    def deciding(self) -> bool:
        """Whether decisions are still to be written down, or a bookmark is being made of them."""
        return self._keep.isActive() or self._bookmark.being_made

    @property
    def streak(self) -> int:
        """Days in a row on which something was done."""
        back = ROW_LOOKED_FOR
        while not self._whole and reaches(self.past, self.date):
            self._whole = back > LONGEST_LOOK
            since = None if self._whole else self.date - back
            self.past, back = self._journal.past(since), back * 3
        return streak(self.past, self.date)

    def mornings_asked(self) -> tuple[Side, ...]:
        """Return the knees to ask about: the day after a session or run, until answered."""
        yesterday = self.date - timedelta(days=1)
        if not any(done.day == yesterday for done in self.past.done):
            return ()
        answered = self.past.mornings.get(self.date, {})
        return tuple(knee for knee in Side if knee not in answered)

    def as_it_is(self, minutes: int | None) -> DayAsItIs:
        """Return what there is to remind of, with the minutes of the session just suggested."""
        from kneeline.app.system.reminding import DayAsItIs  # noqa: PLC0415 (not at the start)

        return DayAsItIs(
            minutes,
            trained=any(done.day == self.date for done in self.past.done),
            morning_open=bool(self.mornings_asked()),
            quiet=self.past.paused(self.date) or self.past.lock is not None,
        )

    # -- red flags -----------------------------------------------------------------------------

    def questions_due(self) -> tuple[tuple[Question, ...], bool]:
        """Return the red flags to ask about now, and whether they are the shortened daily ones."""
        if self.coaching is None:
            return (), True
        screened = [each.day for each in self._journal.screenings()]
        if not screened:
            return self.coaching.screen.asked(), False
        asked_today = max(screened) >= self.date
        return (() if asked_today else self.coaching.screen.asked(daily=True)), True

    def take_screening(self, answers: Answers, *, daily: bool) -> bool:
        """Write down a screening and return whether the session may start."""
        if self.coaching is None:
            return True
        profile = self._journal.profile()
        known_age = profile.age_on(self.date) if profile is not None else None
        age = answers.age if answers.age is not None else known_age
        screening = self.coaching.screen.verdict(answers.yes, age, daily=daily)
        flags = [flag.id for flag in screening.raised]
        self.write(lambda: self._journal.screening_raised(screening.tier, flags, answers.yes))
        if answers.age is not None:
            self._remember_age(answers.age)
        self.changed.emit()
        return screening.may_start

    def _remember_age(self, age: int) -> None:
        from kneeline.journal.records import Profile  # noqa: PLC0415 (only at the first start)

        profile = self._journal.profile() or Profile()
        if profile.age is None:
            told = replace(profile, age=age, told=self.date)
            self.write(lambda: self._journal.write_profile(told))

    def write(self, write: Callable[[], object]) -> bool:
        """Write into the journal and return whether that went well; a refusal is told."""
        try:
            write()
        except (JournalError, ValueError) as error:
            self._notices.tell(str(error))
            return False
        return True


def decisions_of(day: Today) -> Iterator[SomeDecision]:
    """Yield what was decided about a day, and lately about each exercise and run."""
    since = day.day.day - KEPT_BACK
    yield DayDecision(day.day.day, day.facts, day.verdict)
    for track in day.tracks.values():
        yield from (each for each in track.decisions if each.day >= since)
    yield from (each for each in day.running.decisions if each.day >= since)
