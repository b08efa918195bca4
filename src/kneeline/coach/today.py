"""One day's plan from everything that is known, with the reason for each part of it.

    today = plan_day(past, coaching, wishes, now)

It decides in this order: is the plan locked; does the knee rest; which parts are due; which
exercises can be done with the things at hand; how hard is each; does it fit into the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kneeline.coach import advice
from kneeline.coach.bookmark import Bookmark
from kneeline.coach.cadence import Metronome, OwnCadence, metronome
from kneeline.coach.coaching import Coaching
from kneeline.coach.composing import BULKY, FULL, TRAVEL, Choice, LeftOut, choose, entries, fit
from kneeline.coach.exercise import Exercise, Phase
from kneeline.coach.facts import Facts
from kneeline.coach.past import Past, Scores
from kneeline.coach.planning import Plan
from kneeline.coach.prescribing import Prescriber
from kneeline.coach.progression import GENTLE, Track
from kneeline.coach.reading import Reading
from kneeline.coach.referral import Referral, referrals
from kneeline.coach.rules import Action, Verdict
from kneeline.coach.running import Cap, RunTrack, Stage, cap, follow_runs
from kneeline.coach.screening import Lock
from kneeline.coach.thresholds import Thresholds
from kneeline.coach.week import (
    Day,
    Moves,
    Rhythm,
    Week,
    Why,
    resting,
    rhythm_of,
    roll_minutes_left,
    rolled_on,
)
from kneeline.coach.wording import Translate, english

RESTING = frozenset({Action.REST, Action.STOP, Action.REFER})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person has, wants and feels today."""

    have: frozenset[str]
    """Things at hand, in the library's words for equipment."""

    minutes: float | None = None
    """Most minutes for the session; None for no limit."""

    moves: Moves = field(default_factory=dict)
    runs: bool = False
    """Whether the person wants to run."""

    cadence: OwnCadence | None = None
    """None for runs without the metronome."""

    check_in: Scores | None = None
    """Pain right now, by knee, where it was asked for already; it can only make a day gentler."""


@dataclass(frozen=True, slots=True)
class RunOffer:
    """The run of a day."""

    stage: Stage | None
    """None for a free run, once the stages lie behind."""

    cap: Cap
    metronome: Metronome | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """What to do on one day, and why."""

    day: Day
    verdict: Verdict
    """The verdict on the day, with the rule that fired."""

    facts: Facts
    plan: Plan | None
    """None where there is nothing to do: locked, or in a pause."""

    reasons: tuple[str, ...]
    lock: Lock | None
    referrals: tuple[Referral, ...]
    advice: tuple[str, ...]
    """What the person should do about the lock and the referrals, in sentences."""

    left_out: Mapping[str, LeftOut]
    """Exercises that are due but not in the plan, and why."""

    without: tuple[str, ...]
    """What that is for want of, in sentences."""

    run: RunOffer | None
    running: RunTrack
    tracks: Mapping[str, Track]
    """Where the person stands with each exercise that was ever done or is due."""

    rhythm: Rhythm
    week: Week

    @property
    def outlook(self) -> tuple[Day, ...]:
        """This day and the six after it, as they come if each is done as planned."""
        return self.week.outlook(self.day, self.rhythm)


def plan_day(  # noqa: PLR0913 (a day is made from this much, and each has its own word)
    past: Past,
    coaching: Coaching,
    wishes: Wishes,
    now: datetime,
    known: Mapping[str, Track] | None = None,
    *,
    translate: Translate = english,
    before: Bookmark | None = None,
) -> Today:
    """Return the plan of the day that `now` (with its time zone) falls on.

    `known` are the `tracks` of an earlier day's plan, to go on from instead of from the beginning.
    `before` stands for the time that `past` leaves out, where it is not the whole past.
    """
    reading = Reading(past, coaching.rules.thresholds, before)
    if known is None:
        known = before.tracks if before is not None else {}
    prescriber = Prescriber(reading, coaching, now.date(), wishes.have, translate, known)
    facts = reading.of_day(now, wishes.check_in)
    verdict = coaching.rules.judge(facts)
    running = follow_runs(
        reading, coaching.rules, coaching.runs, now.date(), before.running if before else None
    )
    may_run = wishes.runs and running.open
    week = Week(coaching.rules.thresholds, wishes.moves, coaching.runs if may_run else None)
    rhythm = rhythm_of(past)
    if running.last is not None:
        rhythm = replace(rhythm, run=rhythm.run | {running.last})
    day = _day(week, rhythm, past, verdict, now)
    plan, left_out = _plan(day, prescriber, wishes)
    tracks = prescriber.all_tracks()
    decisions = [each for track in tracks.values() for each in track.decisions]
    referred = referrals(reading, [*decisions, *running.decisions], now.date())
    return Today(
        day=day,
        verdict=verdict,
        facts=facts,
        plan=plan,
        reasons=(
            *_reasons(day, verdict, facts, (running, wishes.runs), coaching, translate),
            *_rolled(day, past, coaching.rules.thresholds, translate),
        ),
        lock=past.lock,
        referrals=referred,
        advice=_advice(past.lock, referred, coaching, translate),
        left_out=left_out,
        without=advice.of_left_out(
            left_out, coaching.exercises, wishes.have, wishes.minutes, translate
        ),
        run=_run(day, running, reading, coaching, wishes.cadence),
        running=running,
        tracks=tracks,
        rhythm=rhythm,
        week=week,
    )


