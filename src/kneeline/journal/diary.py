"""The journal day by day, as its page shows it, and what a search finds in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kneeline.coach.side import Side
from kneeline.journal import entry_rows, rows
from kneeline.journal.entries import JournalDay, Match
from kneeline.journal.file import remembered
from kneeline.journal.reading import Reading, span
from kneeline.journal.records import SessionRecord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from kneeline.journal.entries import (
        Entry,
        MoveRecord,
        PauseRecord,
        RunRecord,
        ScreeningRecord,
        SignRecord,
    )
    from kneeline.journal.records import PainRecord

BY_DAY: Mapping[str, Callable[[sqlite3.Row], Entry]] = {
    "runs": entry_rows.run_record,
    "signs": entry_rows.sign_record,
    "screenings": entry_rows.screening_record,
    "clearances": entry_rows.clearance_record,
    "self_tests": rows.self_test_record,
    "gates": entry_rows.gate_record,
}
"""Tables with a day, and what their rows are on the page."""

DAYS: Mapping[str, str] = {
    **dict.fromkeys(("sessions", *BY_DAY), "day"),
    "notes": "about",
    "pauses": "first",
}
"""Tables by which a day is in the journal, and the column that says which."""


class Diary(Reading):
    """The questions that the Journal page asks."""

    def entries(self, day: date) -> tuple[Entry, ...]:
        """Return all that happened on a day, in order of time.

        Pain scores of a session or a run are told by `scores_of`; here are those of the morning
        and those that stand alone. A pause stands on its first day, a note on the day it is about.
        """
        found: list[Entry] = [*self.sessions(day, day), *self.notes(day, day)]
        found += [each for each in self.pain_scores(day, day) if _stands_alone(each)]
        for table, record in BY_DAY.items():
            found += self._read(
                record,
                f"SELECT * FROM {table} WHERE deleted IS NULL AND day = ? ORDER BY at, rowid",  # noqa: S608 (our own tables, named above)
                day.isoformat(),
            )
        found += [each for each in self.pauses() if each.first == day]
        found += [each for each in self.moved_days() if each.at.date() == day]
        return tuple(sorted(found, key=_moment))

    def days(self, since: date | None = None, until: date | None = None) -> tuple[JournalDay, ...]:
        """Return the days on which anything was written down, newest first."""
        days: dict[date, JournalDay] = {}

        def on(day: date) -> JournalDay:
            return days.setdefault(day, JournalDay(day))

        for day, what, count in self._counts(since, until):
            match what:
                case "sessions":
                    days[day] = replace(on(day), sessions=count)
                case "runs":
                    days[day] = replace(on(day), runs=count)
                case "notes":
                    days[day] = replace(on(day), notes=count)
                case _:
                    on(day)
        for pain in self.daily_pain(since, until):
            worst: Mapping[Side, int] = {**on(pain.day).worst, pain.knee: pain.worst}
            days[pain.day] = replace(on(pain.day), worst=worst)
        return tuple(days[day] for day in sorted(days, reverse=True))

    def scores_of(self, owner: str) -> tuple[PainRecord, ...]:
        """Return the pain scores of a session or a run, oldest first."""
        return self._read(
            rows.pain_record,
            """
            SELECT * FROM pain_scores WHERE deleted IS NULL AND (session = ?1 OR run = ?1)
            ORDER BY at, rowid
            """,
            owner,
        )

    @remembered
    def worst_by_owner(self) -> Mapping[str, Mapping[Side, int]]:
        """Return the worst score of each knee in each session and run, by their ids.

        One look at all scores: there is no quick way to those of one session.
        """
        worst: dict[str, dict[Side, int]] = {}
        for owner, knee, score in self._read_sums(
            lambda row: (str(row[0]), Side(row[1]), int(row[2])),
            """
            SELECT coalesce(session, run) AS owner, knee, max(score) FROM pain_scores
            WHERE deleted IS NULL AND owner IS NOT NULL GROUP BY owner, knee
            """,
        ):
            worst.setdefault(owner, {})[knee] = score
        return worst

    def signs_of(self, owner: str) -> tuple[SignRecord, ...]:
        """Return what a knee did beside hurting in a session or on a run."""
        return self._read(
            entry_rows.sign_record,
            """
            SELECT * FROM signs WHERE deleted IS NULL AND (session = ?1 OR run = ?1)
            ORDER BY at, rowid
            """,
            owner,
        )

    def runs(self, since: date | None = None, until: date | None = None) -> tuple[RunRecord, ...]:
        """Return the runs of the days from `since` to `until`, oldest first."""
        return self._read(
            entry_rows.run_record,
            """
            SELECT * FROM runs WHERE deleted IS NULL AND day BETWEEN ? AND ? ORDER BY at, rowid
            """,
            *span(since, until),
        )

    def screenings(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[ScreeningRecord, ...]:
        """Return the screenings of the days from `since` to `until`, oldest first."""
        return self._read(
            entry_rows.screening_record,
            """
            SELECT * FROM screenings WHERE deleted IS NULL AND day BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            *span(since, until),
        )

    def pauses(self) -> tuple[PauseRecord, ...]:
        """Return all pauses, oldest first."""
        return self._read(
            entry_rows.pause_record,
            "SELECT * FROM pauses WHERE deleted IS NULL ORDER BY first, rowid",
        )

    def moved_days(self) -> tuple[MoveRecord, ...]:
        """Return the strength days that were moved, in the order they were moved in."""
        return self._read(
            entry_rows.move_record, "SELECT * FROM moves WHERE deleted IS NULL ORDER BY at, rowid"
        )

    def search(self, text: str, exercises: Mapping[str, str]) -> tuple[Match, ...]:
        """Return the notes with this text in them and the sessions with such an exercise.

        `exercises` are the names of all exercises by id, as the person reads them. Newest first;
        capital letters make no difference; an empty text finds nothing.
        """
        wanted = text.strip().casefold()
        if not wanted:
            return ()
        found = [Match(note.about, note) for note in self.notes() if wanted in note.text.casefold()]
        sessions = {each.id: each for each in self.sessions()}
        for exercise, name in exercises.items():
            if wanted in name.casefold():
                found += [
                    Match(day, sessions[each], exercise)
                    for each, day in self.sessions_with(exercise)
                ]
        return tuple(
            sorted(found, key=lambda match: (match.day, _moment(match.found)), reverse=True)
        )

    def sessions_with(self, exercise: str) -> tuple[tuple[str, date], ...]:
        """Return the sessions in which a set of an exercise was done, and the days they began."""
        return self._read(
            lambda row: (row["id"], rows.day_of(row)),
            """
            SELECT id, day FROM sessions WHERE deleted IS NULL AND id IN
                (SELECT session FROM sets WHERE exercise = ? AND deleted IS NULL)
            """,
            exercise,
        )

    def first_day(self) -> date | None:
        """Return the oldest day on which anything was written down."""
        firsts = " UNION ALL ".join(
            f"SELECT min({day}) AS day FROM {table} WHERE deleted IS NULL"  # noqa: S608 (our own tables, named above)
            for table, day in {**DAYS, "pain_scores": "day"}.items()
        )
        found = self._read(rows.day_of, f"SELECT day FROM ({firsts}) WHERE day IS NOT NULL")  # noqa: S608 (as above)
        return min(found, default=None)

    # -- inside ----------------------------------------------------------------------------------

    def _counts(self, since: date | None, until: date | None) -> tuple[tuple[date, str, int], ...]:
        """Return how many rows each table has on each day."""
        counts = " UNION ALL ".join(
            f"SELECT {day} AS day, '{table}' AS what, count(*) AS count FROM {table}"  # noqa: S608 (our own tables, named above)
            f" WHERE deleted IS NULL AND {day} BETWEEN ?1 AND ?2 GROUP BY {day}"
            for table, day in DAYS.items()
        )
        return self._read(
            lambda row: (rows.day_of(row), row["what"], row["count"]), counts, *span(since, until)
        )


def _stands_alone(score: PainRecord) -> bool:
    return score.moment.value == "next-morning" or (score.session is None and score.run is None)


def _moment(entry: Entry) -> datetime:
    return entry.started if isinstance(entry, SessionRecord) else entry.at
