"""The studio lies beside the package, in `videos/`; its tests skip without its extra."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

VIDEOS = Path(__file__).parents[2] / "videos"
NEEDED = ("numpy", "scipy", "numba", "av", "PIL")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]

if str(VIDEOS) not in sys.path:
    sys.path.insert(0, str(VIDEOS))


class _Absent(pytest.Module):
    """Stands for a test file that cannot be imported here, and says why."""

    def collect(self) -> list[pytest.Item]:
        pytest.skip(
            f"the studio's tests need {', '.join(MISSING)} (the extra `studio`)",
            allow_module_level=True,
        )


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Collect a studio test file as a reasoned skip where the extra is missing."""
    if MISSING and module_path.parent == Path(__file__).parent:
        absent: pytest.Module = _Absent.from_parent(parent, path=module_path)
        return absent
    return None
