"""One function for each thing that can be written, as statements that can wait for the disk.

A `Change` is data: it can be tried again later, with the moment at which it really happened.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from kneeline.coach.timeline import SegmentKind

if TYPE_CHECKING:
    from kneeline.coach.events import SessionEnding, SetDone
    from kneeline.coach.exercise import FeltWhere
    from kneeline.coach.pain import PainScore
    from kneeline.coach.timeline import Heading, Segment, Timeline
    from kneeline.journal.stamp import Stamp


class Change(NamedTuple):
    """One statement and its values."""

    sql: str
    values: dict[str, object]


class Spot(NamedTuple):
    """Where in a session something happened: its segment, and the exercise of that segment."""

    session: str
    number: int
    segment: Segment
    heading: Heading


def new_id() -> str:
    """Return a new row's id."""
    return str(uuid4())


def spot(session: str, timeline: Timeline, number: int) -> Spot:
    """Return the spot of a segment; ValueError if it belongs to no exercise."""
    segment = timeline.segments[number]
    heading = timeline.heading(segment)
    if heading is None:
        msg = f"segment {number} belongs to no exercise"
        raise ValueError(msg)
    return Spot(session, number, segment, heading)


def _kept(now: Stamp, at: Stamp | None = None) -> dict[str, object]:
    """Return the values every new row has; `at` is when it happened, if not now."""
    at = at or now
    return {"id": new_id(), "at": at.utc, "offset": at.offset, "now": now.utc}


def session_began(session: str, timeline: Timeline, sets_planned: int, now: Stamp) -> Change:
    """Write a session down as begun."""
    return Change(
        """
        INSERT INTO sessions
            (id, programme, name, at, offset, day, seconds, sets_planned, source,
             created, changed)
        VALUES
            (:id, :programme, :name, :at, :offset, date(:at, :offset || ' minutes'),
             0, :sets_planned, 'guided', :now, :now)
        """,
        {
            **_kept(now),
            "id": session,
            "programme": timeline.programme,
            "name": timeline.name,
            "sets_planned": sets_planned,
        },
    )


def planned(session: str, timeline: Timeline, now: Stamp) -> tuple[Change, ...]:
    """Write down what a session asks for; what it asked for before stands."""
    works = [
        (number, segment, heading)
        for number, segment in enumerate(timeline.segments)
        if segment.kind is SegmentKind.WORK and (heading := timeline.heading(segment))
    ]
    asked = Counter(heading.exercise for _number, _segment, heading in works)
    first: dict[str, tuple[int, Heading]] = {}
    for number, _segment, heading in works:
        first.setdefault(heading.exercise, (number, heading))
    return tuple(
        Change(
            """
            INSERT INTO planned
                (id, session, place, exercise, level, phase, sets, at, offset, created, changed)
            VALUES
                (:id, :session, :place, :exercise, :level, :phase, :sets, :at, :offset,
                 :now, :now)
            ON CONFLICT (session, exercise) WHERE deleted IS NULL DO NOTHING
            """,
            {
                **_kept(now),
                "session": session,
                "place": number,
                "exercise": exercise,
                "level": heading.level,
                "phase": heading.phase.value,
                "sets": asked[exercise],
            },
        )
        for exercise, (number, heading) in first.items()
    )


def session_ended(
    session: str, ending: SessionEnding, clock: float, now: Stamp
) -> tuple[Change, ...]:
    """Write down how a session ended, and forget what was kept to resume it.

    It never ends before it began, even if the wall clock was set back meanwhile.
    """
    values: dict[str, object] = {
        "session": session,
        "ending": ending.value,
        "clock": clock,
        "at": now.utc,
        "offset": now.offset,
    }
    return (
        Change(
            """
            UPDATE sessions SET ended = max(at, :at), ended_offset = :offset, ending = :ending,
                seconds = :clock, changed = :at
            WHERE id = :session
            """,
            values,
        ),
        Change("DELETE FROM unfinished WHERE session = :session", {"session": session}),
    )


