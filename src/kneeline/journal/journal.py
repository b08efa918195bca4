"""The journal in one's hand: what may be asked of it, and what is written outside a session."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Self

import msgspec

from kneeline.coach.planning import History
from kneeline.coach.side import Side
from kneeline.coach.timeline import Timeline
from kneeline.journal import backup, changes, database, rows
from kneeline.journal.errors import in_sentences
from kneeline.journal.records import (
    CueShown,
    Unfinished,
)
from kneeline.journal.stamp import Stamp, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from kneeline.coach.pain import PainScore
    from kneeline.journal.changes import Change
    from kneeline.journal.records import (
        FeltRecord,
        Note,
        PainRecord,
        SessionRecord,
        SetRecord,
    )


def open_journal(path: Path, *, wall_clock: Callable[[], datetime]) -> Journal:
    """Open the journal, making or upgrading it where needed (an upgrade begins with a backup).

    `wall_clock` returns the moment, with its time zone. NotAJournal, JournalTooNew,
    JournalDamaged and JournalUnwritable say why it cannot be done; the file is then as it was.
    """

    def upgrade(connection: sqlite3.Connection, found: int) -> None:
        # Slow to import and seldom needed: see the docstring of `migrations`.
        from kneeline.journal.migrations import upgrade as run_steps  # noqa: PLC0415

        if found:
            backup.take(path, wall_clock(), before_version=database.VERSION)
        run_steps(connection)

    return Journal(path, database.connect(path, upgrade), wall_clock)


class Journal:
    """An open journal. All methods raise JournalError subclasses when the file fails them."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, wall_clock: Callable[[], datetime]
    ) -> None:
        """Hold an open connection; use `open_journal`."""
        self.path = path
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._wall_clock = wall_clock

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the journal, which is closed at the end of the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self.close()

    # -- writing -------------------------------------------------------------------------------

    def now(self) -> Stamp:
        """Return the present moment."""
        return Stamp.of(self._wall_clock())

    def commit(self, all_of: Iterable[Change]) -> None:
        """Write changes to the disk, all or none, and return when they are safe."""
        with in_sentences(self.path), self._transaction():
            for change in all_of:
                self._connection.execute(change.sql, change.values)

    def log_pain(self, score: PainScore, *, session: str | None = None) -> None:
        """Write down a pain score given outside a session: the next morning, an hour after."""
        self.commit([changes.pain_scored(score, self.now(), session=session)])

    def write_note(self, text: str, *, about: date, session: str | None = None) -> None:
        """Write down what the person says about a day; ValueError if it is empty."""
        if not text.strip():
            msg = "a note needs some text"
            raise ValueError(msg)
        self.commit([changes.note_written(text.strip(), about, session, self.now())])

    # -- what planning and resuming need ---------------------------------------------------------

    def unfinished(self) -> Unfinished | None:
        """Return the newest session that was cut short and can be resumed, if there is one.

        One whose timeline this version cannot read any more is passed over: what was done of it
        is in the journal, and the next session closes it.
        """
        found = self._rows(
            """
            SELECT unfinished.*, sessions.at AS started, sessions.offset AS started_offset
            FROM unfinished JOIN sessions ON sessions.id = unfinished.session
            ORDER BY sessions.at DESC
            """
        )
        for row in found:
            timeline = _timeline(row["timeline"])
            if timeline is not None and row["segment"] < len(timeline.segments):
                return Unfinished(
                    session=row["session"],
                    timeline=timeline,
                    segment=row["segment"],
                    clock=row["clock"],
                    started=moment(row["started"], row["started_offset"]),
                    seen=moment(row["at"], row["offset"]),
                )
        return None

    def history(self) -> History:
        """Return what planning needs to know of the days before.

        Of two scores given at the same moment, the worst during the session counts as the older.
        """
        newest = {}
        for knee in Side:
            for row in self._rows(
                """
                SELECT score FROM pain_scores WHERE knee = ? AND deleted IS NULL
                ORDER BY at DESC, moment = 'during', rowid DESC LIMIT 1
                """,
                knee.value,
            ):
                newest[knee] = row["score"]
        return History(pain=newest)

    # -- what was done ---------------------------------------------------------------------------

    def sessions(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[SessionRecord, ...]:
        """Return the sessions that began on the days from `since` to `until`, oldest first."""
        found = self._rows(
            """
            SELECT *, (SELECT count(*) FROM sets
                       WHERE sets.session = sessions.id AND sets.deleted IS NULL) AS sets_done
            FROM sessions
            WHERE deleted IS NULL AND day BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            *_range(since, until),
        )
        return tuple(map(rows.session_record, found))

    def days_with_sessions(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[date, ...]:
        """Return the days on which at least one set was done, oldest first, each once."""
        found = self._rows(
            """
            SELECT DISTINCT day FROM sessions
            WHERE deleted IS NULL AND day BETWEEN ? AND ? AND EXISTS
                (SELECT 1 FROM sets WHERE sets.session = sessions.id AND sets.deleted IS NULL)
            ORDER BY day
            """,
            *_range(since, until),
        )
        return tuple(date.fromisoformat(row["day"]) for row in found)

    def sets(self, session: str) -> tuple[SetRecord, ...]:
        """Return the sets of a session in the order of its timeline."""
        found = self._rows(
            "SELECT * FROM sets WHERE session = ? AND deleted IS NULL ORDER BY segment, at, rowid",
            session,
        )
        return tuple(map(rows.set_record, found))

    def sets_of(self, exercise: str, since: date | None = None) -> tuple[SetRecord, ...]:
        """Return all sets of an exercise since a day, oldest first."""
        found = self._rows(
            """
            SELECT * FROM sets WHERE exercise = ? AND deleted IS NULL AND day >= ?
            ORDER BY at, rowid
            """,
            exercise,
            _range(since, None)[0],
        )
        return tuple(map(rows.set_record, found))

    def pain_scores(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[PainRecord, ...]:
        """Return the pain scores of the days from `since` to `until`, oldest first."""
        found = self._rows(
            """
            SELECT * FROM pain_scores WHERE deleted IS NULL AND day BETWEEN ? AND ?
            ORDER BY at, rowid
            """,
            *_range(since, until),
        )
        return tuple(map(rows.pain_record, found))

    def felt(self, session: str) -> tuple[FeltRecord, ...]:
        """Return where the sets of a session were felt, in the order of its timeline."""
        found = self._rows(
            "SELECT * FROM felt WHERE session = ? AND deleted IS NULL ORDER BY segment, at, rowid",
            session,
        )
        return tuple(map(rows.felt_record, found))

    def cues_shown(self, session: str) -> tuple[CueShown, ...]:
        """Return the form cues that were shown in a session."""
        found = self._rows(
            """
            SELECT session, segment, exercise, cue, times FROM cues_shown
            WHERE session = ? AND deleted IS NULL ORDER BY segment, at, cue
            """,
            session,
        )
        return tuple(CueShown(**dict(row)) for row in found)

    def notes(self, since: date | None = None, until: date | None = None) -> tuple[Note, ...]:
        """Return the notes about the days from `since` to `until`, oldest first."""
        found = self._rows(
            """
            SELECT * FROM notes WHERE deleted IS NULL AND about BETWEEN ? AND ?
            ORDER BY about, at, rowid
            """,
            *_range(since, until),
        )
        return tuple(map(rows.note_record, found))

    # -- inside ----------------------------------------------------------------------------------

    def _rows(self, sql: str, *values: object) -> Sequence[sqlite3.Row]:
        with in_sentences(self.path):
            return self._connection.execute(sql, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # Some errors (a full disk) have already rolled it back.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _timeline(stored: str) -> Timeline | None:
    try:
        return msgspec.json.decode(stored, type=Timeline)
    except msgspec.MsgspecError:
        return None


def _range(since: date | None, until: date | None) -> tuple[str, str]:
    return (since or date.min).isoformat(), (until or date.max).isoformat()
