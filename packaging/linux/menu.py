"""What a Linux desktop wants to know about a program: menu entry, icons, metainfo, man page."""

from __future__ import annotations

import gzip
import shutil
import struct
from html import escape
from pathlib import Path

import drawings
from project import APP_ID, PACKAGING, ROOT, Release, day, filled, releases

LINUX = PACKAGING / "linux"
PICTURES = ROOT / "resources" / "pictures"

# Where a software centre will find our pictures. Nobody has published any yet: a placeholder, which
# by its ending can never be somebody else's.
PUBLISHED = "https://kneeline.invalid/pictures"

# The README's, taken by `kneeline tour`; the first is what a software centre shows first.
SCREENSHOTS = {
    "player": "A set of reverse lunges: the film, the cue and the time",
    "today": "Today's plan, with the reason for each part",
    "progress": "The pain of both knees over twelve weeks",
    "library": "The library of exercises, each with its film",
}
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def write_share(share: Path) -> None:
    """Write everything that belongs below a `share` folder (/usr/share or ~/.local/share)."""
    copied(LINUX / f"{APP_ID}.desktop", share / "applications")
    icons = share / "icons" / "hicolor"
    scalable = copied(ROOT / "resources" / "icons" / "kneeline.svg", icons / "scalable" / "apps")
    scalable.rename(scalable.with_name(f"{APP_ID}.svg"))
    for size, png in zip(ICON_SIZES, drawings.icons(ICON_SIZES), strict=True):
        put(icons / f"{size}x{size}" / "apps" / f"{APP_ID}.png", png)
    put(share / "metainfo" / f"{APP_ID}.metainfo.xml", metainfo().encode())


def write_manual(share: Path) -> None:
    """Write the man page, packed as distributions want it."""
    page = filled(LINUX / "kneeline.1").encode()
    put(share / "man" / "man1" / "kneeline.1.gz", gzip.compress(page, 9, mtime=0))


def metainfo() -> str:
    """Return the AppStream description; its releases come from CHANGELOG.md."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = "\n".join(_release(each) for each in releases(changelog))
    pictures = "\n".join(_screenshot(*each) for each in SCREENSHOTS.items())
    return filled(LINUX / f"{APP_ID}.metainfo.xml", RELEASES=told, SCREENSHOTS=pictures)


def _screenshot(name: str, caption: str) -> str:
    width, height = struct.unpack_from(">II", (PICTURES / f"{name}.png").read_bytes(), 16)
    kind = ' type="default"' if name == next(iter(SCREENSHOTS)) else ""
    shape = f'width="{width}" height="{height}"'
    return (
        f"    <screenshot{kind}>\n"
        f"      <caption>{escape(caption, quote=False)}</caption>\n"
        f'      <image type="source" {shape}>{PUBLISHED}/{name}.png</image>\n'
        "    </screenshot>"
    )


def _release(release: Release) -> str:
    date = release.date or f"{day():%Y-%m-%d}"
    changes = "".join(f"<li>{escape(change, quote=False)}</li>" for change in release.changes)
    return (
        f'    <release version="{release.version}" date="{date}">\n'
        f"      <description><ul>{changes}</ul></description>\n"
        "    </release>"
    )


def copied(path: Path, folder: Path, mode: int = 0o644) -> Path:
    """Copy a file into a folder that may not be there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(shutil.copyfile(path, folder / path.name))
    made.chmod(mode)
    return made


def put(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)
