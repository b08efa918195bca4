"""What may be asked of a journal, row by row and day by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kneeline.coach.pain import CARE_FROM
from kneeline.coach.planning import History
from kneeline.coach.side import Side
from kneeline.journal import rows
from kneeline.journal.file import JournalFile, remembered
from kneeline.journal.records import ExerciseComfort

if TYPE_CHECKING:
    from kneeline.journal.records import (
        CueShown,
        DailyFelt,
        DailyPain,
        DailyWork,
        FeltRecord,
        LevelWorked,
        Note,
        PainRecord,
        SelfTestRecord,
        SessionRecord,
        SetRecord,
        Unfinished,
    )


class Reading(JournalFile):
    """The questions that pages, charts and planning ask."""

    # -- what planning and resuming need ---------------------------------------------------------

    def unfinished(self) -> Unfinished | None:
        """Return the newest session that was cut short and can be resumed, if there is one.

        One whose timeline this version cannot read any more is passed over: what was done of it
        is in the journal, and the next session closes it.
        """
        found = self._read(
            rows.unfinished_record,
            """
            SELECT unfinished.*, timeline, sessions.at AS started,
                sessions.offset AS started_offset
            FROM unfinished JOIN timelines USING (session)
                JOIN sessions ON sessions.id = unfinished.session
            ORDER BY sessions.at DESC, sessions.rowid DESC
            """,
        )
        return next((each for each in found if each is not None), None)

    def holds_anything(self) -> bool:
        """Whether anything was ever done, felt or found; much quicker than asking what it was."""
        [found] = self._read(
            lambda row: bool(row["found"]),
            """
            SELECT EXISTS (SELECT 1 FROM sessions WHERE deleted IS NULL)
                OR EXISTS (SELECT 1 FROM runs WHERE deleted IS NULL)
                OR EXISTS (SELECT 1 FROM pain_scores WHERE deleted IS NULL)
                OR EXISTS (SELECT 1 FROM signs WHERE deleted IS NULL)
                OR EXISTS (SELECT 1 FROM screenings WHERE deleted IS NULL AND tier <> 'fine')
                AS found
            """,
        )
        return found

    def history(self) -> History:
        """Return what planning needs to know of the days before.

        Of two scores given at the same moment, the worst during the session counts as the older.
        """
        newest: dict[Side, int] = {}
        for knee in Side:
            found = self._read(
                rows.pain_record,
                """
                SELECT * FROM pain_scores WHERE knee = ? AND deleted IS NULL
                ORDER BY at DESC, moment = 'during', rowid DESC LIMIT 1
                """,
                knee.value,
            )
            newest |= {score.knee: score.score for score in found}
        return History(pain=newest)

    # -- what was done ---------------------------------------------------------------------------

    def sessions(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[SessionRecord, ...]:
        """Return the sessions that began on the days from `since` to `until`, oldest first."""
        return self._read(
            rows.session_record,
            """
            SELECT *,
                (SELECT count(*) FROM sets
                 WHERE sets.session = sessions.id AND sets.deleted IS NULL) AS sets_done,
                coalesce((SELECT clock FROM unfinished WHERE session = sessions.id), seconds)
                    AS clock
            FROM sessions
            WHERE deleted IS NULL AND day BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            *span(since, until),
        )

    def days_with_sessions(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[date, ...]:
        """Return the days on which at least one set was done, oldest first, each once."""
        return self._read(
            rows.day_of,
            """
            SELECT DISTINCT day FROM sessions
            WHERE deleted IS NULL AND day BETWEEN ? AND ? AND EXISTS
                (SELECT 1 FROM sets WHERE sets.session = sessions.id AND sets.deleted IS NULL)
            ORDER BY day
            """,
            *span(since, until),
        )

    def sets(self, session: str) -> tuple[SetRecord, ...]:
        """Return the sets of a session in the order of its timeline."""
        return self._read(
            rows.set_record,
            "SELECT * FROM sets WHERE session = ? AND deleted IS NULL ORDER BY segment, at, rowid",
            session,
        )

    def sets_of(self, exercise: str, since: date | None = None) -> tuple[SetRecord, ...]:
        """Return all sets of an exercise since a day, oldest first."""
        return self._read(
            rows.set_record,
            """
            SELECT * FROM sets WHERE exercise = ? AND deleted IS NULL AND day >= ?
            ORDER BY at, rowid
            """,
            exercise,
            span(since, None)[0],
        )

    def pain_scores(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[PainRecord, ...]:
        """Return the pain scores of the days from `since` to `until`, oldest first."""
        return self._read(
            rows.pain_record,
            """
            SELECT * FROM pain_scores WHERE deleted IS NULL AND day BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            *span(since, until),
        )

    @remembered
    def daily_pain(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[DailyPain, ...]:
        """Return the scores of each knee on each day that has some, by day, left before right.

        Ten years take a few milliseconds, where `pain_scores` takes hundreds. The middle one of up
        to four scores follows from their least, most and sum.
        """
        return self._read_sums(
            rows.daily_pain,
            """
            SELECT day, knee, max(score),
                CASE WHEN count(*) <= 2 THEN (min(score) + max(score)) / 2.0
                    WHEN count(*) = 3 THEN sum(score) - min(score) - max(score)
                    ELSE (sum(score) - min(score) - max(score)) / 2.0 END,
                CASE WHEN count(*) > 4 THEN group_concat(score) END
            FROM pain_scores
            WHERE deleted IS NULL AND day BETWEEN ? AND ?
            GROUP BY day, knee ORDER BY day, knee
            """,
            *span(since, until),
        )

    @remembered
    def mornings_after_runs(self) -> tuple[PainRecord, ...]:
        """Return the pain scores of the mornings after days with runs, oldest first."""
        return self._read(
            rows.pain_record,
            """
            SELECT * FROM pain_scores
            WHERE deleted IS NULL AND moment = 'next-morning' AND day IN
                (SELECT date(runs.day, '+1 day') FROM runs WHERE runs.deleted IS NULL)
            ORDER BY day, at, rowid
            """,
        )

    @remembered
    def daily_work(self) -> tuple[DailyWork, ...]:
        """Return the seconds of work of each phase on each day that has some, by day."""
        return self._read_sums(
            rows.daily_work,
            """
            SELECT day, phase, total(seconds) FROM sets
            WHERE deleted IS NULL GROUP BY day, phase ORDER BY day
            """,
        )

    @remembered
    def levels_worked(self) -> tuple[LevelWorked, ...]:
        """Return each level that was ever worked on with its newest day, for each side."""
        return self._read(
            rows.level_record,
            """
            SELECT max(day) AS day, exercise, level, phase, side FROM sets
            WHERE deleted IS NULL GROUP BY exercise, level, phase, side ORDER BY day
            """,
        )

    @remembered
    def daily_felt(self) -> tuple[DailyFelt, ...]:
        """Return how many sets were felt in each place, by the day their session began."""
        return self._read_sums(
            rows.daily_felt,
            """
            SELECT day, felt_where, count(*) FROM felt JOIN sessions ON sessions.id = felt.session
            WHERE felt.deleted IS NULL GROUP BY day, felt_where ORDER BY day, felt_where
            """,
        )

    def felt(self, session: str) -> tuple[FeltRecord, ...]:
        """Return where the sets of a session were felt, in the order of its timeline."""
        return self._read(
            rows.felt_record,
            "SELECT * FROM felt WHERE session = ? AND deleted IS NULL ORDER BY segment, at, rowid",
            session,
        )

    def cues_shown(self, session: str) -> tuple[CueShown, ...]:
        """Return the form cues that were shown in a session."""
        return self._read(
            rows.cue_record,
            """
            SELECT session, segment, exercise, cue, times FROM cues_shown
            WHERE session = ? AND deleted IS NULL ORDER BY segment, at, cue
            """,
            session,
        )

    @remembered
    def comfort(self, since: date, until: date) -> tuple[ExerciseComfort, ...]:
        """Return each exercise of a span with its days, and those on which it hurt 3 or more."""
        first, last = span(since, until)
        return self._read_sums(
            lambda row: ExerciseComfort(*row),
            """
            SELECT exercise, days, coalesce(sore, 0), coalesce(worst, 0)
            FROM (SELECT exercise, count(DISTINCT day) AS days FROM sets
                WHERE deleted IS NULL AND day BETWEEN ?1 AND ?2 GROUP BY exercise)
            LEFT JOIN (SELECT exercise, sum(worst >= ?3) AS sore, max(worst) AS worst
                FROM (SELECT exercise, day, max(score) AS worst FROM pain_scores
                    WHERE deleted IS NULL AND moment = 'during' AND exercise IS NOT NULL
                        AND day BETWEEN ?1 AND ?2
                    GROUP BY exercise, day)
                GROUP BY exercise) USING (exercise)
            ORDER BY exercise
            """,
            first,
            last,
            CARE_FROM,
        )

    @remembered
    def self_tests(self) -> tuple[SelfTestRecord, ...]:
        """Return the results of all self-tests, oldest first."""
        return self._read(
            rows.self_test_record,
            "SELECT * FROM self_tests WHERE deleted IS NULL ORDER BY at, rowid",
        )

    def tested(self) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of each self-test that was ever done, by its id."""
        return dict(
            self._read_sums(
                rows.tested,
                "SELECT test, min(day), max(day) FROM self_tests WHERE deleted IS NULL"
                " GROUP BY test",
            )
        )

    def notes(self, since: date | None = None, until: date | None = None) -> tuple[Note, ...]:
        """Return the notes about the days from `since` to `until`, oldest first."""
        return self._read(
            rows.note_record,
            """
            SELECT * FROM notes WHERE deleted IS NULL AND about BETWEEN ? AND ?
            ORDER BY about, at, rowid
            """,
            *span(since, until),
        )


def span(since: date | None, until: date | None) -> tuple[str, str]:
    """Return the first and last day asked for, as the tables write them."""
    return (since or date.min).isoformat(), (until or date.max).isoformat()
