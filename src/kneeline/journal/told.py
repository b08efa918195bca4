"""What a person tells outside a guided session, as rows to be written.

Each function returns changes, as those of `changes` do. `at` is when it happened, `now` when it is
written down; the two are days apart where somebody adds what they forgot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from kneeline.coach.exercise import Phase
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.progression import Decision
from kneeline.coach.running import RunDecision
from kneeline.journal.changes import Change, new_id, pain_scored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kneeline.coach.facts import Sign
    from kneeline.coach.past import DoneExercise, DoneRun, DoneSession, Scores
    from kneeline.coach.side import Side
    from kneeline.journal.records import Profile, SomeDecision
    from kneeline.journal.stamp import Stamp


PROFILE = "profile"
"""The id of the one row there is about the person."""


class About(NamedTuple):
    """What an answer belongs to: a session, an exercise of it, or a run."""

    session: str | None = None
    exercise: str | None = None
    run: str | None = None

    @property
    def values(self) -> dict[str, object]:
        """Return the columns of an exercise of a session."""
        return {"session": self.session, "exercise": self.exercise}


def new_row(
    table: str, values: Mapping[str, object], at: Stamp, now: Stamp, *, by_day: bool = True
) -> Change:
    """Write a row of any table; `by_day` where the table has a column for its day."""
    row: dict[str, object] = {"id": new_id(), **values, "at": at.utc, "offset": at.offset}
    if by_day:
        row["day"] = at.day.isoformat()
    row |= {"created": now.utc, "changed": now.utc}
    columns = ", ".join(row)
    named = ", ".join(f":{column}" for column in row)
    return Change(f"INSERT INTO {table} ({columns}) VALUES ({named})", row)  # noqa: S608 (names of our own tables and columns)


def as_json(value: object) -> str:
    """Return a value as JSON, equal values as equal text."""
    return msgspec.json.encode(value, order="deterministic").decode()


def session_done(
    session: str, done: DoneSession, name: str, sets: Mapping[str, int], now: Stamp, at: Stamp
) -> Iterator[Change]:
    """Write down a session that was done without Kneeline."""
    counts = {
        each.exercise: max(sets.get(each.exercise, len(each.felt)), 1) for each in done.exercises
    }
    rows = {each.exercise: counts[each.exercise] * len(_sides(each)) for each in done.exercises}
    rolls = [rows[each.exercise] for each in done.exercises if each.phase is Phase.ROLL]
    roll_seconds = done.roll_minutes * 60
    values: dict[str, object] = {
        "id": session,
        "programme": done.programme,
        "name": name,
        "seconds": roll_seconds,
        "sets_planned": sum(rows.values()),
        "ended": at.utc,
        "ended_offset": at.offset,
        "ending": "completed" if all(each.complete for each in done.exercises) else "left",
        "source": "manual",
    }
    yield new_row("sessions", values, at, now)
    for place, each in enumerate(done.exercises):
        about = About(session, each.exercise)
        asked = {"place": place, "level": each.level, "phase": each.phase.value}
        row = {**about.values, **asked, "sets": rows[each.exercise]}
        yield new_row("planned", row, at, now, by_day=False)
        seconds = roll_seconds / sum(rolls) if each.phase is Phase.ROLL else 0.0
        yield from _sets(about, each, counts[each.exercise], seconds, now, at)
        yield from _answers(about, each, now, at)
    yield from _all_scores(done, About(session), now, at)


def _sides(done: DoneExercise) -> tuple[Side | None, ...]:
    return tuple(done.reps) or (None,)


def _sets(
    about: About, done: DoneExercise, count: int, seconds: float, now: Stamp, at: Stamp
) -> Iterator[Change]:
    """Write down as many sets on each side; where it was not all done, the last was cut short."""
    sides = _sides(done)
    turns = [(number, side) for number in range(1, count + 1) for side in sides]
    for number, side in turns:
        row = {
            **about.values,
            "level": done.level,
            "phase": done.phase.value,
            "set_number": number,
            "side": side.value if side else None,
            "reps": done.reps.get(side) if side else None,
            "seconds": seconds,
            "complete": int(done.complete or (number, side) != turns[-1]),
        }
        yield new_row("sets", row, at, now)


def _answers(about: About, done: DoneExercise, now: Stamp, at: Stamp) -> Iterator[Change]:
    for number, where in enumerate(done.felt, start=1):
        row = {**about.values, "set_number": number, "felt_where": where.value}
        yield new_row("felt", row, at, now, by_day=False)
    yield from _scores(done.worst, Moment.DURING, about, now, at)
    yield from signs_told(done.signs, about, now, at)


def run_done(
    run: str, done: DoneRun, source: str, fingerprint: str | None, now: Stamp, at: Stamp
) -> Iterator[Change]:
    """Write a run down, with its answers."""
    values: dict[str, object] = {
        "id": run,
        "minutes": float(done.minutes),
        "km": None if done.km is None else float(done.km),
        "surface": done.surface.value,
        "stage": done.stage,
        "cadence": None if done.cadence is None else float(done.cadence),
        "complete": int(done.complete),
        "source": source,
        "fingerprint": fingerprint,
    }
    yield new_row("runs", values, at, now)
    yield from _all_scores(done, About(run=run), now, at)
    yield from signs_told(done.signs, About(run=run), now, at)


def _all_scores(
    done: DoneSession | DoneRun, about: About, now: Stamp, at: Stamp
) -> Iterator[Change]:
    yield from _scores(done.before, Moment.BEFORE, about, now, at)
    yield from _scores(done.worst, Moment.DURING, about, now, at)
    yield from _scores(done.after, Moment.AFTER, about, now, at)
    yield from _scores(done.hour_after, Moment.HOUR_AFTER, about, now, at)


def _scores(scores: Scores, asked: Moment, about: About, now: Stamp, at: Stamp) -> Iterator[Change]:
    for knee, score in scores.items():
        said = PainScore(knee, asked, score)
        yield pain_scored(said, now, at=at, **about._asdict())


def signs_told(
    signs: Iterable[Sign], about: About, now: Stamp, at: Stamp, knee: Side | None = None
) -> tuple[Change, ...]:
    """Write down what a knee did beside hurting."""
    row = {**about._asdict(), "knee": knee.value if knee else None}
    return tuple(new_row("signs", {**row, "sign": sign.value}, at, now) for sign in sorted(signs))


def day_moved(day: date, to: date, now: Stamp) -> tuple[Change, ...]:
    """Move a strength day; a second move of the same day replaces the first."""
    row = {"moved_from": day.isoformat(), "moved_to": to.isoformat()}
    return day_moved_back(day, now), new_row("moves", row, now, now, by_day=False)


def day_moved_back(day: date, now: Stamp) -> Change:
    """Take back the move of a strength day."""
    return Change(
        """
        UPDATE moves SET deleted = :now, changed = :now
        WHERE moved_from = :day AND deleted IS NULL
        """,
        {"day": day.isoformat(), "now": now.utc},
    )


def decided(decision: SomeDecision, now: Stamp) -> Change:
    """Write down what the coach decided about a day, an exercise or a run."""
    about = {Decision: "exercise", RunDecision: "run"}.get(type(decision), "day")
    row = {
        "about": about,
        "about_day": decision.day.isoformat(),
        "exercise": decision.exercise if isinstance(decision, Decision) else None,
        "action": decision.verdict.action.value,
        "rule": decision.verdict.rule,
        "version": decision.verdict.version,
        "decision": as_json(decision),
    }
    change = new_row("decisions", row, now, now)
    newest = """
        ON CONFLICT (about_day, about, ifnull(exercise, '')) WHERE deleted IS NULL DO UPDATE
        SET action = excluded.action, rule = excluded.rule, version = excluded.version,
            decision = excluded.decision, at = excluded.at, offset = excluded.offset,
            day = excluded.day, changed = excluded.changed
        WHERE excluded.decision <> decisions.decision
    """
    return change._replace(sql=change.sql + newest)


def profile_row(profile: Profile, now: Stamp) -> dict[str, object]:
    """Return the row of a profile; an age without a day was told today."""
    day = (profile.told or now.day) if profile.age is not None else None
    return {
        "id": PROFILE,
        "age": profile.age,
        "told": day.isoformat() if day else None,
        "knees": as_json(profile.knees),
        "since": profile.since.isoformat() if profile.since else None,
        "runner": None if profile.runner is None else int(profile.runner),
        "have": as_json(profile.have),
        "minutes": None if profile.minutes is None else float(profile.minutes),
    }
