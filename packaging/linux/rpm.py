"""The .rpm: the same files as the .deb, with what they need computed from their ELF files."""

from __future__ import annotations

import shutil
from pathlib import Path

import frozen
from linux.deb import stage
from linux.menu import LINUX
from linux.needs import sonames
from project import DIST, WORK, CannotBuild, day, empty, filled, heard, need, version


def build() -> list[Path]:
    """Build it with rpmbuild, which need not run on a system of that family."""
    made = frozen.folder("system")
    top = empty(WORK / "rpm")
    root = stage(made)
    shutil.rmtree(root / "DEBIAN")
    for debians_own in ("doc", "lintian"):
        shutil.rmtree(root / "usr" / "share" / debians_own)
    spec = top / "kneeline.spec"
    requires = "\n".join(f"Requires: {each}" for each in sonames(made))
    spec.write_text(
        filled(
            LINUX / "kneeline.rpm.spec",
            ROOT_FOLDER=str(root),
            REQUIRES=requires,
            RPM_DAY=f"{day():%a %b %d %Y}",
        ),
        encoding="utf-8",
    )
    heard(
        need("rpmbuild", "rpm"),
        *("-bb", "--quiet", "--define", f"_topdir {top}"),
        *("--define", "use_source_date_epoch_as_buildtime 1"),
        *("--define", "clamp_mtime_to_source_date_epoch 1"),
        *("--define", "_buildhost kneeline", "--target", "x86_64", spec),
    )
    built = list(top.glob("RPMS/x86_64/*.rpm"))
    if len(built) != 1:
        raise CannotBuild(f"rpmbuild made {len(built)} packages instead of one")
    package = DIST / f"kneeline-{version()}-1.x86_64.rpm"
    return [Path(shutil.copyfile(built[0], package))]