def _day(week: Week, rhythm: Rhythm, past: Past, verdict: Verdict, now: datetime) -> Day:
    planned = week.plan(now.date(), rhythm)
    if past.lock is not None:
        return resting(planned, Why.LOCKED)
    if past.paused(planned.day):
        return resting(planned, Why.PAUSED)
    return resting(planned, Why.RESTING) if verdict.action in RESTING else planned


def _plan(
    day: Day, prescriber: Prescriber, wishes: Wishes
) -> tuple[Plan | None, Mapping[str, LeftOut]]:
    if day.why in {Why.LOCKED, Why.PAUSED}:
        return None, {}
    coaching = prescriber.coaching
    name = _programme(day, coaching, wishes)
    gentle = day.why is Why.RESTING
    phases = day.phases
    if gentle and name == GENTLE:
        phases = tuple(block.phase for block in coaching.programmes[name].blocks)
    chosen, missing = _choose(prescriber, phases, name)
    if not chosen and not gentle:
        # Without a roller a rolling day would be empty: mobility takes its place.
        chosen, _none = _choose(prescriber, (Phase.MOBILISE,), name)
    chosen = _still_to_roll(chosen, prescriber, day)
    prescriptions = tuple(prescriber.prescribe(choice, gentle=gentle) for choice in chosen)
    title = prescriber.translate(coaching.programmes[name].name)
    plan, cut = fit(
        Plan(name, title, day.day, prescriptions), wishes.minutes, prescriber.reading.last_done
    )
    left_out = dict.fromkeys((each.id for each in missing), LeftOut.NO_EQUIPMENT)
    left_out |= dict.fromkeys((each.id for each in cut), LeftOut.NO_TIME)
    return plan if plan.prescriptions else None, left_out


def _choose(
    prescriber: Prescriber, phases: Sequence[Phase], name: str
) -> tuple[tuple[Choice, ...], tuple[Exercise, ...]]:
    wanted = entries(prescriber.coaching.programmes, phases, name)
    return choose(wanted, prescriber.coaching.exercises, prescriber.have)


def _still_to_roll(
    chosen: tuple[Choice, ...], prescriber: Prescriber, day: Day
) -> tuple[Choice, ...]:
    """Return the exercises without the rolling that is done today: part sessions add up.

    Where nothing but rolling is left, all of it stays: rolling more than ten minutes harms nobody.
    """
    past, numbers = prescriber.reading.past, prescriber.reading.numbers
    over = roll_minutes_left(past, day.day, numbers) <= 0
    rolled = {
        done.exercise
        for session in past.sessions
        if session.day == day.day
        for done in session.exercises
        if done.phase is Phase.ROLL and done.complete
    }
    left = tuple(
        choice
        for choice in chosen
        if choice.exercise.phase is not Phase.ROLL or not (over or choice.exercise.id in rolled)
    )
    return left or chosen


def _programme(day: Day, coaching: Coaching, wishes: Wishes) -> str:
    if day.why is Why.RESTING and GENTLE in coaching.programmes:
        return GENTLE
    if TRAVEL in coaching.programmes and wishes.have.isdisjoint(BULKY):
        return TRAVEL
    return FULL


def _reasons(
    day: Day,
    verdict: Verdict,
    facts: Facts,
    running: tuple[RunTrack, bool],
    coaching: Coaching,
    translate: Translate,
) -> tuple[str, ...]:
    """Return why the day is as it is, and where running stands for those who want to run."""
    track, wanted = running
    sentences = [advice.of_day(day, verdict, facts, translate)]
    if wanted and day.why not in {Why.LOCKED, Why.PAUSED}:
        sentences.append(advice.of_running(track, coaching.runs, translate))
    return tuple(sentences)


def _rolled(day: Day, past: Past, numbers: Thresholds, translate: Translate) -> tuple[str, ...]:
    """Return how much of today's rolling is done, where some is."""
    minutes = rolled_on(past, day.day)
    return (advice.of_rolling(minutes, numbers, translate),) if day.roll and minutes else ()


def _advice(
    lock: Lock | None,
    referred: tuple[Referral, ...],
    coaching: Coaching,
    translate: Translate,
) -> tuple[str, ...]:
    """Return the advice about the lock, which covers all else, or about each referral."""
    if lock is not None:
        return (advice.of_lock(lock, coaching.screen, translate),)
    return tuple(advice.of_referral(each, translate) for each in referred)


def _run(
    day: Day, track: RunTrack, reading: Reading, coaching: Coaching, own: OwnCadence | None
) -> RunOffer | None:
    if not day.run:
        return None
    beats = None
    if own is not None:
        quiet_to, steps = reading.numbers.run_worst_to, coaching.runs.cadence
        beats = metronome(own, day.day, worst_of_last_runs(reading), steps, quiet_to)
    longest = cap(reading, track, coaching.runs, day.day)
    return RunOffer(coaching.runs.stage(track.stage), longest, beats)


def worst_of_last_runs(reading: Reading) -> int | None:
    """Return the worst pain of the last two runs; None where one of them has no score."""
    worst = [max(run.worst.values(), default=None) for run in reading.past.runs[-2:]]
    known = [score for score in worst if score is not None]
    return max(known) if known and len(known) == len(worst) else None
