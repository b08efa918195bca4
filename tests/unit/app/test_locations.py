"""Where things lie, and who may look into what is the person's own."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_data_path

import kneeline
from kneeline.app import locations

ROOT = Path(__file__).resolve().parents[3]

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")


@pytest.fixture(autouse=True)
def no_folder_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(locations.DATA_DIR_VARIABLE, raising=False)


def test_a_folder_given_by_hand_comes_before_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(locations.DATA_DIR_VARIABLE, str(tmp_path / "variable"))
    assert locations.find(tmp_path / "hand").data == tmp_path / "hand"
    assert locations.find().data == tmp_path / "variable"


@pytest.mark.parametrize("empty", [True, False])
def test_without_either_it_is_where_the_system_wants_it(
    monkeypatch: pytest.MonkeyPatch, *, empty: bool
) -> None:
    if empty:
        monkeypatch.setenv(locations.DATA_DIR_VARIABLE, "")
    assert locations.find().data == user_data_path("kneeline", appauthor=False, roaming=False)


def test_home_is_understood_by_hand_and_in_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(locations.DATA_DIR_VARIABLE, "~/knees")
    assert locations.find().data == tmp_path / "knees"
    assert locations.find(Path("~/other")).data == tmp_path / "other"


def test_a_home_nobody_knows_stays_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert locations.find(Path("~nobody-of-that-name/x")).data.name == "x"


def test_a_relative_folder_means_the_same_after_we_have_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = locations.find(Path("mine"))
    monkeypatch.chdir(tmp_path.parent)
    assert found.data == tmp_path / "mine"
    assert found.journal == tmp_path / "mine" / "journal.db"


def test_every_file_of_the_person_lies_in_the_data_folder(tmp_path: Path) -> None:
    found = locations.find(tmp_path)
    own = (found.journal, found.settings, found.films, found.crashes)
    assert {each.parent for each in own} == {tmp_path}
    assert len(set(own)) == len(own)


def test_in_a_checkout_resources_and_videos_are_beside_the_source() -> None:
    found = locations.find()
    assert found.resources == ROOT / "resources"
    assert found.videos == ROOT / "videos"


def test_once_installed_they_are_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site" / "kneeline"
    (package / "app").mkdir(parents=True)
    for folder in ("resources", "videos"):
        (package / folder).mkdir()
    source = Path(kneeline.__file__).parent
    for name in ("__init__.py", "app/__init__.py", "app/locations.py"):
        (package / name).write_bytes((source / name).read_bytes())
    asked = (
        "from pathlib import Path; from kneeline.app.locations import find;"
        "print(find(Path('x')).resources); print(find(Path('x')).videos)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == [str(package / "resources"), str(package / "videos")]


@posix
def test_a_private_folder_and_those_made_above_it_are_for_one_person(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    locations.make_private(tmp_path / "share" / "kneeline")
    for made in (tmp_path / "share", tmp_path / "share" / "kneeline"):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    before = tmp_path.stat().st_mode
    (tmp_path / "journal.db").write_bytes(b"mine")
    locations.make_private(tmp_path)
    assert tmp_path.stat().st_mode == before
    assert (tmp_path / "journal.db").read_bytes() == b"mine"


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        locations.make_private(tmp_path / "file" / "folder")
