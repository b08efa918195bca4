"""The whole past as the coach wants to read it, in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kneeline.coach.bookmark import LATEST_RUNS
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import (
    WEEKLY_QUESTIONS,
    DoneExercise,
    DoneRun,
    DoneSession,
    Past,
    Pause,
    Said,
    Surface,
)
from kneeline.coach.screening import Cleared, Raised, Tier
from kneeline.coach.side import Side
from kneeline.journal.file import JournalFile, remembered
from kneeline.journal.stamp import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kneeline.coach.screening import LockRecord

    Row = tuple[Any, ...]
    Pain = dict[Side, int]

OF_LATE = "session IN (SELECT id FROM sessions WHERE day >= :since)"
"""A row of a session since a day. Whoever asks for the whole past is spared the question."""

SESSIONS = """
SELECT id, programme, at, offset FROM sessions
WHERE deleted IS NULL AND {day} ORDER BY at, rowid
"""

RUNS = """
SELECT id, at, offset, minutes, km, surface, stage, cadence, complete FROM runs
WHERE deleted IS NULL AND ({day} OR id IN
    (SELECT id FROM runs WHERE deleted IS NULL ORDER BY at DESC, rowid DESC LIMIT {latest}))
ORDER BY at, rowid
"""

PLANNED = """
SELECT session, exercise, phase, level, sets FROM planned
WHERE deleted IS NULL AND {of_late} ORDER BY place, rowid
"""

SETS = """
SELECT session, exercise, level, sum(complete), total(seconds),
    min(CASE side WHEN 'left' THEN reps END), min(CASE side WHEN 'right' THEN reps END)
FROM sets WHERE deleted IS NULL AND {of_late_sets} GROUP BY session, exercise, level
"""

SCORES = """
SELECT coalesce(session, run), exercise, knee, moment, score, day, at, offset FROM pain_scores
WHERE deleted IS NULL AND {day} ORDER BY at, rowid
"""

SCORES_OF_LATEST_RUNS = """
SELECT run, exercise, knee, moment, score, day, at, offset FROM pain_scores
WHERE run IN (SELECT id FROM runs WHERE deleted IS NULL ORDER BY at DESC, rowid DESC LIMIT {latest})
    AND +deleted IS NULL AND +day < :since AND moment <> 'next-morning' ORDER BY at, rowid
"""
"""Those that lie before the day from which is read.

The pluses keep SQLite from walking through the scores of all earlier days: few have these runs.
"""

SCORES_OF_RUNS = """
SELECT run, exercise, knee, moment, score, day, at, offset FROM pain_scores
WHERE run IS NOT NULL AND deleted IS NULL ORDER BY at, rowid
"""

SIGNS = "SELECT coalesce(session, run), exercise, sign FROM signs WHERE deleted IS NULL"

MECHANICAL = """
SELECT DISTINCT coalesce(sessions.id, runs.id), coalesce(sessions.at, runs.at),
    coalesce(sessions.offset, runs.offset)
FROM signs LEFT JOIN sessions ON sessions.id = session LEFT JOIN runs ON runs.id = run
WHERE signs.sign IN ('locking', 'giving-way') AND signs.deleted IS NULL
    AND coalesce(sessions.deleted, runs.deleted) IS NULL
    AND coalesce(sessions.day, runs.day) < :since
ORDER BY 2
"""
"""Sessions and runs before a day in which the knee locked or gave way."""

FELT = """
SELECT session, exercise, felt_where FROM felt WHERE deleted IS NULL AND {of_late}
ORDER BY session, segment, at, rowid
"""

RAISED = """
SELECT screenings.id, at, offset, tier, flag.value FROM screenings
    LEFT JOIN json_each(flags) AS flag
WHERE deleted IS NULL AND tier <> 'fine' ORDER BY at, screenings.rowid, flag.key
"""


GONE = """
SELECT signs.at, signs.offset FROM signs
    LEFT JOIN sessions ON sessions.id = session LEFT JOIN runs ON runs.id = run
WHERE signs.sign IN ('locking', 'giving-way')
    AND coalesce(signs.deleted, sessions.deleted, runs.deleted) IS NOT NULL
ORDER BY signs.at, signs.rowid
"""
"""Signs that lock the plan, of sessions and runs that were deleted: only a clearance opens it."""


GATE_DAYS = "SELECT DISTINCT day FROM gates WHERE deleted IS NULL ORDER BY day"

TEST_DAYS = f"""
SELECT DISTINCT day FROM self_tests WHERE deleted IS NULL
    AND test NOT IN ({", ".join(f"'{test}'" for test in sorted(WEEKLY_QUESTIONS))}) ORDER BY day
