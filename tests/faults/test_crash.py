"""Our own failures: a report without anything a person told us, and a sentence."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kneeline
from kneeline.app.system import crash

SECRET = "left knee 7 of 10"  # noqa: S105 (what a person told us, not a password)


def fail_deep_inside() -> None:
    note = SECRET
    raise ValueError(note)


def failure() -> ValueError:
    try:
        fail_deep_inside()
    except ValueError as error:
        return error
    pytest.fail("it did not fail")


def failure_behind_a_failure() -> RuntimeError:
    try:
        try:
            fail_deep_inside()
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error
    pytest.fail("it did not fail")


@pytest.fixture
def told() -> Iterator[list[str]]:
    """The sentences told; the hook of before comes back."""
    before = sys.excepthook
    yield []
    sys.excepthook = before


def reports(folder: Path) -> list[Path]:
    return sorted(folder.glob("crash-*.txt"))


def test_a_report_says_where_and_with_which_versions(tmp_path: Path) -> None:
    path = crash.write_report(tmp_path / "crashes", failure())
    assert path is not None
    text = path.read_text("utf-8")
    assert kneeline.__version__ in text
    assert platform.python_version() in text
    assert "fail_deep_inside" in text
    assert Path(__file__).name in text
    assert "ValueError" in text


@pytest.mark.parametrize("made", [failure, failure_behind_a_failure])
def test_neither_report_nor_log_repeats_what_a_person_told_us(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, made: Callable[[], Exception]
) -> None:
    path = crash.write_report(tmp_path, made())
    assert path is not None
    assert SECRET not in path.read_text("utf-8")
    assert "an error of our own" in caplog.text
    assert SECRET not in caplog.text


def test_a_report_says_what_led_to_the_error(tmp_path: Path) -> None:
    path = crash.write_report(tmp_path, failure_behind_a_failure())
    assert path is not None
    text = path.read_text("utf-8")
    first, _led, last = text.partition("which led to:")
    assert "fail_deep_inside" in first
    assert first.rstrip().endswith("ValueError")
    assert last.rstrip().endswith("RuntimeError")


def test_errors_that_lead_to_each_other_end_somewhere(tmp_path: Path) -> None:
    one, other = ValueError(), TypeError()
    one.__cause__, other.__cause__ = other, one
    path = crash.write_report(tmp_path, one)
    assert path is not None
    assert path.read_text("utf-8").count("which led to:") == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_nobody_else_on_this_computer_can_look_at_reports(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "crashes"
    crash.write_report(folder, failure())
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.parent.stat().st_mode & 0o077 == 0


def test_old_reports_go_and_the_newest_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    written = [crash.write_report(tmp_path, failure()) for _each in range(crash.KEPT + 5)]
    assert reports(tmp_path) == written[-crash.KEPT :]
    assert (tmp_path / "mine.txt").exists()


def test_where_no_report_can_be_written_the_sentence_says_so(tmp_path: Path) -> None:
    in_the_way = tmp_path / "crashes"
    in_the_way.write_bytes(b"mine")
    assert crash.write_report(in_the_way, failure()) is None
    assert in_the_way.read_bytes() == b"mine"
    assert "no report could be written" in crash.sentence(None)


def test_what_nobody_caught_is_written_and_told(tmp_path: Path, told: list[str]) -> None:
    crash.catch_our_own(tmp_path, told.append)
    error = failure()
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert str(reports(tmp_path)[0]) in told[0]
    assert SECRET not in told[0]


def test_the_same_failure_again_and_again_is_told_once(tmp_path: Path, told: list[str]) -> None:
    """A timer that fails ten times a second must not bury its first report in dialogs."""

    def tell(sentence: str) -> None:
        told.append(sentence)
        again = failure()  # the dialog runs the event loop, and so the timer
        sys.excepthook(type(again), again, again.__traceback__)

    crash.catch_our_own(tmp_path, tell)
    for _time in range(100):
        error = failure()
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert len(reports(tmp_path)) == 1
    other = failure_behind_a_failure()
    sys.excepthook(type(other), other, other.__traceback__)
    assert len(reports(tmp_path)) == 2


def test_ctrl_c_is_no_failure_of_ours(
    tmp_path: Path, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    crash.catch_our_own(tmp_path, told.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert reports(tmp_path) == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


FAULT = """
import faulthandler, sys
from pathlib import Path
from kneeline.app.system import crash
crash.watch_for_faults(Path(sys.argv[1]))
if sys.argv[2:] == ["die"]:
    import ctypes
    ctypes.string_at(0)
"""


def start(folder: Path, *words: str) -> int:
    return subprocess.run(
        [sys.executable, "-c", FAULT, str(folder), *words], capture_output=True, check=False
    ).returncode


def test_a_fault_leaves_its_stacks_and_later_starts_do_not_wipe_them(tmp_path: Path) -> None:
    folder = tmp_path / "crashes"
    assert start(folder, "die") != 0
    assert "string_at" in (folder / "fault.txt").read_text("utf-8")
    for _time in range(2):
        assert start(folder) == 0
    [kept] = reports(folder)
    assert "string_at" in kept.read_text("utf-8")
    assert (folder / "fault.txt").read_bytes() == b""


def test_where_no_file_can_be_written_faults_are_still_watched_for(tmp_path: Path) -> None:
    in_the_way = tmp_path / "crashes"
    in_the_way.write_bytes(b"mine")
    assert start(in_the_way) == 0
    assert in_the_way.read_bytes() == b"mine"
