"""The AppDir, and the AppImage where its runtime is given by path and hash.

The runtime is a program of somebody else's that every AppImage begins with; the usual tools fetch
it from a forge while they build. We never do: without it there is only the folder.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import frozen
from linux.menu import LINUX, copied, write_share
from project import APP_ID, DIST, NAME, WORK, checked, empty, heard, need, settle_times, version

RUNTIME, RUNTIME_HASH = "KNEELINE_APPIMAGE_RUNTIME", "KNEELINE_APPIMAGE_RUNTIME_SHA256"


def build() -> list[Path]:
    """Build the folder, and around it the AppImage if there is a runtime."""
    folder = _folder()
    runtime = os.environ.get(RUNTIME)
    if not runtime:
        print(f"{RUNTIME} names no file, so the AppDir stays a folder")
        return [folder]
    head = checked(Path(runtime), os.environ.get(RUNTIME_HASH, "")).read_bytes()
    body = WORK / "appdir.squashfs"
    body.unlink(missing_ok=True)
    heard(
        need("mksquashfs", "squashfs-tools"),
        *(folder, body, "-root-owned", "-noappend", "-comp", "zstd", "-no-progress"),
    )
    made = DIST / f"{NAME}-{version()}-x86_64.AppImage"
    made.write_bytes(head + body.read_bytes())
    made.chmod(0o755)
    return [made]


def _folder() -> Path:
    folder = empty(DIST / f"{NAME}.AppDir")
    shutil.copytree(frozen.folder("bundled"), folder / "opt" / "kneeline", symlinks=True)
    write_share(folder / "usr" / "share")
    desktop = folder / "usr" / "share" / "applications" / f"{APP_ID}.desktop"
    shutil.copyfile(desktop, folder / desktop.name)
    icons = folder / "usr" / "share" / "icons" / "hicolor"
    shutil.copyfile(icons / "256x256" / "apps" / f"{APP_ID}.png", folder / f"{APP_ID}.png")
    (folder / ".DirIcon").symlink_to(f"{APP_ID}.png")
    copied(LINUX / "AppRun", folder, 0o755)
    settle_times(folder)
    return folder
