"""Every figure with a source names one that the library knows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CITED = re.compile(r"source: ([a-z]+-[a-z0-9-]+)")
FILES = sorted(
    file
    for room in ("insight", "ui")
    for file in (ROOT / "src" / "kneeline" / room).rglob("*.py")
    if CITED.search(file.read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_cited_source_exists(file: Path) -> None:
    library = tomllib.loads((ROOT / "resources" / "sources.toml").read_text(encoding="utf-8"))
    known = {source["key"] for source in library["source"]}
    assert set(CITED.findall(file.read_text(encoding="utf-8"))) <= known


def test_the_files_with_sources_were_found() -> None:
    assert {"pain", "practice", "tokens"} <= {file.stem for file in FILES}
