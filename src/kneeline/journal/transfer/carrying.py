"""What of a journal travels, read in one go while others may write on."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Self

from kneeline.journal import database
from kneeline.journal.sentences import in_sentences
from kneeline.journal.soundness import connect_to_read
from kneeline.journal.transfer.shape import JSON_COLUMNS, KEYS, SHAPES, columns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

OF_A_SESSION = "session IN (SELECT id FROM sessions WHERE day >= :since)"
OF_A_RUN = "run IN (SELECT id FROM runs WHERE day >= :since)"
BY_DAY = "day >= :since"


def _owned_or(alone: str) -> str:
    return f"({OF_A_SESSION} OR {OF_A_RUN} OR (session IS NULL AND run IS NULL AND {alone}))"


SINCE: Mapping[str, str] = {
    **dict.fromkeys(("sessions", "runs", "screenings", "clearances"), BY_DAY),
    **dict.fromkeys(("self_tests", "gates"), BY_DAY),
    **dict.fromkeys(("planned", "sets", "felt", "cues_shown"), OF_A_SESSION),
    **dict.fromkeys(("pain_scores", "signs"), _owned_or(BY_DAY)),
    "notes": _owned_or("about >= :since"),
    "pauses": "(last IS NULL OR last >= :since)",
    "moves": "(moved_from >= :since OR moved_to >= :since)",
    "profile": "TRUE",
    "decisions": "about_day >= :since",
}
"""Which rows belong to the days from `since` on; what belongs to a session or run goes with it."""

ROWS_SINCE = " UNION ALL ".join(
    f"SELECT {KEYS[table][0]} FROM {table} WHERE {which}"  # noqa: S608 (our own tables, named above)
    for table, which in SINCE.items()
)

LOG_SINCE: Mapping[str, str] = {
    "changed_rows": f"row IN ({ROWS_SINCE})",
    "change_log": f"""
        id IN (
            WITH RECURSIVE wanted (id) AS (
                SELECT change FROM changed_rows WHERE row IN ({ROWS_SINCE})
                UNION SELECT undoes FROM change_log JOIN wanted USING (id)
                WHERE undoes IS NOT NULL
            )
            SELECT id FROM wanted
        )
    """,  # noqa: S608 (our own tables, named above)
}

UNORDERED = frozenset({"cues_shown", "changed_rows"})
"""Tables without a rowid; all others are told in the order in which they were written."""


class Carried:
    """A journal that stands still while it is read."""

    def __init__(self, connection: sqlite3.Connection, since: date | None) -> None:
        """Stand on an open transaction."""
        self._connection, self.since = connection, since
        self._last_heard = {
            session: (at, offset, clock)
            for session, at, offset, clock in connection.execute(
                "SELECT session, at, offset, clock FROM unfinished"
            )
        }

    @classmethod
    @contextmanager
    def of(cls, journal: Path, since: date | None = None) -> Iterator[Self]:
        """Open a journal to read it, from one day on or wholly; JournalError if that cannot be."""
        with in_sentences(journal):
            database.inspect(journal)
            with closing(connect_to_read(journal)) as connection:
                connection.execute("BEGIN")
                yield cls(connection, since)

    def count(self, table: str) -> int:
        """Return how many rows of a table travel."""
        which, values = self._which(table)
        sql = f"SELECT count(*) FROM {table} WHERE {which}"  # noqa: S608 (our own tables)
        return int(self._connection.execute(sql, values).fetchone()[0])

    def total(self) -> int:
        """Return how many rows travel."""
        return sum(map(self.count, SHAPES))

    def rows(self, table: str, *, standing: bool = False) -> Iterator[dict[str, Any]]:
        """Return the rows of a table; with `standing`, only those that are not deleted.

        A session under way is told as if it had been left where it was last heard of.
        """
        which, values = self._which(table)
        names = columns(table)
        if standing and "deleted" in names:
            which += " AND deleted IS NULL"
        order = ", ".join(KEYS[table]) if table in UNORDERED else "rowid"
        sql = f"SELECT {', '.join(names)} FROM {table} WHERE {which} ORDER BY {order}"  # noqa: S608 (our own tables and columns)
        held = [name for name in names if name in JSON_COLUMNS]
        for values_of_row in self._connection.execute(sql, values):
            row = dict(zip(names, values_of_row, strict=True))
            for name in held:
                row[name] = json.loads(row[name])
            if table == "sessions" and row["id"] in self._last_heard:
                row |= self._left(row)
            yield row

    def _which(self, table: str) -> tuple[str, dict[str, str]]:
        if self.since is None:
            return "TRUE", {}
        return {**SINCE, **LOG_SINCE}[table], {"since": self.since.isoformat()}

    def _left(self, session: dict[str, Any]) -> dict[str, Any]:
        at, offset, clock = self._last_heard[session["id"]]
        ended = max(session["at"], at)
        return {
            "ended": ended,
            "ended_offset": offset,
            "ending": "left",
            "seconds": clock,
            "changed": max(session["changed"], at),
        }
