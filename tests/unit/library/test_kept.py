"""The library as it was read last is the library, or it is not believed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kneeline
from kneeline.library import load
from kneeline.library.kept import AsRead, keep, recall
from kneeline.library.rules import coaching, read_self_tests

RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Copy a folder of resources whose files may be changed."""
    folder = tmp_path / "resources"
    for part in ("exercises", "programmes"):
        shutil.copytree(RESOURCES / part, folder / part)
    for name in (*("sources", "rules", "running"), *("screening", "self-tests")):
        shutil.copy(RESOURCES / f"{name}.toml", folder)
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "exercises").mkdir(parents=True)
    return folder


def as_read(shelf: Path, own: Path) -> AsRead:
    library, tests = load(shelf, own), read_self_tests(shelf / "self-tests.toml")
    return AsRead(library, coaching(shelf, library), tests)


def kept_in(own: Path, shelf: Path) -> Path:
    file = own / "kept"
    keep(file, as_read(shelf, own), shelf, own)
    return file


def test_what_is_recalled_is_what_was_read(shelf: Path, own: Path) -> None:
    shutil.copy(shelf / "exercises" / "bridge.toml", own / "exercises" / "my-bridge.toml")
    mine = own / "exercises" / "my-bridge.toml"
    mine.write_text(mine.read_text("utf-8").replace('id = "bridge"', 'id = "my-bridge"'), "utf-8")
    read = as_read(shelf, own)
    assert read.library.own == {"my-bridge"}
    assert recall(kept_in(own, shelf), shelf, own) == read


def _touch(shelf: Path, _own: Path) -> None:
    bridge = shelf / "exercises" / "bridge.toml"
    bridge.write_text(bridge.read_text("utf-8").replace("Bridge", "Bruecke"), "utf-8")


def _take_away(shelf: Path, _own: Path) -> None:
    (shelf / "programmes" / "daily.toml").unlink()


def _bring(shelf: Path, own: Path) -> None:
    shutil.copy(shelf / "exercises" / "bridge.toml", own / "exercises" / "bridge-of-mine.toml")


def _change_a_rule(shelf: Path, _own: Path) -> None:
    (shelf / "rules.toml").write_text((shelf / "rules.toml").read_text("utf-8") + "\n", "utf-8")


@pytest.mark.parametrize("change", [_touch, _take_away, _bring, _change_a_rule])
def test_it_is_not_believed_once_a_file_has_changed(
    change: Callable[[Path, Path], None], shelf: Path, own: Path
) -> None:
    file = kept_in(own, shelf)
    change(shelf, own)
    assert recall(file, shelf, own) is None


def test_another_version_reads_for_itself(
    shelf: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept_in(own, shelf)
    monkeypatch.setattr(kneeline, "__version__", "0.0.1")
    assert recall(file, shelf, own) is None


def test_a_library_with_a_problem_is_not_kept_and_forgets_what_was(shelf: Path, own: Path) -> None:
    file = kept_in(own, shelf)
    (own / "exercises" / "broken.toml").write_text("id = ", "utf-8")
    keep(file, as_read(shelf, own), shelf, own)
    assert not file.exists()


def test_without_a_file_or_a_folder_to_write_to_nothing_happens(shelf: Path, own: Path) -> None:
    assert recall(own / "kept", shelf, own) is None
    keep(own / "nowhere" / "kept", as_read(shelf, own), shelf, own)
    assert not (own / "nowhere").exists()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_the_file_holds_it_is_the_library_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    own = tmp_path_factory.mktemp("own")
    whole = kept_in(own, RESOURCES).read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    file = own / "kept"
    file.write_bytes(whole[:cut] + data.draw(st.binary(max_size=8)))
    found = recall(file, RESOURCES, own)
    assert found is None or found == as_read(RESOURCES, own)
