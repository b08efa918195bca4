"""What setup.exe puts on a computer: CPython, the wheels for Windows, our wheel and a launcher."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import licences
import python_package
from project import NAME, PACKAGING, WORK, empty, filled, heard, need, settle_times, version
from windows import pruning, runtime

WINDOWS = PACKAGING / "windows"
REQUIREMENTS = PACKAGING / "requirements" / "runtime.txt"


def build(python: Path, interpreter: Path) -> Path:
    """Return the folder, laid out as it will lie on a person's computer."""
    payload = empty(WORK / "windows" / "payload")
    inside = payload / "runtime"
    runtime.unpack(python, inside)
    packages = inside / "Lib" / "site-packages"
    install_wheels(packages)
    pruning.prune(packages)
    licences.write(packages / "kneeline" / "licences", interpreter)
    shutil.copyfile(inside / "LICENSE.txt", packages / "kneeline" / "licences" / "Python.txt")
    compile_launchers(payload)
    settle_times(payload)
    return payload


def install_wheels(packages: Path) -> None:
    """Unpack the wheels for Windows, each by its hash, and ours; no package runs code for it."""
    common = (
        *(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-config", "--no-build"),
        *("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11"),
        *("--target", packages),
    )
    # uv reads no pip configuration, and without its own variables only the public index.
    clean = {name: "" for name in os.environ if name.startswith("UV_")}
    heard(*common, "--require-hashes", "-r", REQUIREMENTS, environment=clean)
    heard(*common, "--no-deps", python_package.build()[0], environment=clean)


def compile_launchers(folder: Path) -> None:
    """Compile Kneeline.exe, and beside it one that speaks to a console."""
    work = empty(WORK / "windows" / "launcher")
    import drawings  # noqa: PLC0415 (its pictures need Qt, and nothing else here does)

    (work / "kneeline.ico").write_bytes(drawings.ico())
    numbers = ",".join([*version().split(".")[:3], "0"])
    resources = filled(WINDOWS / "launcher.rc", NUMBERS=numbers)
    (work / "launcher.rc").write_text(resources, encoding="utf-8")
    triple = "x86_64-w64-mingw32-"
    windres = need(triple + "windres", "binutils-mingw-w64-x86-64")
    heard(windres, "launcher.rc", "-O", "coff", "-o", "launcher.res", cwd=work)
    compiler = need(triple + "gcc", "gcc-mingw-w64-x86-64")
    flags = ["-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode", "-static", "-DUNICODE"]
    flags.append("-Wl,--no-insert-timestamp")  # two builds are the same bytes
    source = WINDOWS / "launcher.c"
    for kind, name in (("-mwindows", NAME), ("-mconsole", f"{NAME}-console")):
        out = folder / f"{name}.exe"
        heard(compiler, *flags, kind, source, work / "launcher.res", "-o", out, cwd=work)
