"""Starting with the computer: one entry, written whole, gone without a trace."""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kneeline.app.locations import usual_data
from kneeline.app.system import starting_with_system as system
from kneeline.app.system.starting_with_system import (
    FileEntry,
    StartingWithSystem,
    login_item,
    menu_entry,
    own_words,
    starting_with_system,
)
from kneeline.playback.ourselves import ourselves

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the way of Linux")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    return tmp_path


def files(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob("*") if each.is_file()]


@linux
def test_on_twice_is_one_entry_and_off_leaves_nothing(home: Path) -> None:
    switch = starting_with_system(home / "data")
    assert switch is not None
    assert not switch.on
    for _time in range(2):
        assert switch.turn(on=True) == ""
        assert switch.on
        assert files(home) == ["org.kneeline.Kneeline.desktop"]
    for _time in range(2):
        assert switch.turn(on=False) == ""
        assert not switch.on
        assert files(home) == []


@linux
def test_a_second_switch_sees_what_the_first_did(home: Path) -> None:
    first, second = starting_with_system(home), starting_with_system(home)
    assert first is not None
    assert second is not None
    first.turn(on=True)
    assert second.on


@linux
def test_a_flatpak_has_no_such_switch(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLATPAK_ID", "org.kneeline.Kneeline")
    assert starting_with_system(home) is None


def test_the_usual_folder_is_not_named_and_another_is(tmp_path: Path) -> None:
    assert own_words(usual_data()) == [*ourselves(), "--in-tray"]
    assert own_words(tmp_path)[-3:] == ["--data-dir", str(tmp_path), "--in-tray"]


def test_an_appimage_is_started_by_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPIMAGE", "/home/ann/Kneeline.AppImage")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_words(usual_data()) == ["/home/ann/Kneeline.AppImage", "--in-tray"]


def test_windows_opens_no_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("python.exe", "pythonw.exe"):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert own_words(usual_data())[0] == str(tmp_path / "pythonw.exe")


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "autostart"
    blocked.write_text("a file where a folder should be")
    switch = StartingWithSystem(FileEntry(blocked / "kneeline.desktop"), ["kneeline"])
    told = switch.turn(on=True)
    assert told.startswith("Your system does not let Kneeline change what it starts")
    assert "\n" not in told
    assert not switch.on
    assert blocked.read_text() == "a file where a folder should be"


def test_macos_gets_the_words_as_they_are(tmp_path: Path) -> None:
    words = ["/Applications/Kneeline & more.app/kneeline", "--in-tray"]
    item = plistlib.loads(login_item(words))
    assert item["ProgramArguments"] == words
    assert item["RunAtLoad"] is True
    entry = FileEntry(tmp_path / "agents" / "org.kneeline.Kneeline.plist")
    entry.write(words)
    assert plistlib.loads(entry.path.read_bytes()) == item


def started(line: str) -> list[str]:
    """Return the words a desktop makes of an Exec line (the standard's two rounds of unquoting)."""
    text = line.replace("\\\\", "\0").replace("\0", "\\").replace("%%", "%")
    found, at = [], 0
    while at < len(text):
        assert text[at] == '"'
        word, at = "", at + 1
        while text[at] != '"':
            at += text[at] == "\\"
            word, at = word + text[at], at + 1
        found.append(word)
        at += 2
    return found


words = st.lists(
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc"))), min_size=1
)


@given(words=words)
@example(words=["/home/ann lee/100% $HOME/`x`", 'a"b', "back\\slash", "--in-tray"])
def test_linux_starts_exactly_the_words(words: list[str]) -> None:
    lines = menu_entry(words).decode().split("\n")
    line = next(each for each in lines if each.startswith("Exec="))
    assert started(line.removeprefix("Exec=")) == words


@linux
def test_what_is_written_starts_kneeline(home: Path) -> None:
    """The very words of the entry are understood by our own command line."""
    switch = starting_with_system(home / "data")
    assert switch is not None
    switch.turn(on=True)
    entry = home / "config" / "autostart" / f"{system.NAME}.desktop"
    line = next(each for each in entry.read_text().splitlines() if each.startswith("Exec="))
    command = started(line.removeprefix("Exec="))
    ended = subprocess.run(
        [*command, "--version"], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert ended.stdout.startswith("Kneeline ")
