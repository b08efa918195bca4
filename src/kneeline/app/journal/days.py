"""The days of the journal as its page shows them: records in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kneeline.app.journal import words
from kneeline.app.journal.parts import Parts
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import (
    ClearanceRecord,
    GateRecord,
    MoveRecord,
    Note,
    PainRecord,
    PauseRecord,
    RunRecord,
    ScreeningRecord,
    SelfTestRecord,
    SessionRecord,
    SignRecord,
)
from kneeline.ui.journal.view import DayView, EntryView, Kind, Score
from kneeline.ui.moments import clock_in_words, day_in_words
from kneeline.ui.runs.words import number, stage_words, surface_name
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from kneeline.coach.rules import Rules
    from kneeline.journal import Entry, Journal
    from kneeline.library import Library
    from kneeline.library.reference import SelfTest
    from kneeline.ui.distances import Distances


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows of the journal are called by."""

    library: Callable[[], Library]
    tests: Callable[[], Sequence[SelfTest]]
    rules: Callable[[], Rules | None]
    distances: Callable[[], Distances]

    def exercise(self, exercise: str) -> str:
        """Return the name of an exercise; its id where the library has lost it."""
        known = self.library().exercises.get(exercise)
        return _(known.name) if known is not None else exercise

    def test(self, test: str) -> str:
        """Return the name of a self-test; its id where nobody knows it any more."""
        return next((_(each.name) for each in self.tests() if each.id == test), test)

    def result(self, test: str, value: float) -> str:
        """Return the result of a self-test with its unit."""
        unit = next((each.unit for each in self.tests() if each.id == test), "score")
        says = {
            "cm": _("{value} cm"),
            "points": ngettext("{value} point", "{value} points", round(value)),
            "reps": ngettext("{value} repetition", "{value} repetitions", round(value)),
        }.get(unit, "{value}")
        return says.format(value=number(value))


