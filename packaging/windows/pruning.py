"""Cuts PySide6 for Windows to what Kneeline imports, following which DLL imports which."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from project import CannotBuild

MODULES = (
    "QtCore",
    "QtGui",
    "QtMultimedia",
    "QtNetwork",  # a second start tells the first; QtMultimedia's Python module imports it too
    "QtOpenGL",  # pyqtgraph imports both
    "QtOpenGLWidgets",
    "QtSvg",
    "QtTextToSpeech",
    "QtWidgets",
)

PLUGINS = re.compile(
    r"platforms/q(windows|offscreen)|styles/.*|imageformats/q(jpeg|svg|gif|ico|webp)"
    r"|iconengines/qsvgicon|multimedia/.*|texttospeech/qtexttospeech_(sapi|winrt)"
)

# "Cancel" and its like in our languages; no other file says them.
WORDS = re.compile(r"qtbase_(de|es)\.qm")

# Below site-packages: headers, tests, and rooms of other packages that we never enter.
DROPPED = (
    "bin",
    "include",
    "share",
    "PySide6/include",
    "shiboken6/include",
    "shiboken6/lib",
    "pyqtgraph/canvas",
    "pyqtgraph/examples",
    "pyqtgraph/jupyter",
    "pyqtgraph/opengl",
    "numpy/f2py",
    "numpy/random/lib",
    "numpy/_core/lib",
    "numpy/_core/include",
    "numpy/**/tests",
    "pip",  # sqlite-utils offers to install plugins with it
    "pip-*.dist-info",
    "win32",  # playsound3 asks for pywin32 and never imports it on Windows
    "win32com",
    "win32comext",
    "pythonwin",
    "pywin32_system32",
    "pywin32*",
    "PyWin32.chm",
    "pythoncom.py",
    "adodbapi",
    "isapi",
)


def prune(packages: Path) -> None:
    """Cut the packages in a folder; CannotBuild if anything Qt links is missing afterwards."""
    _cut_qt(packages / "PySide6")
    for pattern in DROPPED:
        for path in list(packages.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for path in [*packages.rglob("*.pyi"), *packages.rglob("*.lib")]:
        path.unlink()


def _cut_qt(pyside: Path) -> None:
    kept = wanted(pyside)
    for path in list(pyside.rglob("*")):
        if path.is_file() and path not in kept and not _is_read(path, pyside):
            path.unlink()
    for path in sorted((p for p in pyside.rglob("*") if p.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def _is_read(path: Path, pyside: Path) -> bool:
    """Whether a file that is no DLL is read all the same: Python's, and Qt's words."""
    if path.parent == pyside / "translations":
        return WORDS.fullmatch(path.name) is not None
    return path.suffix == ".py" and path.parent in {pyside, pyside / "support"}


def wanted(pyside: Path) -> set[Path]:
    """Return every DLL that our modules and plugins reach.

    That leaves out opengl32sw.dll, 21 MB that Qt loads by name where a window wants OpenGL and the
    computer has none: no window of ours wants it, and films are painted quicker without.
    """
    dlls = {path.name.lower(): path for path in pyside.glob("*.dll")}
    todo = list(_starting_points(pyside))
    kept = set(todo)
    while todo:
        for name in imports(todo.pop()):
            path = dlls.get(name)
            if path is not None and path not in kept:
                kept.add(path)
                todo.append(path)
    return kept


def _starting_points(pyside: Path) -> Iterator[Path]:
    for module in MODULES:
        found = [*pyside.glob(f"{module}.pyd"), *pyside.glob(f"{module}.*.pyd")]
        if not found:
            raise CannotBuild(f"PySide6 for Windows has no {module}; look at windows/pruning.py")
        yield from found
    folder = pyside / "plugins"
    for path in sorted(folder.rglob("*.dll")):
        if PLUGINS.fullmatch(path.relative_to(folder).as_posix().removesuffix(".dll")):
            yield path


def imports(path: Path) -> set[str]:
    """Return the names of the DLLs that one loads, at once or later, in small letters."""
    import pefile  # noqa: PLC0415 (of the build environment, and nobody else needs it)

    kinds = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
    with pefile.PE(str(path), fast_load=True) as found:
        found.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in kinds])
        tables = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
        entries = [each for table in tables for each in getattr(found, table, [])]
        return {entry.dll.decode().lower() for entry in entries}
