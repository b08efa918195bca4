"""What tells of a knee is readable by its owner alone, whatever the machine's habit is."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")

COMMANDS = (
    ("sample", "--weeks", "3", "--seed", "4"),
    ("report", "--out", "{out}/report.pdf"),
    ("chart", "--out", "{out}/chart.png"),
    ("chart", "--out", "{out}/chart.csv"),
)


def test_nobody_else_can_read_what_the_commands_write(tmp_path: Path) -> None:
    out, data = tmp_path / "out", tmp_path / "data"
    out.mkdir()
    for words in COMMANDS:
        told = [word.format(out=out) for word in words]
        subprocess.run(
            [sys.executable, "-m", "kneeline", *told, "--data-dir", str(data)],
            umask=0,
            check=True,
            capture_output=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    modes = {
        each.name: stat.S_IMODE(each.stat().st_mode)
        for folder in (out, data)
        for each in folder.rglob("*")
    }
    assert {"report.pdf", "chart.png", "chart.csv", "journal.db"} <= set(modes)
    assert {name: f"{mode:o}" for name, mode in modes.items() if mode & 0o077} == {}
