"""What a killed program said was safe, and whether its journal holds it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kneeline.journal import Journal, open_journal
from kneeline.journal.soundness import faults
from kneeline.journal.status import status
from tests.unit.journal.sitting import Wall


@dataclass
class Promises:
    """All that the killed programs said was safe."""

    sets: dict[tuple[str, int], list[Any]] = field(default_factory=dict)
    hurts: list[list[Any]] = field(default_factory=list)
    answered: set[tuple[str, int]] = field(default_factory=set)
    ended: dict[str, str] = field(default_factory=dict)
    at: list[Any] | None = None
    resumed: list[list[Any]] = field(default_factory=list)

    def hear(self, line: bytes) -> None:
        if not line.endswith(b"\n"):
            return  # The kill cut it in half.
        ((what, said),) = json.loads(line).items()
        if what != "alive":
            getattr(self, f"_{what}")(said)

    def _set(self, said: list[Any]) -> None:
        key, complete = (said[0], said[1]), said[4]
        if complete or key not in self.sets or not self.sets[key][2]:
            self.sets[key] = said[2:]

    def _hurt(self, said: list[Any]) -> None:
        self.hurts.append(said)

    def _answered(self, said: list[Any]) -> None:
        self.answered.add((said[0], said[1]))

    def _at(self, said: list[Any]) -> None:
        self.at = said

    def _ended(self, said: list[Any]) -> None:
        self.ended[said[0]] = said[1]
        self.at = None

    def _resumed(self, said: list[Any]) -> None:
        self.resumed.append(said)


def keeps(journal: Journal, promises: Promises, kills: int) -> None:
    """Assert that every promise was kept, once, and that no kill left more than it can have."""
    told = {(s.session, s.segment): s for each in journal.sessions() for s in journal.sets(each.id)}
    total = sum(len(journal.sets(each.id)) for each in journal.sessions())
    assert total == len(told)
    for key, (reps, seconds, complete) in promises.sets.items():
        kept = told[key]
        if (kept.reps, kept.seconds, kept.complete) != (reps, seconds, complete):
            # Done once more and written, and killed before it could say so: never for the worse.
            assert kept.complete >= complete
    assert len(told) - len(promises.sets) <= kills
    hurts = [[s.session, s.knee, s.score] for s in journal.pain_scores() if not s.question]
    assert all(hurts.count(said) >= promises.hurts.count(said) for said in promises.hurts)
    assert len(hurts) - len(promises.hurts) <= kills
    answered = {each.session for each in journal.pain_scores() if each.question}
    assert answered >= {session for session, segment in promises.answered if segment == 0}
    endings = {each.id: each.ending for each in journal.sessions()}
    assert {key: endings[key] for key in promises.ended} == promises.ended


def stopped_at(path: Path, aside: Path) -> tuple[list[Any] | None, set[str]]:
    """Return where a copy of the journal would be resumed, and which sessions are over.

    The real one is left to the next program, to find as the killed one left it.
    """
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for name in ("journal.db", "journal.db-wal"):
        if path.with_name(name).exists():
            shutil.copy(path.with_name(name), aside / name)
    with open_journal(aside / "journal.db", wall_clock=Wall()) as journal:
        unfinished = journal.unfinished()
        over = {each.id for each in journal.sessions() if each.ending is not None}
    if unfinished is None:
        return None, over
    return [unfinished.session, unfinished.segment, unfinished.clock], over


def whole(path: Path) -> None:
    """Assert that the journal and all its backups pass SQLite's checks and ours."""
    told = status(path)
    assert told.well, told.says
    assert told.rows.get("unfinished", 0) <= 1
    assert [faults(each.path) for each in told.backups] == [()] * len(told.backups)
    assert len(list(path.parent.glob("backups/*.unproven"))) <= 1
