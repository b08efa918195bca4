from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.playing import LINES

ROOT = Path(__file__).parents[2]
STARTS = 50


@pytest.fixture
def environment() -> dict[str, str]:
    silent = {"QT_QPA_PLATFORM": "offscreen", "PULSE_SERVER": "unix:/nowhere"}
    return os.environ | silent | {"PYTHONPATH": str(ROOT / "src")}


def run(
    words: list[str], environment: dict[str, str], *, within: float
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=within,
        check=False,
    )


def test_fifty_starts_that_quit_with_a_clip_playing_all_end_with_everything_saved(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "there-side.webm").symlink_to(ROOT / "tests" / "data" / "there-and-back.webm")

    def start(number: int) -> tuple[int, str, int]:
        saved = tmp_path / f"saved-{number}"
        words = [str(ROOT / "tests" / "playing.py"), str(tmp_path), str(saved), str(number % 4)]
        done = run(words, environment, within=30)
        return done.returncode, done.stdout, len(saved.read_text(encoding="utf-8").splitlines())

    with ThreadPoolExecutor(2) as two:
        ends = list(two.map(start, range(STARTS)))
    assert ends == [(0, "left\n", LINES)] * STARTS


HANGING = """
import sys, threading
from kneeline.playback.leaving import leave
class Hangs:
    def stop(self): print("stopping", flush=True); threading.Event().wait()
class Fails:
    def stop(self): raise OSError("device gone")
def write(): open(sys.argv[1], "w").write("whole")
leave(3, save=[write], media=[Fails(), Hangs()])
"""


def test_media_that_never_stops_is_left_behind(tmp_path: Path, environment: dict[str, str]) -> None:
    began = time.monotonic()
    done = run(["-c", HANGING, str(tmp_path / "saved")], environment, within=10)
    assert done.returncode == 3
    assert time.monotonic() - began < 5
    assert done.stdout == "stopping\n"
    assert (tmp_path / "saved").read_text(encoding="utf-8") == "whole"


STUCK = """
import ctypes, sys
from kneeline.playback.leaving import leave
class HoldsPython:
    def stop(self): ctypes.PyDLL(None).sleep(60)
def write(): open(sys.argv[1], "w").write("whole")
leave(0, save=[write], media=[HoldsPython()])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="its C library has no sleep")
def test_not_even_media_that_never_gives_python_back_can_hang_the_end(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    done = run(["-c", STUCK, str(tmp_path / "saved")], environment, within=10)
    assert done.returncode == 1
    assert "in stop" in done.stderr, "the log says where it hung"
    assert (tmp_path / "saved").read_text(encoding="utf-8") == "whole"


FAILING = """
import sys
from kneeline.playback.leaving import leave
def fail(): raise OSError("the disk is full")
def write(): open(sys.argv[1], "w").write("whole")
leave(0, save=[fail, write], media=[])
"""


def test_what_cannot_be_saved_shows_in_the_exit_code_and_keeps_nothing_else_from_it(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    done = run(["-c", FAILING, str(tmp_path / "saved")], environment, within=10)
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert (tmp_path / "saved").read_text(encoding="utf-8") == "whole"
