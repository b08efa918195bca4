"""Killed at any moment, the journal opens, holds every promise once, and resumes where it was."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kneeline.journal import backups_of, open_journal
from tests.faults.promises import Promises, keeps, stopped_at, whole
from tests.unit.journal.sitting import Wall

DOOMED = Path(__file__).resolve().parents[1] / "unit" / "journal" / "doomed.py"
KILLS = 25


def kill_after(lines: int, path: Path, seed: int, promises: Promises) -> None:
    """Let the program say so many lines, kill it while it goes on, and hear the rest."""
    child = subprocess.Popen(
        [sys.executable, str(DOOMED), str(path), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    heard = [line for _, line in zip(range(lines), child.stdout, strict=False)]
    child.kill()
    heard += child.stdout.readlines()
    complaint = child.stderr.read()
    child.wait()
    child.stdout.close()
    child.stderr.close()
    assert complaint == b""
    for line in heard:
        promises.hear(line)


@pytest.mark.timeout(300)
def test_killed_again_and_again(tmp_path: Path) -> None:
    path, promises = tmp_path / "kneeline" / "journal.db", Promises()
    stopped: list[Any] | None = None
    for number in range(KILLS):
        resumed = len(promises.resumed)
        kill_after(random.choice((1, 1, 2, 5, 12, 30, 60, 90)), path, number, promises)
        if len(promises.resumed) > resumed:
            assert promises.resumed[resumed] == stopped, f"resumed wrongly after kill {number - 1}"
        if not path.exists():
            continue  # Killed before it had made the file.
        whole(path)
        stopped, over = stopped_at(path, tmp_path / "aside")
        if promises.at is not None and promises.at[0] not in over:
            assert stopped is not None
            assert stopped[0] == promises.at[0]
            assert stopped[2] >= promises.at[2]
    with open_journal(path, wall_clock=Wall()) as journal:
        keeps(journal, promises, KILLS)
        assert len(journal.sessions()) > 1
    assert len(promises.resumed) >= KILLS // 4
    assert len(promises.sets) > KILLS
    assert len(backups_of(path)) > 1
