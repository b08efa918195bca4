"""The shape of an exercise file and of a programme file.

The descriptions and limits in here are also the JSON Schema that editors show to somebody who
writes an exercise of their own.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

from kneeline.coach.exercise import CueMoment, FeltWhere, Mark, Phase, Position
from kneeline.coach.side import Sides

EQUIPMENT = ("roller", "band", "step", "chair", "wall", "mat", "weight")
"""The words for things to have at hand."""

Id = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=48,
        description="Small letters, digits, hyphens: reverse-lunge. Never change it later.",
    ),
]
Line = Annotated[str, Meta(min_length=1, max_length=120, description="One short sentence.")]
Text = Annotated[str, Meta(min_length=1, max_length=400, description="One to three sentences.")]
Word = Annotated[str, Meta(min_length=1, max_length=16, description="One word to say in time.")]
Equipment = Annotated[
    str,
    Meta(
        description="One of: roller, band, step, chair, wall, mat, weight.",
        extra_json_schema={"enum": list(EQUIPMENT)},
    ),
]
SourceKey = Annotated[str, Meta(min_length=1, description="Key of a source in sources.toml.")]
SourceKeys = Annotated[tuple[SourceKey, ...], Meta(min_length=1)]

Sets = Annotated[int, Meta(ge=1, le=10, description="Sets, per side where it has sides.")]
Reps = Annotated[int, Meta(ge=1, le=50, description="Repetitions in one set.")]
Seconds = Annotated[float, Meta(ge=5, le=600, description="Seconds of one set.")]
Rest = Annotated[float, Meta(ge=0, le=300, description="Seconds of rest between two sets.")]
StrokeSeconds = Annotated[float, Meta(ge=0, le=20)]
TempoSeconds = Annotated[
    tuple[StrokeSeconds, StrokeSeconds, StrokeSeconds],
    Meta(description="Seconds out, held, back: [3, 1, 2]. Leave it out for one's own pace."),
]
Degrees = Annotated[float, Meta(ge=0, le=160)]
KneeDegrees = Annotated[
    tuple[Degrees, Degrees],
    Meta(description="Least and most bend of the knee in degrees; 0 is straight."),
]


class Table(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of a file; a word it does not know is refused, because it is mostly a slip."""


class DoseTable(Table, frozen=True):
    """Sets of either reps or seconds."""

    sets: Sets
    reps: Reps | None = None
    seconds: Seconds | None = None
    tempo: TempoSeconds | None = None
    rest: Rest = 0.0


class MostTable(Table, frozen=True):
    """What must go well before the next level; tempo and rest are the dose's own."""

    sets: Sets
    reps: Reps | None = None
    seconds: Seconds | None = None


