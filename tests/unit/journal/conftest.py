"""A fresh journal in a fresh folder, and a wall clock that stands still until it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kneeline.journal import Journal, open_journal
from tests.unit.journal.sitting import Wall

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kneeline" / "journal.db"


@pytest.fixture
def journal(path: Path, wall: Wall) -> Iterator[Journal]:
    with open_journal(path, wall_clock=wall) as journal:
        yield journal
