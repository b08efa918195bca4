"""Which days of the journal are wanted: by words, by what they hold, and from a day back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kneeline.coach.past import DAY
from kneeline.ui.journal.view import DayView, Kind, Wanted
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.journal import Journal
    from kneeline.library import Library

AT_ONCE = timedelta(days=60)
"""Days that are asked for at once: a few milliseconds."""


class Finding:
    """Finds days bit by bit, so that the window has its turn in between."""

    def __init__(
        self, journal: Journal, library: Callable[[], Library], today: Callable[[], date]
    ) -> None:
        self._journal, self._library, self._today = journal, library, today
        self._sessions: dict[str, date] = {}

    def _sessions_with(self, text: str) -> Iterator[dict[str, date]]:
        """Yield the sessions with each exercise that has a text in its name."""
        for exercise in self._library().exercises.values():
            if text in _(exercise.name).casefold():
                yield dict(self._journal.sessions_with(exercise.id))

    def dates(self, wanted: Wanted) -> Iterator[date | None]:
        """Yield the days to look at, newest first; None for a step without one."""
        text = wanted.text.strip().casefold()
        days = self._with_words(text, wanted) if text else self._of_kinds(wanted)
        # Somebody may close the window between two steps.
        while not self._journal.closed:
            try:
                day = next(days)
            except StopIteration:
                return
            yield day

    def _with_words(self, text: str, wanted: Wanted) -> Iterator[date | None]:
        self._sessions = {}
        for found in self._sessions_with(text):
            self._sessions |= found
            yield None
        newest = self._newest(wanted)
        notes = (each.about for each in self._journal.notes() if text in each.text.casefold())
        days = {*self._sessions.values(), *notes}
        yield from sorted((day for day in days if day <= newest), reverse=True)

    def _of_kinds(self, wanted: Wanted) -> Iterator[date | None]:
        newest = self._newest(wanted)
        known = _only_days(self._journal, wanted.kinds)
        if known is not None:
            yield from sorted({day for day in known if day <= newest}, reverse=True)
            return
        first = self._journal.first_day()
        while first is not None and newest >= first:
            oldest = newest - AT_ONCE
            yield None
            yield from (each.day for each in self._journal.days(oldest, newest))
            newest = oldest - DAY

    def _newest(self, wanted: Wanted) -> date:
        return wanted.until or self._today() + DAY

    def narrowed(self, view: DayView, wanted: Wanted) -> DayView:
        """Return a day without what was not asked for; call it while `dates` goes on."""
        text = wanted.text.strip().casefold()
        entries = [
            each
            for each in view.entries
            if (not wanted.kinds or each.kind in wanted.kinds)
            and (
                not text
                or (each.kind is Kind.NOTE and text in each.says[0].casefold())
                or (each.kind is Kind.SESSION and each.rows[0] in self._sessions)
            )
        ]
        return DayView(view.day, tuple(entries))


def _only_days(journal: Journal, kinds: frozenset[Kind]) -> set[date] | None:
    """Return the days with such entries, where all of these are few; None where none is."""
    few: Mapping[Kind, Callable[[], Iterable[date]]] = {
        Kind.NOTE: lambda: (each.about for each in journal.notes()),
        Kind.RUN: lambda: (each.day for each in journal.runs()),
        Kind.TEST: lambda: (each.day for each in journal.self_tests()),
        Kind.BREAK: lambda: (
            *(each.first for each in journal.pauses()),
            *(each.at.date() for each in journal.moved_days()),
        ),
        Kind.DECISION: lambda: (each.day for each in journal.decisions()),
    }
    if not kinds or not kinds <= few.keys():
        return None
    return {day for kind in kinds for day in few[kind]()}
