"""An exercise of the library: what it is for, how it goes, its cues, faults and levels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneeline.coach.dose import Dose
from kneeline.coach.side import Sides


class Phase(StrEnum):
    """A part of a session; members stand in the order we coach them."""

    ROLL = "roll"
    ACTIVATE = "activate"
    MOBILISE = "mobilise"
    STRENGTHEN = "strengthen"

    @property
    def order(self) -> int:
        """Place in the session, from 0."""
        return list(Phase).index(self)


class Position(StrEnum):
    """How the body starts an exercise."""

    STANDING = "standing"
    SITTING = "sitting"
    KNEELING = "kneeling"
    HANDS_AND_KNEES = "hands-and-knees"
    FACE_DOWN = "face-down"
    FACE_UP = "face-up"
    SIDE_LYING = "side-lying"

    @property
    def on_the_floor(self) -> bool:
        """Whether one has to get down for it, and up again after it."""
        return self is not Position.STANDING


class Mark(StrEnum):
    """The place on the body that a cue points at."""

    HEEL = "heel"
    KNEE_LINE = "knee-line"
    """The line hip – knee – second toe."""

    GLUTE = "glute"
    TRUNK = "trunk"


class CueMoment(StrEnum):
    """When in a set a form cue is worth saying."""

    START = "start"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"
    HALF = "half"
    LATE = "late"


class FeltWhere(StrEnum):
    """Where the person felt a strength set."""

    GLUTES = "glutes"
    THIGH = "thigh"
    KNEE = "knee"
    BACK = "back"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class FormCue:
    """A few words that correct how the movement is done."""

    id: str
    text: str
    """Words for the screen, readable from three metres."""

    say: str
    """Words for the voice, at most about three seconds long."""

    moment: CueMoment
    mark: Mark | None = None
    mends: tuple[FeltWhere, ...] = ()
    """Where a set was felt when this is the cue to give next time."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A common mistake and how to mend it."""

    id: str
    """Also the last part of the name of the film that shows it, where there is one."""

    name: str
    fix: str


class Claim(StrEnum):
    """What an exercise says that needs a source."""

    PURPOSE = "purpose"
    TECHNIQUE = "technique"
    DOSE = "dose"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Backing:
    """One source behind one claim."""

    claim: Claim
    source: str
    """Key of `resources/sources.toml`."""


@dataclass(frozen=True, slots=True)
class KneeRange:
    """How far the knee bends, in degrees of flexion (0 = straight)."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse a range no knee has."""
        if not 0 <= self.low <= self.high <= 160:  # noqa: PLR2004 (the limit is the fact itself)
            msg = "a knee range goes from low to high between 0 and 160 degrees"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of an exercise's ladder."""

    id: str
    name: str
    how: str
    """What is different on this rung, in a sentence."""

    dose: Dose
    """Where a person starts on this rung."""

    most: Dose
    """What must go well before the next rung."""

    knee_range: KneeRange | None = None
    load: str = ""
    """Extra weight or resistance, in words; empty for body weight."""

    equipment: tuple[str, ...] = ()
    """What this rung needs on top of the exercise's own equipment."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement of the library."""

    id: str
    name: str
    phase: Phase
    purpose: str
    sides: Sides
    position: Position
    setup: str
    steps: tuple[str, ...]
    strokes: tuple[str, str, str]
    """Words for the three parts of a repetition ("Down", "Hold", "Up")."""

    feel: tuple[str, ...]
    not_feel: tuple[str, ...]
    cues: tuple[FormCue, ...]
    faults: tuple[Fault, ...]
    levels: tuple[Level, ...]
    """From easiest to hardest."""

    equipment: tuple[str, ...] = ()
    body_parts: tuple[str, ...] = ()
    swaps: tuple[str, ...] = ()
    """Exercises to do instead when this one hurts, best first; none of them harder."""

    avoid: tuple[str, ...] = ()
    """Who should not do it, or should ask first."""

    sources: tuple[str, ...] = ()
    """Keys of `resources/sources.toml`."""

    backing: tuple[Backing, ...] = ()
    """The same sources, each with the claim it stands behind."""

    effort: int = 3
    """How much its easiest level asks of knee and body, 1 (rest) to 5 (source: kneeline-effort)."""

    film: str = ""
    """File in the person's `films` folder to play instead of our clip; empty for ours."""

    def level(self, level_id: str) -> Level:
        """Return the level with this id; raise KeyError with a sentence if there is none."""
        for level in self.levels:
            if level.id == level_id:
                return level
        known = ", ".join(level.id for level in self.levels)
        msg = f"{self.id} has no level {level_id!r}; it has {known}"
        raise KeyError(msg)
