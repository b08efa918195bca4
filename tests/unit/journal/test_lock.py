"""The lock is a function of what the journal says: it survives whatever brings the journal back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kneeline.coach.bookmark import needed_from
from kneeline.coach.facts import Sign
from kneeline.coach.past import DoneRun
from kneeline.coach.screening import Lock, Tier
from kneeline.journal import Journal, back_up_daily, backups_of, open_journal
from tests.unit.coach_rules.made_up import shipped
from tests.unit.journal.sitting import Wall


def by_a_flag(journal: Journal, wall: Wall) -> None:
    journal.screening_raised(Tier.SAME_DAY, ["infection"], {"hot-knee": True}, at=wall())


def by_a_knee_that_locks(journal: Journal, wall: Wall) -> None:
    journal.log_run(DoneRun(wall(), 20.0, signs=frozenset({Sign.LOCKING})))


def again(path: Path, _folder: Path, _wall: Wall) -> Path:
    return path


def copied(path: Path, folder: Path, _wall: Wall) -> Path:
    return Path(shutil.copy(path, folder / "elsewhere.db"))


def from_a_backup(path: Path, folder: Path, wall: Wall) -> Path:
    back_up_daily(path, wall())
    [backup] = backups_of(path)
    return Path(shutil.copy(backup.path, folder / "restored.db"))


@pytest.mark.parametrize("closes", [by_a_flag, by_a_knee_that_locks])
@pytest.mark.parametrize("brought", [again, copied, from_a_backup])
def test_a_lock_comes_back_with_the_journal(
    tmp_path: Path,
    closes: Callable[[Journal, Wall], None],
    brought: Callable[[Path, Path, Wall], Path],
) -> None:
    wall, path = Wall(), tmp_path / "journal.db"
    with open_journal(path, wall_clock=wall) as journal:
        closes(journal, wall)
        locked = journal.past().lock
    assert isinstance(locked, Lock)
    wall.forward(days=200)
    with open_journal(brought(path, tmp_path, wall), wall_clock=wall) as journal:
        since = needed_from(wall().date(), shipped())
        assert journal.past().lock == journal.past(since).lock == locked
        journal.screening_cleared("Dr Lund")
        assert journal.past().lock is None
        assert journal.past(since).lock is None
