"""Runs that were written down: changed or deleted, each with a way to take it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kneeline.coach.pain import Moment, PainScore
from kneeline.journal.mending import NothingNew

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kneeline.coach.past import DoneRun, Scores
    from kneeline.journal import Journal

Undo = Callable[[], None]
Step = Callable[[], Callable[[], object]]


def delete_run(journal: Journal, run: str) -> Undo:
    """Delete a run and return how to take that back."""
    change = journal.delete(run)
    return lambda: _take_back([partial(journal.undo, change)])


def change_run(journal: Journal, run: str, done: DoneRun) -> Undo:
    """Make a run what it should have been, and return how to take that back.

    ValueError with a sentence where it makes no sense; the run is then as it was.
    """
    undo: list[Callable[[], object]] = []
    try:
        for step in _steps(journal, run, done):
            try:
                undo.append(step())
            except NothingNew:
                continue
    except BaseException:
        _take_back(undo)
        raise
    return lambda: _take_back(undo)


def _steps(journal: Journal, run: str, done: DoneRun) -> Iterator[Step]:
    """Yield each change; done, it returns how to take it back."""
    yield partial(
        _edit,
        journal,
        run,
        minutes=float(done.minutes),
        km=None if done.km is None else float(done.km),
        surface=done.surface,
        stage=done.stage,
        at=done.at,
    )
    records = journal.scores_of(run)
    told: tuple[tuple[Moment, Scores], ...] = (
        (Moment.BEFORE, done.before),
        (Moment.DURING, done.worst),
        (Moment.HOUR_AFTER, done.hour_after),
    )
    for moment, scores in told:
        known = {each.knee: each for each in records if each.moment is moment}
        for knee, record in known.items():
            if knee not in scores:
                yield partial(_drop, journal, record.id)
            elif record.score != scores[knee]:
                yield partial(_edit, journal, record.id, score=scores[knee])
        for knee in scores.keys() - known.keys():
            yield partial(_add, journal, run, PainScore(knee, moment, scores[knee]), done.at)


def _edit(journal: Journal, row: str, **values: object) -> Callable[[], object]:
    return partial(journal.undo, journal.edit(row, **values))


def _drop(journal: Journal, row: str) -> Callable[[], object]:
    return partial(journal.undo, journal.delete(row))


def _add(journal: Journal, run: str, said: PainScore, at: datetime) -> Callable[[], object]:
    return partial(journal.delete, journal.log_pain(said, run=run, at=at))


def _take_back(undo: list[Callable[[], object]]) -> None:
    """Take changes back, the last one first."""
    for each in reversed(undo):
        each()
