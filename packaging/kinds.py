"""Every kind of file we hand out, and what builds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import python_package
from linux import appdir, deb, flatpak, rpm, run
from macos import dmg
from windows import setup

Build = Callable[[], list[Path]]

KINDS: Mapping[str, Build] = {
    "wheel": python_package.build,
    "deb": deb.build,
    "run": run.build,
    "rpm": rpm.build,
    "windows": setup.build,
    "appdir": appdir.build,
    "flatpak": flatpak.build,
    "macos": dmg.build,
}

ALL = ("wheel", "deb", "run", "rpm", "windows")
"""What this kind of machine can make; the others need a file from outside, or another system."""
