"""The open file of a journal: reads that notice damage, writes that happen wholly or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

from kneeline.in_steps import at_once
from kneeline.journal import database
from kneeline.journal.errors import damaged, displaced
from kneeline.journal.sentences import in_sentences
from kneeline.journal.soundness import connect_to_read
from kneeline.journal.stamp import Stamp
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from kneeline.journal.changes import Change

    Answers = dict[Hashable, Any]
    """What was asked, and what the file said."""

ATTEMPTS = 3
"""How often a question is asked in steps before others are kept from writing meanwhile."""

Found = TypeVar("Found")
Room = TypeVar("Room", bound="JournalFile")
Asked = ParamSpec("Asked")


def remembered(
    read: Callable[Concatenate[Room, Asked], Found],
) -> Callable[Concatenate[Room, Asked], Found]:
    """Let a question read the file once, until somebody writes into it."""

    @wraps(read)
    def ask(self: Room, /, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        question = read.__name__, asked, tuple(named.items())
        return self._unchanged(question, lambda: read(self, *asked, **named))

    return ask


class JournalFile:
    """An open journal. All methods raise JournalError subclasses when the file fails them."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, wall_clock: Callable[[], datetime]
    ) -> None:
        """Hold an open connection; use `open_journal`."""
        self.path = path
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        self._wall_clock = wall_clock
        self._identity = database.identity(path)
        self.closed = False
        self._read_lately: tuple[tuple[int, int], Answers] = (-1, -1), {}
        """What was read, and the state of the file that it was read from."""

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self.closed = True
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the journal, which is closed at the end of the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self.close()

    def now(self) -> Stamp:
        """Return the present moment."""
        return Stamp.of(self._wall_clock())

    def commit(self, all_of: Iterable[Change]) -> None:
        """Write changes to the disk, all or none, and return when they are safe."""
        with self._writing():
            for change in all_of:
                self._connection.execute(change.sql, change.values)

    def answers(self) -> Answers:
        """Return what is remembered of the file as it is now; another dict after each write.

        Whoever still gets the same one may add what was read meanwhile by another connection.
        """
        state = self._state()
        if self._read_lately[0] != state:
            self._read_lately = state, {}
        return self._read_lately[1]

    def open_beside(self) -> Self:
        """Open the file once more, only to read it, for another thread; any thread may ask.

        JournalError if it cannot be read, or if another file lies in its place by now.
        """
        with in_sentences(self.path):
            beside = type(self)(self.path, connect_to_read(self.path), self._wall_clock)
            if database.identity(self.path) != self._identity:
                beside.close()
                raise displaced(self.path)
            return beside

    # -- for the rooms that stand on this one ----------------------------------------------------

    def _read(
        self, record: Callable[[sqlite3.Row], Found], sql: str, *values: object
    ) -> tuple[Found, ...]:
        """Return what a query finds, as records; a value that cannot be means damage."""
        with self._believing():
            return tuple(map(record, self._connection.execute(sql, values)))

    def _read_sums(
        self, record: Callable[[tuple[Any, ...]], Found], sql: str, *values: object
    ) -> tuple[Found, ...]:
        """Return thousands of short rows as records, from plain tuples: a third of the time."""
        cursor = self._connection.cursor()
        cursor.row_factory = None
        with self._believing():
            return tuple(map(record, cursor.execute(sql, values)))

    def _unchanged(self, question: Hashable, read: Callable[[], Found]) -> Found:
        """Return the answer of before, as long as nobody has written since; else read it."""
        with self._believing(), self._transaction("BEGIN"):
            known = self.answers()
            if question not in known:
                known[question] = read()
            found: Found = known[question]
            return found

    def _unchanged_in_steps(
        self, question: Hashable, read: Callable[[], Generator[None, None, Found]]
    ) -> Generator[None, None, Found]:
        """Do the same in steps; what was written between two of them makes it begin again.

        Where somebody writes all the time, it is read in one step in the end.
        """
        for _attempt in range(ATTEMPTS):
            known = self.answers()
            found: Found = known[question] if question in known else (yield from read())
            if self.answers() is known:
                known[question] = found
                return found
        return self._unchanged(question, lambda: at_once(read()))

    def _state(self) -> tuple[int, int]:
        """Return what changes with every write, ours and that of any other program."""
        return self.written_by_others(), self._connection.total_changes

    def written_by_others(self) -> int:
        """Return a number that changes whenever another program has written into the journal."""
        with self._believing():
            [others] = self._connection.execute("PRAGMA data_version").fetchone()
        return int(others)

    @contextmanager
    def _believing(self) -> Iterator[None]:
        """Read: a value that cannot be means damage."""
        with in_sentences(self.path):
            try:
                yield
            except (TypeError, ValueError) as error:
                raise damaged(self.path) from error

    def _moment(self, at: datetime | None) -> Stamp:
        """Return when something happened; ValueError where that is still to come."""
        now = self.now()
        stamp = now if at is None else Stamp.of(at)
        if stamp.utc > now.utc:
            raise ValueError(_("That lies in the future: give a time that has passed."))
        return stamp

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write all that the block executes, or none of it; safe on the disk when it ends."""
        with in_sentences(self.path):
            if database.identity(self.path) != self._identity:
                raise displaced(self.path)
            with self._transaction("BEGIN IMMEDIATE"):
                yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._connection.execute(begin)
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # Some errors (a full disk) have already rolled it back.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
