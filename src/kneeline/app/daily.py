"""The coach's day: what the journal and the rules make of it, and what the person answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.side import Side
from kneeline.coach.today import Today, Wishes, plan_day
from kneeline.coach.week import streak
from kneeline.journal import JournalError
from kneeline.library import Unreadable, rules
from kneeline.ui.cards import LockCard, MorningCard, Week, WeekCard
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from kneeline.app.bookshelf import Bookshelf
    from kneeline.app.locations import Locations
    from kneeline.app.notices import Notices
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.screening import Question
    from kneeline.journal import Journal
    from kneeline.ui.clock import Clock
    from kneeline.ui.screening import Answers

EVERYTHING = frozenset({"roller", "band", "step", "chair", "wall", "mat", "weight"})
"""Things at hand, as long as nobody has said otherwise."""


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
    ) -> None:
        super().__init__(notices)
        self._journal, self._notices, self._clock = journal, notices, clock
        self._bookshelf, self._places = bookshelf, places
        self._levels: dict[str, str] = {}
        self.coaching: Coaching | None = None
        self.read_again()

    def read_again(self) -> None:
        """Read the rules again, and take the newest library with them."""
        try:
            self.coaching = rules.coaching(self._places.resources, self._bookshelf.now)
        except Unreadable as error:
            self._notices.tell(str(error))

    # -- the day -------------------------------------------------------------------------------

    @property
    def date(self) -> date:
        """The day it is where the person is."""
        return self._clock.wall().date()

    def today(self) -> Today | None:
        """Return the coach's plan of this day and keep the decisions behind it.

        None where the rules cannot be read: then only programmes can be chosen.
        """
        if self.coaching is None:
            return None
        past = self._journal.past()
        day = plan_day(past, self.coaching, self._wishes(), self._clock.wall(), translate=_)
        self._keep(day)
        begun = {name: track for name, track in day.tracks.items() if track.last is not None}
        self._levels = {name: track.standing.level for name, track in begun.items()}
        return day

    def levels(self) -> dict[str, str]:
        """Return the level the person stands on, for each exercise that was ever done."""
        return self._levels

    def have(self) -> frozenset[str]:
        """Return the things at hand."""
        profile = self._journal.profile()
        return profile.have if profile is not None and profile.have else EVERYTHING

    def _wishes(self) -> Wishes:
        profile = self._journal.profile()
        if profile is None:
            return Wishes(EVERYTHING, moves=self._journal.moves())
        return Wishes(
            self.have(),
            minutes=profile.minutes,
            moves=self._journal.moves(),
            runs=bool(profile.runner),
        )

    def _keep(self, day: Today) -> None:
        """Write down what was decided, so that an old decision can be explained."""
        fresh = [track.decisions[-1] for track in day.tracks.values() if track.decisions]
        known = {(each.day, each.exercise) for each in self._journal.decisions() if each.exercise}
        new = [each for each in fresh if (each.day, each.exercise) not in known]
        if not new:
            return
        try:
            self._journal.decision_made(*new)
        except JournalError as error:
            self._notices.tell(str(error))

    # -- red flags -----------------------------------------------------------------------------

    def questions_due(self) -> tuple[tuple[Question, ...], bool]:
        """Return the red flags to ask about now, and whether they are the shortened daily ones."""
        if self.coaching is None:
            return (), True
        records = self._journal.past().records
        screened = [each.at.date() for each in records]
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
        self._write(lambda: self._journal.screening_raised(screening.tier, flags, answers.yes))
        if answers.age is not None:
            self._remember_age(answers.age)
        self.changed.emit()
        return screening.may_start

    def _remember_age(self, age: int) -> None:
        from kneeline.journal.records import Profile  # noqa: PLC0415 (only at the first start)

        profile = Profile(age=age, told=self.date)
        if self._journal.profile() is None:
            self._write(lambda: self._journal.write_profile(profile))

    # -- cards for Today -----------------------------------------------------------------------

    def cards_above(self, day: Today | None) -> list[QWidget]:
        """Return what comes before the plan: a lock, advice, this morning's question."""
        cards: list[QWidget] = []
        if day is not None and day.lock is not None:
            lock = LockCard(" ".join(day.advice))
            lock.cleared.connect(self._clear)
            cards.append(lock)
        asked = self._mornings_asked()
        if asked:
            morning = MorningCard(asked)
            morning.scored.connect(self._take_morning)
            cards.append(morning)
        return cards

    def cards_below(self, day: Today | None) -> list[QWidget]:
        """Return what comes after the plan: the week at a glance."""
        if day is None or day.lock is not None:
            return []
        return [WeekCard(Week(day.outlook, streak(self._journal.past(), self.date)))]

    def _mornings_asked(self) -> tuple[Side, ...]:
        """Return the knees to ask about: the day after a session or run, until answered."""
        past = self._journal.past()
        yesterday = self.date - timedelta(days=1)
        if not any(done.day == yesterday for done in past.done):
            return ()
        answered = past.mornings.get(self.date, {})
        return tuple(knee for knee in Side if knee not in answered)

    def _take_morning(self, knee: Side, score: int) -> None:
        said = PainScore(knee, Moment.NEXT_MORNING, score)
        self._write(lambda: self._journal.log_pain(said))
        self.changed.emit()

    def _clear(self, clinician: str) -> None:
        self._write(lambda: self._journal.screening_cleared(clinician))
        self.changed.emit()

    def _write(self, write: Callable[[], object]) -> None:
        try:
            write()
        except JournalError as error:
            self._notices.tell(str(error))
