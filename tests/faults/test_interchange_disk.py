"""A disk that takes no more: each command says so in a sentence, and everything is as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from kneeline.coach.past import DoneRun
from kneeline.journal import backups_of, open_journal
from kneeline.journal.backup import take
from kneeline.journal.soundness import faults
from kneeline.journal.transfer.json_file import export_json
from tests.unit.journal.filling import empty_journal, full_journal
from tests.unit.journal.lives import content
from tests.unit.journal.sitting import MORNING, Wall

resource = pytest.importorskip("resource", reason="Windows limits no process's files")

REFUSED = 1
NOW = MORNING + timedelta(days=30)


def kneeline(folder: Path, most_bytes: int, *words: object) -> subprocess.CompletedProcess[str]:
    """Type a command whose files cannot grow beyond so many bytes, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return subprocess.run(
        [sys.executable, "-m", "kneeline", "--data-dir", str(folder), *map(str, words)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=limit,
        env={**_without_coverage(), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def _without_coverage() -> dict[str, str]:
    """Return our environment; what coverage writes would meet the limit first, and complain."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "journal.db").write_bytes(full_journal()[0])
    return folder


def files(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*"))


@pytest.mark.parametrize("kind", ["json", "csv", "fhir"])
def test_an_export_leaves_nothing_behind(data: Path, tmp_path: Path, kind: str) -> None:
    done = kneeline(data, 500, "export", "--to", kind, "--out", tmp_path / f"out.{kind}")
    assert done.returncode == REFUSED, done.stderr
    [sentence] = done.stderr.splitlines()
    assert "out." in sentence or "journal.db" in sentence
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("most", [1_000, 100_000, 250_000, 330_000, 400_000])
def test_an_import_happens_wholly_or_not_at_all(tmp_path: Path, most: int) -> None:
    folder, other = tmp_path / "data", tmp_path / "other.db"
    folder.mkdir()
    path = folder / "journal.db"
    path.write_bytes(empty_journal())
    other.write_bytes(empty_journal())
    with open_journal(other, wall_clock=Wall(NOW)) as journal:
        for number in range(300):
            journal._connection.execute("PRAGMA synchronous=OFF")
            journal.log_run(DoneRun(NOW, 1.0 + number))
    file = export_json(other, tmp_path / "in.json", NOW).path
    before = content(path)
    done = kneeline(folder, most, "import", file, "--yes")
    assert faults(path) == ()
    if done.returncode == REFUSED:
        [sentence] = done.stderr.splitlines()
        assert str(folder) in sentence
        assert content(path) == before
    else:
        assert done.returncode == 0, done.stderr
        assert content(path) == content(other)
    assert not list(folder.rglob("*.unproven"))


@pytest.mark.parametrize("most", [1_000, 50_000, 150_000])
def test_a_restore_leaves_the_journal_where_it_is(data: Path, most: int) -> None:
    path = data / "journal.db"
    take(path, MORNING)
    with open_journal(path, wall_clock=Wall(NOW)) as journal:
        journal.write_note("After.", about=NOW.date())
    before = content(path)
    done = kneeline(data, most, "restore", "--yes")
    assert done.returncode == REFUSED, done.stderr
    [sentence] = done.stderr.splitlines()
    assert "journal" in sentence
    assert content(path) == before
    assert len(backups_of(path)) == 1
    assert [name for name in files(data) if "restoring" in name or "unproven" in name] == []
