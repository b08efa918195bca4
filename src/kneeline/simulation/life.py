"""Live with Kneeline for some weeks: each day is planned, done and answered on simulated time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from kneeline.coach.coaching import Coaching
from kneeline.coach.past import DAY, DoneRun, Past, Pause
from kneeline.coach.progression import Track
from kneeline.coach.reading import Reading
from kneeline.coach.running import still_to_pass
from kneeline.coach.screening import Cleared, Raised, Tier
from kneeline.coach.side import Side
from kneeline.coach.today import RunOffer, Today, Wishes, plan_day
from kneeline.simulation.person import PER_STAGE, Person, score
from kneeline.simulation.workout import Workout, work_out

FIRST_DAY = date(2026, 1, 5)
MORNING, EVENING = time(7, 30, tzinfo=UTC), time(18, 0, tzinfo=UTC)
RUN_TIME = time(12, 0, tzinfo=UTC)
WEEK = 7


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """One day of a simulated life."""

    number: int
    """Counted from 0."""

    today: Today
    did: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """A simulated life, and the plan of the day after it."""

    person: Person
    weeks: int
    days: tuple[DiaryDay, ...]
    past: Past
    after: Today


def live(person: Person, weeks: int, coaching: Coaching) -> Diary:
    """Return the diary of a person who lives with Kneeline for some weeks."""
    life = _Life(person, coaching, weeks * WEEK)
    days = tuple(life.day(number) for number in range(weeks * WEEK))
    after = life.last()
    return Diary(person, weeks, days, life.past, after)


@dataclass(slots=True)
class _Life:
    person: Person
    coaching: Coaching
    days: int
    past: Past = field(default_factory=Past)
    _beyond: dict[Side, float] = field(default_factory=dict)
    """How far yesterday went beyond what each knee takes."""

    _tracks: Mapping[str, Track] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)

    def plan(self, number: int, *, check_in: bool = False) -> Today:
        """Return the plan of a day, which goes on from the day before."""
        person = self.person
        before = self._before(number) if check_in else None
        wishes = Wishes(person.have, person.minutes, runs=person.runs, check_in=before)
        now = _at(number, EVENING)
        today = plan_day(self.past, self.coaching, wishes, now, self._tracks)
        self._tracks = today.tracks
        return today

    def last(self) -> Today:
        """Return the plan of the day after, once its morning has answered."""
        self._morning(self.days)
        return self.plan(self.days)

    def day(self, number: int) -> DiaryDay:
        """Live one day: morning, screening, plan, session, run, and what is told afterwards."""
        notes = (spell.note for spell in self.person.spells if spell.first == number)
        self._notes = [note for note in notes if note]
        self._morning(number)
        self._beyond = {}
        self._records(number)
        away = self.person.away(number)
        today = self.plan(number, check_in=not away)
        did = not away and today.plan is not None
        if did:
            self._session(number, today)
            self._gate(number, today)
        return DiaryDay(number, today, did, tuple(self._notes))

    # -- inside --------------------------------------------------------------------------------

    def _before(self, number: int) -> dict[Side, int]:
        return {knee: self.person.before(knee, number, self.days) for knee in Side}

    def _morning(self, number: int) -> None:
        if number == 0 or not self.person.answers_morning(number):
            return
        scores = {
            knee: self.person.morning(knee, number, self.days, self._beyond.get(knee, 0.0))
            for knee in Side
        }
        self.past = replace(self.past, mornings={**self.past.mornings, _day(number): scores})

    def _records(self, number: int) -> None:
        """Record what the screening raises, what a clinician clears, and pauses."""
        flagged, at = self.person.flagged, _at(number, MORNING)
        if flagged is not None and flagged.day == number:
            answers = dict.fromkeys(flagged.questions, True)
            found = self.coaching.screen.verdict(answers, None, daily=True)
            raised = [flag for flag in found.raised if flag.all_of or flag.any_of]
            if found.tier is not Tier.FINE:
                record = Raised(at, found.tier, tuple(flag.id for flag in raised))
                self.past = replace(self.past, records=(*self.past.records, record))
            self._notes.append(f"Screening: yes to {', '.join(flagged.questions)}.")
        if number in self.person.cleared:
            by = self.person.cleared[number]
            self.past = replace(self.past, records=(*self.past.records, Cleared(at, by)))
            self._notes.append(f"Cleared by: {by}.")
        for spell in self.person.spells:
            if spell.ill and spell.first == number:
                pause = Pause(_day(number), _day(spell.last))
                self.past = replace(self.past, pauses=(*self.past.pauses, pause))

    def _session(self, number: int, today: Today) -> None:
        if today.plan is None:
            return
        workout = work_out(self.person, today.plan, self.coaching, number, self.days)
        self._notes += workout.notes
        self._beyond = dict(workout.beyond)
        self._run(number, today.run, workout)
        session = workout.session(_at(number, EVENING))
        self.past = replace(self.past, sessions=(*self.past.sessions, session))
        if today.day.tests:
            self.past = replace(self.past, tests=(*self.past.tests, _day(number)))

    def _run(self, number: int, offer: RunOffer | None, workout: Workout) -> None:
        """Run what is offered; the plan has no run on days that rest the knee."""
        if offer is None:
            return
        before = self._before(number)
        stage = offer.stage.number if offer.stage else len(self.coaching.runs.stages)
        load = 1 + PER_STAGE * stage
        beyond = {knee: self.person.excess(knee, load, number) for knee in Side}
        for knee in Side:
            self._beyond[knee] = max(beyond[knee], workout.beyond.get(knee, 0.0))
        minutes = offer.stage.minutes if offer.stage else offer.cap.minutes or 30.0
        run = DoneRun(
            _at(number, RUN_TIME),
            minutes,
            stage=offer.stage.number if offer.stage else None,
            before=before,
            worst={knee: score(before[knee] + beyond[knee]) for knee in Side},
            hour_after={knee: before[knee] + int(beyond[knee] > 1) for knee in Side},
        )
        self.past = replace(self.past, runs=(*self.past.runs, run))

    def _gate(self, number: int, today: Today) -> None:
        """Try the entry gate on Sundays; a quiet knee passes every item."""
        if not self.person.runs or today.running.open or number % WEEK != WEEK - 1:
            return
        reading = Reading(self.past, self.coaching.rules.thresholds)
        quiet = max(self._before(number).values()) <= reading.numbers.fine_to
        answers = {item.id: quiet for item in self.coaching.runs.gate}
        barred = still_to_pass(answers, reading, self.coaching.runs, _day(number))
        if barred:
            what = barred[0] if len(barred) == 1 else f"{len(barred)} items open"
            self._notes.append(f"Entry gate to running: not yet ({what}).")
            return
        self._notes.append("Entry gate to running: passed.")
        self.past = replace(self.past, gates=(*self.past.gates, _day(number)))


def _day(number: int) -> date:
    return FIRST_DAY + number * DAY


def _at(number: int, when: time) -> datetime:
    return datetime.combine(FIRST_DAY, when) + timedelta(days=number)
