"""Starts Kneeline with the computer, in each system's own way and for this person alone.

One entry that is there or not: a file on Linux and macOS, a value in the registry on Windows.
Turning it on writes it anew, so that it always starts the Kneeline that was used last.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kneeline.app.locations import usual_data
from kneeline.playback.ourselves import ourselves
from kneeline.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "org.kneeline.Kneeline"

IN_TRAY = "--in-tray"
"""Tells Kneeline that the computer started it and nobody waits for a window."""

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class Entry(Protocol):
    """Where a system notes what it starts."""

    def is_there(self) -> bool:
        """Whether we are noted; OSError where that cannot be read."""
        ...

    def write(self, words: Sequence[str]) -> None:
        """Note the words that start us; OSError where the system refuses."""
        ...

    def remove(self) -> None:
        """Take the note away, if there is one; OSError where the system refuses."""
        ...


class StartingWithSystem:
    """The switch that Settings shows."""

    def __init__(self, entry: Entry, words: Sequence[str]) -> None:
        """Take the system's entry, and the words that start us."""
        self._entry, self._words = entry, words

    @property
    def on(self) -> bool:
        """Whether the computer starts Kneeline."""
        with suppress(OSError):
            return self._entry.is_there()
        return False

    def turn(self, *, on: bool) -> str:
        """Turn it on or off; returns a sentence where the system refuses, else nothing."""
        try:
            if on:
                self._entry.write(self._words)
            else:
                self._entry.remove()
        except OSError as error:
            refused = _("Your system does not let Kneeline change what it starts: {reason}.")
            return refused.format(reason=error.strerror or error)
        return ""


class FileEntry:
    """A file that the system reads when the person logs in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def is_there(self) -> bool:
        """Whether the file is there."""
        return self.path.is_file()

    def write(self, words: Sequence[str]) -> None:
        """Write the file whole, in the form its name asks for."""
        whole = login_item(words) if self.path.suffix == ".plist" else menu_entry(words)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            fresh.write_bytes(whole)
            fresh.replace(self.path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise

    def remove(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)


class RegistryEntry:
    """A value under the person's own key of what Windows starts."""

    def is_there(self) -> bool:
        """Whether there is a value with our name."""
        there = False
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 (Windows alone has it)

            with (
                suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key,
            ):
                winreg.QueryValueEx(key, NAME)
                there = True
        return there

    def write(self, words: Sequence[str]) -> None:
        """Write the value."""
        if sys.platform == "win32":
            import subprocess  # noqa: PLC0415 (Windows alone quotes like this)
            import winreg  # noqa: PLC0415 (as above)

            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                line = subprocess.list2cmdline(words)
                winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, line)

    def remove(self) -> None:
        """Delete the value."""
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 (as above)

            access = winreg.KEY_SET_VALUE
            with (
                suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, access) as key,
            ):
                winreg.DeleteValue(key, NAME)


def starting_with_system(data: Path) -> StartingWithSystem | None:
    """Return the switch of this system for a data folder; None where it has no such thing.

    Inside a Flatpak it is None too: what is written there, the desktop does not read.
    """
    entry = _entry()
    return None if entry is None else StartingWithSystem(entry, own_words(data))


def own_words(data: Path) -> list[str]:
    """Return what starts this Kneeline in the tray, with the journal it has open now."""
    # A variable of this shell will not be set at the next login.
    folder = [] if data == usual_data() else ["--data-dir", str(data)]
    return [*_without_console(_ourselves_for_good()), *folder, IN_TRAY]


def menu_entry(words: Sequence[str]) -> bytes:
    """Return the file that Linux desktops read when somebody logs in."""
    line = " ".join(_quoted(word) for word in words)
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Kneeline",
        f"Exec={line}",
        f"Icon={NAME}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    return ("\n".join(lines) + "\n").encode()


def login_item(words: Sequence[str]) -> bytes:
    """Return the file that macOS reads."""
    import plistlib  # noqa: PLC0415 (macOS alone needs it)

    whole = {
        "Label": NAME,
        "ProgramArguments": list(words),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
    }
    return plistlib.dumps(whole)


def _entry() -> Entry | None:
    if sys.platform == "win32":
        return RegistryEntry()
    if sys.platform == "darwin":
        return FileEntry(Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist")
    if os.environ.get("FLATPAK_ID"):
        return None
    named = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    folder = named if named.is_absolute() else Path.home() / ".config"
    return FileEntry(folder / "autostart" / f"{NAME}.desktop")


def _ourselves_for_good() -> list[str]:
    """Return the words that start us at the next login too."""
    # An AppImage lies under another folder each time it runs; the file itself stays.
    image = os.environ.get("APPIMAGE")
    return [image] if image and getattr(sys, "frozen", False) else ourselves()


def _without_console(words: list[str]) -> list[str]:
    """Return the words with the Python that opens no black window, where Windows has one."""
    silent = Path(words[0]).with_name("pythonw.exe")
    if Path(words[0]).name == "python.exe" and silent.is_file():
        return [str(silent), *words[1:]]
    return words


def _quoted(word: str) -> str:
    """Return a word as the Exec line of a menu entry takes it."""
    # Twice: once for the quotes of the line, and once more as every text in such a file.
    for special in ("\\", '"', "`", "$"):
        word = word.replace(special, f"\\{special}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'
