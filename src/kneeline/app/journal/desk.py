"""The Journal page: its days are found and read, and what is put right goes to the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kneeline.app.journal.adding import at_own_levels, scores_in, session_of
from kneeline.app.journal.corrections import Corrections
from kneeline.app.journal.days import Days, Names
from kneeline.app.journal.fields import Fields
from kneeline.app.journal.finding import Finding
from kneeline.app.journal.words import change_words, table_name
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun, Surface
from kneeline.journal import JournalError
from kneeline.journal.mending import NothingNew
from kneeline.ui.distances import distances
from kneeline.ui.journal.page import JournalPage
from kneeline.ui.journal.view import DayView, EntryView, Field, Kind, LoggedChange, Wanted
from kneeline.ui.moments import day_in_words, moment_in_words
from kneeline.wording import _

if TYPE_CHECKING:
    from kneeline.app.library.bookshelf import Bookshelf
    from kneeline.app.notices import Notices
    from kneeline.app.settings import Choices
    from kneeline.app.today.daily import Daily
    from kneeline.journal import Journal
    from kneeline.journal.finding import FoundRow
    from kneeline.ui.clock import Clock


class JournalDesk(QObject):
    """Stands between the Journal page and the journal.

    Signals:
        changed: something was put right on which today's plan and the charts may depend.
    """

    changed = Signal()

    def __init__(
        self,
        journal: Journal,
        bookshelf: Bookshelf,
        daily: Daily,
        choices: Choices,
        notices: Notices,
        clock: Clock,
    ) -> None:
        """Take what the page is read from."""
        super().__init__(notices)
        self._journal, self._bookshelf, self._daily = journal, bookshelf, daily
        self._clock, self._notices = clock, notices
        self._corrections = Corrections(journal)
        counted = lambda: distances(choices.now.units)  # noqa: E731 (asked anew each time)
        self._fields = Fields(counted, self._programmes, self._stages)
        self._days = Days(
            journal,
            Names(
                library=lambda: bookshelf.now,
                tests=lambda: daily.self_tests.all,
                rules=lambda: daily.coaching.rules if daily.coaching else None,
                distances=counted,
            ),
        )
        self._finding = Finding(journal, lambda: bookshelf.now, self.today)
        self._page: JournalPage | None = None

    def make_page(self) -> JournalPage:
        """Return the page; call it once, when it is first opened."""
        self._page = JournalPage(self)
        return self._page

    def refresh(self) -> None:
        """Read again what the page shows."""
        self._days.forget()
        if self._page is not None:
            self._page.refresh()

    # -- reading -------------------------------------------------------------------------------

    def today(self) -> date:
        """Return the day it is where the person is."""
        return self._daily.date

    def days(self, wanted: Wanted) -> Iterator[DayView | None]:
        """Yield days with something wanted in them, newest first; None for an empty step."""
        self._days.forget()
        try:
            self._days.prepare()
            yield None
            for day in self._finding.dates(wanted):
                if day is None:
                    yield None
                    continue
                view = self._finding.narrowed(self._days.day(day), wanted)
                yield view if view.entries else None
        except JournalError as error:
            self._notices.tell(str(error))

    def parts(self, fold: str) -> tuple[EntryView, ...]:
        """Return what is behind a fold."""
        return self._days.parts.parts(fold)

    def log(self) -> tuple[LoggedChange, ...]:
        """Return every change that was ever made, newest first."""
        changes = self._journal.changes()
        undone = {each.undoes for each in changes}
        lines: dict[str, list[str]] = {}
        for each in changes:
            # What belongs to something goes with it: one line is enough.
            lines.setdefault(each.change, []).append(
                f"{self._called(each.table, each.row)}: {change_words(each)}"
            )
        newest_first = {each.change: each for each in reversed(changes)}
        return tuple(
            LoggedChange(
                change,
                lines[change][0],
                moment_in_words(each.at),
                can_take_back=change not in undone and each.table != "profile",
            )
            for change, each in newest_first.items()
        )

    def _called(self, table: str, row: str) -> str:
        name = table_name(table)
        if table == "profile":
            return name
        values = self._journal.row(row).values
        day = next((values[key] for key in ("about", "first", "day") if key in values.keys()), None)  # noqa: SIM118 (a row is no mapping)
        if day is None:
            return name
        return _("{what} of {day}").format(what=name, day=day_in_words(date.fromisoformat(day)))

    # -- mending -------------------------------------------------------------------------------

    def fields(self, rows: tuple[str, ...]) -> tuple[Field, ...]:
        """Return the fields of an entry that can be changed."""
        return self._fields.of([self._journal.row(row) for row in rows])

    def fresh_fields(self, kind: Kind, day: date) -> tuple[Field, ...]:
        """Return the fields of an entry that is to be added to a day."""
        return self._fields.fresh(kind, self._clock.wall(), day)

    def save(self, rows: tuple[str, ...], values: Mapping[str, object]) -> str:
        """Change fields of an entry; ValueError has a sentence, and then nothing is changed."""
        taken = self._fields.taken(values, self.today())
        found = [self._journal.row(row) for row in rows]
        if len(rows) == 1 and found[0].table == "pauses":
            _check_pause(found[0], taken)
        edits: dict[str, dict[str, object]] = {}
        for name, value in taken.items():
            field, _blank, row = name.partition(" ")
            edits.setdefault(row or rows[0], {})[field] = value
        says = _("{what} was changed.").format(what=table_name(found[0].table))
        return self._do(partial(self._corrections.edit, edits, says), says)

    def add(self, kind: Kind, values: Mapping[str, object]) -> str:
        """Write something down; ValueError has a sentence, and then nothing is stored."""
        taken = self._fields.taken(values, self.today())
        says = _("It is in your journal.")
        return self._do(
            partial(self._corrections.add, partial(self._write, kind, taken), says), says
        )

    def _write(self, kind: Kind, taken: Mapping[str, Any]) -> Iterable[str]:
        """Write something down and return its rows."""
        journal, scores = self._journal, scores_in(taken)
        if kind is Kind.NOTE:
            return [journal.write_note(taken["text"], about=taken["about"])]
        at = taken["at"]
        if kind is Kind.PAIN:
            if not scores:
                raise ValueError(_("Say how much at least one knee hurt."))
            told = [PainScore(knee, Moment(taken["moment"]), each) for knee, each in scores.items()]
            return [journal.log_pain(each, at=at) for each in told]
        if kind is Kind.RUN:
            stage, surface = taken["stage"], Surface(taken["surface"])
            run = DoneRun(at, taken["minutes"], taken["km"], surface, stage, worst=scores)
            return [journal.log_run(run)]
        programme = self._bookshelf.now.programmes.get(taken["programme"])
        if programme is None:
            raise ValueError(_("Choose what you did."))
        own = at_own_levels(programme, self._daily.levels())
        done, sets = session_of(own, self._bookshelf.now.exercises, at, scores)
        return [journal.log_session(done, name=_(programme.name), sets=sets)]

    def delete(self, rows: tuple[str, ...]) -> str:
        """Delete an entry and what belongs to it; ValueError says why that cannot be."""
        what = table_name(self._journal.row(rows[0]).table)
        says = _("{what} was deleted.").format(what=what)
        return self._do(partial(self._corrections.delete, rows, says), says)

    def undo(self) -> str:
        """Take back what was done last; returns a sentence, or nothing if there is nothing."""
        return self._again(self._corrections.undo, _("Taken back: {what}"))

    def redo(self) -> str:
        """Do again what was taken back last; returns a sentence, or nothing."""
        return self._again(self._corrections.redo, _("Done again: {what}"))

    def take_back(self, change: str) -> str:
        """Take back any change of the log."""
        says = _("The change was taken back.")
        return self._do(partial(self._corrections.take_back, change, says), says)

    # -- inside --------------------------------------------------------------------------------

    def _do(self, step: partial[None], says: str) -> str:
        """Do something to the journal; what the disk refuses becomes a sentence like any other."""
        try:
            step()
        except NothingNew:
            return ""
        except JournalError as error:
            raise ValueError(str(error)) from error
        self._after()
        return says

    def _again(self, step: Callable[[], str], says: str) -> str:
        try:
            what = step()
        except JournalError as error:
            raise ValueError(str(error)) from error
        if not what:
            return ""
        self._after()
        return says.format(what=what)

    def _after(self) -> None:
        self._days.forget()
        self.changed.emit()

    def _programmes(self) -> list[tuple[str, str]]:
        return [(_(each.name), each.id) for each in self._bookshelf.now.programmes.values()]

    def _stages(self) -> int:
        coaching = self._daily.coaching
        return len(coaching.runs.stages) if coaching is not None else 0


def _check_pause(row: FoundRow, taken: Mapping[str, Any]) -> None:
    """Refuse a break that would end before it begins."""
    first = taken.get("first") or row.field("first")
    last = taken.get("last") if "last" in taken else row.field("last")
    if last is not None and str(last) < str(first):
        raise ValueError(_("A pause cannot end before it began."))
