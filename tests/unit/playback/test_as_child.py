"""A child of ours ends in time, whatever it hangs in."""

from __future__ import annotations

import subprocess
import sys

import pytest

DEAF = "import ctypes; ctypes.PyDLL(None).sleep(60)"
"""Holds Python's lock, as a library of the system's can."""


def run(script: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", f"from kneeline.playback import as_child\n{script}"]
    return subprocess.run(words, capture_output=True, encoding="utf-8", timeout=30, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="there our end ends it: test_windows.py")
def test_a_promise_is_kept_by_one_that_hangs_with_pythons_lock() -> None:
    done = run(f"as_child.end_within(0.3)\n{DEAF}")
    assert (done.returncode, done.stderr) == (1, "")


def test_a_promise_made_again_takes_the_place_of_the_first() -> None:
    done = run("as_child.end_within(0.01)\nas_child.end_within(60)\nimport time; time.sleep(0.2)")
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows keeps a broken process")
def test_windows_is_asked_for_no_box() -> None:
    done = run("as_child.break_quietly()\nimport msvcrt\nprint(msvcrt.GetErrorMode())")
    assert int(done.stdout) & 0x3 == 0x3
