"""Copies are complete, proven, private, and thinned as they age."""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.journal import (
    Journal,
    JournalDamaged,
    JournalUnwritable,
    Recorder,
    back_up_daily,
    backups_of,
    open_journal,
)
from kneeline.journal.backup import prove, superfluous, take
from kneeline.journal.shelf import Backup, folder_of, name_for
from kneeline.journal.soundness import faults
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import MORNING, Wall, record

if TYPE_CHECKING:
    from collections.abc import Iterable


def test_a_copy_holds_what_is_not_in_the_file_yet(
    journal: Journal, path: Path, wall: Wall, tmp_path: Path
) -> None:
    session, _ = record(Recorder(journal), ALL_FOUR)
    copy = take(path, wall())
    assert copy == path.parent / "backups" / "journal-2026-03-02T073000Z.db"
    assert faults(copy) == ()
    elsewhere = tmp_path / "elsewhere" / "journal.db"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(copy.read_bytes())
    with open_journal(elsewhere, wall_clock=wall) as restored:
        assert restored.sets(session) == journal.sets(session) != ()
        assert restored.pain_scores() == journal.pain_scores() != ()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_nobody_else_can_read_a_copy(journal: Journal, path: Path, wall: Wall) -> None:
    copy = take(journal.path, wall())
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert [each.name for each in folder_of(path).iterdir()] == [copy.name]


def test_one_copy_a_day_where_the_person_lives(journal: Journal, path: Path) -> None:
    auckland = timezone(timedelta(hours=13))
    assert journal.path == path
    late = datetime(2026, 3, 2, 23, 30, tzinfo=auckland)
    assert back_up_daily(path, late) is not None
    assert back_up_daily(path, late + timedelta(minutes=29)) is None
    assert back_up_daily(path, late + timedelta(minutes=31)) is not None
    assert len(backups_of(path)) == 2


def test_copies_before_an_upgrade_do_not_count_as_daily_and_all_stay(
    journal: Journal, path: Path
) -> None:
    for day in range(60):
        take(journal.path, MORNING + timedelta(days=day), before_version=2)
    made = back_up_daily(path, MORNING + timedelta(days=59, hours=1))
    assert made is not None
    kept = backups_of(path)
    assert [each.before_version for each in kept] == [2] * 60 + [None]


def test_a_year_of_days_keeps_days_then_weeks_then_months(journal: Journal, path: Path) -> None:
    today = MORNING + timedelta(days=365)
    folder = folder_of(path)
    folder.mkdir()
    for day in range(365):
        (folder / name_for(MORNING + timedelta(days=day))).write_bytes(b"")
    assert back_up_daily(journal.path, today) is not None
    ages = [(today - each.taken).days for each in reversed(backups_of(path))]
    assert ages[:8] == [0, 1, 2, 3, 4, 5, 6, 7]
    weekly = [age for age in ages if 7 < age <= 28]
    assert 3 <= len(weekly) <= 4
    monthly = [each.taken for each in backups_of(path) if (today - each.taken).days > 28]
    assert len(monthly) == len({(each.year, each.month) for each in monthly}) == 12


@given(st.sets(st.integers(-3, 900), max_size=120), st.integers(-12, 12))
def test_thinning_keeps_the_newest_and_every_span_and_is_done_once(
    ages: set[int], zone: int
) -> None:
    now = MORNING.astimezone(timezone(timedelta(hours=zone)))
    backups = {Backup(Path(str(age)), now - timedelta(days=age), None) for age in ages}
    gone = set(superfluous(backups, now))
    kept = backups - gone
    assert superfluous(kept, now) == ()
    assert _spans(kept, now, "%Y-%m", younger=366) == _spans(backups, now, "%Y-%m", younger=366)
    assert _spans(kept, now, "%Y") == _spans(backups, now, "%Y")
    assert {each for each in backups if (now - each.taken).days <= 7} <= kept
    if backups:
        assert max(backups, key=lambda each: each.taken) in kept


