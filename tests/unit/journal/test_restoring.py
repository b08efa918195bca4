"""A backup takes the journal's place: shown first, nothing lost, at no moment without a journal."""

from __future__ import annotations

import itertools
import os
import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import JournalMissing, backups_of, open_journal
from kneeline.journal.backup import back_up_daily, superfluous, take
from kneeline.journal.database import VERSION
from kneeline.journal.errors import JournalTooNew, JournalUnwritable
from kneeline.journal.rescuing import Choice, rescue, rescue_needed
from kneeline.journal.restoring import (
    FRESH,
    Difference,
    NoBackup,
    Present,
    Restoring,
    is_good,
    newest_good,
    preview_restore,
    restore,
)
from kneeline.journal.shelf import Backup, Risk
from kneeline.journal.soundness import faults
from kneeline.journal.status import status
from tests.unit.journal.filling import empty_journal, full_journal
from tests.unit.journal.lives import content
from tests.unit.journal.sitting import MORNING, Wall

NOW = MORNING + timedelta(days=30)
ANYWHERE = Path("anywhere")


@pytest.fixture
def kept(path: Path, wall: Wall) -> Path:
    """A full journal with a backup, and a note and a score written after it."""
    path.parent.mkdir(parents=True)
    whole, _ids, wall.moment = full_journal()
    path.write_bytes(whole)
    take(path, wall())
    wall.forward(days=2)
    with open_journal(path, wall_clock=wall) as journal:
        journal.write_note("After the backup.", about=wall().date())
        journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 6))
    return path


def spoil(path: Path, at: int = 4096, length: int = 8192) -> bytes:
    """Make rubbish of some pages; return what the file is then."""
    raw = bytearray(path.read_bytes())
    raw[at : at + length] = b"\xa5" * len(raw[at : at + length])
    path.write_bytes(bytes(raw))
    return bytes(raw)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_preview_says_what_would_go_and_writes_nothing(kept: Path, wall: Wall) -> None:
    before = kept.read_bytes()
    [backup] = backups_of(kept)
    preview = preview_restore(kept)
    assert (preview.backup, preview.taken, preview.present) == (
        backup.path,
        backup.taken,
        Present.SOUND,
    )
    assert preview.tables == {"notes": Difference(lost=1), "pain_scores": Difference(lost=1)}
    assert (preview.first_lost, preview.last_lost) == (wall().date(), wall().date())
    assert preview.total("lost") == 2
    assert kept.read_bytes() == before
    assert names(kept.parent) == ["backups", "journal.db"]


def test_a_preview_counts_what_would_come_back(kept: Path, wall: Wall) -> None:
    ids = full_journal()[1]
    with open_journal(kept, wall_clock=wall) as journal:
        journal.delete(ids["notes"])
        journal.edit(ids["runs"], km=9.0)
    tables = preview_restore(kept).tables
    assert tables["notes"] == Difference(lost=1, gained=1)
    assert tables["runs"] == Difference(put_back=1)


def test_a_restore_keeps_the_present_journal_and_can_be_taken_back(kept: Path, wall: Wall) -> None:
    [backup] = backups_of(kept)
    before = content(kept)
    done = restore(kept, wall())
    assert done.backup == backup.path
    assert content(kept) == content(backup.path)
    assert done.aside is not None
    assert [each.before for each in backups_of(kept)] == [None, Risk.RESTORE]
    again = restore(kept, wall(), done.aside)
    assert content(kept) == before
    assert again.aside not in {done.aside, None}, "two restores in one second are kept apart"
    assert names(kept.parent) == ["backups", "journal.db"]
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_newest_that_is_good_is_taken(kept: Path, wall: Wall) -> None:
    [first] = backups_of(kept)
    newer = take(kept, wall())
    assert newest_good(kept) == backups_of(kept)[-1]
    spoil(newer)
    assert not is_good(newer)
    assert newest_good(kept) == first
    assert preview_restore(kept).backup == first.path
    with pytest.raises(NoBackup, match="is not a whole journal"):
        preview_restore(kept, newer)


@pytest.mark.parametrize("what", ["nothing", "text", "empty", "newer", "itself"])
def test_what_cannot_be_restored_is_refused(kept: Path, tmp_path: Path, what: str) -> None:
    before = kept.read_bytes()
    file = tmp_path / "some.db"
    if what == "text":
        file.write_text("my diary")
    elif what == "empty":
        file.touch()
    elif what == "newer":
        raw = bytearray(empty_journal())
        raw[60:64] = (VERSION + 1).to_bytes(4, "big")
        file.write_bytes(bytes(raw))
    elif what == "itself":
        file = kept
    with pytest.raises(NoBackup, match=re.escape(str(file))):
        restore(kept, NOW, file)
    assert kept.read_bytes() == before
    assert names(kept.parent) == ["backups", "journal.db"]


