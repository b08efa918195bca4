"""Settings that cannot be read or written: a sentence, the defaults, and nothing lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kneeline.app.settings import Settings, load, save

BROKEN = {
    "no JSON": b"theme = dark",
    "cut short": b'{"theme": "dark", "muted": tr',
    "empty": b"",
    "not text": b'{"programme": "\xff\xfe"}',
    "another thing": b"[1, 2, 3]",
    "unknown field": b'{"colour": "green"}',
    "out of range": b'{"text_scale": 9.0}',
    "below its range": b'{"volume": -0.1}',
    "wrong type": b'{"muted": "yes"}',
    "unknown value": b'{"theme": "pink"}',
    "another format": b'{"format": 2}',
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gives_defaults_and_a_sentence_and_is_kept(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    settings, sentence = load(path)
    assert settings == Settings()
    assert str(path) in sentence
    assert "settings.broken.json" in sentence
    assert sentence.endswith(".")
    assert not path.exists()
    assert (path.parent / "settings.broken.json").read_bytes() == raw


def test_the_sentence_names_the_place(path: Path) -> None:
    path.write_bytes(BROKEN["out of range"])
    assert "text_scale" in load(path)[1]


def test_an_older_broken_file_is_kept_as_well(path: Path) -> None:
    for raw in (b"first", b"second", b"third"):
        path.write_bytes(raw)
        load(path)
    kept = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    assert kept == {
        "settings.broken.json": b"first",
        "settings.broken2.json": b"second",
        "settings.broken3.json": b"third",
    }


def test_after_a_broken_file_settings_are_saved_and_loaded_as_ever(path: Path) -> None:
    path.write_bytes(b"broken")
    load(path)
    save(path, Settings(theme="dark"))
    assert load(path) == (Settings(theme="dark"), "")
    assert (path.parent / "settings.broken.json").read_bytes() == b"broken"


def test_a_folder_in_the_place_of_the_file_is_put_aside_whole(path: Path) -> None:
    path.mkdir()
    (path / "precious").write_bytes(b"mine")
    settings, sentence = load(path)
    assert settings == Settings()
    assert "settings.broken.json" in sentence
    assert (path.parent / "settings.broken.json" / "precious").read_bytes() == b"mine"
    save(path, Settings(muted=True))
    assert load(path) == (Settings(muted=True), "")


def test_a_data_folder_that_is_a_file_gives_a_sentence_and_is_left_alone(tmp_path: Path) -> None:
    in_the_way = tmp_path / "kneeline"
    in_the_way.write_bytes(b"mine")
    settings, sentence = load(in_the_way / "settings.json")
    assert settings == Settings()
    assert "leaves that file as it is" in sentence
    with pytest.raises(OSError, match="kneeline"):
        save(in_the_way / "settings.json", Settings(muted=True))
    assert in_the_way.read_bytes() == b"mine"


@contextmanager
def no_room() -> Iterator[None]:
    """Files take no bytes, as on a full disk."""
    import resource  # noqa: PLC0415 (Windows has none)

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of a file")
def test_a_full_disk_keeps_the_old_settings_and_leaves_nothing_half_written(path: Path) -> None:
    save(path, Settings(theme="dark"))
    with no_room(), pytest.raises(OSError, match="too large"):
        save(path, Settings(theme="light"))
    assert load(path) == (Settings(theme="dark"), "")
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="the folder's rights do not bind root"
)
def test_a_folder_that_takes_no_files_leaves_a_broken_file_where_it_is(path: Path) -> None:
    path.write_bytes(b"broken")
    path.parent.chmod(0o500)
    try:
        settings, sentence = load(path)
        with pytest.raises(PermissionError):
            save(path, Settings(muted=True))
    finally:
        path.parent.chmod(0o700)
    assert settings == Settings()
    assert "leaves that file as it is" in sentence
    assert path.read_bytes() == b"broken"