class LevelTable(Table, frozen=True):
    """One rung of the ladder."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=48)]
    how: Annotated[Text, Meta(description="What is different on this level, in a sentence.")]
    dose: Annotated[DoseTable, Meta(description="Where a person starts on this level.")]
    most: Annotated[MostTable, Meta(description="What must go well before the next level.")]
    knee_range: KneeDegrees | None = None
    load: Annotated[
        str,
        Meta(
            max_length=80,
            description="Extra weight that can grow, in words; leave it out for a band.",
        ),
    ] = ""
    equipment: Annotated[
        tuple[Equipment, ...], Meta(description="Things only this level needs.")
    ] = ()


class CueTable(Table, frozen=True):
    """A few words that mend the form."""

    id: Id
    text: Annotated[
        str, Meta(min_length=1, max_length=32, description="For the screen: at most 5 words.")
    ]
    say: Annotated[
        str, Meta(min_length=1, max_length=60, description="For the voice: at most 7 words.")
    ]
    moment: Annotated[CueMoment, Meta(description="When in a set it helps most.")]
    mark: Annotated[Mark | None, Meta(description="Where on the body it points.")] = None
    mends: Annotated[
        tuple[FeltWhere, ...],
        Meta(description="Where the last set was felt when this cue should come next time."),
    ] = ()


class FaultTable(Table, frozen=True):
    """A common mistake and how to mend it."""

    id: Annotated[
        Id,
        Meta(
            description="knee-cave, heel-lift, back-arch, pelvis-drop and trunk-lean have a film; "
            "others may have any id."
        ),
    ]
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    fix: Line


class ClaimsTable(Table, frozen=True):
    """Which sources stand behind what the file says."""

    purpose: Annotated[SourceKeys, Meta(description="Why it is worth doing.")]
    technique: Annotated[SourceKeys, Meta(description="How it is done: steps, cues, faults.")]
    dose: Annotated[SourceKeys, Meta(description="Sets, reps, seconds, tempo, rest, ranges.")]
    avoid: Annotated[
        tuple[SourceKey, ...], Meta(description="Who should not do it; needed if avoid is.")
    ] = ()


class ExerciseFile(Table, frozen=True):
    """One movement: what it is for, how it goes, its cues, faults and levels."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=48, description="As people call it.")]
    phase: Annotated[Phase, Meta(description="The part of a session it belongs to.")]
    purpose: Annotated[Line, Meta(description="What it is for, in one line.")]
    sides: Annotated[Sides, Meta(description="each, both, or alternating within a set.")]
    position: Annotated[Position, Meta(description="How the body starts.")]
    effort: Annotated[
        int,
        Meta(
            ge=1,
            le=5,
            description="What its easiest level asks of knee and body: 1 hardly anything, "
            "2 gentle, 3 moderate, 4 hard, 5 very hard; a swap is never higher.",
        ),
    ]
    setup: Annotated[
        Text, Meta(description="How to get into place; also spoken, so at most 18 words.")
    ]
    steps: Annotated[tuple[Line, ...], Meta(min_length=2, max_length=5)]
    feel: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=3)]
    not_feel: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=3)]
    sources: ClaimsTable
    cues: Annotated[tuple[CueTable, ...], Meta(min_length=3, max_length=6)] = field(name="cue")
    faults: Annotated[tuple[FaultTable, ...], Meta(min_length=2, max_length=4)] = field(
        name="fault"
    )
    levels: Annotated[
        tuple[LevelTable, ...],
        Meta(min_length=1, max_length=8, description="From easiest to hardest."),
    ] = field(name="level")
    strokes: Annotated[
        tuple[Word, Word, Word] | None,
        Meta(description='Words for out, held and back, such as ["Down", "Hold", "Up"].'),
    ] = None
    equipment: tuple[Equipment, ...] = ()
    body_parts: tuple[Annotated[str, Meta(min_length=1, max_length=24)], ...] = ()
    swaps: Annotated[
        tuple[Id, ...],
        Meta(description="What to do if it hurts, best first; never harder."),
    ] = ()
    avoid: Annotated[tuple[Line, ...], Meta(description="Who should leave it out.")] = ()
    film: Annotated[
        str, Meta(max_length=120, description="File name of your own film in the films folder.")
    ] = ""


class EntryTable(Table, frozen=True):
    """One exercise of a block."""

    exercise: Id
    level: Annotated[
        Id | None, Meta(description="A fixed level; leave it out for the person's own.")
    ] = None
    sets: Annotated[Sets | None, Meta(description="Sets instead of the level's own.")] = None


class BlockTable(Table, frozen=True):
    """The exercises of one phase."""

    phase: Phase
    entries: Annotated[tuple[EntryTable, ...], Meta(min_length=1)] = field(name="entry")


class ProgrammeFile(Table, frozen=True):
    """A named recipe: exercises in blocks, in the order we coach."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=48)]
    purpose: Line
    sources: SourceKeys
    blocks: Annotated[tuple[BlockTable, ...], Meta(min_length=1)] = field(name="block")
    out_of_order_because: Annotated[
        str,
        Meta(
            max_length=200,
            description="Why the blocks are not in the order roll, activate, mobilise, "
            "strengthen; the person is shown it.",
        ),
    ] = ""
