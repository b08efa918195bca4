"""A copy of our resources that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

RESOURCES = Path(__file__).parents[3] / "resources"


class Copy:
    """Our resources in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, old: str, new: str) -> Path:
        """Replace one passage of a file, which must be there."""
        path = self.path(name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    def said(self, problem: object) -> str:
        """Return a sentence without the folder of this test in it."""
        return str(problem).replace(f"{self.folder}/", "").replace("\\", "/")


@pytest.fixture
def resources(tmp_path: Path) -> Copy:
    folder = tmp_path / "resources"
    for part in ("exercises", "programmes"):
        shutil.copytree(RESOURCES / part, folder / part)
    for path in RESOURCES.glob("*.toml"):
        shutil.copy(path, folder)
    return Copy(folder)
