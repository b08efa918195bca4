"""Where things lie: what was installed, and what belongs to the person."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import kneeline

DATA_DIR_VARIABLE = "KNEELINE_DATA_DIR"

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
"""What is told to Kneeline is about a person's health: nobody else on the computer may read it."""


@dataclass(frozen=True, slots=True)
class Locations:
    """Folders Kneeline reads from and writes to."""

    resources: Path
    videos: Path
    data: Path

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.data / "journal.db"

    @property
    def settings(self) -> Path:
        """The person's settings."""
        return self.data / "settings.json"

    @property
    def films(self) -> Path:
        """Films and pictures of the person's own."""
        return self.data / "films"

    @property
    def logs(self) -> Path:
        """What we and Qt had to say."""
        return self.data / "log"

    @property
    def crashes(self) -> Path:
        """Reports of our own failures."""
        return self.data / "crashes"

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """Folders that nobody but this person writes into, on other disks where there are any."""
        session = os.environ.get("XDG_RUNTIME_DIR", "")
        others = (Path(session),) if Path(session).is_absolute() else ()
        with suppress(RuntimeError):
            others = (*others, Path.home())
        return (self.data, *others)


def find(data_dir: Path | None = None) -> Locations:
    """Return where everything lies; a data folder given by hand comes before the variable."""
    data = _own_data() if data_dir is None else data_dir
    return Locations(_installed("resources"), _installed("videos"), _whole(data))


def make_private(folder: Path) -> None:
    """Make a folder, and what is missing above it, for this person alone; OSError if refused."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def privately(path: str, flags: int) -> int:
    """Open a file, made for this person alone where it is new: an `opener` for `open`."""
    return os.open(path, flags, PRIVATE_FILE)


def _whole(folder: Path) -> Path:
    """Return a folder that means the same wherever we stand; a home nobody knows stays as typed."""
    with suppress(RuntimeError):
        folder = folder.expanduser()
    return folder.absolute()


def _installed(name: str) -> Path:
    """Return a folder of ours: inside the package once installed, beside src/ in a checkout."""
    package = Path(kneeline.__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def _own_data() -> Path:
    named = os.environ.get(DATA_DIR_VARIABLE)
    return Path(named) if named else usual_data()


def usual_data() -> Path:
    """Return the data folder of whoever names no other."""
    from platformdirs import user_data_path  # noqa: PLC0415 (not needed when a folder is named)

    return user_data_path("kneeline", appauthor=False, roaming=False)
