"""Listens to a session and writes it down as it happens.

Everything a person did is committed before `observe` returns. Form cues are no one's doing, so
they wait for the next commit. If the disk fails, nothing is forgotten: what could not be written
stays in memory and in a file aside, with the moment at which it happened, and is written with
whatever comes next, or at the next start.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import msgspec

from kneeline.coach.events import (
    Answered,
    CueGiven,
    FeltAnswer,
    Hurt,
    Paused,
    SegmentBegan,
    SessionFinished,
    SetDone,
    SignSeen,
    TimelineChanged,
)
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.timeline import CueKind, Question, SegmentKind
from kneeline.journal import changes, resuming, told
from kneeline.journal.errors import JournalError
from kneeline.journal.told import About

if TYPE_CHECKING:
    from kneeline.coach.events import (
        SessionEvent,
    )
    from kneeline.coach.timeline import Timeline
    from kneeline.journal.aside import Aside
    from kneeline.journal.changes import Change
    from kneeline.journal.journal import Journal
    from kneeline.journal.records import Unfinished
    from kneeline.journal.stamp import Stamp

TWICE = frozenset({sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE})


class Recorder:
    """Writes one session at a time into a journal.

    A method that cannot write raises JournalUnwritable (or JournalDamaged) and has still done its
    part: the session goes on, and the next call tries again.
    """

    def __init__(self, journal: Journal, aside: Aside | None = None) -> None:
        """Stand ready to write into a journal; what it refuses is kept aside, where that is."""
        self._journal, self._aside = journal, aside
        self._timeline: Timeline | None = None
        self._waiting: list[Change] = []
        self.session: str | None = None
        """The id of the session being recorded; None before the first and after the last."""

    @property
    def unwritten(self) -> int:
        """How many changes wait for the disk, form cues included."""
        return len(self._waiting)

    def begin(self, timeline: Timeline) -> str:
        """Begin a session and return its id; one left unfinished before is closed as left."""
        session, now = changes.new_id(), self._journal.now()
        sets_planned = sum(segment.kind is SegmentKind.WORK for segment in timeline.segments)
        self._timeline, self.session = timeline, session
        self._waiting += (
            *resuming.others_left(session),
            changes.session_began(session, timeline, sets_planned, now),
            *changes.planned(session, timeline, now),
            *resuming.unfinished_began(session, _as_json(timeline), now),
        )
        self.write_waiting()
        return session

    def go_on(self, unfinished: Unfinished) -> None:
        """Record the rest of a session that was cut short."""
        self._timeline, self.session = unfinished.timeline, unfinished.session

    def keep(self, unfinished: Unfinished) -> None:
        """Close a session that was cut short as left; what was done of it is kept."""
        self._waiting += resuming.left(unfinished.session)
        self.write_waiting()

    def discard(self, unfinished: Unfinished) -> None:
        """Delete a session that was cut short and all that belongs to it (it can be undone)."""
        self.write_waiting()
        self._journal.discard(unfinished.session)

    def observe(self, *events: SessionEvent) -> None:
        """Write down what happened at one moment, in one commit.

        Pass what one call of the engine returned; what a person did is on the disk when this
        returns.
        """
        if not events:
            return
        now, something_done = self._journal.now(), False
        for event in events:
            found = self._changes(event, now)
            self._waiting += found
            something_done = something_done or (bool(found) and not isinstance(event, CueGiven))
        if something_done:
            self.write_waiting()

    def write_waiting(self) -> None:
        """Try again to write what the disk refused, and the form cues that wait for company."""
        if not self._waiting:
            return
        try:
            self._journal.commit(self._waiting)
        except JournalError:
            if self._aside is not None:
                self._aside.keep(self._waiting)
            raise
        self._written()

    def take_back(self) -> None:
        """Write what an earlier program was refused; call it once, before a session begins."""
        if self._aside is None:
            return
        self._waiting[:0] = self._aside.left()
        try:
            self.write_waiting()
        except sqlite3.Error as error:
            # In there already: it was written, and the program ended before it could clear away.
            if getattr(error, "sqlite_errorcode", None) not in TWICE:
                self._aside.put_by()
            self._written()

    # -- inside ----------------------------------------------------------------------------------

    def _written(self) -> None:
        self._waiting.clear()
        if self._aside is not None:
            self._aside.clear()

    def _changes(self, event: SessionEvent, now: Stamp) -> tuple[Change, ...]:
        """Return what an event changes in the journal."""
        session, timeline = self._recording()
        match event:
            case SegmentBegan() | Paused():
                return (resuming.reached(session, event.segment, event.at, now),)
            case SessionFinished():
                self._timeline = self.session = None
                return changes.session_ended(session, event.ending, event.at, now)
            case CueGiven() | SetDone():
                return _of_a_set(session, timeline, event, now)
            case Hurt() | SignSeen() | Answered():
                return _said(session, timeline, event, now)
            case TimelineChanged():
                self._timeline = event.timeline
                return (
                    *changes.planned(session, event.timeline, now),
                    resuming.timeline_changed(session, _as_json(event.timeline)),
                )
            case _:
                return ()  # The others say nothing that these do not.

    def _recording(self) -> tuple[str, Timeline]:
        if self.session is None or self._timeline is None:
            msg = "begin or go on with a session before its events are observed"
            raise RuntimeError(msg)
        return self.session, self._timeline


def _as_json(timeline: Timeline) -> str:
    return msgspec.json.encode(timeline).decode()


def _nearest(timeline: Timeline, number: int) -> str:
    """Return the exercise of a segment, or of the one before it; of the first at the check-in.

    A sign must not be lost for want of an exercise: it may lock the plan.
    """
    before = reversed(timeline.segments[: number + 1])
    headings = map(timeline.heading, (*before, *timeline.segments))
    return next(heading.exercise for heading in headings if heading is not None)


def _of_a_set(
    session: str, timeline: Timeline, event: CueGiven | SetDone, now: Stamp
) -> tuple[Change, ...]:
    """Return what a set, or a cue of it, changes; cues other than form cues are no record."""
    if isinstance(event, CueGiven) and event.cue.kind is not CueKind.FORM:
        return ()
    spot = changes.spot(session, timeline, event.segment)
    if isinstance(event, SetDone):
        return (changes.set_done(spot, event, now),)
    return (changes.cue_shown(spot, event.cue.form, now),)


def _said(
    session: str, timeline: Timeline, event: Hurt | SignSeen | Answered, now: Stamp
) -> tuple[Change, ...]:
    """Return what the person's words change."""
    segment = timeline.segments[event.segment]
    if isinstance(event, SignSeen):
        near = _nearest(timeline, event.segment)
        return told.signs_told([event.sign], About(session, near), now, now, event.knee)
    if isinstance(event, Hurt):
        heading = timeline.heading(segment)
        exercise = heading.exercise if heading else None
        score = PainScore(event.knee, Moment.DURING, event.score)
        return (changes.pain_scored(score, now, session=session, exercise=exercise),)
    if isinstance(event.answer, FeltAnswer):
        where = changes.spot(session, timeline, event.segment)
        return (changes.felt(where, event.answer.where, now),)
    if segment.question is Question.EASED:
        heading = timeline.heading(segment)
        return tuple(
            changes.pain_scored(
                score, now, session=session, exercise=heading.exercise if heading else None
            )
            for score in event.answer.scores
        )
    asked = segment.question.value if segment.question else None
    return tuple(
        changes.pain_scored(score, now, session=session, question=asked)
        for score in event.answer.scores
    )
