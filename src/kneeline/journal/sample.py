"""A whole made-up life, written in one go and marked as made up in every single row.

The mark is in the rows' ids: UUIDs of version 8, whose first half is ours to fill. So the mark
needs no column, cannot be lost by an edit, an export or a merge with another journal, and two
samples with the same seed have the same ids.
"""

from __future__ import annotations

from contextlib import closing
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from kneeline.coach.timeline import SegmentKind
from kneeline.journal import changes, database, told
from kneeline.journal.changes import Spot
from kneeline.journal.sentences import in_sentences
from kneeline.journal.soundness import connect_to_read
from kneeline.journal.stamp import Stamp

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from kneeline.coach.events import SessionEnding, SetDone
    from kneeline.coach.exercise import FeltWhere
    from kneeline.coach.pain import PainScore
    from kneeline.coach.past import DoneRun, Pause
    from kneeline.coach.side import Side
    from kneeline.coach.timeline import Question, Timeline
    from kneeline.journal.changes import Change
    from kneeline.journal.journal import Journal

MARK = "53414d50-4c45-8"
"""How the id of every made-up row begins: "SAMPLE" in ASCII, and a UUID's version 8 (RFC 9562)."""

AFTER_MARK = MARK[:-1] + "9"
"""The first text after all ids with the mark, in the order of the primary keys."""

MARKED_TABLES = ("sessions", "runs", "pain_scores", "self_tests", "notes")


class Sample:
    """Rows of a made-up life, kept until all are written at once.

    The methods take what the recorder and the pages take, and make the same rows of it.
    """

    def __init__(self, seed: int) -> None:
        """Begin without a row."""
        self._dice = Random(seed)  # noqa: S311 (ids that must be the same each time, no secrets)
        self._changes: list[Change] = []

    def __len__(self) -> int:
        """Return the number of changes."""
        return len(self._changes)

    def write_into(self, journal: Journal) -> None:
        """Write all rows, or none where the disk refuses."""
        journal.commit(self._changes)

    # -- sessions ------------------------------------------------------------------------------

    def session(
        self,
        timeline: Timeline,
        began: datetime,
        clock: float,
        ending: SessionEnding,
        ended: datetime,
    ) -> str:
        """Add a session that took so many seconds on its own clock; return its id."""
        session, at = self._new_id(), Stamp.of(began)
        asked = sum(segment.kind is SegmentKind.WORK for segment in timeline.segments)
        self._add(changes.session_began(session, timeline, asked, at), named=session)
        self._add(*changes.planned(session, timeline, at))
        # The second change forgets what was kept to resume: nothing was.
        self._changes.append(changes.session_ended(session, ending, clock, Stamp.of(ended))[0])
        return session

    def set_done(self, session: str, timeline: Timeline, done: SetDone, at: datetime) -> None:
        """Add a set."""
        self._add(changes.set_done(_spot(session, timeline, done.segment), done, Stamp.of(at)))

    def felt(
        self, session: str, timeline: Timeline, segment: int, where: FeltWhere, at: datetime
    ) -> None:
        """Add where the set before a question was felt."""
        self._add(changes.felt(_spot(session, timeline, segment), where, Stamp.of(at)))

    def hurt(self, session: str, exercise: str, score: PainScore, at: datetime) -> None:
        """Add a score that the person gave unasked, in the middle of an exercise."""
        self._add(changes.pain_scored(score, Stamp.of(at), session=session, exercise=exercise))

    def answer(self, session: str, question: Question, score: PainScore, at: datetime) -> None:
        """Add a score given to the check-in or the check-out."""
        said = changes.pain_scored(score, Stamp.of(at), session=session, question=question.value)
        self._add(said)

    # -- the rest of life ----------------------------------------------------------------------

    def morning(self, score: PainScore, at: datetime) -> None:
        """Add a score of a morning."""
        self._add(changes.pain_scored(score, Stamp.of(at)))

    def run(self, done: DoneRun) -> None:
        """Add a run with its answers."""
        run, at = self._new_id(), Stamp.of(done.at)
        whole, *answers = told.run_done(run, done, "manual", None, at, at)
        self._add(whole, named=run)
        self._add(*answers)

    def self_test(self, test: str, side: Side | None, value: float, at: datetime) -> None:
        """Add the result of a self-test."""
        row = {"test": test, "side": side.value if side else None, "value": float(value)}
        self._add(told.new_row("self_tests", row, Stamp.of(at), Stamp.of(at)))

    def pause(self, pause: Pause, at: datetime) -> None:
        """Add a pause for an illness or an injury."""
        row = {
            "first": pause.first.isoformat(),
            "last": pause.last.isoformat() if pause.last else None,
        }
        self._add(told.new_row("pauses", row, Stamp.of(at), Stamp.of(at), by_day=False))

    def note(self, text: str, about: date, at: datetime) -> None:
        """Add a note about a day."""
        row = {"about": about.isoformat(), "text": text}
        self._add(told.new_row("notes", row, Stamp.of(at), Stamp.of(at), by_day=False))

    # -- inside --------------------------------------------------------------------------------

    def _add(self, *all_of: Change, named: str | None = None) -> None:
        for change in all_of:
            change.values["id"] = named or self._new_id()
        self._changes += all_of

    def _new_id(self) -> str:
        marked = UUID(int=self._dice.getrandbits(128), version=4)
        return MARK + str(marked)[len(MARK) :]


def _spot(session: str, timeline: Timeline, number: int) -> Spot:
    segment = timeline.segments[number]
    heading = timeline.heading(segment)
    if heading is None:
        raise ValueError(f"segment {number} belongs to no exercise")
    return Spot(session, number, segment, heading)


def holds_sample(path: Path) -> bool:
    """Whether a journal holds rows of a sample; False where there is no journal."""
    with in_sentences(path):
        if not path.exists():
            return False
        with closing(connect_to_read(path)) as connection:
            return bool(database.version_of(connection)) and any(
                connection.execute(
                    f"SELECT 1 FROM {table} WHERE id >= ? AND id < ? LIMIT 1",  # noqa: S608 (our own tables, named above)
                    (MARK, AFTER_MARK),
                ).fetchone()
                for table in MARKED_TABLES
            )


def is_empty(path: Path) -> bool:
    """Whether nothing at all was ever written into a journal; True where there is none."""
    with in_sentences(path):
        if not path.exists():
            return True
        with closing(connect_to_read(path)) as connection:
            return not database.version_of(connection) or not any(
                connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608 (our own tables)
                for table in database.TABLES
            )
