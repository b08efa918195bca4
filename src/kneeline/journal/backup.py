"""Copies of the journal: made by SQLite itself, proven good, and thinned as they age.

A journal whose newest commits still lie in its write-ahead log cannot be copied as a file;
`VACUUM INTO` copies what a reader would see. Everything here opens a connection of its own, so
that the daily copy can be made in another thread while a session runs.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from kneeline.journal import shelf
from kneeline.journal.errors import damaged, unwritable
from kneeline.journal.sentences import in_sentences
from kneeline.journal.shelf import backups_of
from kneeline.journal.soundness import connect_to_read, faults

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date, datetime
    from pathlib import Path

    from kneeline.journal.shelf import Backup, Risk

DAILY = timedelta(days=7)
"""Age up to which one copy a day is kept."""

WEEKLY = timedelta(weeks=4)
"""Age up to which one copy a week is kept."""

MONTHLY = timedelta(days=366)
"""Age up to which one copy a month is kept; after that, one a year, lest they fill the disk."""

UNPROVEN = ".unproven"
"""How the name of a copy ends until it is known to be good."""


def back_up_daily(journal: Path, now: datetime) -> Path | None:
    """Make today's copy, if there is none yet, and thin the older ones.

    Returns the new copy, or None where today already has one. JournalDamaged if the journal
    does not pass its own check: then nothing is copied and nothing thinned away.
    """
    today = now.date()
    daily = [each for each in backups_of(journal) if each.daily]
    if any(each.taken.astimezone(now.tzinfo).date() == today for each in daily):
        return None
    made = take(journal, now)
    with in_sentences(shelf.folder_of(journal)):
        for backup in superfluous(backups_of(journal), now):
            backup.path.unlink(missing_ok=True)
    return made


def take(
    journal: Path,
    now: datetime,
    before_version: int | None = None,
    *,
    before: Risk | None = None,
) -> Path:
    """Copy the journal into its backups folder, prove the copy good, and return where it is.

    JournalDamaged if the journal is, JournalUnwritable if there is no room for a copy.
    """
    folder = shelf.folder_of(journal)
    target = folder / shelf.name_for(now, before_version, before)
    while before is not None and target.exists():
        # Two risky steps within one second, and what was between them must not be lost.
        now += timedelta(seconds=1)
        target = folder / shelf.name_for(now, before_version, before)
    with in_sentences(journal):
        if faults(journal):
            raise damaged(journal)
    with in_sentences(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        unproven = target.with_suffix(UNPROVEN)
        for cut_short in folder.glob(f"*{UNPROVEN}"):
            cut_short.unlink(missing_ok=True)
        try:
            copy(journal, unproven)
            prove(unproven)
            unproven.replace(target)
            sync(folder)
        finally:
            unproven.unlink(missing_ok=True)
    return target


def superfluous(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the copies to throw away: daily for 7 days, weekly for 4 weeks, monthly for a year.

    After that, one a year. The newest of each span stays, and so do all copies made before an
    upgrade. Those made before an import or a restore stay for 4 weeks.
    """
    kept: set[Hashable] = set()
    surplus: list[Backup] = []
    for backup in sorted(backups, key=lambda each: each.taken, reverse=True):
        day = backup.taken.astimezone(now.tzinfo).date()
        if backup.before is not None and now.date() - day > WEEKLY:
            surplus.append(backup)
        if not backup.daily:
            continue
        span = _span(day, now.date())
        if span in kept:
            surplus.append(backup)
        kept.add(span)
    return tuple(surplus)


def _span(day: date, today: date) -> Hashable:
    """Return the day, week, month or year that one copy of that age stands for."""
    age = today - day
    if age <= DAILY:
        return day
    if age <= WEEKLY:
        return ("week", *day.isocalendar()[:2])
    if age <= MONTHLY:
        return ("month", day.year, day.month)
    return ("year", day.year)


def copy(journal: Path, target: Path) -> None:
    """Copy what a reader of a journal would see into a new file, and wait for the disk."""
    # Made here and not by SQLite, which would let everybody on this computer read it.
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connect_to_read(journal)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    sync(target)


def prove(copy: Path) -> None:
    """Refuse a copy that came out wrong: the disk cannot be trusted."""
    if faults(copy):
        raise unwritable(copy, sqlite3.SQLITE_IOERR)


def sync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk itself."""
    if os.name != "posix" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
