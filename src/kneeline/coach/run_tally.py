"""What a guided run came to, counted from its events as they happen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kneeline.coach.events import (
    Answered,
    Hurt,
    PainAnswer,
    SegmentBegan,
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


@dataclass(frozen=True, slots=True)
class KeptRun:
    """All there is to know of a run under way, to be kept until it is written down."""

    guided: GuidedRun
    at: datetime
    surface: Surface
    timeline: Timeline
    """The rest of the run as it is now; it differs from the guided one once it was cut short."""

    segment: int
    """The segment under way."""

    began: float
    """Where the run's clock stood when that segment began, in seconds."""

    seen: float
    """Where it stood when it was last heard of."""

    parts: tuple[SetDone, ...] = ()
    scores: tuple[PainScore, ...] = ()
    signs: frozenset[Sign] = frozenset()


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
    _segment: int = field(default=0, init=False)
    _began: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        """Begin with the timeline as it was laid out."""
        self._timeline = self.guided.timeline

    def hear(self, events: Iterable[SessionEvent]) -> None:
        """Take in what happened at one moment."""
        for event in events:
            match event:
                case SegmentBegan() | TimelineChanged():
                    self._move(event)
                case SetDone():
                    self._count(event)
                case Hurt():
                    self._score(PainScore(event.knee, Moment.DURING, event.score))
                case SignSeen():
                    self._signs.add(event.sign)
                case Answered(answer=PainAnswer(scores=scores)):
                    for score in scores:
                        self._score(score)
                case _:
                    pass

    def kept(self, clock: float) -> KeptRun:
        """Return all of it, with the run's clock standing at so many seconds."""
        return KeptRun(
            self.guided,
            self.at,
            self.surface,
            self._timeline,
            self._segment,
            self._began,
            max(clock, self._began),
            tuple(self._parts.values()),
            tuple(
                PainScore(knee, moment, score)
                for moment, scores in self._scores.items()
                for knee, score in scores.items()
            ),
            frozenset(self._signs),
        )

    @classmethod
    def again(cls, kept: KeptRun) -> RunTally:
        """Return the tally of a run that was cut off, to go on with."""
        tally = cls(kept.guided, kept.at, kept.surface)
        tally._timeline = kept.timeline
        tally._segment, tally._began = kept.segment, kept.began
        tally._parts = {part.segment: part for part in kept.parts}
        for said in kept.scores:
            tally._score(said)
        tally._signs = set(kept.signs)
        return tally

    @classmethod
    def cut_off(cls, kept: KeptRun) -> RunTally:
        """Return the tally of a run that ends where it was cut off, its last part begun."""
        tally = cls.again(kept)
        seconds = kept.seen - kept.began
        whole = kept.timeline.segments[kept.segment].seconds
        if whole is not None and seconds > 0:
            part = SetDone(kept.seen, kept.segment, None, min(seconds, whole), complete=False)
            tally.hear((part,))
        return tally

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

    def _move(self, event: SegmentBegan | TimelineChanged) -> None:
        if isinstance(event, SegmentBegan):
            self._segment, self._began = event.segment, event.at
        else:
            self._timeline = event.timeline

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
