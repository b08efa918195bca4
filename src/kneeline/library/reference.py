"""The shapes of `screening.toml`, `rules.toml`, `self-tests.toml` and `running.toml`."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from kneeline.coach.certainty import Certainty
from kneeline.coach.rules import Action
from kneeline.coach.screening import Tier
from kneeline.library.schema import Id, Line, SourceKey, SourceKeys, Table

Version = Annotated[
    str, Meta(pattern=r"^\d{4}-\d{2}$", description="Year and month; kept with each decision.")
]
Sentence = Annotated[str, Meta(min_length=1, max_length=200, description="In plain words.")]
Above = Annotated[float, Meta(gt=0)]
Count = Annotated[int, Meta(ge=1)]
Pain = Annotated[int, Meta(ge=0, le=10, description="Pain, 0 to 10.")]
Years = Annotated[int, Meta(ge=1, le=120)]


# -- screening -----------------------------------------------------------------------------------


class QuestionTable(Table, frozen=True):
    """One question, answered yes or no."""

    id: Id
    text: Sentence
    daily: Annotated[bool, Meta(description="Whether each check-in asks it again.")] = False


class FlagTable(Table, frozen=True):
    """A pattern of answers that must not be overlooked."""

    id: Id
    tier: Annotated[Tier, Meta(description="How soon somebody should see whom.")]
    advice: Annotated[Sentence, Meta(description="What to do, in plain words.")]
    source: SourceKey
    all_of: tuple[Id, ...] = ()
    any_of: tuple[Id, ...] = ()
    age_from: Years | None = None
    age_below: Years | None = None


class ScreeningFile(Table, frozen=True):
    """Questions about red flags, and what their answers mean."""

    version: Version
    questions: Annotated[tuple[QuestionTable, ...], Meta(min_length=1)] = field(name="question")
    flags: Annotated[tuple[FlagTable, ...], Meta(min_length=1)] = field(name="flag")


# -- rules ---------------------------------------------------------------------------------------


class RuleTable(Table, frozen=True):
    """One row of the rule table."""

    id: Id
    action: Annotated[Action, Meta(description="What the rule decides.")]
    condition: Annotated[Sentence, Meta(description="What it looks for, in words.")]
    certainty: Certainty
    source: SourceKey


class RulesFile(Table, frozen=True):
    """The rules by which Kneeline decides, and their numbers."""

    version: Version
    thresholds: Annotated[
        dict[str, int | float], Meta(description="The numbers, each by its name.")
    ]
    rules: Annotated[tuple[RuleTable, ...], Meta(min_length=1)] = field(name="rule")


# -- self-tests ----------------------------------------------------------------------------------


class PointTable(Table, frozen=True):
    """One thing that costs a point."""

    id: Id
    text: Sentence
    points: Count
    instead_of: Annotated[Id | None, Meta(description="The point it rules out.")] = None


class BandTable(Table, frozen=True):
    """A word for a range of results, both ends included."""

    name: Line
    least: float = field(name="from")
    most: float = field(name="to")


class SelfTest(Table, frozen=True):
    """One short test to do at home."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=48)]
    asks: Annotated[Sentence, Meta(description="The question the result answers.")]
    how: Annotated[tuple[Sentence, ...], Meta(min_length=1, max_length=4)]
    unit: Literal["cm", "points", "reps", "score"]
    lowest: float
    highest: float
    sides: Literal["each", "once"]
    better: Literal["more", "less"]
    every_days: Count
    sources: SourceKeys
    certainty: Certainty
    times: Annotated[int, Meta(ge=1, description="How many results at once.")] = 1
    change: Annotated[Above | None, Meta(description="Smallest change that means much.")] = None
    point_out_below: Annotated[float | None, Meta(description="Results we mention.")] = None
    point_out_gap: Annotated[Above | None, Meta(description="Gap of the sides we mention.")] = None
    points: tuple[PointTable, ...] = field(name="point", default=())
    bands: tuple[BandTable, ...] = field(name="band", default=())

    def band(self, result: float) -> str:
        """Return the word for a result; empty where the test has none."""
        return next((band.name for band in self.bands if band.least <= result <= band.most), "")


class SelfTestsFile(Table, frozen=True):
    """Every self-test."""

    version: Version
    tests: Annotated[tuple[SelfTest, ...], Meta(min_length=1)] = field(name="test")


# -- running -------------------------------------------------------------------------------------


class GateTable(Table, frozen=True):
    """One thing that must go well before the first run."""

    id: Id
    text: Sentence
    why: Annotated[Sentence, Meta(description="Why it is asked for, in plain words.")]
    certainty: Certainty
    source: SourceKey
    amount: Annotated[Count | None, Meta(description="How much of it, in its unit.")] = None
    unit: Literal["minutes", "days", "reps"] | None = None
    pain_to: Pain | None = None
    test: Annotated[Id | None, Meta(description="Self-test that answers it.")] = None
    test_from: Annotated[float | None, Meta(description="Least result of that test.")] = None
    test_to: Annotated[float | None, Meta(description="Greatest result of that test.")] = None


class StageTable(Table, frozen=True):
    """One stage: run, walk, and again, in minutes."""

    number: Count
    run: Above
    walk: Annotated[float, Meta(ge=0)]
    times: Count


class ThenTable(Table, frozen=True):
    """What comes after the last stage."""

    id: Id
    text: Sentence
    source: SourceKey


class CapsTable(Table, frozen=True):
    """How long a run may be after the stages."""

    share: Annotated[float, Meta(ge=1, description="Share of the longest of the last days.")]
    days: Count
    from_stage: Count
    week_share: Annotated[float, Meta(ge=1, description="Growth of a week we speak of.")]
    quality_per_week: Count
    certainty: Certainty
    sources: SourceKeys


class CadenceTable(Table, frozen=True):
    """By how much the metronome quickens the steps."""

    first: Annotated[float, Meta(gt=0, le=0.2)]
    then: tuple[Annotated[float, Meta(gt=0, le=0.2)], ...]
    days: Count
    pain_to: Pain
    certainty: Certainty
    sources: SourceKeys


class DrillTable(Table, frozen=True):
    """One way to practise quicker steps."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=48)]
    how: Sentence
    minutes: Above
    source: SourceKey


class RunningFile(Table, frozen=True):
    """The way back to running."""

    version: Version
    walk_before: Annotated[float, Meta(ge=0)]
    walk_after: Annotated[float, Meta(ge=0)]
    clean_runs: Count
    rest_days: Annotated[int, Meta(ge=0)]
    per_week: Count
    stages_per_week: Count
    certainty: Certainty
    sources: SourceKeys
    caps: CapsTable
    cadence: CadenceTable
    gate: Annotated[tuple[GateTable, ...], Meta(min_length=1)]
    stages: Annotated[tuple[StageTable, ...], Meta(min_length=1)] = field(name="stage")
    then: tuple[ThenTable, ...] = ()
    drills: tuple[DrillTable, ...] = field(name="drill", default=())
