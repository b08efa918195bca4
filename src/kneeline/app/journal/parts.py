"""What is behind the folds of the Journal page: sets, scores, notes, and why the coach decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kneeline.app.journal import words
from kneeline.coach.explaining import explain
from kneeline.coach.pain import Moment
from kneeline.coach.progression import Decision
from kneeline.coach.running import RunDecision
from kneeline.coach.side import Side
from kneeline.ui.journal.view import EntryView, Kind, Score
from kneeline.ui.moments import clock_in_words
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kneeline.app.journal.days import Names
    from kneeline.journal import (
        DecisionRecord,
        FeltRecord,
        Journal,
        Note,
        PainRecord,
        SetRecord,
        SignRecord,
    )


def scores_in_words(scores: Iterable[PainRecord]) -> tuple[Score, ...]:
    """Return the worst score of each knee."""
    worst: dict[Side, int] = {}
    for each in scores:
        worst[each.knee] = max(each.score, worst.get(each.knee, 0))
    return tuple(Score(knee, worst[knee]) for knee in Side if knee in worst)


class Parts:
    """Reads what is behind a fold when somebody opens it."""

    def __init__(
        self, journal: Journal, names: Names, changes_of: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._journal, self._names, self._changes_of = journal, names, changes_of

    def parts(self, fold: str) -> tuple[EntryView, ...]:
        """Return what is behind a fold, by the name its entry gave it."""
        kind, _blank, key = fold.partition(" ")
        if kind == "session":
            return tuple(self._of_session(key))
        if kind == "run":
            return tuple(self._of_run(key))
        if kind == "sets":
            session, _blank, exercise = key.partition(" ")
            return tuple(self._of_exercise(session, exercise))
        return tuple(self._reasons(key))

    # -- one record ----------------------------------------------------------------------------

    def of_scores(self, scores: Sequence[PainRecord]) -> EntryView:
        """Return the scores of one moment as one entry."""
        first = scores[0]
        return EntryView(
            rows=tuple(
                each.id for each in sorted(scores, key=lambda each: each.knee is Side.RIGHT)
            ),
            kind=Kind.PAIN,
            title=words.moment_name(first.moment),
            time=clock_in_words(first.at),
            says=(self._names.exercise(first.exercise),) if first.exercise else (),
            scores=scores_in_words(scores),
            can_edit=True,
            can_delete=True,
            changes=tuple(said for each in scores for said in self._changes_of(each.id)),
        )

    def of_note(self, note: Note) -> EntryView:
        """Return a note."""
        return EntryView(
            rows=(note.id,),
            kind=Kind.NOTE,
            title=_("Note"),
            says=(note.text,),
            can_edit=True,
            can_delete=True,
            changes=self._changes_of(note.id),
        )

    def of_sign(self, sign: SignRecord) -> EntryView:
        """Return what a knee did beside hurting; it stays, for it may lock the plan."""
        whose = {Side.LEFT: _("Left knee"), Side.RIGHT: _("Right knee"), None: ""}[sign.knee]
        where = self._names.exercise(sign.exercise) if sign.exercise else ""
        said = ", ".join(filter(None, (whose, where)))
        title = words.sign_name(sign.sign)
        return EntryView((), Kind.SAFETY, title, clock_in_words(sign.at), (said,) if said else ())

    # -- sessions and runs ---------------------------------------------------------------------

    def _of_run(self, run: str) -> Iterator[EntryView]:
        yield from self._scores(self._journal.scores_of(run))
        yield from map(self.of_sign, self._journal.signs_of(run))

    def _of_session(self, session: str) -> Iterator[EntryView]:
        sets = self._journal.sets(session)
        felt = self._journal.felt(session)
        for exercise in dict.fromkeys(each.exercise for each in sets):
            done = [each for each in sets if each.exercise == exercise]
            yield self._exercise(
                exercise, done, [each for each in felt if each.exercise == exercise]
            )
        yield from self._scores(self._journal.scores_of(session))
        yield from map(self.of_sign, self._journal.signs_of(session))

    def _exercise(
        self, exercise: str, done: Sequence[SetRecord], felt: Sequence[FeltRecord]
    ) -> EntryView:
        said = [self._amounts(done)]
        level = self._level(exercise, done[0].level)
        if level:
            said.insert(0, level)
        if felt:
            places = dict.fromkeys(words.felt_name(each.where) for each in felt)
            said.append(_("felt in: {places}").format(places=", ".join(places)))
        return EntryView(
            rows=(),
            kind=Kind.SESSION,
            title=self._names.exercise(exercise),
            says=(" · ".join(said),),
            fold=f"sets {done[0].session} {exercise}",
        )

    def _level(self, exercise: str, level: str) -> str:
        known = self._names.library().exercises.get(exercise)
        levels = known.levels if known is not None else ()
        if len(levels) < 2:  # noqa: PLR2004 (where there is one rung there is nothing to say)
            return ""
        return next((_(each.name) for each in levels if each.id == level), "")

    def _amounts(self, done: Sequence[SetRecord]) -> str:
        """Return how much was done on each side: “left 12, 12 · right 12, 10”."""
        parts = []
        for side in (None, *Side):
            sets = [each for each in done if each.side is side]
            if sets:
                amounts = ", ".join(_amount(each) for each in sets)
                parts.append(f"{words.side_name(side)} {amounts}".strip())
        return " · ".join(parts)

    def _of_exercise(self, session: str, exercise: str) -> Iterator[EntryView]:
        for each in self._journal.sets(session):
            if each.exercise == exercise:
                yield self._set(each)
        for each_felt in self._journal.felt(session):
            if each_felt.exercise == exercise:
                yield EntryView(
                    (each_felt.id,),
                    Kind.SESSION,
                    _("Set {number} was felt in").format(number=each_felt.set_number),
                    says=(words.felt_name(each_felt.where),),
                    can_edit=True,
                    can_delete=True,
                    changes=self._changes_of(each_felt.id),
                )

    def _set(self, done: SetRecord) -> EntryView:
        title = _("Set {number}").format(number=done.set_number)
        side = words.side_name(done.side)
        said = (
            _amount(done) if done.complete else _("{amount}, in part").format(amount=_amount(done))
        )
        return EntryView(
            (done.id,),
            Kind.SESSION,
            f"{title}, {side}" if side else title,
            clock_in_words(done.at),
            (said,),
            can_edit=True,
            can_delete=True,
            changes=self._changes_of(done.id),
        )

    def _scores(self, scores: Sequence[PainRecord]) -> Iterator[EntryView]:
        """Yield the scores moment by moment, those of both knees together."""
        for moment in Moment:
            asked = [each for each in scores if each.moment is moment and each.exercise is None]
            once = len({each.knee for each in asked}) == len(asked)
            for group in [asked] if asked and once else [[each] for each in asked]:
                yield self.of_scores(group)
        for each in scores:
            if each.exercise is not None:
                yield self.of_scores([each])

    # -- decisions -----------------------------------------------------------------------------

    def decided(self, day: date) -> tuple[EntryView, ...]:
        """Return the entry behind whose fold the decisions of a day are."""
        count = len(self._journal.decisions(day, day))
        if not count:
            return ()
        says = ngettext(
            "{count} decision, with its reasons", "{count} decisions, with reasons", count
        )
        title = _("What your coach decided")
        return (
            EntryView(
                (),
                Kind.DECISION,
                title,
                says=(says.format(count=count),),
                fold=f"decisions {day.isoformat()}",
            ),
        )

    def _reasons(self, day: str) -> Iterator[EntryView]:
        on = date.fromisoformat(day)
        for record in self._journal.decisions(on, on):
            yield EntryView((), Kind.DECISION, self._about(record), says=self._why(record))

    def _about(self, record: DecisionRecord) -> str:
        if record.exercise is not None:
            return self._names.exercise(record.exercise)
        if isinstance(record.decision, RunDecision):
            return _("Running")
        return _("The day")

    def _why(self, record: DecisionRecord) -> tuple[str, ...]:
        rules, made = self._names.rules(), record.decision
        if rules is None or made is None:
            says = _("Rule “{rule}”, rules of {version}.")
            return (says.format(rule=record.rule, version=record.version),)
        lines = explain(made.verdict, made.facts, rules, _).lines
        if isinstance(made, Decision) and made.before.level != made.after.level:
            before = self._level(made.exercise, made.before.level)
            after = self._level(made.exercise, made.after.level)
            moved = _("From “{before}” to “{after}”.").format(before=before, after=after)
            return (moved, *lines)
        return lines


def _amount(done: SetRecord) -> str:
    if done.reps is not None:
        return ngettext("{count} rep", "{count} reps", done.reps).format(count=done.reps)
    return _("{seconds} s").format(seconds=round(done.seconds))
