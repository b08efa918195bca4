"""One window for each data folder, with real processes, sockets and lock files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kneeline.app.system.single_instance import TOKEN, SingleInstance

SECOND = """
import sys
from pathlib import Path
from kneeline.app.system.single_instance import SingleInstance
instance = SingleInstance(Path(sys.argv[1]))
if instance.is_first():
    print("first")
else:
    print("at the door", flush=True)
    print(instance.raise_first(float(sys.argv[2])))
"""

DIES = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from kneeline.app.system.single_instance import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
assert instance.is_first()
instance.listen()
os._exit(9)
"""


@pytest.fixture(autouse=True)
def own_sockets(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    monkeypatch.delenv(TOKEN, raising=False)


@pytest.fixture
def first(tmp_path: Path, qtbot: QtBot) -> Iterator[SingleInstance]:
    del qtbot  # Qt's event loop
    instance = SingleInstance(tmp_path / "data")
    assert instance.is_first()
    yield instance
    instance.let_go()


def start(data: Path, within: float = 20.0, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(data), str(within)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )


def said(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=60)[0].strip().splitlines()[-1]


def test_a_second_start_raises_the_first(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    first.listen()
    with qtbot.waitSignal(first.raised, timeout=30_000):
        second = start(tmp_path / "data")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert said(second) == "True"


def test_the_right_to_come_forward_is_handed_on(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    first.listen()
    with qtbot.waitSignal(first.raised, timeout=30_000):
        second = start(tmp_path / "data", **{TOKEN: "token-42"})
    assert os.environ.pop(TOKEN) == "token-42"
    assert said(second) == "True"


def test_a_second_start_waits_for_a_window_that_is_still_opening(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    second = start(tmp_path / "data")
    assert second.stdout is not None
    assert second.stdout.readline() == "at the door\n"
    with qtbot.waitSignal(first.raised, timeout=30_000):
        first.listen()
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert said(second) == "True"


@pytest.mark.usefixtures("first")
def test_a_window_that_never_answers_keeps_nobody_out(
    tmp_path: Path,
) -> None:
    assert said(start(tmp_path / "data", within=0.3)) == "False"


@pytest.mark.parametrize(("age", "seconds"), [(0, 30), (10, 20), (60, 5), (100_000, 5)])
@pytest.mark.usefixtures("first")
def test_a_window_that_is_still_opening_gets_more_time(
    tmp_path: Path, age: float, seconds: float
) -> None:
    lock = tmp_path / "data" / "window.lock"
    taken = time.time() - age
    os.utime(lock, (taken, taken))
    second = SingleInstance(tmp_path / "data")
    assert not second.is_first()
    assert second._patience() == pytest.approx(seconds, abs=2)


@pytest.mark.usefixtures("first")
def test_another_data_folder_is_another_window(tmp_path: Path) -> None:
    assert said(start(tmp_path / "other")) == "first"


def test_what_a_dead_window_left_is_in_nobodys_way(tmp_path: Path, qtbot: QtBot) -> None:
    data = tmp_path / "data"
    dead = subprocess.run([sys.executable, "-c", DIES, str(data)], check=False, timeout=60)
    assert dead.returncode == 9
    assert (data / "window.lock").exists()
    after = SingleInstance(data)
    assert after.is_first()
    after.listen()
    with qtbot.waitSignal(after.raised, timeout=30_000):
        second = start(data)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert said(second) == "True"
    after.let_go()
    assert not (data / "window.lock").exists()


def test_the_same_folder_by_another_way_is_the_same_window(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "data")
    first.listen()
    with qtbot.waitSignal(first.raised, timeout=30_000):
        second = start(tmp_path / "link")
    assert said(second) == "True"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_no_files_still_opens(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o500)
    assert SingleInstance(data).is_first()
