"""What is written down outside a guided session; every method says no to nonsense first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kneeline.coach.pain import Moment
from kneeline.coach.past import DAY
from kneeline.coach.screening import Cleared
from kneeline.journal import changes, fields, told
from kneeline.journal.mending import Mending, Touched
from kneeline.journal.records import RunSource
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from kneeline.coach.facts import Sign
    from kneeline.coach.pain import PainScore
    from kneeline.coach.past import DoneRun, DoneSession
    from kneeline.coach.screening import Tier
    from kneeline.coach.side import Side
    from kneeline.journal.changes import Change
    from kneeline.journal.stamp import Stamp

LONGEST_PAUSE = timedelta(days=366)


class Telling(Mending):
    """What a person tells.

    `at` is when it happened, with its time zone; None stands for now. A method returns the id of
    the row it wrote. ValueError has a sentence for the person, and then nothing is stored.
    """

    def log_session(
        self, done: DoneSession, *, name: str = "", sets: Mapping[str, int] | None = None
    ) -> str:
        """Write down a session done without Kneeline, with its answers.

        `name` is what the programme is called, and `sets` says how many sets an exercise had on
        each side, where somebody knows; where nobody does, as many as it has answers.
        """
        at, session = self._moment(done.at), changes.new_id()
        _check_session(done)
        self.commit([*told.session_done(session, done, name, sets or {}, self.now(), at)])
        return session

    def log_run(
        self,
        done: DoneRun,
        *,
        source: RunSource = RunSource.MANUAL,
        fingerprint: str | None = None,
    ) -> str:
        """Write a run down; `fingerprint` is that of the file it came from, taken only once."""
        [run] = self.log_runs([(done, source, fingerprint)])
        return run

    def log_runs(self, runs: Iterable[tuple[DoneRun, RunSource, str | None]]) -> tuple[str, ...]:
        """Write several runs down, all or none; each with its source and its fingerprint."""
        written: dict[str, list[Change]] = {}
        taken = set[str]()
        for done, source, fingerprint in runs:
            at, run = self._moment(done.at), changes.new_id()
            fields.columns("runs", {"cadence": done.cadence, "stage": done.stage}, at=False)
            if fingerprint is not None and (fingerprint in taken or self.knows_run(fingerprint)):
                raise ValueError(_("This run is in the journal already."))
            taken |= {fingerprint} if fingerprint is not None else set()
            told_now = told.run_done(run, done, source.value, fingerprint, self.now(), at)
            written[run] = list(told_now)
        self.commit([change for each in written.values() for change in each])
        return tuple(written)

    def knows_run(self, fingerprint: str) -> bool:
        """Whether a run from the file with this fingerprint is in the journal."""
        found = self._read(
            tuple, "SELECT 1 FROM runs WHERE fingerprint = ? AND deleted IS NULL", fingerprint
        )
        return bool(found)

    def log_pain(
        self,
        score: PainScore,
        *,
        session: str | None = None,
        run: str | None = None,
        at: datetime | None = None,
    ) -> str:
        """Write down a pain score given outside a session: the next morning, an hour after.

        An hour after, it belongs to the newest session or run begun on that day, if no other is
        named.
        """
        if session is not None and run is not None:
            raise ValueError(_("A pain score belongs to a session or to a run, not to both."))
        when = self._moment(at)
        self._known("sessions", session)
        self._known("runs", run)
        if score.moment is Moment.HOUR_AFTER and session is None and run is None:
            session, run = self._last_done(when)
        change = changes.pain_scored(score, self.now(), session=session, run=run, at=when)
        self.commit([change])
        return str(change.values["id"])

    def log_signs(
        self,
        signs: Iterable[Sign],
        *,
        session: str | None = None,
        exercise: str | None = None,
        run: str | None = None,
        knee: Side | None = None,
        at: datetime | None = None,
    ) -> None:
        """Write down what a knee did beside hurting, in an exercise of a session or on a run."""
        if (session is None) == (run is None) or (session is None) != (exercise is None):
            raise ValueError(_("A sign belongs to an exercise of a session, or to a run."))
        when = self._moment(at)
        self._known("sessions", session)
        self._known("runs", run)
        if session is not None and not self._asked_for(session, exercise):
            raise ValueError(_("That session had no such exercise."))
        about = told.About(session, exercise, run)
        self.commit(told.signs_told(signs, about, self.now(), when, knee))

    def write_note(
        self,
        text: str,
        *,
        about: date,
        session: str | None = None,
        run: str | None = None,
        at: datetime | None = None,
    ) -> str:
        """Write down what the person says about a day; ValueError if it is empty."""
        if not text.strip():
            raise ValueError(_("a note needs some text"))
        when = self._moment(at)
        self._known("sessions", session)
        self._known("runs", run)
        row = {"session": session, "run": run, "about": about.isoformat(), "text": text.strip()}
        return self._add("notes", row, when, by_day=False)

    # -- red flags, pauses, tests ----------------------------------------------------------------

    def screening_raised(
        self,
        tier: Tier,
        flags: Iterable[str],
        answers: Mapping[str, bool],
        *,
        at: datetime | None = None,
    ) -> str:
        """Write down a screening: what was answered and what it raised, which may be nothing.

        Anything but `Tier.FINE` locks the plan.
        """
        row = {
            "tier": tier.value,
            "flags": told.as_json(list(flags)),
            "answers": told.as_json(dict(answers)),
        }
        return self._add("screenings", row, self._moment(at))

    def screening_cleared(self, clinician: str, *, at: datetime | None = None) -> str:
        """Write down that a clinician has cleared the person, and who it was."""
        when = self._moment(at)
        cleared = Cleared(at or self._wall_clock(), clinician.strip())
        return self._add("clearances", {"clinician": cleared.clinician}, when)

    def pause_began(self, first: date, last: date | None = None) -> str:
        """Write down days off for an illness or an injury; `last` may still lie ahead."""
        now = self.now()
        if first > now.day + DAY:
            raise ValueError(_("A pause cannot begin later than tomorrow."))
        if last is not None and not first <= last <= first + LONGEST_PAUSE:
            raise ValueError(_("A pause ends on the day it began or within a year after it."))
        row = {"first": first.isoformat(), "last": last.isoformat() if last else None}
        if self._read(
            tuple,
            """
            SELECT 1 FROM pauses WHERE deleted IS NULL
                AND (last IS NULL OR last >= ?) AND (? IS NULL OR first <= ?)
            """,
            row["first"],
            row["last"],
            row["last"],
        ):
            raise ValueError(_("There is a pause on some of these days already."))
        return self._add("pauses", row, now, by_day=False)

    def pause_ended(self, last: date) -> None:
        """Write down the last day of the pause that goes on."""
        found = self._read(
            tuple, "SELECT id, first FROM pauses WHERE deleted IS NULL AND last IS NULL"
        )
        if not found:
            raise ValueError(_("No pause is going on."))
        if last.isoformat() < found[0][1]:
            raise ValueError(_("A pause cannot end before it began."))
        # In the change log, so that two computers know which of them said it later.
        self._change("edited", [Touched("pauses", found[0][0], {"last": last.isoformat()})])

    def self_test_done(
        self, test: str, value: float, side: Side | None = None, *, at: datetime | None = None
    ) -> str:
        """Write down what a self-test measured, in the unit of the test."""
        if not abs(value) < float("inf"):
            raise ValueError(_("A self-test measures a number."))
        if not test:
            raise ValueError(_("A self-test needs its name."))
        row = {"test": test, "side": side.value if side else None, "value": float(value)}
        return self._add("self_tests", row, self._moment(at))

    def gate_passed(self, answers: Mapping[str, bool], *, at: datetime | None = None) -> str:
        """Write down that the entry gate to running was passed, with what was answered."""
        row = {"answers": told.as_json(dict(answers))}
        return self._add("gates", row, self._moment(at))

    # -- inside ----------------------------------------------------------------------------------

    def _add(self, table: str, row: Mapping[str, object], at: Stamp, *, by_day: bool = True) -> str:
        change = told.new_row(table, row, at, self.now(), by_day=by_day)
        self.commit([change])
        return str(change.values["id"])

    def _known(self, table: str, row: str | None) -> None:
        """Refuse what belongs to a session or run that is not there."""
        known = row is None or self._read(
            tuple,
            f"SELECT 1 FROM {table} WHERE id = ? AND deleted IS NULL",  # noqa: S608 (one of two tables, named above)
            row,
        )
        if not known:
            raise ValueError(_("That session or run is not in the journal."))

    def _asked_for(self, session: str, exercise: str | None) -> bool:
        found = self._read(
            tuple,
            "SELECT 1 FROM planned WHERE session = ? AND exercise = ? AND deleted IS NULL",
            session,
            exercise,
        )
        return bool(found)

    def _last_done(self, at: Stamp) -> tuple[str | None, str | None]:
        """Return the newest session, or the newest run, of that day up to that moment."""
        found = self._read(
            tuple,
            """
            SELECT at, id, NULL FROM sessions WHERE deleted IS NULL AND day = ?1 AND at <= ?2
            UNION ALL
            SELECT at, NULL, id FROM runs WHERE deleted IS NULL AND day = ?1 AND at <= ?2
            ORDER BY 1 DESC LIMIT 1
            """,
            at.day.isoformat(),
            at.utc,
        )
        return (found[0][1], found[0][2]) if found else (None, None)


def _check_session(done: DoneSession) -> None:
    """Refuse a session by hand that the tables could not tell apart from another."""
    names = [each.exercise for each in done.exercises]
    if not done.programme:
        raise ValueError(_("A session needs the programme it followed."))
    if not names:
        raise ValueError(_("A session needs at least one exercise."))
    if len(set(names)) < len(names):
        raise ValueError(_("An exercise can stand in a session only once."))
    rolled = any(each.phase.value == "roll" for each in done.exercises)
    if not 0 <= done.roll_minutes <= 24 * 60 or (done.roll_minutes and not rolled):
        raise ValueError(
            _("Minutes of rolling need an exercise on the roller, and a day has 1440.")
        )
    if any(reps < 0 for each in done.exercises for reps in each.reps.values()):
        raise ValueError(_("Repetitions are counted from 0."))
