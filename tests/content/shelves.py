"""Our own resources, loaded once for all content tests."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from kneeline.library import load

RESOURCES = Path(__file__).parents[2] / "resources"
LIBRARY = load(RESOURCES)
FILES = sorted(RESOURCES.rglob("*.toml"))


def strings(value: object) -> Iterator[str]:
    """Yield every text within a TOML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def table(path: Path) -> dict[str, object]:
    """Return a file as TOML, without any shape."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
