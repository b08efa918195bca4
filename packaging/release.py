"""`python3 dev.py release X.Y.Z`: the whole checklist, up to the tag, which a person makes.

    1  nothing uncommitted, on main, a version that is newer, and a changelog that tells of it
    2  the version and the day are written where each stands once
    3  every gate and every test
    4  every installer that this machine can make
    5  each of them installed, proved and removed (as root; elsewhere it is said)
    6  SHA256SUMS and the list of everything shipped (SBOM)
    7  the words to commit, tag and push are printed

Stops at the first thing that is not as it should be, and then puts the version back.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import frozen
import sbom
from kinds import ALL
from project import (
    DIST,
    ROOT,
    VERSION_FILE,
    CannotBuild,
    empty,
    heard,
    releases,
    sha256,
    version,
)
from windows import runtime

CHANGELOG = ROOT / "CHANGELOG.md"


def main(arguments: Sequence[str]) -> int:
    """Make everything a release hands out, or say in one sentence what is in the way."""
    parser = argparse.ArgumentParser(prog="dev.py release", description=main.__doc__)
    parser.add_argument("version", metavar="X.Y.Z")
    wanted = parser.parse_args(arguments).version
    kept = {path: path.read_bytes() for path in (VERSION_FILE, CHANGELOG)}
    try:
        demand_ready(wanted)
        write_version(wanted, datetime.now(UTC).date().isoformat())
        make(wanted)
    except BaseException as reason:
        for path, content in kept.items():
            path.write_bytes(content)
        if isinstance(reason, CannotBuild):
            print(f"release: {reason}", file=sys.stderr)
            return 1
        raise
    print(
        f"release: {wanted} lies in dist/. Look at packaging/README.md for what only a person can"
        f" try; then:\n  git commit -am 'Release {wanted}'\n  git tag -s v{wanted} -m"
        f" 'Kneeline {wanted}'\n  git push origin main v{wanted}"
    )
    return 0


def demand_ready(wanted: str) -> None:
    """Stop unless the tree is clean and the changelog tells of the wanted version."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", wanted):
        raise CannotBuild(f"{wanted} is no version; write it as 1.2.3")
    if heard("git", "status", "--porcelain").strip():
        raise CannotBuild("there are changes that are not committed; commit them first")
    branch = heard("git", "branch", "--show-current").strip()
    if branch != "main":
        raise CannotBuild(f"this is the branch {branch}; releases are made from main")
    if heard("git", "tag", "--list", f"v{wanted}").strip():
        raise CannotBuild(f"{wanted} was released already; take the next number")
    if _numbers(wanted) < _numbers(version()):
        raise CannotBuild(f"{wanted} is older than {version()}")
    told = releases(CHANGELOG.read_text(encoding="utf-8"))
    if not told or told[0].date or not told[0].changes:
        raise CannotBuild("CHANGELOG.md tells of nothing unreleased; say there what is new")


def _numbers(number: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", number)]


def write_version(wanted: str, day: str) -> None:
    """Write the version into its one place, and the day into the changelog."""
    source = VERSION_FILE.read_text(encoding="utf-8")
    fresh = re.sub(
        r'^__version__ = "[^"]+"', f'__version__ = "{wanted}"', source, flags=re.MULTILINE
    )
    VERSION_FILE.write_text(fresh, encoding="utf-8")
    told = CHANGELOG.read_text(encoding="utf-8")
    heading = re.compile(r"^## \[Unreleased\].*$", re.MULTILINE)
    CHANGELOG.write_text(heading.sub(f"## [{wanted}] – {day}", told, count=1), encoding="utf-8")


def make(wanted: str) -> None:
    """Test, build, prove and sum up."""
    _, only_for_tests = runtime.given()
    if only_for_tests:
        raise CannotBuild(f"{runtime.GIVEN_BY} is a copy for tests; take python.org's own file")
    empty(DIST)
    _hand_to("dev.py", "test")
    _hand_to("dev.py", "build", "all")
    if os.geteuid() == 0:
        os.environ["KNEELINE_DIST"] = str(DIST)  # proved is what is handed out, not a second build
        _hand_to("dev.py", "test", "--installers")
    else:
        print("release: not root, so no installer was proved in a bare system")
    made = sorted(path for kind in ALL for path in made_by(kind))
    listed = sbom.write(DIST / f"kneeline-{wanted}.cdx.json", frozen.python())
    sums = "".join(f"{sha256(path)}  {path.name}\n" for path in [*made, listed])
    (DIST / "SHA256SUMS").write_text(sums, encoding="ascii")


def made_by(kind: str) -> list[Path]:
    """Return what one kind of build left in dist/; CannotBuild if that is nothing."""
    patterns = {
        "wheel": ("*.whl", "*.tar.gz"),
        "deb": ("*.deb",),
        "run": ("*.run",),
        "rpm": ("*.rpm",),
        "windows": ("*-setup.exe",),
    }
    found = [path for pattern in patterns[kind] for path in DIST.glob(pattern)]
    if len(found) != len(patterns[kind]):
        raise CannotBuild(f"dist/ should hold what `build {kind}` makes, and holds {len(found)}")
    return found


def _hand_to(*words: str) -> None:
    if subprocess.call([sys.executable, *words], cwd=ROOT):
        raise CannotBuild(f"{' '.join(words)} failed; what it says stands above")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
