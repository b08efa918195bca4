"""The .deb: the frozen folder in /opt, `kneeline` on the PATH, an entry in the menu."""

from __future__ import annotations

import gzip
import re
import shutil
import textwrap
from pathlib import Path

import frozen
from linux.menu import LINUX, put, write_manual, write_share
from linux.needs import debian_packages
from project import (
    APP_ID,
    DIST,
    ROOT,
    SUMMARY,
    WORK,
    CannotBuild,
    day,
    empty,
    filled,
    heard,
    need,
    releases,
    settle_times,
    size,
    version,
)

MAINTAINER = "Kneeline contributors <contributors@kneeline.invalid>"

# Nothing here is needed for a session, and each makes it better.
RECOMMENDED = (
    "alsa-utils",  # chimes where Qt finds no loudspeaker: aplay and mpg123 together
    "mpg123",
    "libnotify-bin",  # reminders that can be pressed, on desktops without a tray too
    "pipewire-pulse | pulseaudio",
    "speech-dispatcher",
    "speech-dispatcher-espeak-ng",
)


def build() -> list[Path]:
    """Build the package and stop at whatever a validator says about it."""
    root = stage(frozen.folder("system"))
    package = DIST / f"kneeline_{version()}_amd64.deb"
    # xz -6: -9 needs 700 MB to unpack 2 % less.
    heard("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root, package)
    validate(root)
    lint(package)
    return [package]


def stage(made: Path) -> Path:
    """Return the package's files as they lie on a system, with DEBIAN/ beside them."""
    root = empty(WORK / "deb")
    shutil.copytree(made, root / "opt" / "kneeline", symlinks=True)
    _set_modes(root / "opt")
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "kneeline").symlink_to("/opt/kneeline/kneeline")
    share = root / "usr" / "share"
    write_share(share)
    write_manual(share)
    put(share / "lintian" / "overrides" / "kneeline", (LINUX / "lintian-overrides").read_bytes())
    put(share / "doc" / "kneeline" / "copyright", _copyright().encode())
    changelog = gzip.compress(debian_changelog().encode(), 9, mtime=0)
    put(share / "doc" / "kneeline" / "changelog.gz", changelog)
    put(root / "DEBIAN" / "control", control(made, size(root)).encode())
    sums = heard("find", "opt", "usr", "-type", "f", "-exec", "md5sum", "{}", "+", cwd=root)
    put(root / "DEBIAN" / "md5sums", "".join(sorted(sums.splitlines(keepends=True))).encode())
    settle_times(root)
    return root


def _copyright() -> str:
    """Return Debian's copyright file, with our licence in its form: indented, a dot for a gap."""
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    return filled(LINUX / "copyright", MIT="\n".join(f" {line.strip() or '.'}" for line in lines))


def _set_modes(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
        elif not path.is_symlink():
            path.chmod(0o755 if path.name == "kneeline" else 0o644)


def control(made: Path, installed_bytes: int) -> str:
    """Return the control file."""
    return (
        "Package: kneeline\n"
        f"Version: {version()}\n"
        "Architecture: amd64\n"
        f"Maintainer: {MAINTAINER}\n"
        f"Installed-Size: {installed_bytes // 1024}\n"
        f"Depends: {', '.join(debian_packages(made))}\n"
        f"Recommends: {', '.join(RECOMMENDED)}\n"
        "Section: education\n"
        "Priority: optional\n"
        f"Description: {SUMMARY[0].lower() + SUMMARY[1:]}\n"
        " Kneeline leads people with runner's knee through foam rolling, glute\n"
        " activation, mobility and single-leg strength. It shows and says how each\n"
        " movement should look, stops what hurts with one key, writes the pain down\n"
        " on this computer only, charts it, and leads back to running by stages.\n"
        " It is not a clinician and says when to see one.\n"
    )


def debian_changelog() -> str:
    """Return CHANGELOG.md in Debian's form."""
    entries = []
    for release in releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")):
        changes = "\n".join(
            textwrap.fill(change, 79, initial_indent="  * ", subsequent_indent="    ")
            for change in release.changes
        )
        entries.append(
            f"kneeline ({release.version}) stable; urgency=medium\n\n{changes}\n\n"
            f" -- {MAINTAINER}  {day():%a, %d %b %Y %H:%M:%S} +0000\n"
        )
    return "\n".join(entries)


def validate(root: Path) -> None:
    """Stop unless the menu entry and the metainfo are what desktops read."""
    share = root / "usr" / "share"
    checker = need("desktop-file-validate", "desktop-file-utils")
    said = heard(checker, share / "applications" / f"{APP_ID}.desktop")
    if said.strip():
        raise CannotBuild(f"desktop-file-validate says: {said}")
    info = share / "metainfo" / f"{APP_ID}.metainfo.xml"
    heard(need("appstreamcli", "appstream"), "validate", "--no-net", info)


def lint(package: Path) -> None:
    """Stop at anything lintian says that linux/lintian-overrides does not answer."""
    # As root lintian wants to be told that it may; as anyone else it ignores the word.
    said = heard(need("lintian", "lintian"), "--allow-root", "--fail-on", "none", package)
    rows = [row for row in said.splitlines() if re.match(r"[EW]:", row)]
    if rows:
        raise CannotBuild("lintian says:\n" + "\n".join(rows[:20]))
