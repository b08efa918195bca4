"""What About tells: the licence of every distribution that is handed out, and the sources."""

from __future__ import annotations

from pathlib import Path

import pytest

import kneeline
from kneeline import library
from kneeline.app import locations
from kneeline.app.about import about
from kneeline.ui.settings.source import About


@pytest.fixture
def told(tmp_path: Path) -> About:
    places = locations.find(tmp_path)
    return about(places, library.load(places.resources))


def test_every_part_has_a_version_and_words_about_its_licence(told: About) -> None:
    parts = {part.name: part for part in told.parts()}
    assert next(iter(parts)) == "Kneeline"
    assert parts["Kneeline"].version == kneeline.__version__
    assert "MIT License" in parts["Kneeline"].text
    for name in ("PySide6_Essentials", "numpy", "pyqtgraph", "sqlite-utils", "msgspec"):
        assert parts[name].version
    for part in parts.values():
        assert part.text.strip()
    assert "LGPL" in parts["PySide6_Essentials"].text


def test_what_only_builds_and_tests_is_not_named(told: About) -> None:
    named = {part.name.lower() for part in told.parts()}
    assert named.isdisjoint({"pytest", "ruff", "mypy", "hypothesis", "pip", "hatchling"})


def test_an_installer_lays_the_licences_into_our_package(
    told: About, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid = tmp_path / "licences"
    laid.mkdir()
    for name in ("Python", "Kneeline", "LGPL-3.0", "numpy-LICENSE"):
        (laid / f"{name}.txt").write_text(f"licence of {name}", encoding="utf-8")
    monkeypatch.setattr(kneeline, "__file__", str(tmp_path / "__init__.py"))
    parts = told.parts()
    assert [part.name for part in parts] == ["Kneeline", "LGPL-3.0", "numpy-LICENSE", "Python"]
    assert parts[0].text == "licence of Kneeline"


def test_every_source_is_cited_with_how_sure_we_are(told: About, tmp_path: Path) -> None:
    lines = told.sources()
    assert len(lines) == len(library.load(locations.find(tmp_path).resources).sources)
    assert any("our own choice" in line for line in lines)
    assert any("read by us" in line for line in lines)
