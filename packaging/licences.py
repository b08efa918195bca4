"""The licences of everything we hand out, whole, as files that lie beside the program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from project import PACKAGING, ROOT, CannotBuild, empty, heard

# Needed to build and not handed out.
BUILD_ONLY = frozenset(
    {
        "altgraph",
        "kneeline",
        "macholib",
        "packaging",
        "pefile",
        "pip",
        "pyinstaller",
        "pyinstaller-hooks-contrib",
        "pywin32-ctypes",
        "setuptools",
    }
)

# Prints a line of JSON for each distribution of an environment, and the place of Python's licence.
ASK = """
import importlib.metadata, json, pathlib, sysconfig
for found in importlib.metadata.distributions():
    files = [str(found.locate_file(each)) for each in found.files or ()
             if "licen" in each.name.lower() or "copying" in each.name.lower()]
    about = found.metadata
    print(json.dumps({"name": about["Name"], "version": found.version, "files": files,
        "summary": about["Summary"] or "",
        "licence": about["License-Expression"] or about["License"] or "",
        "classified": [each for each in about.get_all("Classifier") or () if "License" in each]}))
print(json.dumps(str(pathlib.Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")))
"""


class Part:
    """A distribution that is handed out."""

    def __init__(self, told: dict[str, object]) -> None:
        self.name = str(told["name"])
        self.version = str(told["version"])
        self.files = [Path(str(each)) for each in _list(told["files"])]
        licence = str(told["licence"]).splitlines()[:1]
        classified = [str(each).rsplit(" :: ", 1)[-1] for each in _list(told["classified"])]
        self.licence = (licence or classified or [""])[0]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def parts(interpreter: Path) -> list[Part]:
    """Return every distribution of an environment that is handed out, by name."""
    rows = heard(interpreter, "-c", ASK).splitlines()
    found = [Part(json.loads(row)) for row in rows if row.startswith("{")]
    kept = [part for part in found if part.name.lower().replace("_", "-") not in BUILD_ONLY]
    return sorted(kept, key=lambda part: part.name.lower())


def write(folder: Path, interpreter: Path) -> None:
    """Write ours, Python's, each part's and those Qt and FFmpeg ask for into a folder."""
    empty(folder)
    shutil.copyfile(ROOT / "LICENSE", folder / "Kneeline.txt")
    python = Path(json.loads(heard(interpreter, "-c", ASK).splitlines()[-1]))
    if not python.is_file():
        raise CannotBuild(f"{python} is missing; use a Python that came with its licence")
    shutil.copyfile(python, folder / "Python.txt")
    for text in sorted((PACKAGING / "licences").glob("*.txt")):
        shutil.copyfile(text, folder / text.name)
    lines = []
    for part in parts(interpreter):
        lines.append(f"{part.name} {part.version}: {part.licence or 'see its file here'}")
        for path in part.files:
            if path.is_file():
                shutil.copyfile(path, folder / _file_name(part.name, path))
    about = (PACKAGING / "licences" / "README").read_text(encoding="utf-8")
    (folder / "README.txt").write_text(about + "\n".join(lines) + "\n", encoding="utf-8")


def _file_name(part: str, path: Path) -> str:
    """Return a name of its own for each licence: several of one part may all be LICENSE.txt."""
    below = path.parts[path.parts.index("licenses") + 1 :] if "licenses" in path.parts else ()
    words = [part, *(below or [path.name])]
    return "-".join(words).replace(" ", "-").removesuffix(".txt") + ".txt"
