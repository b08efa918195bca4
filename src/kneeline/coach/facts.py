"""What the coach decides from: one exercise, one run or one day, as the journal tells it.

A fact nobody gave is `None`, never a guess. The rules hold what they cannot judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import HIGHEST, LOWEST
from kneeline.coach.side import Side


class Sign(StrEnum):
    """Something a knee does beside hurting."""

    SHARP = "sharp"
    """Sudden sharp pain."""

    SWELLING = "swelling"
    LOCKING = "locking"
    """The knee sticks and will not bend or straighten."""

    GIVING_WAY = "giving-way"


MECHANICAL = frozenset({Sign.LOCKING, Sign.GIVING_WAY})
"""Signs that need a clinician before any more loading (source: nhs-knee-pathways)."""

ILL_FELT = frozenset({FeltWhere.KNEE, FeltWhere.BACK})
"""Where a strength set should not be felt."""


class Activity(StrEnum):
    """What a verdict is about."""

    EXERCISE = "exercise"
    """A strength exercise."""

    LIGHT = "light"
    """Activation or mobility: it hardly loads the knee, so a bad morning only holds it."""

    RUN = "run"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class KneeFacts:
    """What one knee said, each 0 to 10, or None where nobody answered.

    The first four are asked for, and nothing progresses without them. The last two are told by
    whoever wants to; they can only make a verdict gentler.
    """

    before: int | None = None
    worst: int | None = None
    """The worst it got during the exercise, the run or the day."""

    hour_after: int | None = None
    morning: int | None = None
    """The next morning."""

    after: int | None = None
    """Right at the end of it."""

    later: int | None = None
    """The worst that was noted at any other time: later that day, or on a day without training."""

    def __post_init__(self) -> None:
        """Refuse a score outside 0 to 10."""
        said = (self.before, self.worst, self.hour_after, self.morning, self.after, self.later)
        for score in said:
            if score is not None and not LOWEST <= score <= HIGHEST:
                raise ValueError(f"a pain score lies between {LOWEST} and {HIGHEST}, not {score}")

    @property
    def answered(self) -> bool:
        """Whether all four questions were answered."""
        return None not in (self.before, self.worst, self.hour_after, self.morning)

    @property
    def most(self) -> int:
        """The worst up to the end of it, 0 where nobody said."""
        return max(self.worst or 0, self.after or 0)

    @property
    def later_than_before(self) -> int | None:
        """Points by which the hour after lies above the start, or None where either is missing."""
        return _above(self.hour_after, self.before)

    @property
    def rose_later(self) -> int | None:
        """Points by which another time of the day lies above the start, or None likewise."""
        return _above(self.later, self.before)

    @property
    def overnight(self) -> int | None:
        """Points by which the next morning lies above the start, or None where one is missing."""
        return _above(self.morning, self.before)


def _above(score: int | None, start: int | None) -> int | None:
    return None if score is None or start is None else score - start


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one verdict is made from."""

    activity: Activity
    knees: Mapping[Side, KneeFacts] = field(default_factory=dict)
    """The knees that were asked about; with none of them nothing progresses."""

    signs: frozenset[Sign] = frozenset()
    red_flag: bool = False
    """A red flag is up and no clinician has cleared it."""

    stops_lately: int = 0
    """How often the knee stopped a session or run in the two weeks before this one."""

    hours_since_stop: float | None = None
    """Hours since the last stop; None where there was none in the two weeks before."""

    trend_rises: int = 0
    """Weeks in a row, up to now, whose mean worst pain rose clearly above the week before."""

    felt: tuple[FeltWhere, ...] = ()
    """Where the last sets were felt, newest last."""

    form: bool | None = True
    """Whether the form check passed; None where it was asked and not answered."""

    complete: bool = True
    """Whether everything that was asked for was done, at the level that was asked for."""

    clean_before: int = 0
    """Clean sessions in a row before this one, since the last step."""

    held_before: int = 0
    """Sessions in a row before this one that pain kept from moving on."""

    days_since_step: int | None = None
    """Days since the last step up; None where there was none."""
