"""Where somebody stands with running, read from the journal and the rules for the Runs page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kneeline.coach import advice
from kneeline.coach.cadence import metronome
from kneeline.coach.pain import HIGHEST
from kneeline.coach.past import DAY, during
from kneeline.coach.reading import Reading
from kneeline.coach.running import SCORED_DAYS, cap, still_to_pass, week_growth
from kneeline.coach.side import Side
from kneeline.coach.today import Today, Wishes, plan_day, worst_of_last_runs
from kneeline.coach.week import Why
from kneeline.ui.moments import day_in_words
from kneeline.ui.runs.view import RunRow, RunsView
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kneeline.coach.bookmark import Bookmark
    from kneeline.coach.coaching import Coaching
    from kneeline.coach.past import DoneRun, Past


HOUR = timedelta(hours=1)


def runs_view(
    past: Past,
    coaching: Coaching,
    wishes: Wishes,
    now: datetime,
    *,
    runs: Sequence[tuple[str, DoneRun]],
    before: Bookmark | None = None,
) -> RunsView:
    """Return what the Runs page shows now.

    `runs` are those of the journal, oldest first, each with its row. `before` stands for the time
    that `past` leaves out, where it is not the whole one.
    """
    asked = replace(wishes, runs=True)
    today = plan_day(past, coaching, asked, now, translate=_, before=before)
    own = wishes.cadence
    reading, ladder = Reading(past, coaching.rules.thresholds, before), coaching.runs
    day, growth = now.date(), week_growth(reading, now.date())
    beats = None
    if own is not None:
        worst, quiet_to = worst_of_last_runs(reading), reading.numbers.run_worst_to
        beats = metronome(own, day, worst, ladder.cadence, quiet_to)
    reason = _not_said_in(" ".join(today.advice), advice.of_running(today.running, ladder, _))
    grown = advice.of_growth(growth, ladder, _) if growth is not None else ""
    return RunsView(
        ladder=ladder,
        track=today.running,
        reason=reason,
        run_today=today.day.run,
        why_not=_not_said_in(reason, _why_not(today, past)),
        cap=cap(reading, today.running, ladder, day),
        advice=tuple(filter(None, (*today.advice, grown if today.running.open else ""))),
        locked=today.lock is not None,
        missing=lambda answers: still_to_pass(answers, reading, ladder, day),
        quiet=_quiet(reading, ladder.quiet_days, day),
        own=own,
        metronome=beats,
        runs=tuple(_row(run, row) for row, run in reversed(runs)),
        hour_after=_to_ask(past, now),
    )


def _to_ask(past: Past, now: datetime) -> tuple[Side, ...]:
    """Return the knees without a score an hour after the newest run, once that hour is over.

    It is asked until the end of the next day: later nobody remembers.
    """
    if not past.runs:
        return ()
    run = past.runs[-1]
    over = now - run.at >= HOUR + timedelta(minutes=run.minutes)
    if not over or now.date() - run.day > DAY:
        return ()
    return tuple(knee for knee in Side if knee not in run.hour_after)


def _not_said_in(said: str, words: str) -> str:
    """Return the words without the sentences that stand beside them already."""
    return " ".join(
        sentence for sentence in re.split(r"(?<=[.!?])\s+", words) if sentence not in said
    )


def _row(run: DoneRun, row: str) -> RunRow:
    return RunRow(
        row,
        run.at,
        run.minutes,
        run.km,
        run.surface,
        run.stage,
        run.complete,
        during(run),
        run.before,
        run.hour_after,
    )


def _why_not(today: Today, past: Past) -> str:
    """Return why no run fits into today, and when the next one does."""
    day = today.day
    if day.run:
        return ""
    if day.why in {Why.LOCKED, Why.PAUSED, Why.RESTING}:
        return today.reasons[0]
    following = next((each.day for each in today.outlook[1:] if each.run), None)
    when = (
        _("The next one fits in on {day}.").format(day=day_in_words(following))
        if following is not None
        else ""
    )
    if any(run.day == day.day for run in past.runs):
        words = _("You have run today. That is enough for one day.")
    elif any(run.day == day.day - DAY for run in past.runs):
        words = _("No run today: the knee gets a day off between two runs.")
    elif day.strengthen:
        words = _("No run today: it is a strength day, and the two together are a lot.")
    else:
        words = _("No run today: you have run often enough in these seven days.")
    return f"{words} {when}".strip()


def _quiet(reading: Reading, days: int, today: date) -> str:
    """Return how quiet the last days were, from the journal."""
    scores = [
        reading.worst[day]
        for day in (today - back * DAY for back in range(days))
        if day in reading.worst
    ]
    if not scores:
        return _(
            "Your journal answers this one. It needs a score on {least} of the last {days} days."
        ).format(least=SCORED_DAYS, days=days)
    return _(
        "Your journal says: {count} of the last {days} days have a score, and the worst was"
        " {worst} of {most}. It needs {least} such days."
    ).format(count=len(scores), days=days, worst=max(scores), most=HIGHEST, least=SCORED_DAYS)
