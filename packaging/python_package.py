"""The wheel and the sdist: what `pip install` takes, resources and films included."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from project import DIST, heard, source, version


def build(folder: Path = DIST) -> list[Path]:
    """Build both from a clean copy; hatchling makes the same bytes from the same source."""
    folder.mkdir(parents=True, exist_ok=True)
    heard(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=source())
    return [wheel_in(folder), folder / f"kneeline-{version()}.tar.gz"]


def wheel_in(folder: Path = DIST) -> Path:
    """Return where the wheel of this version lies."""
    return folder / f"kneeline-{version()}-py3-none-any.whl"


def digest(*files: Path) -> str:
    """Return one hash for the contents of several files."""
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.read_bytes())
    return whole.hexdigest()