def _spans(backups: set[Backup], now: datetime, span: str, *, younger: int = 10_000) -> set[str]:
    """Return the months or years for which there is a copy."""
    found = (each.taken.astimezone(now.tzinfo).date() for each in backups)
    return {day.strftime(span) for day in found if (now.date() - day).days <= younger}


def _as_time_goes_by(days: Iterable[int]) -> set[date]:
    """Return the days whose copies are still there, thinned every day."""
    kept: set[Backup] = set()
    for day in days:
        now = MORNING + timedelta(days=day)
        kept.add(Backup(Path(str(day)), now, None))
        kept -= set(superfluous(kept, now))
    return {each.taken.date() for each in kept}


def test_thinned_day_by_day_there_is_still_a_copy_for_every_age() -> None:
    last = (MORNING + timedelta(days=3649)).date()
    ages = sorted((last - day).days for day in _as_time_goes_by(range(3650)))
    assert ages[:8] == list(range(8))
    of_a_year = [age for age in ages if age <= 366]
    assert max(later - sooner for sooner, later in itertools.pairwise(of_a_year)) <= 62
    assert max(later - sooner for sooner, later in itertools.pairwise(ages)) <= 2 * 366
    assert ages[-1] > 3650 - 2 * 366
    assert len(ages) < 36


def test_what_a_killed_copy_left_is_swept_away(path: Path, journal: Journal, wall: Wall) -> None:
    folder = folder_of(journal.path)
    folder.mkdir()
    (folder / "journal-2026-02-01T073000Z.unproven").write_bytes(b"half a copy")
    take(path, wall())
    assert [each.suffix for each in folder.iterdir()] == [".db"]


def test_a_damaged_journal_is_not_copied_over_good_copies(
    journal: Journal, path: Path, wall: Wall
) -> None:
    record(Recorder(journal), ALL_FOUR)
    good = back_up_daily(path, wall())
    journal.close()
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + b"\xa5" * 8192 + whole[middle + 8192 :])
    with pytest.raises(
        JournalDamaged, match=r"puts the newest backup, .*073000Z\.db, in its place"
    ):
        back_up_daily(path, wall() + timedelta(days=1))
    assert [each.path for each in backups_of(path)] == [good]
    assert [each.name for each in folder_of(path).iterdir()] == [good.name if good else ""]


def test_a_copy_that_came_out_wrong_is_refused(path: Path, journal: Journal, wall: Wall) -> None:
    copy = take(journal.path, wall())
    prove(copy)
    with copy.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * 4096)
    with pytest.raises(JournalUnwritable, match="check that its disk"):
        prove(copy)
    assert path.exists()


def test_rows_that_belong_to_nothing_are_faults(journal: Journal, path: Path) -> None:
    record(Recorder(journal), ALL_FOUR)
    assert faults(path) == ()
    journal._connection.execute("PRAGMA foreign_keys=OFF")
    journal._connection.execute("DELETE FROM sessions")
    found = faults(path)
    assert len(found) == 3
    assert all(re.fullmatch(r"a row of \w+ belongs to nothing", each) for each in found)


def test_a_backups_folder_that_cannot_be_made_is_named(journal: Journal, wall: Wall) -> None:
    folder_of(journal.path).write_text("in the way")
    with pytest.raises(JournalUnwritable, match=r"backups cannot be"):
        take(journal.path, wall())


def test_other_files_in_the_folder_are_left_alone(path: Path) -> None:
    folder = folder_of(path)
    folder.mkdir(parents=True)
    names = ("notes.txt", "journal-2026-99-99T000000Z.db", "journal-2026-03-02T073000Z.db.old")
    for name in names:
        (folder / name).touch()
    good = folder / name_for(MORNING)
    good.touch()
    assert backups_of(path) == (Backup(good, MORNING.astimezone(UTC), None),)


def test_a_locked_journal_is_not_called_damaged(journal: Journal, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        journal.close()
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        path.with_name("journal.db-wal").touch()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            faults(path)
