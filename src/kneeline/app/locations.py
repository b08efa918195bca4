"""Where things lie: what was installed, and what belongs to the person."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import kneeline

DATA_DIR_VARIABLE = "KNEELINE_DATA_DIR"
PRIVATE = 0o700


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
    def crashes(self) -> Path:
        """Reports of our own failures."""
        return self.data / "crashes"


def find(data_dir: Path | None = None) -> Locations:
    """Return where everything lies; a data folder given by hand comes before the variable."""
    return Locations(_installed("resources"), _installed("videos"), data_dir or _own_data())


def _installed(name: str) -> Path:
    """Return a folder of ours: inside the package once installed, beside src/ in a checkout."""
    package = Path(kneeline.__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def _own_data() -> Path:
    named = os.environ.get(DATA_DIR_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 (not needed when a folder is named)

    return user_data_path("kneeline", appauthor=False, roaming=False)
