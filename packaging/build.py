"""Builds what people download: `python3 dev.py build [wheel|deb|run|rpm|windows|all]`.

Everything goes to dist/. The parts, in the order they stand on each other:

    project          the source as git sees it, its version, and how commands are run
    python_package   wheel and sdist
    frozen           PyInstaller's folder from that wheel, cut to what a session needs
    linux/           .deb, .run, .rpm, AppDir and Flatpak around the frozen folder
    windows/         setup.exe: CPython and wheels by hash, a launcher, NSIS; made on Linux too
    macos/           app and DMG; only on a Mac
    smoke            the check each of them must pass once it is installed
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import frozen
from kinds import ALL, KINDS
from project import DIST, CannotBuild, sha256


def main(arguments: Sequence[str]) -> int:
    """Build what is asked for and print each file with its size and hash."""
    parser = argparse.ArgumentParser(prog="dev.py build", description=main.__doc__)
    parser.add_argument("kind", nargs="*", choices=[*KINDS, "all"], default="all")
    chosen = parser.parse_args(arguments).kind
    wanted = ALL if "all" in chosen else tuple(dict.fromkeys(chosen))
    try:
        for kind in wanted:
            started = time.perf_counter()
            for made in KINDS[kind]():
                told(made, time.perf_counter() - started)
    except CannotBuild as reason:
        print(f"build: {reason}", file=sys.stderr)
        return 1
    return 0


def told(made: Path, seconds: float) -> None:
    """Print one line about a file, or about a folder that stands for one."""
    name = made.relative_to(DIST.parent)
    if made.is_dir():
        print(f"{name}  {frozen.megabytes(made)} MB in a folder  ({seconds:.0f} s)", flush=True)
    else:
        mb = made.stat().st_size / 1e6
        print(f"{name}  {mb:.1f} MB  sha256 {sha256(made)}  ({seconds:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
