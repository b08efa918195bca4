"""Sessions of a made-up life, set by set along the timeline that the app would lay out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from kneeline.coach.events import SessionEnding, SetDone
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.layout import lay_out
from kneeline.coach.pain import STOP_FROM, Moment, PainScore
from kneeline.coach.planning import History, Plan, draw_up
from kneeline.coach.side import Side
from kneeline.coach.timeline import Question, SegmentKind, Timeline
from kneeline.simulation.ladders import Ladders
from kneeline.simulation.person import score
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.coach.timeline import Segment
    from kneeline.journal.sample import Sample
    from kneeline.library import Library

_NO_DAY = date.min
"""A plan is laid out alike on every day."""

OFTEN, SELDOM = 0.9, 0.03
SPIKE = 0.015
"""How often something gives a sudden pain."""

STRAIN = {True: (0.9, 0.8), False: (0.2, 0.4)}
"""Mean and spread of the points that a session with strength, and one without, adds."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a session came to."""

    before: Mapping[Side, int]
    worst: Mapping[Side, int]
    plan_went: Callable[..., None]
    """Tells the ladders how it went: `well=True` or `well=False`."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A plan and its timeline, with the moment at which each segment ends."""

    plan: Plan
    timeline: Timeline
    steps: tuple[tuple[int, float, Segment], ...]
    """The segments in which something is written down: number, end in seconds, segment."""

    @property
    def stops(self) -> tuple[int, ...]:
        """How many steps are done by the time it hurts: in strength work, where there is some."""
        strong = (
            place + 1
            for place, (_number, _end, segment) in enumerate(self.steps)
            if (heading := self.timeline.heading(segment)) and heading.phase is Phase.STRENGTHEN
        )
        return tuple(strong) or (len(self.steps),)


class Sittings:
    """Lets a made-up person do sessions, and keeps how far they have come."""

    def __init__(self, library: Library, sample: Sample, dice: Random) -> None:
        """Begin on the lowest rungs."""
        self.ladders = Ladders(library.exercises)
        self._library, self._sample, self._dice = library, sample, dice
        self._known: dict[tuple[object, ...], _Laid] = {}

    def sit(self, programme: str, before: Mapping[Side, int], began: datetime) -> Sitting:
        """Do a session of a programme and add it to the sample."""
        laid = self._lay_out(programme, before)
        worst = self._worst(laid.plan, before)
        ending, steps = self._ending(laid, worst)
        clock = steps[-1][1] if steps else 0.0
        late = timedelta(seconds=self._dice.uniform(0, 300))
        ended = began + timedelta(seconds=clock) + late
        session = self._sample.session(laid.timeline, began, clock, ending, ended)
        self._answer(session, Question.CHECK_IN, {Moment.BEFORE: before}, began)
        for number, end, segment in steps:
            self._step(session, laid.timeline, number, segment, began + timedelta(seconds=end))
        if ending is SessionEnding.HURT:
            self._hurt(session, laid.timeline, steps, worst, ended)
        after = {knee: (before[knee] + worst[knee] + 1) // 2 for knee in Side}
        self._answer(
            session, Question.CHECK_OUT, {Moment.DURING: worst, Moment.AFTER: after}, ended
        )
        plan = laid.plan
        return Sitting(before, worst, lambda *, well: self.ladders.went(plan, well=well))

    # -- inside --------------------------------------------------------------------------------

    def _lay_out(self, programme: str, before: Mapping[Side, int]) -> _Laid:
        history = History(pain=dict(before))
        plan = draw_up(
            self._library.programmes[programme], self._library.exercises, history, _NO_DAY, _
        )
        key = (programme, history.first_side, self.ladders.key(plan))
        if key not in self._known:
            plan = self.ladders.fit(plan)
            timeline = lay_out(plan, translate=_)
            self._known[key] = _Laid(plan, timeline, tuple(_steps(timeline)))
        return self._known[key]

    def _worst(self, plan: Plan, before: Mapping[Side, int]) -> dict[Side, int]:
        strong = any(each.exercise.phase is Phase.STRENGTHEN for each in plan.prescriptions)
        sudden = 5 if strong and self._dice.random() < SPIKE else 0
        sorer = max(Side, key=lambda knee: before[knee])
        return {
            knee: score(
                before[knee]
                + max(self._dice.gauss(*STRAIN[strong]), 0)
                + (sudden if knee is sorer else 0)
            )
            for knee in Side
        }

    def _ending(
        self, laid: _Laid, worst: Mapping[Side, int]
    ) -> tuple[SessionEnding, tuple[tuple[int, float, Segment], ...]]:
        """Return how a session ends, and what was done of it."""
        most = len(laid.steps)
        if max(worst.values()) >= STOP_FROM:
            return SessionEnding.HURT, laid.steps[: self._dice.choice(laid.stops)]
        if self._dice.random() < SELDOM:
            return SessionEnding.LEFT, laid.steps[: self._dice.randint(most // 3, most - 1)]
        return SessionEnding.COMPLETED, laid.steps

    def _step(
        self, session: str, timeline: Timeline, number: int, segment: Segment, at: datetime
    ) -> None:
        if segment.question is Question.FELT_WHERE:
            if self._dice.random() < OFTEN:
                self._sample.felt(session, timeline, number, self._felt(), at)
            return
        complete = self._dice.random() > SELDOM
        share = 1.0 if complete else self._dice.uniform(0.4, 0.9)
        reps = None if segment.reps is None else max(int(segment.reps * share), 1)
        seconds = round(segment.estimate * share, 1)
        self._sample.set_done(session, timeline, SetDone(0.0, number, reps, seconds, complete), at)

    def _felt(self) -> FeltWhere:
        places = (FeltWhere.GLUTES, FeltWhere.THIGH, FeltWhere.KNEE, FeltWhere.BACK)
        return self._dice.choices((*places, FeltWhere.ELSEWHERE), (62, 24, 6, 4, 4))[0]

    def _hurt(
        self,
        session: str,
        timeline: Timeline,
        steps: tuple[tuple[int, float, Segment], ...],
        worst: Mapping[Side, int],
        at: datetime,
    ) -> None:
        heading = timeline.heading(steps[-1][2])
        knee = max(Side, key=lambda each: worst[each])
        if heading is not None:
            said = PainScore(knee, Moment.DURING, worst[knee])
            self._sample.hurt(session, heading.exercise, said, at)

    def _answer(
        self,
        session: str,
        question: Question,
        scores: Mapping[Moment, Mapping[Side, int]],
        at: datetime,
    ) -> None:
        for moment, knees in scores.items():
            for knee, points in knees.items():
                self._sample.answer(session, question, PainScore(knee, moment, points), at)


def _steps(timeline: Timeline) -> list[tuple[int, float, Segment]]:
    end, found = 0.0, []
    for number, segment in enumerate(timeline.segments):
        end += segment.estimate
        if segment.kind is SegmentKind.WORK or segment.question is Question.FELT_WHERE:
            found.append((number, end, segment))
    return found
