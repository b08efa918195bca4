"""Words 40 % longer than the English ones have room on every page and in the whole session."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.longer_words import LONGER, longer

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["session", "places"])
def test_longer_words_have_room(what: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.longer_words", str(tmp_path), what],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    seen = [line for line in lines if "words" not in line]
    assert len(seen) >= {"session": 30, "places": 5}[what]
    assert [line for line in lines if "words" in line] == []


@pytest.mark.parametrize(
    "sentence", ["Go on", "Rest for {seconds} s", "Down · Hold · Up", "<b>Hm</b>", "10 cm", "s"]
)
def test_a_longer_sentence_keeps_what_must_be_kept(sentence: str) -> None:
    told = longer(sentence)
    assert len(told) >= len(sentence) * LONGER - sentence.count("{") * 9 - 6
    for kept in ("{seconds}", " · ", "<b>", "</b>", "10 "):
        assert told.count(kept) == sentence.count(kept)
