"""Read facts out of the past: for one exercise of a session, for one run, for one day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from kneeline.coach.exercise import Exercise, FeltWhere, Phase
from kneeline.coach.facts import Activity, Facts, KneeFacts
from kneeline.coach.past import DAY, DoneExercise, DoneRun, DoneSession, Past, Scores, during
from kneeline.coach.screening import Raised
from kneeline.coach.side import Side
from kneeline.coach.thresholds import Thresholds

if TYPE_CHECKING:
    from kneeline.coach.bookmark import Bookmark

WEEK = 7
ENOUGH_DAYS = 3
"""Days with a score that a week needs before its mean says anything (source: kneeline-rules)."""


@dataclass(frozen=True)
class Reading:
    """The past, with what every set of facts needs worked out once."""

    past: Past
    numbers: Thresholds
    before: Bookmark | None = None
    """What came of the time before this past, where it is not the whole one."""

    @cached_property
    def stops(self) -> tuple[datetime, ...]:
        """When a session or run had to end because of the knee."""
        return self.past.stops(self.numbers.stop_from)

    @cached_property
    def worst(self) -> dict[date, int]:
        """The worst pain of each day that has any score."""
        return self.past.worst_by_day()

    @cached_property
    def last_done(self) -> dict[str, date]:
        """The last day of each exercise that was ever done."""
        known = dict(self.before.last_done) if self.before is not None else {}
        return known | {
            done.exercise: session.day
            for session in self.past.sessions
            for done in session.exercises
        }

    @cached_property
    def newest(self) -> dict[Side, int]:
        """The newest pain score of each knee that has one."""
        known = dict(self.before.newest) if self.before is not None else {}
        return known | self.past.newest()

    def first_after(self, day: date) -> int:
        """Return the place of the first session after a day."""
        return bisect_right(self.past.sessions, day, key=lambda session: session.day)

    def week_mean(self, last: date) -> float | None:
        """Return the mean worst pain of the seven days up to `last`, or None with too few."""
        days = (last - back * DAY for back in range(WEEK))
        scores = [self.worst[day] for day in days if day in self.worst]
        return sum(scores) / len(scores) if len(scores) >= ENOUGH_DAYS else None

    def rises(self, last: date) -> int:
        """Return how many weeks in a row, up to `last`, rose clearly above the week before."""
        if last not in self._rises:
            self._rises[last] = self._count_rises(last)
        return self._rises[last]

    @cached_property
    def _rises(self) -> dict[date, int]:
        """The answers of `rises` so far: every exercise of a session asks for the same day."""
        return {}

    def _count_rises(self, last: date) -> int:
        count = 0
        while count < self.numbers.trend_weeks:
            this = self.week_mean(last - count * WEEK * DAY)
            before = self.week_mean(last - (count + 1) * WEEK * DAY)
            if this is None or before is None or this - before < self.numbers.trend_rise:
                break
            count += 1
        return count

    def of_exercise(self, session: DoneSession, done: DoneExercise, exercise: Exercise) -> Facts:
        """Return the facts of one exercise of a session; what came before it is added later."""
        after = {knee: self._counts(session, knee, score) for knee, score in session.after.items()}
        knees = self.past.knees(session, self._worst(session, done), after)
        return replace(
            self._around(session.at),
            activity=Activity.EXERCISE if done.phase is Phase.STRENGTHEN else Activity.LIGHT,
            knees=knees,
            signs=done.signs,
            red_flag=self._flagged(session.day),
            felt=done.felt,
            form=_form(done, exercise),
            complete=done.complete,
        )

    def of_run(self, run: DoneRun) -> Facts:
        """Return the facts of one run; what came before it is added later."""
        return replace(
            self._around(run.at),
            activity=Activity.RUN,
            knees=self.past.knees(run, run.worst, run.after),
            signs=run.signs,
            red_flag=self._flagged(run.day),
            complete=run.complete,
        )

    def of_day(self, now: datetime, check_in: Scores | None = None) -> Facts:
        """Return the facts that decide about a day: yesterday's, this morning's and a check-in's.

        `check_in` is the pain right now, by knee, where it was asked for already.
        """
        today = now.date()
        yesterday = [each for each in self.past.done if each.day == today - DAY]
        knees = self._since(yesterday, today)
        for knee, score in (check_in or {}).items():
            known = knees.get(knee, KneeFacts())
            if known.before is None or score >= self.numbers.rest_before_from:
                knees[knee] = replace(known, before=score)
        return replace(
            self._around(now, since=min((each.at for each in yesterday), default=now)),
            activity=Activity.DAY,
            knees=knees,
            signs=frozenset(sign for each in yesterday for sign in each.signs),
            red_flag=self.past.lock is not None,
        )

    # -- inside --------------------------------------------------------------------------------

    def _since(
        self, yesterday: Sequence[DoneSession | DoneRun], today: date
    ) -> dict[Side, KneeFacts]:
        """Return yesterday's answers, the highest of each kind, with this morning's."""
        morning = self.past.mornings.get(today, {})
        asked = [self.past.knees(each, during(each), each.after) for each in yesterday]
        noted = [self.past.noted(day) for day in (today - DAY, today)]
        knees = {knee for each in (*asked, *noted) for knee in each} | set(morning)
        return {
            knee: KneeFacts(
                before=_least(each[knee].before for each in asked if knee in each),
                worst=_most(each[knee].worst for each in asked if knee in each),
                hour_after=_most(each[knee].hour_after for each in asked if knee in each),
                morning=morning.get(knee),
                later=_most(each.get(knee) for each in noted),
            )
            for knee in Side
            if knee in knees
        }

    def _around(self, at: datetime, since: datetime | None = None) -> Facts:
        """Return what is true at a moment; stops before `since` count as the earlier ones."""
        window = timedelta(days=self.numbers.stop_window_days)
        earlier = [stop for stop in self.stops if stop < at and at - stop <= window]
        return Facts(
            activity=Activity.DAY,
            stops_lately=sum(stop < (since or at) for stop in earlier),
            hours_since_stop=(at - earlier[-1]).total_seconds() / 3600 if earlier else None,
            trend_rises=self.rises(at.date()),
        )

    def _flagged(self, day: date) -> bool:
        """Whether a red flag came up on a day."""
        return any(
            isinstance(record, Raised) and record.at.date() == day for record in self.past.records
        )

    def _worst(self, session: DoneSession, done: DoneExercise) -> Scores:
        """Return the worst pain that counts for one exercise, by knee.

        Pain that the person noted during some exercise counts for that one.
        """
        worst = dict(done.worst)
        for knee, score in session.worst.items():
            worst[knee] = max(worst.get(knee, 0), self._counts(session, knee, score))
        return worst

    def _counts(self, session: DoneSession, knee: Side, score: int) -> int:
        """Return how much of a score of the check-out counts for each exercise.

        Pain that only turned up there could have come from any of them, and counts for all.
        """
        noted = max((each.worst.get(knee, 0) for each in session.exercises), default=0)
        return score if score > noted else min(score, self.numbers.fine_to)


def _most(scores: Iterable[int | None]) -> int | None:
    return max((score for score in scores if score is not None), default=None)


def _least(scores: Iterable[int | None]) -> int | None:
    return min((score for score in scores if score is not None), default=None)


def _form(done: DoneExercise, exercise: Exercise) -> bool | None:
    """Return whether the set was felt where it should be; None where nobody said.

    Only strength sets are asked about. "Elsewhere" passes unless the exercise is for the glutes.
    """
    if exercise.phase is not Phase.STRENGTHEN:
        return True
    if not done.felt:
        return None
    right = {FeltWhere.GLUTES, FeltWhere.THIGH}
    if "glutes" not in exercise.body_parts:
        right.add(FeltWhere.ELSEWHERE)
    return right.issuperset(done.felt)
