"""A plan laid out in time: segments, and the cues within them, as plain data.

Nothing in here runs. A `Timeline` can be printed, compared, stored and read back, and the session
engine only ever walks along it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from kneeline.coach.dose import Stroke, Tempo
from kneeline.coach.exercise import Mark, Phase
from kneeline.coach.side import Side

SELF_PACED_REP = 4.0
"""Seconds we assume for one repetition at the person's own pace, to estimate how long it takes."""

QUESTION_SECONDS = 10.0
"""Seconds we assume for a question that waits for its answer."""


class SegmentKind(StrEnum):
    """What a stretch of the session is for."""

    GET_READY = "get-ready"
    WORK = "work"
    SWITCH_SIDES = "switch-sides"
    REST = "rest"
    QUESTION = "question"


class Question(StrEnum):
    """A question the session asks."""

    CHECK_IN = "check-in"
    """How much does each knee hurt now?"""

    FELT_WHERE = "felt-where"
    """Where did you feel that set?"""

    EASED = "eased"
    """How much does the knee hurt, now that the exercise was made easier?"""

    CHECK_OUT = "check-out"
    """How much does each knee hurt now, and how much at worst?"""


class CueKind(StrEnum):
    """What a cue does for the person."""

    ANNOUNCE = "announce"
    FORM = "form"
    TEMPO = "tempo"
    COUNT = "count"


class Sound(StrEnum):
    """The short sounds; each is a file in `resources/sounds`."""

    START = "start"
    HALF = "half"
    TICK = "tick"
    END = "end"
    SWITCH = "switch"
    DONE = "done"
    BEAT = "beat"
    """One step of the metronome."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to show, say or sound at one moment of a segment."""

    at: float
    """Seconds after the segment's start."""

    kind: CueKind
    text: str
    say: str = ""
    """Words for the voice; empty where the cue is only seen, or only a sound."""

    sound: Sound | None = None
    mark: Mark | None = None
    form: str = ""
    """The form cue's id, for the journal; empty for all other kinds."""

    stroke: Stroke | None = None
    """The part of the repetition that begins with a tempo cue."""


@dataclass(frozen=True, slots=True)
class NextUp:
    """What comes after a pause, for the screen."""

    prescription: int
    side: Side | None
    set_number: int
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of a session."""

    kind: SegmentKind
    seconds: float | None
    """How long it lasts; None means until the person says it is done."""

    cues: tuple[Cue, ...] = ()
    prescription: int | None = None
    """Place of the exercise in the plan, from 0; None for check-in and check-out."""

    set_number: int | None = None
    side: Side | None = None
    reps: int | None = None
    tempo: Tempo | None = None
    question: Question | None = None
    next_up: NextUp | None = None
    planned: float | None = None
    """Seconds it was laid out for, where the person has made it longer or shorter since."""

    def __post_init__(self) -> None:
        """Refuse a segment along which the session's clock would run backwards."""
        if self.seconds is not None and not self.seconds >= 0:
            msg = f"a segment lasts 0 seconds or more, not {self.seconds}"
            raise ValueError(msg)
        end = math.inf if self.seconds is None else self.seconds
        times = (0.0, *(cue.at for cue in self.cues), end)
        if not all(before <= after for before, after in pairwise(times)):
            msg = f"the cues of a segment come in order and within it, not at {times[1:-1]}"
            raise ValueError(msg)

    @property
    def estimate(self) -> float:
        """Seconds it will take, guessed where the person decides."""
        if self.seconds is not None:
            return self.seconds
        if self.reps is not None:
            return self.reps * SELF_PACED_REP
        return QUESTION_SECONDS


@dataclass(frozen=True, slots=True)
class Heading:
    """What the screen says about one exercise of the plan."""

    exercise: str
    level: str
    phase: Phase
    name: str
    level_name: str
    setup: str
    why: str
    sets: int
    planned_reps: int | None
    planned_seconds: float | None
    strokes: tuple[str, str, str]
    equipment: tuple[str, ...]
    eased: bool = False
    """Whether it was made easier during the session, because it hurt."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session in time."""

    programme: str
    name: str
    headings: tuple[Heading, ...]
    segments: tuple[Segment, ...]

    @property
    def seconds(self) -> float:
        """Estimated seconds from check-in to check-out."""
        return sum(segment.estimate for segment in self.segments)

    def seconds_from(self, index: int) -> float:
        """Estimated seconds from the start of a segment to the end of the session."""
        return sum(segment.estimate for segment in self.segments[index:])

    def with_segment(self, index: int, segment: Segment) -> Timeline:
        """Return the timeline with another segment in one place."""
        before, after = self.segments[:index], self.segments[index + 1 :]
        return replace(self, segments=(*before, segment, *after))

    def heading(self, segment: Segment) -> Heading | None:
        """Return the exercise a segment belongs to, if it belongs to one."""
        return None if segment.prescription is None else self.headings[segment.prescription]
