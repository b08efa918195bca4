"""The .run: one file for any Linux, installed into the person's own home without root."""

from __future__ import annotations

import shutil
from pathlib import Path

import frozen
from linux.menu import LINUX, copied, write_share
from project import DIST, NAME, WORK, day, empty, heard, need, settle_times, version


def build() -> list[Path]:
    """Pack the bundled folder and the script that puts it in place."""
    root = empty(WORK / "run")
    shutil.copytree(frozen.folder("bundled"), root / "kneeline", symlinks=True)
    write_share(root / "share")
    for script in ("install", "remove"):
        copied(LINUX / f"{script}.sh", root, 0o755)
    settle_times(root)
    made = DIST / f"{NAME}-{version()}-x86_64.run"
    heard(
        need("makeself", "makeself"),
        *("--xz", "--complevel", "6", "--threads", "2", "--nox11", "--nomd5", "--sha256"),
        *("--tar-format", "gnu", "--tar-extra", "--sort=name --owner=0 --group=0 --numeric-owner"),
        *("--packaging-date", f"{day():%Y-%m-%d}"),
        *(root, made, f"{NAME} {version()}", "./install.sh"),
    )
    return [made]
