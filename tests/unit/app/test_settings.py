"""Settings are read back as they were written, by nobody but the person."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneeline.app.settings import Settings, load, save
from kneeline.playback.way import Way
from kneeline.ui.welcome.source import Page

SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(("system", "light", "dark")),
    text_scale=st.floats(0.8, 2.0),
    sound=st.sampled_from(Way),
    volume=st.floats(0.0, 1.0),
    muted=st.booleans(),
    voice_rate=st.floats(-1.0, 1.0),
    changeover=st.floats(0.5, 3.0),
    units=st.sampled_from(("system", "km", "miles")),
    motion=st.sampled_from(("system", "full", "reduced")),
    reminder_days=st.frozensets(st.integers(1, 7)),
    reminder_time=st.times().map(lambda time: time.replace(microsecond=0)),
    tray=st.booleans(),
    first_start=st.sampled_from(Page).map(str),
    programme=st.text(st.characters(exclude_categories=("Cs",))),
)

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@given(settings=SETTINGS)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    path = tmp_path_factory.mktemp("data") / "settings.json"
    save(path, settings)
    assert load(path) == (settings, "")
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_everything_has_its_default_and_nothing_is_said(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == (Settings(), "")
    assert load(tmp_path / "no-folder-yet" / "settings.json") == (Settings(), "")
    assert not list(tmp_path.iterdir())


def test_only_what_was_chosen_is_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(path, Settings(theme="dark"))
    assert msgspec.json.decode(path.read_bytes()) == {"theme": "dark"}


@posix
def test_nobody_else_on_this_computer_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "share" / "kneeline" / "settings.json"
    save(path, Settings(muted=True))
    assert mode(path) == 0o600
    assert mode(path.parent) == mode(path.parent.parent) == 0o700


@posix
def test_settings_others_could_read_are_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"{}")
    path.chmod(0o644)
    left_over = path.with_suffix(".new")
    left_over.write_bytes(b"half a fi")
    left_over.chmod(0o644)
    save(path, Settings(muted=True))
    assert mode(path) == 0o600
    assert load(path) == (Settings(muted=True), "")
    assert not left_over.exists()


@pytest.mark.parametrize("name", ["a\nb", "a\rb", "a\u2028b", "a\x1b[2Jb", "a\x00b"])
def test_a_word_that_breaks_lines_is_told_in_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(msgspec.json.encode({name: 1}))
    settings, says = load(path)
    assert settings == Settings()
    assert "field `a" in says
    assert says.isprintable()
