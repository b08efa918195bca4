"""What the tests of installers stand on: they run only when asked for, and build what they need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]

# The build's modules import each other by plain names, as a folder of scripts.
sys.path.append(str(ROOT / "packaging"))


ENDINGS = {
    "deb": "*.deb",
    "run": "*.run",
    "rpm": "*.rpm",
    "windows": "*-setup*.exe",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--installers", action="store_true", help="build and install what we hand out")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--installers", default=False):
        for item in items:
            if item.get_closest_marker("installers"):
                item.add_marker(pytest.mark.timeout(3600))
        return
    skipped = [item for item in items if item.get_closest_marker("installers")]
    items[:] = [item for item in items if item not in skipped]
    if skipped:
        config.hook.pytest_deselected(items=skipped)


@pytest.fixture(scope="session")
def cache() -> Path:
    """Where the bases of bare systems are kept between runs."""
    named = os.environ.get("KNEELINE_BARE_SYSTEMS")
    return Path(named) if named else ROOT / "build" / "bare-systems"


@pytest.fixture(scope="session")
def built() -> Callable[[str], Path]:
    """Build one kind of installer, once, and say where it lies.

    KNEELINE_DIST names a folder of installers that are built already, as a release does; the AppDir
    is none, for nobody gets it as it is.
    """
    made: dict[str, Path] = {}
    ready = os.environ.get("KNEELINE_DIST")

    def build(kind: str) -> Path:
        if ready and kind in ENDINGS:
            (found,) = Path(ready).glob(ENDINGS[kind])
            return found
        if kind not in made:
            command = [sys.executable, str(ROOT / "packaging" / "build.py"), kind]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stderr
            rows = done.stdout.splitlines()
            named = [row.split("  ")[0] for row in rows if row.startswith("dist/")]
            made[kind] = ROOT / named[0]
        return made[kind]

    return build
