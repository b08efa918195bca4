"""Whether anything about the days up to a day has changed since: for whoever keeps what came of it.

A mark is taken once and held against the journal at each start. It notices rows that were added
about those days, changed, deleted, or are gone, whoever did it.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from kneeline.in_steps import at_once
from kneeline.journal.file import JournalFile

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import date

Line = list[object]
"""A table, and what was counted in it."""

OF_A_SESSION = "session IN (SELECT id FROM sessions WHERE day <= :until)"
OF_ANYTHING = (
    "day <= :until OR session IN (SELECT id FROM sessions WHERE day <= :until)"
    " OR run IN (SELECT id FROM runs WHERE day <= :until)"
)

ABOUT = {
    "sessions": "day <= :until",
    "planned": OF_A_SESSION,
    "sets": OF_A_SESSION,
    "felt": OF_A_SESSION,
    "pain_scores": OF_ANYTHING,
    "signs": OF_ANYTHING,
    "runs": "day <= :until",
    "gates": "day <= :until",
    "screenings": "day <= :until",
}
"""How a row of each table says that it is about the days up to a day."""


REST = 1_000_000_007
"""What moments are divided by, for the rest: forty thousand whole ones do not fit in one sum."""


class Marking(JournalFile):
    """Takes marks, and says whether they still hold."""

    @cached_property
    def _found_right(self) -> dict[str, list[Line]]:
        """What the quick look saw when the slow one found that a mark holds."""
        return {}

    def mark(self, until: date) -> str:
        """Return the mark of the days up to a day, taken now."""
        newest = max(
            str(self._single(f"SELECT ifnull(max(changed), '') FROM {table}"))  # noqa: S608 (our own tables, named above)
            for table in ABOUT
        )
        return json.dumps([newest, [*self._standing(newest, until)], [*self._sums(until)]])

    def still_holds(self, mark: str, until: date) -> bool:
        """Return whether nothing about the days up to that day has changed since the mark.

        A mark that is none does not hold: it comes from outside, and says nothing of the journal.
        """
        return at_once(self.look_whether_it_holds(mark, until))

    def look_whether_it_holds(self, mark: str, until: date) -> Generator[None, None, bool]:
        """Do the same in steps, a table at a time, for a window that must not stand still."""
        try:
            newest, standing, sums = json.loads(mark)
        except (TypeError, ValueError):
            return False
        if not isinstance(newest, str):
            return False

        def look() -> Generator[None, None, bool]:
            before = self.answers()
            now = yield from _collected(self._standing(newest, until))
            # The quick look takes what has changed of late for what may be about those days.
            if now in (standing, self._found_right.get(mark)):
                return True
            if sums != (yield from _collected(self._sums(until))):
                return False
            if self.answers() is before:
                self._found_right[mark] = now
            return True

        return (yield from self._unchanged_in_steps((mark, until), look))

    # -- inside ----------------------------------------------------------------------------------

    def _standing(self, newest: str, until: date) -> Iterator[Line]:
        """Yield how many rows are as old as the mark, and how many newer ones are about then."""
        yield ["log", self._single("SELECT count(*) FROM change_log")]
        for table, about in ABOUT.items():
            # A row that is newer is seldom: only then is looked whom it belongs to.
            sql = f"""
                SELECT total(changed <= :newest),
                    total(CASE WHEN changed > :newest THEN {about} ELSE 0 END) FROM {table}
            """  # noqa: S608 (our own tables and conditions, named above)
            values = {"newest": newest, "until": until.isoformat()}
            with self._believing():
                row = tuple(self._connection.execute(sql, values).fetchone())
            yield [table, *row]

    def _sums(self, until: date) -> Iterator[Line]:
        """Yield how many rows are about the days up to that day, and the sum of their moments."""
        for table, about in ABOUT.items():
            sql = f"""
                SELECT count(*), sum(CAST(julianday(changed) * 86400000 AS INTEGER) % {REST})
                FROM {table} WHERE {about}
            """  # noqa: S608 (our own tables and conditions, named above)
            with self._believing():
                found = self._connection.execute(sql, {"until": until.isoformat()}).fetchone()
            yield [table, *found]

    def _single(self, sql: str) -> object:
        [(found,)] = self._read(tuple, sql)
        return found


def _collected(lines: Iterator[Line]) -> Generator[None, None, list[Line]]:
    """Return all lines, each in a step of its own."""
    found = []
    for line in lines:
        found.append(line)
        yield
    return found
