"""Where a person stood at the end of some day, so that years need not be judged again each morning.

A bookmark changes nothing: the plan of a day is the same from the whole past as from a bookmark
and the past since `needed_from` (tests/properties/test_bookmark.py proves it). It is right as long
as nothing that it was made from has changed since; whoever keeps one has to see to that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kneeline.coach.coaching import Coaching
from kneeline.coach.exercise import Phase
from kneeline.coach.facts import MECHANICAL
from kneeline.coach.past import DAY, DoneRun, DoneSession, Past, Scores
from kneeline.coach.progression import Track, follow
from kneeline.coach.reading import WEEK, Reading
from kneeline.coach.running import RunTrack, settle_runs
from kneeline.coach.screening import Cleared, Raised, Tier
from kneeline.coach.standing import Ladder
from kneeline.coach.thresholds import Thresholds

LATEST_RUNS = 2
"""Runs that are never cut off the past: the metronome asks how the last two went."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What came of the past up to a day, with the mornings after it."""

    through: date
    """The last day that is judged."""

    tracks: Mapping[str, Track]
    running: RunTrack
    last_done: Mapping[str, date]
    newest: Scores
    """The newest score of each knee."""


def bookmark(
    past: Past,
    coaching: Coaching,
    have: frozenset[str],
    through: date,
    known: Bookmark | None = None,
) -> Bookmark:
    """Return the bookmark of a day that lies at least two days back, when its morning has come.

    `past` is the whole one, or the one since `needed_from` of an earlier bookmark, `known`.
    """
    until = _until(past, through + DAY)
    reading = Reading(until, coaching.rules.thresholds, known)
    rules, numbers = coaching.rules, coaching.rules.thresholds
    tracks: dict[str, Track] = {}
    for name in sorted(reading.last_done.keys() & coaching.exercises.keys()):
        exercise = coaching.exercises[name]
        if exercise.phase is not Phase.ROLL:
            before = known.tracks.get(name) if known is not None else None
            ladder = Ladder(exercise, numbers)
            track = follow(ladder, reading, rules, through + DAY, have=have, known=before)
            tracks[name] = _lately(track.settled or track, through, numbers)
    running = settle_runs(
        reading, rules, coaching.runs, through + DAY, known.running if known else None
    )
    kept = tuple(
        each
        for each in running.decisions
        if each is running.decision or _counts(each.day, through, numbers)
    )
    running = replace(running, decisions=kept)
    done = replace(until, mornings={d: s for d, s in until.mornings.items() if d <= through})
    newest = Reading(done, numbers, known).newest
    return Bookmark(through, tracks, running, reading.last_done, newest)


def needed_from(through: date, coaching: Coaching) -> date:
    """Return the first day of the past that planning needs beside a bookmark of a day."""
    numbers, runs = coaching.rules.thresholds, coaching.runs
    days = max(
        (numbers.refer_weeks + 1) * WEEK,
        (numbers.trend_weeks + 1) * WEEK,
        numbers.stop_window_days,
        numbers.refer_window_days,
        runs.cap_days,
        runs.quiet_days,
        2 * WEEK,
    )
    return through - timedelta(days=days + 1)


def recent(past: Past, since: date) -> Past:
    """Return the past since a day, with what never grows old: locks, breaks, gates, tests.

    A knee that locked or gave way before keeps the plan locked, so it becomes a red flag.
    """
    old = [each for each in past.sessions if each.day < since]
    kept = past.runs[-LATEST_RUNS:]
    old_runs = [each for each in past.runs if each.day < since and each not in kept]
    gone: list[DoneSession | DoneRun] = [*old, *old_runs]
    records = [*past.records, *(flag for each in gone for flag in mechanical(each))]
    return replace(
        past,
        sessions=past.sessions[len(old) :],
        runs=tuple(each for each in past.runs if each.day >= since or each in kept),
        mornings={day: scores for day, scores in past.mornings.items() if day >= since},
        scores={day: said for day, said in past.scores.items() if day >= since},
        records=tuple(sorted(records, key=lambda each: (each.at, isinstance(each, Cleared)))),
    )


def mechanical(done: DoneSession | DoneRun) -> tuple[Raised, ...]:
    """Return the red flag that a knee that locked or gave way raises, if it did."""
    if MECHANICAL.isdisjoint(done.signs):
        return ()
    return (Raised(done.at, Tier.URGENT, ("mechanical-sign",)),)


def _until(past: Past, last: date) -> Past:
    """Return the past as it was on the morning of a day, without what was done on it."""
    return replace(
        past,
        sessions=tuple(each for each in past.sessions if each.day < last),
        runs=tuple(each for each in past.runs if each.day < last),
        mornings={day: scores for day, scores in past.mornings.items() if day <= last},
        scores={day: said for day, said in past.scores.items() if day < last},
        gates=tuple(day for day in past.gates if day < last),
    )


def _lately(track: Track, through: date, numbers: Thresholds) -> Track:
    """Return the track with those of its decisions that anybody asks for again."""
    kept = tuple(
        each
        for each in track.decisions
        if each is track.decision or _counts(each.day, through, numbers)
    )
    return replace(track, decisions=kept, settled=None)


def _counts(day: date, through: date, numbers: Thresholds) -> bool:
    return (through - day).days <= max(numbers.refer_window_days, WEEK)
