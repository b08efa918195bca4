"""Journals made once and copied: an empty one, and one with a row in every table."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kneeline.coach.certainty import Certainty
from kneeline.coach.facts import Activity, Facts, KneeFacts, Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.rules import Action, Verdict
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import DayDecision, Profile, Recorder, RunSource, open_journal
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import MORNING, Wall, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kneeline.journal import Journal

DAY = MORNING.date()


def fill(journal: Journal, wall: Wall) -> dict[str, str]:
    """Write one of everything; return the id of a row of each table that can be corrected."""
    session, _ = record(Recorder(journal), ALL_FOUR)
    wall.forward(hours=1)
    run = journal.log_run(
        DoneRun(wall(), 20.0, km=3.5, before={Side.LEFT: 1}, worst={Side.LEFT: 2}),
        source=RunSource.FIT,
        fingerprint="f",
    )
    journal.log_signs([Sign.SHARP], run=run)
    journal.write_note("With the run.", about=DAY, run=run)
    journal.write_note("With the session.", about=DAY, session=session)
    journal.screening_raised(Tier.URGENT, ["calf"], {"calf": True})
    facts = Facts(Activity.DAY, {Side.LEFT: KneeFacts(before=2)})
    verdict = Verdict(Action.HOLD, "missing", Certainty.OUR_CHOICE, "kneeline-rules", "1")
    journal.decision_made(DayDecision(DAY, facts, verdict))
    journal.write_profile(Profile(age=37, knees=frozenset(Side), runner=True, minutes=35))
    journal.edit(journal.write_note("Slept.", about=DAY), text="Slept well.")
    journal.move_day(DAY, DAY + timedelta(days=1))
    (move,) = journal.moved_days()
    (felt, *_) = journal.felt(session)
    return {
        "sessions": session,
        "runs": run,
        "sets": journal.sets(session)[0].id,
        "pain_scores": journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 3)),
        "felt": felt.id,
        "notes": journal.write_note("Slept badly.", about=DAY),
        "clearances": journal.screening_cleared("Dr Lund"),
        "pauses": journal.pause_began(DAY, DAY),
        "self_tests": journal.self_test_done("step-down", 9.5, Side.LEFT),
        "gates": journal.gate_passed({"stairs": True}),
        "moves": move.id,
    }


@cache
def empty_journal() -> bytes:
    """Return a new journal's bytes: making its tables takes longer than most tests do."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        open_journal(path, wall_clock=Wall()).close()
        return path.read_bytes()


@cache
def full_journal() -> tuple[bytes, Mapping[str, str], datetime]:
    """Return the bytes of a journal that `fill` filled, its rows, and when that was."""
    wall = Wall()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        with open_journal(path, wall_clock=wall) as journal:
            ids = fill(journal, wall)
        return path.read_bytes(), ids, wall()


@contextmanager
def opened(path: Path, wall: Wall, whole: bytes) -> Iterator[Journal]:
    """Open a copy of a journal; what it writes may be lost if this machine fails now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(whole)
    with open_journal(path, wall_clock=wall) as journal:
        journal._connection.execute("PRAGMA synchronous=OFF")
        yield journal
