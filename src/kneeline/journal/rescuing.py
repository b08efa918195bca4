"""When the journal cannot be opened: what is wrong, in words, and what can be done about it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from kneeline.journal import restoring
from kneeline.journal.database import inspect
from kneeline.journal.errors import JournalDamaged, JournalMissing, JournalTooNew, NotAJournal
from kneeline.journal.journal import open_journal
from kneeline.journal.restoring import Present, Restored, newest_good
from kneeline.journal.sentences import in_sentences
from kneeline.journal.shelf import backups_of
from kneeline.journal.soundness import connect_to_read, faults
from kneeline.journal.stamp import utc_text
from kneeline.wording import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from kneeline.journal.shelf import Backup


class Choice(StrEnum):
    """What a person can choose where the journal cannot be opened."""

    RESTORE = "restore"
    """Put the newest good backup in its place; the damaged file is kept."""

    BEGIN_ANEW = "begin-anew"
    """Keep the damaged file aside and begin an empty journal; the backups stay."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What is wrong with a journal and what can be done."""

    journal: Path
    present: Present
    """`DAMAGED` or `MISSING`."""

    wrong: str
    """What is wrong, as a sentence."""

    backup: Backup | None
    """The newest backup that passes its check."""

    passed_over: int
    """Newer backups that do not pass it."""

    would_be_missing: str
    """What a restore would not bring back, as a sentence; empty without a backup."""

    lost_sessions: int | None = None
    lost_runs: int | None = None
    """How many were begun after that backup; None where the file does not say any more."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, the best first."""
        return (Choice.RESTORE, Choice.BEGIN_ANEW) if self.backup else (Choice.BEGIN_ANEW,)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was done."""

    choice: Choice
    backup: Path | None
    """The backup that is the journal now; None for an empty one."""

    aside: Path | None
    """The folder in which the damaged file is kept."""


def rescue_needed(journal: Path, *, thoroughly: bool = True) -> Rescue | None:
    """Return what is wrong with a journal, or None if it is well or was never begun.

    Without `thoroughly` only what can be seen at once: a missing or empty file beside backups, or
    one cut short. JournalError for a file that is not ours, is too new or cannot be looked at:
    those need no rescue.
    """
    if not journal.exists():
        return _rescue(journal, Present.MISSING) if backups_of(journal) else None
    try:
        with in_sentences(journal):
            inspect(journal)
            if thoroughly and faults(journal):
                return _rescue(journal, Present.DAMAGED)
    except (JournalDamaged, JournalMissing):
        return _rescue(journal, Present.DAMAGED)
    except NotAJournal:
        if not backups_of(journal):
            raise
        # The name is ours and so are the backups: what lies here was our journal once.
        return _rescue(journal, Present.DAMAGED)
    except JournalTooNew:
        raise
    return None


def rescue(needed: Rescue, choice: Choice, now: datetime) -> Rescued:
    """Do what was chosen; JournalError says why it cannot be, and then all is as it was."""
    if choice is Choice.RESTORE:
        done: Restored = restoring.restore(
            needed.journal, now, needed.backup.path if needed.backup else None
        )
        return Rescued(choice, done.backup, done.aside)
    aside = None
    if needed.journal.exists():
        aside = restoring.keep_aside(needed.journal, now)
        with in_sentences(needed.journal):
            for path in (*restoring.beside(needed.journal), needed.journal):
                path.unlink(missing_ok=True)
    open_journal(needed.journal, wall_clock=lambda: now, anew=True).close()
    return Rescued(choice, None, aside)


def _rescue(journal: Path, present: Present) -> Rescue:
    good = newest_good(journal)
    newer = [each for each in backups_of(journal) if good is None or each.taken > good.taken]
    says = {
        Present.MISSING: _("Your journal, {file}, is gone; its backups are there."),
        Present.DAMAGED: _("Your journal, {file}, is damaged and cannot be trusted any more."),
    }[present]
    sessions = runs = None
    if good is not None and present is Present.DAMAGED:
        sessions, runs = _since(journal, "sessions", good), _since(journal, "runs", good)
    return Rescue(
        journal=journal,
        present=present,
        wrong=says.format(file=journal),
        backup=good,
        passed_over=len(newer),
        would_be_missing=_would_be_missing(good, sessions, runs),
        lost_sessions=sessions,
        lost_runs=runs,
    )


def _since(journal: Path, table: str, backup: Backup) -> int | None:
    """Return how many rows were written after a backup; None where that cannot be read."""
    try:
        with closing(connect_to_read(journal)) as connection:
            (count,) = connection.execute(
                f"SELECT count(*) FROM {table} WHERE deleted IS NULL AND created > ?",  # noqa: S608 (one of two tables, named above)
                (utc_text(backup.taken),),
            ).fetchone()
    except (sqlite3.DatabaseError, OSError, UnicodeDecodeError):
        return None
    return int(count)


def _would_be_missing(backup: Backup | None, sessions: int | None, runs: int | None) -> str:
    if backup is None:
        return ""
    day: date = backup.taken.astimezone().date()
    if sessions is None or runs is None:
        says = _("It was made on {day}: what was written down after that would be missing.")
        return says.format(day=day.isoformat())
    if not sessions and not runs:
        says = _("It was made on {day}, and no session or run was written down after that.")
        return says.format(day=day.isoformat())
    of_sessions = ngettext("{count} session", "{count} sessions", sessions).format(count=sessions)
    of_runs = ngettext("{count} run", "{count} runs", runs).format(count=runs)
    says = _("It was made on {day}: {sessions} and {runs} after that would be missing.")
    return says.format(day=day.isoformat(), sessions=of_sessions, runs=of_runs)