def set_done(spot: Spot, done: SetDone, now: Stamp) -> Change:
    """Write a set down; a second time replaces the first, unless only the first was complete."""
    return Change(
        """
        INSERT INTO sets
            (id, session, segment, exercise, level, phase, side, set_number, planned_reps,
             planned_seconds, reps, seconds, complete, at, offset, day, created, changed)
        VALUES
            (:id, :session, :segment, :exercise, :level, :phase, :side, :set_number, :planned_reps,
             :planned_seconds, :reps, :seconds, :complete, :at, :offset,
             date(:at, :offset || ' minutes'), :now, :now)
        ON CONFLICT (session, segment) WHERE deleted IS NULL DO UPDATE
        SET reps = excluded.reps, seconds = excluded.seconds, complete = excluded.complete,
            at = excluded.at, offset = excluded.offset, day = excluded.day,
            changed = excluded.changed
        WHERE excluded.complete >= sets.complete
        """,
        {
            **_kept(now),
            **_exercise(spot),
            "level": spot.heading.level,
            "phase": spot.heading.phase.value,
            "side": spot.segment.side.value if spot.segment.side else None,
            "planned_reps": spot.heading.planned_reps,
            "planned_seconds": spot.heading.planned_seconds,
            "reps": done.reps,
            "seconds": done.seconds,
            "complete": int(done.complete),
        },
    )


def felt(spot: Spot, where: FeltWhere, now: Stamp) -> Change:
    """Write down where a set was felt; a second answer replaces the first."""
    return Change(
        """
        INSERT INTO felt
            (id, session, segment, exercise, set_number, felt_where, at, offset, created, changed)
        VALUES
            (:id, :session, :segment, :exercise, :set_number, :where, :at, :offset, :now, :now)
        ON CONFLICT (session, segment) WHERE deleted IS NULL DO UPDATE
        SET felt_where = excluded.felt_where, at = excluded.at, offset = excluded.offset,
            changed = excluded.changed
        """,
        {**_kept(now), **_exercise(spot), "where": where.value},
    )


def cue_shown(spot: Spot, cue: str, now: Stamp) -> Change:
    """Write down that a form cue was shown, or that it was shown again."""
    return Change(
        """
        INSERT INTO cues_shown
            (session, segment, cue, exercise, times, at, offset, created, changed)
        VALUES (:session, :segment, :cue, :exercise, 1, :at, :offset, :now, :now)
        ON CONFLICT (session, segment, cue) DO UPDATE
        SET times = cues_shown.times + 1, changed = excluded.changed
        """,
        {**_kept(now), **_exercise(spot), "cue": cue},
    )


def pain_scored(  # noqa: PLR0913 (a score can belong to four things, each named by the caller)
    score: PainScore,
    now: Stamp,
    *,
    session: str | None = None,
    run: str | None = None,
    question: str | None = None,
    exercise: str | None = None,
    at: Stamp | None = None,
) -> Change:
    """Write a pain score down; a second answer to the same question replaces the first."""
    return Change(
        """
        INSERT INTO pain_scores
            (id, session, run, question, exercise, knee, moment, score, at, offset, day,
             created, changed)
        VALUES
            (:id, :session, :run, :question, :exercise, :knee, :moment, :score, :at, :offset,
             date(:at, :offset || ' minutes'), :now, :now)
        ON CONFLICT (session, question, knee, moment)
            WHERE question IS NOT NULL AND deleted IS NULL DO UPDATE
        SET score = excluded.score, at = excluded.at, offset = excluded.offset,
            day = excluded.day, changed = excluded.changed
        """,
        {
            **_kept(now, at),
            "session": session,
            "run": run,
            "question": question,
            "exercise": exercise,
            "knee": score.knee.value,
            "moment": score.moment.value,
            "score": score.score,
        },
    )


def _exercise(spot: Spot) -> dict[str, object]:
    return {
        "session": spot.session,
        "segment": spot.number,
        "exercise": spot.heading.exercise,
        "set_number": spot.segment.set_number,
    }