def test_without_a_backup_there_is_nothing_to_restore(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(empty_journal())
    with pytest.raises(NoBackup, match="no good backup"):
        restore(path, NOW)


def test_an_open_journal_is_not_replaced(kept: Path, wall: Wall) -> None:
    with open_journal(kept, wall_clock=wall) as journal:
        before = content(kept)
        with pytest.raises(JournalUnwritable, match="is open: close Kneeline"):
            restore(kept, wall())
        journal.write_note("Still here.", about=wall().date())
    assert len(content(kept)["notes"]) == len(before["notes"]) + 1
    assert names(kept.parent) == ["backups", "journal.db"]


def test_a_journal_of_a_newer_kneeline_is_not_replaced(kept: Path) -> None:
    raw = bytearray(kept.read_bytes())
    raw[60:64] = (VERSION + 1).to_bytes(4, "big")
    kept.write_bytes(bytes(raw))
    with pytest.raises(JournalTooNew):
        restore(kept, NOW)
    assert kept.read_bytes() == bytes(raw)


def test_what_waits_in_the_log_is_kept_too(kept: Path, wall: Wall, tmp_path: Path) -> None:
    """A journal whose program was killed has commits beside it that are not in the file yet."""
    killed = tmp_path / "killed" / "journal.db"
    killed.parent.mkdir()
    with open_journal(kept, wall_clock=wall) as journal:
        journal.write_note("In the log only.", about=wall().date())
        for each in (kept, kept.with_name("journal.db-wal")):
            killed.with_name(each.name).write_bytes(each.read_bytes())
        good = take(kept, wall() + timedelta(hours=1))
    killed.parent.joinpath("backups").mkdir()
    older = killed.parent / "backups" / good.name
    older.write_bytes(backups_of(kept)[0].path.read_bytes())
    done = restore(killed, wall())
    assert done.aside is not None
    assert content(done.aside) == content(kept)
    assert content(killed) == content(older)
    assert names(killed.parent) == ["backups", "journal.db"]


# -- locks -----------------------------------------------------------------------------------------


def test_going_back_in_time_opens_no_lock(kept: Path, wall: Wall) -> None:
    with open_journal(kept, wall_clock=wall) as journal:
        journal.screening_cleared("Dr Lund")
        wall.forward(hours=1)
        assert journal.past().lock is None
    take(kept, wall())
    with open_journal(kept, wall_clock=wall) as journal:
        run = journal.log_run(DoneRun(wall(), 9.0))
        journal.log_signs([Sign.GIVING_WAY], run=run)
        wall.forward(hours=1)
        journal.screening_raised(Tier.URGENT, ["calf"], {"calf": True})
        lock = journal.past().lock
        assert lock is not None
    restore(kept, wall())
    with open_journal(kept, wall_clock=wall) as journal:
        assert journal.past().lock == lock
        wall.forward(hours=1)
        journal.screening_cleared("Dr Holm")
        assert journal.past().lock is None
    # And a clearance since the backup is not forgotten either.
    restore(kept, wall(), backups_of(kept)[0].path)
    with open_journal(kept, wall_clock=wall) as journal:
        assert journal.past().lock is None


# -- thinning --------------------------------------------------------------------------------------


@given(st.sets(st.integers(0, 900), max_size=60))
def test_copies_before_an_import_stay_four_weeks(ages: set[int]) -> None:
    backups = {
        Backup(ANYWHERE / str(age), NOW - timedelta(days=age), None, Risk.IMPORT) for age in ages
    }
    gone = {each for each in backups if each.taken < NOW - timedelta(weeks=4)}
    assert set(superfluous(backups, NOW)) == gone


def test_a_copy_before_an_import_is_not_the_copy_of_the_day(kept: Path, wall: Wall) -> None:
    take(kept, wall(), before=Risk.IMPORT)
    assert back_up_daily(kept, wall()) is not None
    assert back_up_daily(kept, wall()) is None


# -- a journal that cannot be opened ---------------------------------------------------------------


def test_a_journal_that_is_well_or_was_never_begun_needs_no_rescue(kept: Path) -> None:
    assert rescue_needed(kept) is None
    assert rescue_needed(kept.parent / "other" / "journal.db") is None


def test_a_journal_that_is_gone(kept: Path, wall: Wall) -> None:
    kept.unlink()
    with pytest.raises(JournalMissing, match="kneeline restore"):
        open_journal(kept, wall_clock=wall)
    assert not status(kept).well
    assert not kept.exists()
    needed = rescue_needed(kept, thoroughly=False)
    assert needed is not None
    assert needed.present is Present.MISSING
    assert "is gone; its backups are there" in needed.wrong
    assert "would be missing" in needed.would_be_missing
    [backup] = backups_of(kept)
    assert needed.backup == backup
    done = rescue(needed, Choice.RESTORE, wall())
    assert (done.backup, done.aside) == (backup.path, None)
    assert content(kept) == content(backup.path)


def test_a_damaged_journal_says_what_would_be_missing(kept: Path, wall: Wall) -> None:
    with open_journal(kept, wall_clock=wall) as journal:
        journal.log_run(DoneRun(wall(), 9.0))
        rooted = journal._connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'self_tests'"
        ).fetchone()[0]
    rubbish = spoil(kept, (rooted - 1) * 4096, 4096)
    needed = rescue_needed(kept)
    assert needed is not None
    assert needed.present is Present.DAMAGED
    assert (needed.lost_sessions, needed.lost_runs) == (0, 1)
    assert "0 sessions and 1 run after that would be missing" in needed.would_be_missing
    assert needed.choices == (Choice.RESTORE, Choice.BEGIN_ANEW)
    done = rescue(needed, Choice.RESTORE, wall())
    assert done.aside is not None
    assert (done.aside / "journal.db").read_bytes() == rubbish
    assert rescue_needed(kept) is None
    [backup] = backups_of(kept)
    assert content(kept) == content(backup.path)
    if os.name == "posix":
        modes = {stat.S_IMODE(each.stat().st_mode) for each in done.aside.iterdir()}
        assert (stat.S_IMODE(done.aside.stat().st_mode), modes) == (0o700, {0o600})


