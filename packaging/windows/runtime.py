"""The CPython inside setup.exe: given by path, taken only with the pinned hash."""

from __future__ import annotations

import os
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

from project import PACKAGING, CannotBuild, sha256

GIVEN_BY = "KNEELINE_WINDOWS_PYTHON"

# Of the standard library's own extensions: building installers of its own, and sounding the bell.
LEFT_OUT = frozenset({"_msi.pyd", "winsound.pyd", "python.cat"})

PATHS = "python311.zip\n.\nLib\\site-packages\n"
"""What python311._pth says: these folders and no others, whatever the computer has."""


def given() -> tuple[Path, bool]:
    """Return the package that was given, and whether it serves for tests only."""
    named = os.environ.get(GIVEN_BY)
    pinned = tomllib.loads((PACKAGING / "windows" / "python.toml").read_text(encoding="utf-8"))
    if not named:
        raise CannotBuild(
            f"setup.exe needs {pinned['file']} from python.org; download it and set {GIVEN_BY}"
        )
    path = Path(named)
    if not path.is_file():
        raise CannotBuild(f"{GIVEN_BY} names {path}, which does not exist")
    found = sha256(path)
    if found not in {pinned["sha256"], pinned["for_tests"]["sha256"]}:
        raise CannotBuild(f"{path} is not {pinned['file']}: its SHA-256 is {found}")
    return path, found != pinned["sha256"]


def unpack(package: Path, folder: Path) -> None:
    """Put CPython into a folder, and let it find our packages there and nothing elsewhere."""
    folder.mkdir(parents=True)
    with zipfile.ZipFile(package) as archive:
        for entry in archive.infolist():
            name = PurePosixPath(entry.filename).name
            if not entry.is_dir() and name not in LEFT_OUT:
                (folder / name).write_bytes(archive.read(entry))
    (folder / "python311._pth").write_text(PATHS, encoding="ascii", newline="\r\n")