class Days:
    """Makes a day of the journal into what is shown of it."""

    def __init__(self, journal: Journal, names: Names) -> None:
        self._journal, self._names = journal, names
        self._changes: dict[str, tuple[str, ...]] | None = None
        self.parts = Parts(journal, names, self.changes_of)

    def forget(self) -> None:
        """Read the change log again when it is next needed."""
        self._changes = None

    def prepare(self) -> None:
        """Ask what no day can do without: the journal remembers its longest answer."""
        self._journal.worst_by_owner()

    def _worst_of(self, owner: str) -> tuple[Score, ...]:
        """Return the worst score of each knee in a session or a run."""
        worst = self._journal.worst_by_owner().get(owner, {})
        return tuple(Score(knee, worst[knee]) for knee in Side if knee in worst)

    def changes_of(self, row: str) -> tuple[str, ...]:
        """Return what was changed in a row, a sentence each."""
        if self._changes is None:
            self._changes = {}
            for change in self._journal.changes():
                said = (*self._changes.get(change.row, ()), words.change_words(change))
                self._changes[change.row] = said
        return self._changes.get(row, ())

    def day(self, day: date) -> DayView:
        """Return a whole day, with what the coach decided on it at the end."""
        entries = self._journal.entries(day)
        views = [view for group in _together(entries) for view in self._views(group)]
        decided = self.parts.decided(day)
        return DayView(day, (*views, *decided))

    # -- inside --------------------------------------------------------------------------------

    def _views(self, group: Sequence[Entry]) -> Iterator[EntryView]:
        scores = [each for each in group if isinstance(each, PainRecord)]
        if scores:
            yield self.parts.of_scores(scores)
            return
        for each in group:
            view = self._view(each)
            if view is not None:
                yield view

    def _view(self, entry: Entry) -> EntryView | None:
        match entry:
            case SessionRecord():
                return self._session(entry)
            case RunRecord():
                return self._run(entry)
            case Note():
                return self.parts.of_note(entry)
            case SelfTestRecord():
                side = words.side_name(entry.side)
                result = self._names.result(entry.test, entry.value)
                said = f"{side}: {result}" if side else result
                title = self._names.test(entry.test)
                return self._plain(
                    entry.id, Kind.TEST, title, entry.at, said[:1].upper() + said[1:]
                )
            case _:
                return self._of_safety(entry)

    def _of_safety(self, entry: Entry) -> EntryView | None:
        """Return a break, a moved day, or what has to do with red flags."""
        match entry:
            case PauseRecord():
                return self._pause(entry)
            case ScreeningRecord():
                title = _("Red flags asked") if entry.tier is Tier.FINE else _("Red flag")
                return EntryView(
                    (), Kind.SAFETY, title, clock_in_words(entry.at), (words.tier_name(entry.tier),)
                )
            case ClearanceRecord():
                said = _("{clinician} said that you may train.").format(clinician=entry.clinician)
                view = self._plain(entry.id, Kind.SAFETY, _("Cleared"), entry.at, said, edit=False)
            case SignRecord():
                return self.parts.of_sign(entry)
            case GateRecord():
                title = _("The gate to running was passed")
                view = self._plain(entry.id, Kind.SAFETY, title, entry.at, edit=False)
            case MoveRecord():
                said = _("From {day} to {to}.").format(
                    day=day_in_words(entry.moved_from), to=day_in_words(entry.moved_to)
                )
                title = _("A strength day was moved")
                view = self._plain(entry.id, Kind.BREAK, title, entry.at, said, edit=False)
            case _:
                return None
        return view

    def _session(self, session: SessionRecord) -> EntryView:
        sets = ngettext(
            "{done} of {count} set", "{done} of {count} sets", session.sets_planned
        ).format(done=session.sets_done, count=session.sets_planned)
        minutes = round(session.seconds / 60)
        parts = [sets]
        if minutes:
            parts.insert(0, ngettext("{count} min", "{count} min", minutes).format(count=minutes))
        if session.ending is None:
            parts.append(_("not finished"))
        elif session.ending.value != "completed":
            parts.append(
                {"left": _("ended early"), "hurt": _("ended because it hurt")}[session.ending.value]
            )
        return EntryView(
            rows=(session.id,),
            kind=Kind.SESSION,
            title=_(session.name or session.programme),
            time=clock_in_words(session.started),
            says=(" · ".join(parts),),
            scores=self._worst_of(session.id),
            fold=f"session {session.id}",
            can_edit=session.ending is not None,
            can_delete=session.ending is not None,
            changes=self.changes_of(session.id),
        )

    def _run(self, run: RunRecord) -> EntryView:
        parts = [_("{minutes} min").format(minutes=number(run.minutes))]
        if run.km is not None:
            parts.append(self._names.distances().words(run.km))
        parts += [surface_name(run.surface), stage_words(run.stage, complete=run.complete)]
        if run.cadence is not None:
            parts.append(_("{steps} steps a minute").format(steps=number(run.cadence)))
        worst = self._worst_of(run.id)
        return EntryView(
            rows=(run.id,),
            kind=Kind.RUN,
            title=_("Run"),
            time=clock_in_words(run.at),
            says=(" · ".join(parts),),
            scores=worst,
            fold=f"run {run.id}" if worst or self._journal.signs_of(run.id) else "",
            can_edit=True,
            can_delete=True,
            changes=self.changes_of(run.id),
        )

    def _pause(self, pause: PauseRecord) -> EntryView:
        if pause.last is None:
            said = _("It goes on.")
        else:
            said = _("Up to {day}.").format(day=day_in_words(pause.last))
        return self._plain(pause.id, Kind.BREAK, _("Break"), None, said)

    def _plain(
        self,
        row: str,
        kind: Kind,
        title: str,
        at: datetime | None,
        *says: str,
        edit: bool = True,
    ) -> EntryView:
        return EntryView(
            (row,),
            kind,
            title,
            clock_in_words(at) if at is not None else "",
            says,
            can_edit=edit,
            can_delete=True,
            changes=self.changes_of(row),
        )


def _together(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield entries, and scores of both knees about one moment of the day as one."""

    def about(entry: Entry) -> object:
        if isinstance(entry, PainRecord):
            return entry.moment, entry.session, entry.run
        return id(entry)

    # Both knees are asked one after the other, and a minute may lie between the answers.
    scores = [each for each in entries if isinstance(each, PainRecord)]
    others: dict[int, list[Entry]] = {}
    for _about, group in groupby(sorted(scores, key=lambda each: str(about(each))), key=about):
        same = list(group)
        once = len({each.knee for each in same}) == len(same)
        for some in [same] if once else [[each] for each in same]:
            others[id(some[0])] = list(some)
    first = {id(each): group for group in others.values() for each in group[:1]}
    for entry in entries:
        if not isinstance(entry, PainRecord):
            yield [entry]
        elif id(entry) in first:
            yield first[id(entry)]
