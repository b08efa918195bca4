"""Killed while it imports, restores, exports or backs up, nothing is lost and nothing halved."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from kneeline.coach.past import DoneRun
from kneeline.coach.side import Side
from kneeline.journal import backups_of, open_journal
from kneeline.journal.backup import take
from kneeline.journal.soundness import faults
from kneeline.journal.status import status
from kneeline.journal.transfer.json_file import export_json
from kneeline.journal.transfer.taking_in import import_json
from tests.unit.journal.filling import full_journal
from tests.unit.journal.lives import content
from tests.unit.journal.sitting import MORNING, Wall

DOOMED = Path(__file__).resolve().parents[1] / "unit" / "journal" / "doomed_interchange.py"
KILLS = int(os.environ.get("KNEELINE_KILLS", "20"))
"""How often it is killed; hundreds by hand: KNEELINE_KILLS=300."""

NOW = MORNING + timedelta(days=30)


def kill_after(lines: int, *words: object) -> str:
    """Let the program say so many lines, kill it while it goes on; return what it was at last."""
    child = subprocess.Popen(
        [sys.executable, str(DOOMED), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    heard = [line.strip() for _, line in zip(range(lines), child.stdout, strict=False)]
    child.kill()
    heard += [line.strip() for line in child.stdout]
    complaint = child.stderr.read()
    child.wait()
    child.stdout.close()
    child.stderr.close()
    assert complaint == ""
    acts = {"import", "restore", "export", "tables", "backup"}
    return next((line for line in reversed(heard) if line in acts), "start")


@pytest.mark.timeout(900)
def test_killed_again_and_again(tmp_path: Path) -> None:
    path, out = tmp_path / "kneeline" / "journal.db", tmp_path / "kneeline" / "out"
    other, file = tmp_path / "other.db", tmp_path / "other.json"
    path.parent.mkdir()
    out.mkdir()
    for each in (path, other):
        each.write_bytes(full_journal()[0])
    with open_journal(other, wall_clock=Wall(NOW)) as journal:
        for minutes in range(5, 45):
            journal.log_run(DoneRun(NOW, float(minutes), worst={Side.LEFT: 2}))
    take(path, MORNING, before_version=1)  # One of those that are never thinned away.
    export_json(other, file, NOW)
    before = content(path)
    import_json(other, file, NOW)
    after = content(other)
    was_after = False
    seen, chance = Counter[str](), random.Random(7)
    for number in range(KILLS):
        act = kill_after(chance.choice((1, 3, 8, 20, 50, 120)), path, file, number)
        seen[act] += 1
        told = status(path)
        assert told.well, (act, told.says)
        assert [faults(each.path) for each in told.backups] == [()] * len(told.backups)
        found = content(path)
        assert found in (before, after), f"half of it after a kill in {act}"
        was_after = was_after or found == after
        if (out / "j.json").exists():
            assert json.loads((out / "j.json").read_bytes())["kneeline"] == "journal"
    assert len(seen) > 3, seen
    # What a restore replaced is in one of the copies beside it.
    copies = [content(each.path) for each in backups_of(path)]
    assert all(each in (before, after) for each in copies)
    assert not was_after or after in [content(path), *copies]
