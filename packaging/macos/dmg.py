"""Kneeline.app and the DMG around it; only on a Mac, once for each kind of processor.

Never run by us yet: we have no Mac. The workflow `.github/workflows/release.yml` runs it there.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import drawings
import frozen
from project import DIST, NAME, PACKAGING, WORK, CannotBuild, heard, version

MACOS = PACKAGING / "macos"


def build() -> list[Path]:
    """Freeze the app, sign it where a certificate is given, and put it into a DMG."""
    if sys.platform != "darwin":
        raise CannotBuild("the macOS app can only be built on a Mac; the release workflow does it")
    (WORK / "pictures").mkdir(parents=True, exist_ok=True)
    pictures = drawings.icns()
    (WORK / "pictures" / "kneeline.icns").write_bytes(pictures)
    frozen.folder("bundled")
    app = frozen.FROZEN / f"{NAME}.app"
    heard("bash", MACOS / "sign.sh", app)
    made = DIST / f"{NAME}-{version()}-{platform.machine()}.dmg"
    made.unlink(missing_ok=True)
    stage = WORK / "dmg"
    heard("rm", "-rf", stage)
    stage.mkdir()
    heard("ditto", app, stage / app.name)
    (stage / "Applications").symlink_to("/Applications")
    heard(
        *("hdiutil", "create", "-volname", NAME, "-srcfolder", stage),
        *("-fs", "APFS", "-format", "ULMO", made),
    )
    heard("bash", MACOS / "notarise.sh", made)
    return [made]
