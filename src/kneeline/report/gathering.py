"""From the journal's rows to the facts of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneeline.coach.events import SessionEnding
from kneeline.coach.exercise import Phase
from kneeline.coach.pain import STOP_FROM, Moment
from kneeline.coach.screening import Raised
from kneeline.coach.side import Side
from kneeline.insight.days import WEEK, Span
from kneeline.insight.pain import change, pain_trend
from kneeline.insight.practice import felt_counts, practice
from kneeline.insight.running import compare, mornings_after
from kneeline.report.facts import (
    RECENT_DAYS,
    Done,
    Ground,
    Knee,
    ReportFacts,
    ReportRows,
    Running,
    StandingNow,
    Stop,
    Tested,
)

if TYPE_CHECKING:
    from kneeline.coach.rules import Rules
    from kneeline.journal import PainRecord, SelfTestRecord, SetRecord
    from kneeline.library import Library
    from kneeline.library.reference import SelfTest

STANDS_ON = (
    "collins-2018",
    "neal-2024",
    "farrar-2001",
    "frandsen-2025",
    "kneeline-pain-bands",
    "kneeline-rules",
    "kneeline-return-to-run",
    "kneeline-order",
)
"""Keys of `resources/sources.toml`: what the report says about how sure we are, and of what."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What the rows' words are looked up in."""

    library: Library
    rules: Rules
    tests: Sequence[SelfTest]


def gather(
    rows: ReportRows, known: Reference, span: Span, made: date, who: str = ""
) -> ReportFacts:
    """Return what a report about a span of days states."""
    left, right = (_knee(rows.pain, side, span) for side in Side)
    past = rows.past
    runs = tuple(run for run in past.runs if run.day in span) if past else ()
    records = past.records if past else ()
    flags = (each for each in records if isinstance(each, Raised) and each.at.date() in span)
    return ReportFacts(
        who=" ".join(who.split()),
        made=made,
        span=span,
        sample=rows.sample,
        knees=(left, right),
        done=_done(rows, span),
        standings=_standings(rows.sets, known.library, span),
        stops=_stops(rows, known.library, span),
        flags=tuple(flags),
        running=Running(runs, compare(mornings_after(runs, rows.pain))),
        tests=_tests(rows.self_tests, known.tests, span),
        notes=tuple(note for note in rows.notes if note.about in span),
        ground=_ground(known),
    )


def _knee(rows: Sequence[PainRecord], knee: Side, span: Span) -> Knee:
    trend = pain_trend(rows, knee, span)
    weeks = (len(span) - WEEK) // WEEK
    mine = [row for row in rows if row.knee is knee and row.day in span]
    late = span.last - timedelta(days=RECENT_DAYS)
    mornings = [row.score for row in mine if row.moment is Moment.NEXT_MORNING and row.day > late]
    return Knee(
        trend,
        change(trend, weeks) if weeks > 0 else None,
        max((row.score for row in mine), default=None),
        sum(mornings) / len(mornings) if mornings else None,
    )


def _done(rows: ReportRows, span: Span) -> Done:
    sessions = [each for each in rows.sessions if each.day in span]
    days = {each.day for each in sessions if each.sets_done}
    weeks = -(-len(span) // WEEK)
    per_week = [0] * weeks
    for day in days:
        per_week[weeks - 1 - (span.last - day).days // WEEK] += 1
    runs = rows.past.runs if rows.past else ()
    pauses = rows.past.pauses if rows.past else ()
    return Done(
        span=span,
        sessions=len(sessions),
        endings=Counter(each.ending for each in sessions if each.ending),
        sets_planned=sum(each.sets_planned for each in sessions),
        sets_done=sum(each.sets_done for each in sessions),
        days=len(days),
        per_week=tuple(per_week),
        practice=practice(rows.work, runs, span),
        felt=felt_counts(rows.felt, span),
        pauses=tuple(
            each
            for each in pauses
            if each.first <= span.last and (each.last is None or each.last >= span.first)
        ),
    )


def _standings(rows: Sequence[SetRecord], library: Library, span: Span) -> tuple[StandingNow, ...]:
    """Return level and dose of each strength exercise's newest session, oldest rows passed over."""
    newest: dict[tuple[str, Side], list[SetRecord]] = {}
    for row in rows:
        if row.phase is not Phase.STRENGTHEN or row.day not in span:
            continue
        for side in Side if row.side is None else (row.side,):
            kept = newest.setdefault((row.exercise, side), [])
            if kept and kept[-1].session != row.session:
                kept.clear()
            kept.append(row)
    exercises = dict.fromkeys(exercise for exercise, _side in newest)
    found = []
    for exercise in exercises:
        sides = {side: newest.get((exercise, side), []) for side in Side}
        last = max(row.day for of_side in sides.values() for row in of_side)
        left, right = (_dose(library, exercise, sides[side]) for side in Side)
        known = library.exercises.get(exercise)
        found.append(StandingNow(known.name if known else exercise, left, right, last))
    return tuple(sorted(found, key=lambda each: (-each.last.toordinal(), each.exercise)))


def _dose(library: Library, exercise: str, rows: Sequence[SetRecord]) -> str:
    """Return sets × repetitions or seconds as they were done, and the level's name."""
    if not rows:
        return ""
    known, level = library.exercises.get(exercise), rows[-1].level
    names = {each.id: each.name for each in known.levels} if known else {}
    of_level = [row for row in rows if row.level == level]
    reps = [row.reps for row in of_level if row.reps is not None]
    much = f"{min(reps)}" if reps else f"{round(min(row.seconds for row in of_level))} s"
    return f"{len(of_level)} × {much}, {names.get(level, level)}"


def _stops(rows: ReportRows, library: Library, span: Span) -> tuple[Stop, ...]:
    """Return what ended because of pain, and each score as high as that, newest first."""
    hurt = {each.id for each in rows.sessions if each.ending is SessionEnding.HURT}
    worst: dict[tuple[date, str | None], PainRecord] = {}
    for row in rows.pain:
        if row.moment is not Moment.DURING or row.day not in span:
            continue
        if row.score < STOP_FROM and not (row.session in hurt and row.exercise):
            continue
        before = worst.get((row.day, row.session))
        if before is None or (row.score, bool(row.exercise)) > (
            before.score,
            bool(before.exercise),
        ):
            worst[row.day, row.session] = row
    found = []
    for row in worst.values():
        exercise = library.exercises.get(row.exercise or "")
        name = exercise.name if exercise else (row.exercise or "")
        found.append(Stop(row.day, row.knee, row.score, name, row.session in hurt))
    return tuple(sorted(found, key=lambda each: each.day, reverse=True))


def _tests(
    rows: Iterable[SelfTestRecord], known: Sequence[SelfTest], span: Span
) -> tuple[Tested, ...]:
    """Return first and newest result of each test and side; of several at once, their mean."""
    days: dict[tuple[str, Side | None], dict[date, list[float]]] = {}
    for row in rows:
        if row.day in span:
            of_test = days.setdefault((row.test, row.side), {})
            of_test.setdefault(row.day, []).append(row.value)
    found = []
    for test in known:
        for side in (*Side, None):
            of_test = days.get((test.id, side), {})
            if of_test:
                means = {day: sum(values) / len(values) for day, values in of_test.items()}
                first, last = min(means), max(means)
                found.append(Tested(test, side, means[first], first, means[last], last))
    return tuple(found)


def _ground(known: Reference) -> Ground:
    certain = Counter(rule.certainty for rule in known.rules.table)
    sources = known.library.sources
    return Ground(
        known.rules.version, certain, tuple(sources[key] for key in STANDS_ON if key in sources)
    )
