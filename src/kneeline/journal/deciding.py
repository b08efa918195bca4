"""What the plan is made with and what came of it: profile, moved days, the coach's decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneeline.coach.reading import WEEK
from kneeline.coach.screening import YEARS
from kneeline.journal import entry_rows, rows, told
from kneeline.journal.mending import Mending
from kneeline.journal.reading import span
from kneeline.wording import _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import date

    from kneeline.coach.week import Moves
    from kneeline.journal.entries import DecisionRecord
    from kneeline.journal.records import Profile, SomeDecision


class Deciding(Mending):
    """What the coach keeps in the journal, and what it needs to know of the person."""

    def move_day(self, day: date, to: date) -> None:
        """Move a strength day; the week (`coach.week`) says first whether it can be moved."""
        if day == to or abs(to - day) >= timedelta(days=WEEK):
            raise ValueError(_("A strength day can be moved to another day less than a week away."))
        self.commit(told.day_moved(day, to, self.now()))

    def moves(self) -> Moves:
        """Return the strength days that were moved: from which day to which."""
        found = self._read(
            rows.move, "SELECT moved_from, moved_to FROM moves WHERE deleted IS NULL ORDER BY 1"
        )
        return dict(found)

    def day_moved_back(self, day: date) -> None:
        """Take back the move of a strength day."""
        self.commit([told.day_moved_back(day, self.now())])

    def decision_made(self, *decisions: SomeDecision) -> None:
        """Write down what the coach decided, about one day or exercise once: the newest stands.

        What stands there already is not written again.
        """
        now = self.now()
        fresh = {
            _about(change.values): change
            for change in (told.decided(each, now) for each in decisions)
        }
        if not fresh:
            return
        first = min(decision.day for decision in decisions)
        standing = self._read(
            lambda row: (_about(row), row["decision"]),
            """
            SELECT about_day, about, exercise, decision FROM decisions
            WHERE deleted IS NULL AND about_day >= ?
            """,
            first.isoformat(),
        )
        known = dict(standing)
        new = [
            change
            for about, change in fresh.items()
            if known.get(about) != change.values["decision"]
        ]
        if new:
            self.commit(new)

    def profile(self) -> Profile | None:
        """Return what was told at the first start; None before it."""
        found = self._read(rows.profile_record, "SELECT * FROM profile WHERE deleted IS NULL")
        return found[0] if found else None

    def decisions(
        self, since: date | None = None, until: date | None = None
    ) -> tuple[DecisionRecord, ...]:
        """Return what the coach decided about the days from `since` to `until`, oldest first."""
        return self._read(
            entry_rows.decision_record,
            """
            SELECT * FROM decisions WHERE deleted IS NULL AND about_day BETWEEN ? AND ?
            ORDER BY about_day, rowid
            """,
            *span(since, until),
        )

    def planned_days(self) -> tuple[date, ...]:
        """Return the days on which the coach looked at a day and planned training, by day.

        On a day on which nobody opened Kneeline nothing was planned, and so nothing missed.
        """
        return self._read(
            rows.day_of,
            """
            SELECT DISTINCT about_day AS day FROM decisions
            WHERE deleted IS NULL AND about = 'day' AND action NOT IN ('rest', 'stop', 'refer')
            ORDER BY about_day
            """,
        )

    def write_profile(self, profile: Profile) -> None:
        """Keep what was told at the first start, or later; the change log keeps what it was."""
        if profile.age is not None and profile.age not in YEARS:
            raise ValueError(_("An age is a whole number of years from 1 to 120."))
        if profile.minutes is not None and not 0 < profile.minutes <= 24 * 60:
            raise ValueError(_("The minutes of a day lie between 1 and 1440."))
        now = self.now()
        if any(day is not None and day > now.day for day in (profile.told, profile.since)):
            raise ValueError(_("That lies in the future: give a time that has passed."))
        row = told.profile_row(profile, now)
        if self.profile() is None:
            self.commit([told.new_row("profile", row, now, now, by_day=False)])
        else:
            self._rewrite("profile", told.PROFILE, row)


def _about(row: Mapping[str, object] | sqlite3.Row) -> tuple[object, ...]:
    """Return what a decision is about: the day, whether an exercise or a run, and which."""
    return row["about_day"], row["about"], row["exercise"]
