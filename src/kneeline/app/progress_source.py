"""Where the Progress page gets its rows from: the journal, and the library for names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneeline.app.data.samples import sample_notice
from kneeline.coach.exercise import Phase
from kneeline.coach.side import Side
from kneeline.insight.strength import Norm
from kneeline.journal import holds_sample
from kneeline.ui.progress import ProgressSource
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kneeline.journal import Journal, PauseRecord, SelfTestRecord
    from kneeline.library import Library
    from kneeline.library.reference import SelfTest
    from kneeline.ui.clock import Clock


@dataclass(frozen=True, slots=True)
class SideResult:
    """One result of a self-test of one side."""

    day: date
    test: str
    side: Side
    value: float


def progress_source(
    journal: Journal, library: Library, clock: Clock, tests: Sequence[SelfTest] = ()
) -> ProgressSource:
    """Return what the page asks each time it is shown."""
    exercises = library.exercises.values()
    return ProgressSource(
        today=lambda: clock.wall().date(),
        pain=journal.daily_pain,
        work=journal.daily_work,
        levels=journal.levels_worked,
        felt=journal.daily_felt,
        runs=journal.runs,
        mornings=journal.mornings_after_runs,
        self_tests=lambda: of_sides(journal.self_tests()),
        # Today is not missed before it is over.
        planned=lambda: [day for day in journal.planned_days() if day < clock.wall().date()],
        paused=lambda: paused_days(journal.pauses(), clock.wall().date()),
        comfort=journal.comfort,
        ladders=lambda: {
            each.id: [level.id for level in each.levels]
            for each in exercises
            if each.phase is Phase.STRENGTHEN
        },
        names=lambda: {each.id: _(each.name) for each in exercises},
        norms=tuple(norms(tests)),
        notice=sample_notice() if holds_sample(journal.path) else "",
    )


def norms(tests: Iterable[SelfTest]) -> Iterator[Norm]:
    """Yield what the self-tests of both sides are held against, where there is such a value."""
    for test in tests:
        if test.sides == "each" and test.point_out_below is not None:
            yield Norm(test.id, _(test.name), test.unit, test.point_out_below, test.sources[-1])


def of_sides(results: Iterable[SelfTestRecord]) -> tuple[SideResult, ...]:
    """Return the results that belong to a side; the chart holds left against right."""
    return tuple(
        SideResult(each.day, each.test, each.side, each.value)
        for each in results
        if each.side is not None
    )


def paused_days(pauses: Iterable[PauseRecord], today: date) -> frozenset[date]:
    """Return the days of all pauses, the one that goes on up to today."""
    return frozenset(
        day for pause in pauses for day in _days(pause.first, min(pause.last or today, today))
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
