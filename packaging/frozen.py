"""The frozen folder: Kneeline, Python and Qt, cut to what a session needs.

Two variants from one analysis. `system` leaves to the system what every desktop has, for packages
that can name it (.deb, .rpm). `bundled` carries it along, for files that cannot (.run, AppDir).
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

import licences
import python_package
from project import PACKAGING, WORK, CannotBuild, empty, heard, need, size

Variant = Literal["system", "bundled"]

VENV = WORK / "venv"
FROZEN = WORK / "frozen"
REQUIREMENTS = PACKAGING / "requirements" / "installers.txt"


def folder(variant: Variant) -> Path:
    """Return a frozen folder, made once for each state of the source."""
    wheel = python_package.build()[0]
    stamp = FROZEN / "stamp"
    state = f"{python_package.digest(wheel)} {python_package.digest(*SPEC_FILES)}"
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != state:
        _freeze(wheel)
        stamp.write_text(state, encoding="ascii")
    return FROZEN / variant


SPEC_FILES = (
    PACKAGING / "kneeline.spec",
    PACKAGING / "pruning.py",
    PACKAGING / "start.py",
    REQUIREMENTS,
)


def python() -> Path:
    """Return the Python of the build environment: pinned by hash, and nothing else in it."""
    found = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp = VENV / "installers.stamp"
    state = python_package.digest(REQUIREMENTS) + sys.version
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != state:
        heard(sys.executable, "-m", "venv", "--clear", VENV)
        pip = (found, "-m", "pip", "install", "--quiet", "--no-input")
        heard(*pip, "--require-hashes", "-r", REQUIREMENTS)
        stamp.write_text(state, encoding="utf-8")
    return found


def _freeze(wheel: Path) -> None:
    empty(FROZEN)
    interpreter = python()
    pip = ("-m", "pip", "install", "--quiet", "--no-input", "--force-reinstall")
    heard(interpreter, *pip, "--no-deps", "--no-compile", wheel)
    licences.write(WORK / "licences", interpreter)
    heard(
        interpreter,
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", FROZEN, "--workpath", WORK / "pyinstaller"),
        PACKAGING / "kneeline.spec",
        environment={"PYTHONHASHSEED": "0"},
    )
    if sys.platform == "linux":
        for variant in ("system", "bundled"):
            made = FROZEN / variant
            _strip(made)
            _forget_where_it_was_built(made)
            demand_whole(made)


def _strip(made: Path) -> None:
    """Take the debugging symbols out of Python's own library; they are two thirds of it."""
    for library in made.glob("_internal/libpython3.*"):
        heard(need("strip", "binutils"), "--strip-unneeded", library)


def _forget_where_it_was_built(made: Path) -> None:
    """Take out library paths of this machine: they say nothing elsewhere, or something wrong."""
    tool = need("patchelf", "patchelf")
    for path in elf_files(made):
        if heard(tool, "--print-rpath", path).startswith("/"):
            heard(tool, "--remove-rpath", path)


def elf_files(made: Path) -> list[Path]:
    """Return every program and library below a folder, in order."""
    return sorted(
        path
        for path in made.rglob("*")
        if path.is_file() and not path.is_symlink() and _magic(path) == b"\x7fELF"
    )


def _magic(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def demand_whole(made: Path) -> None:
    """Stop if any library lacks another one: Qt would leave its plugin out without a word."""
    if not (made / "kneeline").is_file():
        raise CannotBuild(f"PyInstaller made no program in {made}; read kneeline.spec again")
    missing = []
    inside = str(made / "_internal")
    for path in elf_files(made):
        done = subprocess.run(
            ["ldd", path],
            env={"LD_LIBRARY_PATH": inside, "PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        names = re.findall(r"(\S+) => not found", done.stdout)
        missing += [f"{path.relative_to(made)} needs {name}" for name in names]
    if missing:
        raise CannotBuild("the frozen folder lacks libraries: " + "; ".join(missing[:9]))


def megabytes(made: Path) -> int:
    """Return how large a folder is."""
    return round(size(made) / 1e6)