"""  # noqa: S608 (names of our own tests)


@dataclass(slots=True)
class _Did:
    """The sets of one exercise of one session."""

    full: dict[str, int] = field(default_factory=dict)
    """How many were done in full, by level."""

    seconds: float = 0.0
    reps: dict[Side, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Told:
    """The answers about one session or run."""

    before: Pain = field(default_factory=dict)
    worst: Pain = field(default_factory=dict)
    hour_after: Pain = field(default_factory=dict)
    after: Pain = field(default_factory=dict)
    of_exercise: dict[str, Pain] = field(default_factory=lambda: defaultdict(dict))
    signs: dict[str | None, set[Sign]] = field(default_factory=lambda: defaultdict(set))

    def hear(self, exercise: str | None, said: PainScore) -> None:
        """Take in a score; the newest answer counts, and of what hurt during it the worst."""
        match said.moment:
            case Moment.BEFORE:
                self.before[said.knee] = said.score
            case Moment.HOUR_AFTER:
                self.hour_after[said.knee] = said.score
            case Moment.DURING:
                worst = self.worst if exercise is None else self.of_exercise[exercise]
                worst[said.knee] = max(said.score, worst.get(said.knee, 0))
            case Moment.AFTER:
                self.after[said.knee] = said.score
            case _:
                raise ValueError(said.moment)


class Remembering(JournalFile):
    """Tells the coach what was."""

    _since: date | None = None
    """The day from which is read at present."""

    @remembered
    def past(self, since: date | None = None) -> Past:
        """Return everything the plan of a day is made from.

        With `since` it is the past from a day on, as `coach.bookmark.recent` would cut it off the
        whole one.

        A session in which nothing was done and nothing hurt is not part of it. Ten years take a
        second, and no time at all while nothing has changed.
        """
        self._since = since
        return self._told_past()

    def number_of_sessions(self) -> int:
        """Return how many sessions there are, in which something was done or not."""
        [(found,)] = self._read(tuple, "SELECT count(*) FROM sessions WHERE deleted IS NULL")
        return int(found)

    @remembered
    def done_runs(self) -> tuple[tuple[str, DoneRun], ...]:
        """Return the runs of the whole past, each with its row, and nothing else of it."""
        self._since = None
        told, _mornings, _scores = self._told(self._rows(SCORES_OF_RUNS))
        return tuple(self._runs(told))

    # -- inside ----------------------------------------------------------------------------------

    def _told_past(self) -> Past:
        told, mornings, scores = self._told(self._scores())
        return Past(
            sessions=tuple(self._sessions(told)),
            runs=tuple(run for _row, run in self._runs(told)),
            mornings=mornings,
            scores=scores,
            records=self._records(),
            pauses=self._pauses(),
            tests=self._days(TEST_DAYS),
            gates=self._days(GATE_DAYS),
        )

    def _rows(self, sql: str) -> Iterator[Row]:
        """Yield the rows of a query, those since the day that is asked for."""
        cursor = self._connection.cursor()
        cursor.row_factory = None  # plain tuples: half the time of sqlite3.Row
        whole = self._since is None
        asked = sql.format(
            day="TRUE" if whole else "day >= :since",
            of_late="TRUE" if whole else OF_LATE,
            of_late_sets="TRUE" if whole else f"day >= date(:since, '-2 days') AND {OF_LATE}",
            latest=LATEST_RUNS,
        )
        return cursor.execute(asked, {"since": (self._since or date.min).isoformat()})

    def _told(
        self, all_scores: Iterator[Row]
    ) -> tuple[dict[str, _Told], dict[date, Pain], dict[date, tuple[Said, ...]]]:
        """Return the answers about each session and run, of each morning, and what else hurt."""
        told: dict[str, _Told] = defaultdict(_Told)
        mornings: dict[date, Pain] = defaultdict(dict)
        scores: dict[date, list[Said]] = defaultdict(list)
        for owner, exercise, knee, when, score, day, at, offset in all_scores:
            said = PainScore(Side(knee), Moment(when), score)
            if said.moment is Moment.NEXT_MORNING:
                mornings[date.fromisoformat(day)][said.knee] = score
            elif owner is not None:
                told[owner].hear(exercise, said)
            else:
                noted = Said(moment(at, offset), said.knee, score)
                scores[date.fromisoformat(day)].append(noted)
        for owner, exercise, sign in self._rows(SIGNS):
            told[owner].signs[exercise].add(Sign(sign))
        return told, dict(mornings), {day: tuple(noted) for day, noted in scores.items()}

    def _scores(self) -> Iterator[Row]:
        """Yield the scores, and those of the latest runs although they lie further back."""
        yield from self._rows(SCORES)
        if self._since is not None:
            yield from self._rows(SCORES_OF_LATEST_RUNS)

    def _did(self) -> dict[tuple[str, str], _Did]:
        did: dict[tuple[str, str], _Did] = defaultdict(_Did)
        for session, exercise, level, full, seconds, left, right in self._rows(SETS):
            done = did[session, exercise]
            done.full[level] = full
            done.seconds += seconds
            for side, reps in ((Side.LEFT, left), (Side.RIGHT, right)):
                if reps is not None:
                    done.reps[side] = min(reps, done.reps.get(side, reps))
        return did

    def _exercises(self, told: dict[str, _Told]) -> dict[str, list[tuple[DoneExercise, float]]]:
        """Return the exercises of each session, with their seconds of work."""
        did = self._did()
        felt: dict[tuple[str, str], list[FeltWhere]] = defaultdict(list)
        for session, exercise, where in self._rows(FELT):
            felt[session, exercise].append(FeltWhere(where))
        found: dict[str, list[tuple[DoneExercise, float]]] = defaultdict(list)
        nothing, unsaid = _Did(), _Told()
        for session, exercise, phase, level, asked in self._rows(PLANNED):
            done, said = did.get((session, exercise)), told.get(session, unsaid)
            worst, signs = said.of_exercise.get(exercise), said.signs.get(exercise)
            if done is None and not worst and not signs:
                continue
            done = done or nothing
            record = DoneExercise(
                exercise,
                Phase(phase),
                level,
                worst or {},
                frozenset(signs or ()),
                tuple(felt.get((session, exercise), ())),
                done.reps,
                done.full.get(level, 0) >= asked,
            )
            found[session].append((record, done.seconds))
        return found

    def _sessions(self, told: dict[str, _Told]) -> Iterator[DoneSession]:
        exercises = self._exercises(told)
        unsaid = _Told()
        for session, programme, at, offset in self._rows(SESSIONS):
            done, said = exercises.get(session, []), told.get(session, unsaid)
            if not done and not said.worst and not said.after:
                continue
            rolled = sum(seconds for each, seconds in done if each.phase is Phase.ROLL)
            yield DoneSession(
                moment(at, offset),
                tuple(each for each, _seconds in done),
                programme,
                round(rolled / 60, 6),
                said.before,
                said.worst,
                said.hour_after,
                said.after,
            )

    def _runs(self, told: dict[str, _Told]) -> Iterator[tuple[str, DoneRun]]:
        unsaid = _Told()
        for run, at, offset, minutes, km, surface, stage, cadence, complete in self._rows(RUNS):
            said = told.get(run, unsaid)
            done = DoneRun(
                moment(at, offset),
                minutes,
                km,
                Surface(surface),
                stage,
                said.before,
                said.worst,
                said.hour_after,
                frozenset(said.signs.get(None, ())),
                cadence,
                bool(complete),
                said.after,
            )
            yield run, done

    def _records(self) -> tuple[LockRecord, ...]:
        """Return red flags and clearances in order of time; of one moment, the flags first."""
        flags: dict[tuple[str, str, int, str], list[str]] = {}
        for row, at, offset, tier, flag in self._rows(RAISED):
            flags.setdefault((row, at, offset, tier), []).extend([flag] if flag else [])
        raised: list[LockRecord] = [
            Raised(moment(at, offset), Tier(tier), tuple(names))
            for (_row, at, offset, tier), names in flags.items()
        ]
        raised += [
            Raised(moment(at, offset), Tier.URGENT, ("mechanical-sign",))
            for at, offset in self._rows(GONE)
        ]
        kept = {run for run, *_rest in self._rows(RUNS)}
        raised += [
            Raised(moment(at, offset), Tier.URGENT, ("mechanical-sign",))
            for owner, at, offset in self._rows(MECHANICAL)
            if owner not in kept
        ]
        cleared = [
            Cleared(moment(at, offset), clinician)
            for at, offset, clinician in self._rows(
                "SELECT at, offset, clinician FROM clearances WHERE deleted IS NULL ORDER BY rowid"
            )
        ]
        return tuple(sorted([*raised, *cleared], key=lambda record: record.at))

    def _pauses(self) -> tuple[Pause, ...]:
        found = self._rows(
            "SELECT first, last FROM pauses WHERE deleted IS NULL ORDER BY first, rowid"
        )
        return tuple(
            Pause(date.fromisoformat(first), date.fromisoformat(last) if last else None)
            for first, last in found
        )

    def _days(self, sql: str) -> tuple[date, ...]:
        found = self._rows(sql)
        return tuple(date.fromisoformat(day) for (day,) in found)
