"""Where the Progress page gets its rows from: the journal, and the library for names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneeline.coach.exercise import Phase
from kneeline.ui.progress import ProgressSource
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.journal import Journal
    from kneeline.library import Library
    from kneeline.ui.clock import Clock


def progress_source(journal: Journal, library: Library, clock: Clock) -> ProgressSource:
    """Return what the page asks each time it is shown."""
    exercises = library.exercises.values()
    return ProgressSource(
        today=lambda: clock.wall().date(),
        pain=journal.pain_scores,
        work=journal.daily_work,
        levels=journal.levels_worked,
        felt=journal.felt_anywhere,
        ladders=lambda: {
            each.id: [level.id for level in each.levels]
            for each in exercises
            if each.phase is Phase.STRENGTHEN
        },
        names=lambda: {each.id: _(each.name) for each in exercises},
    )
