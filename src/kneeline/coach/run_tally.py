"""What a guided run came to, counted from its events as they happen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kneeline.coach.events import (
    Answered,
    Hurt,
    PainAnswer,
    SessionEvent,
    SetDone,
    SignSeen,
    TimelineChanged,
)
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun, Surface
from kneeline.coach.side import Side
from kneeline.coach.timeline import Timeline
from kneeline.coach.walk_run import GuidedRun, is_running


@dataclass(slots=True)
class RunTally:
    """Counts one run; `done` may be asked at any moment, also when it is cut short.

    Minutes are minutes of running: the walks between them are not what the cap is about.
    """

    guided: GuidedRun
    at: datetime
    """When it began, with its time zone."""

    surface: Surface = Surface.TREADMILL
    _timeline: Timeline = field(init=False)
    _parts: dict[int, SetDone] = field(default_factory=dict, init=False)
    _scores: dict[Moment, dict[Side, int]] = field(default_factory=dict, init=False)
    _signs: set[Sign] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        """Begin with the timeline as it was laid out."""
        self._timeline = self.guided.timeline

    def hear(self, events: Iterable[SessionEvent]) -> None:
        """Take in what happened at one moment."""
        for event in events:
            match event:
                case SetDone():
                    self._count(event)
                case Hurt():
                    self._score(PainScore(event.knee, Moment.DURING, event.score))
                case SignSeen():
                    self._signs.add(event.sign)
                case Answered(answer=PainAnswer(scores=scores)):
                    for score in scores:
                        self._score(score)
                case TimelineChanged():
                    self._timeline = event.timeline
                case _:
                    pass

    @property
    def parts_done(self) -> int:
        """Running parts done in full."""
        return sum(part.complete for part in self._running())

    @property
    def parts_planned(self) -> int:
        """Running parts that the stage has."""
        return sum(map(is_running, self.guided.timeline.segments))

    def done(self) -> DoneRun | None:
        """Return the run so far; None where nobody ran and nothing hurt.

        Where it hurt before the running began, the walk stands for it: what hurt must not be lost.
        """
        seconds = sum(part.seconds for part in self._running())
        worst = self._of(Moment.DURING)
        if not seconds and (self._signs or any(worst.values())):
            seconds = max(sum(part.seconds for part in self._parts.values()), 1.0)
        if not seconds:
            return None
        return DoneRun(
            at=self.at,
            minutes=round(seconds / 60, 2),
            surface=self.surface,
            stage=self.guided.stage,
            before=self._of(Moment.BEFORE),
            worst=worst,
            signs=frozenset(self._signs),
            complete=self.parts_done == self.parts_planned,
            after=self._of(Moment.AFTER),
        )

    # -- inside --------------------------------------------------------------------------------

    def _running(self) -> list[SetDone]:
        return [
            part
            for place, part in self._parts.items()
            if is_running(self._timeline.segments[place])
        ]

    def _count(self, part: SetDone) -> None:
        """Take the newest of a part that was done twice, unless only the first was complete."""
        before = self._parts.get(part.segment)
        if before is None or part.complete or not before.complete:
            self._parts[part.segment] = part

    def _score(self, said: PainScore) -> None:
        """Take the newest answer, and of what hurt on the way the worst."""
        scores = self._scores.setdefault(said.moment, {})
        worst = scores.get(said.knee, 0) if said.moment is Moment.DURING else 0
        scores[said.knee] = max(said.score, worst)

    def _of(self, moment: Moment) -> Mapping[Side, int]:
        return dict(self._scores.get(moment, {}))
