"""What happens in a session, in order: the one stream that everything else observes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneeline.coach.ending import SessionEnding as SessionEnding  # noqa: PLC0414 (handed on)
from kneeline.coach.exercise import FeltWhere
from kneeline.coach.facts import Sign
from kneeline.coach.pain import PainScore
from kneeline.coach.side import Side
from kneeline.coach.timeline import Cue, Timeline


class SegmentEnding(StrEnum):
    """How a segment was left."""

    TIME_UP = "time-up"
    DONE = "done"
    SKIPPED = "skipped"
    WENT_BACK = "went-back"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class PainAnswer:
    """The pain scores given to a check-in or check-out."""

    scores: tuple[PainScore, ...]


@dataclass(frozen=True, slots=True)
class FeltAnswer:
    """Where a strength set was felt."""

    where: FeltWhere


Answer = PainAnswer | FeltAnswer


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened `at` seconds on the session's clock, which stands still in pauses."""

    at: float


@dataclass(frozen=True, slots=True)
class SessionStarted(Happened):
    """The session began, or went on after the program had been closed."""

    segment: int
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class SegmentBegan(Happened):
    """A segment of the timeline began."""

    segment: int


@dataclass(frozen=True, slots=True)
class CueGiven(Happened):
    """A cue came due."""

    segment: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class SetDone(Happened):
    """A set was done, in part or in full.

    A set done a second time replaces the first, unless only the first was complete.
    """

    segment: int
    reps: int | None
    """Repetitions done, for a set counted in repetitions; None too where nobody counted."""

    seconds: float
    """Seconds of work, pauses excluded."""

    complete: bool


@dataclass(frozen=True, slots=True)
class SegmentEnded(Happened):
    """A segment was left."""

    segment: int
    ending: SegmentEnding


@dataclass(frozen=True, slots=True)
class Paused(Happened):
    """The session's clock stands still."""

    segment: int


@dataclass(frozen=True, slots=True)
class Resumed(Happened):
    """The session's clock runs again."""

    segment: int


@dataclass(frozen=True, slots=True)
class Hurt(Happened):
    """The person said that a knee hurts."""

    segment: int
    knee: Side
    score: int


@dataclass(frozen=True, slots=True)
class SignSeen(Happened):
    """The person said that a knee swells, locks, gives way or hurts suddenly and sharply."""

    segment: int
    knee: Side
    sign: Sign


@dataclass(frozen=True, slots=True)
class Answered(Happened):
    """The person answered a question."""

    segment: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class TimelineChanged(Happened):
    """What is left of the session was laid out anew.

    That is, from the segment after this one on, or this one too, made longer or shorter.
    """

    segment: int
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class SessionFinished(Happened):
    """The session is over."""

    ending: SessionEnding


SessionEvent = (
    SessionStarted
    | SegmentBegan
    | CueGiven
    | SetDone
    | SegmentEnded
    | Paused
    | Resumed
    | Hurt
    | SignSeen
    | Answered
    | TimelineChanged
    | SessionFinished
)