def test_beginning_anew_keeps_the_damaged_file_and_the_backups(kept: Path, wall: Wall) -> None:
    rubbish = spoil(kept)
    needed = rescue_needed(kept)
    assert needed is not None
    done = rescue(needed, Choice.BEGIN_ANEW, wall())
    assert done.aside is not None
    assert (done.aside / "journal.db").read_bytes() == rubbish
    assert not any(content(kept).values())
    assert len(backups_of(kept)) == 1
    with open_journal(kept, wall_clock=wall):
        pass


def test_without_a_good_backup_one_can_only_begin_anew(kept: Path, wall: Wall) -> None:
    spoil(kept)
    spoil(backups_of(kept)[0].path)
    needed = rescue_needed(kept)
    assert needed is not None
    assert (needed.backup, needed.passed_over, needed.would_be_missing) == (None, 1, "")
    assert needed.choices == (Choice.BEGIN_ANEW,)
    with pytest.raises(NoBackup):
        rescue(needed, Choice.RESTORE, wall())


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.binary(min_size=1, max_size=5000)),
        min_size=1,
        max_size=6,
    )
)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_rots_is_noticed_and_rescued(
    tmp_path_factory: pytest.TempPathFactory, rot: list[tuple[int, bytes]]
) -> None:
    path = tmp_path_factory.mktemp("rot") / "journal.db"
    whole = full_journal()[0]
    path.write_bytes(whole)
    backup = take(path, MORNING + timedelta(days=1))
    raw = bytearray(whole)
    for page, rotten in rot:
        start = page * 4096 % len(raw)
        raw[start : start + len(rotten)] = rotten
    path.write_bytes(bytes(raw[: len(whole)]))
    try:
        needed = rescue_needed(path)
    except JournalTooNew:
        return  # The rot says so, and nobody can know better.
    if needed is None:
        assert faults(path) == ()
        return
    assert needed.backup is not None
    done = rescue(needed, Choice.RESTORE, NOW)
    assert content(path).keys() == content(backup).keys()
    assert len(content(path)["sessions"]) >= len(content(backup)["sessions"])
    assert rescue_needed(path) is None
    assert done.aside is None or (done.aside / "journal.db").read_bytes() == bytes(raw)


# -- cut short at any step -------------------------------------------------------------------------


@pytest.mark.parametrize("how", [Present.SOUND, Present.DAMAGED])
@pytest.mark.parametrize("steps", range(7))
def test_cut_short_after_any_step_there_is_a_whole_journal(
    kept: Path, wall: Wall, steps: int, how: Present
) -> None:
    [backup] = backups_of(kept)
    if how is Present.DAMAGED:
        spoil(kept)
    old, raw = (content(kept) if how is Present.SOUND else None), kept.read_bytes()
    restoring = Restoring(kept, wall(), backup.path)
    walk = restoring.steps()
    done = list(itertools.islice(walk, steps))
    # As a killed process leaves it: what it would have swept away is still there.
    left = {each: each.read_bytes() for each in kept.parent.glob(f"*{FRESH}")}
    walk.close()
    for each, content_of in left.items():
        each.write_bytes(content_of)
    assert kept.exists()
    if "replaced" in done:
        assert content(kept) == content(backup.path)
    elif old is not None:
        assert content(kept) == old
    else:
        assert kept.read_bytes() == raw
    assert is_good(backup.path)
    restore(kept, wall())
    assert is_good(kept)
    assert not list(kept.parent.glob(f"*{FRESH}"))
