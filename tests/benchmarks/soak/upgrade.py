"""Journals of every version with random content become like fresh ones; newer ones stay."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from kneeline.journal import JournalTooNew, database, open_journal
from kneeline.journal.soundness import faults
from tests.benchmarks.figures import Figure
from tests.benchmarks.installed import ROOT, Workbench
from tests.benchmarks.soak.losses import Losses, share_of
from tests.unit.journal.lives import DEEDS, OFTEN, content
from tests.unit.journal.sitting import Wall

JOURNALS = 500
FROZEN = sorted((ROOT / "tests" / "migrations").glob("journal-v*.db"))


def measure(bench: Workbench) -> Iterator[Figure]:
    """Open journals of every version so far, and of one to come."""
    folder = bench.scratch / "upgrade"
    folder.mkdir()
    open_journal(folder / "fresh.db", wall_clock=Wall()).close()
    fresh = _schema(folder / "fresh.db")
    count = share_of(JOURNALS, bench.share)
    older, newer = Losses("old journals with random content, opened"), Losses("newer journals, met")
    for number in range(count):
        frozen = FROZEN[number % len(FROZEN)]
        older.tried(lambda f=frozen, n=number: _upgraded(f, folder, n, fresh))
        newer.tried(lambda f=frozen, n=number: _refused(f, folder, n))
    names = ", ".join(each.stem for each in FROZEN)
    yield older.figure(f"the frozen ones there are: {names}")
    yield newer.figure("refused in a sentence, not a byte changed and nothing beside it")


def _begin(frozen: Path, folder: Path) -> Path:
    place = folder / "one"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return Path(shutil.copy(frozen, place / "journal.db"))


def _upgraded(frozen: Path, folder: Path, seed: int, fresh: dict[str, str]) -> None:
    path, chance, wall = _begin(frozen, folder), random.Random(seed), Wall()
    with open_journal(path, wall_clock=wall) as journal:
        journal._connection.execute("PRAGMA synchronous=OFF")
        for _ in range(chance.randrange(1, 30)):
            wall.forward(seconds=chance.randrange(1, 9000))
            with suppress(ValueError):
                DEEDS[chance.choice(OFTEN)](journal, chance.randrange(50))
    # As that version left it: it knows nothing of the versions after it.
    before = content(path)
    with open_journal(path, wall_clock=wall) as journal:
        journal.past()
    assert content(path) == before
    assert _schema(path) == fresh
    assert faults(path) == ()


def _refused(frozen: Path, folder: Path, seed: int) -> None:
    path, chance = _begin(frozen, folder), random.Random(seed)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={database.VERSION + chance.randrange(1, 99)}")
        connection.execute(f"CREATE TABLE tomorrow_{seed} (id TEXT)")
        connection.commit()
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    try:
        open_journal(path, wall_clock=Wall()).close()
    except JournalTooNew as error:
        says = str(error)
    else:
        says = "it was opened"
    assert "newer" in says, says
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before


def _schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: re.sub(r"\s+", " ", sql) for name, sql in rows}
