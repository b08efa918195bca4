"""A fresh journal in a fresh folder, and a wall clock that stands still until it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.journal.filling import empty_journal, full_journal, opened
from tests.unit.journal.sitting import Wall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kneeline.journal import Journal


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kneeline" / "journal.db"


@pytest.fixture
def journal(path: Path, wall: Wall) -> Iterator[Journal]:
    with opened(path, wall, empty_journal()) as journal:
        yield journal


@pytest.fixture
def full(path: Path, wall: Wall) -> Iterator[tuple[Journal, Mapping[str, str]]]:
    """A journal with a row in every table, and the ids of those that can be corrected."""
    whole, ids, wall.moment = full_journal()
    with opened(path, wall, whole) as journal:
        yield journal, ids
