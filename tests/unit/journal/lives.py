"""Two computers of one person: random things are told to each, now and then one meets the other."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from kneeline.coach.certainty import Certainty
from kneeline.coach.exercise import Phase
from kneeline.coach.facts import Activity, Facts, KneeFacts, Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession
from kneeline.coach.rules import Action, Verdict
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import DayDecision, Profile, RunSource, open_journal
from kneeline.journal.fields import FIELDS
from kneeline.journal.mending import DELETABLE
from kneeline.journal.transfer.shape import KEYS, SHAPES, columns
from tests.unit.journal.sitting import MORNING, Wall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kneeline.journal import Journal

Deed = tuple[str, int]
"""What is told, and which of its kind."""


def _corrections(table: str, number: int) -> dict[str, object]:
    """Return what may be corrected in a row, and to what."""
    return {
        "sets": {"reps": number % 9, "complete": number % 2 == 0},
        "pain_scores": {"score": number % 11},
        "felt": {"where": "back"},
        "notes": {"text": f"Otherwise {number}."},
        "runs": {"km": 1.0 + number, "minutes": 90.0 - number},
        "pauses": {"last": MORNING.date() + timedelta(days=number)},
        "self_tests": {"value": 50.0 - number},
        "sessions": {"at": MORNING - timedelta(days=number, hours=5)},
    }[table]


def _session(journal: Journal, number: int) -> None:
    done = DoneExercise("bridge", Phase.ACTIVATE, "floor", {Side.LEFT: number % 11})
    journal.log_session(DoneSession(journal._wall_clock(), (done,), "daily"), name="Daily")


def _run(journal: Journal, number: int) -> None:
    journal.log_run(
        DoneRun(journal._wall_clock(), 10.0 + number, worst={Side.RIGHT: 1}),
        source=RunSource.GPX,
        fingerprint=f"file {number % 3}",
    )


def _decide(journal: Journal, number: int) -> None:
    facts = Facts(Activity.DAY, {Side.LEFT: KneeFacts(before=number % 11)})
    verdict = Verdict(Action.HOLD, "missing", Certainty.OUR_CHOICE, "kneeline-rules", "1")
    day = MORNING.date() + timedelta(days=number % 2)
    journal.decision_made(DayDecision(day, facts, verdict))


def _standing(journal: Journal, tables: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (table, row[0])
        for table in tables
        for row in journal._connection.execute(
            f"SELECT id FROM {table} WHERE deleted IS NULL ORDER BY id"  # noqa: S608
        )
    ]


def _edit(journal: Journal, number: int) -> None:
    there = _standing(journal, FIELDS)
    if there:
        table, row = there[number % len(there)]
        new = _corrections(table, number)
        name = sorted(new)[number % len(new)]
        journal.edit(row, **{name: new[name]})


def _delete(journal: Journal, number: int) -> None:
    there = _standing(journal, DELETABLE)
    if there:
        journal.delete(there[number % len(there)][1])


def _undo(journal: Journal, number: int) -> None:
    log = journal.changes()
    if log:
        journal.undo(log[number % len(log)].change)


def _pain(journal: Journal, number: int) -> None:
    journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, number % 11))


def _sign(journal: Journal, number: int) -> None:
    runs = _standing(journal, ["runs"])
    if runs:
        journal.log_signs([Sign.GIVING_WAY], run=runs[number % len(runs)][1])


def _screen(journal: Journal, number: int) -> None:
    tier = [Tier.URGENT, Tier.FINE][number % 2]
    journal.screening_raised(tier, ["calf"] if tier is Tier.URGENT else [], {"calf": True})


DEEDS: dict[str, Callable[[Journal, int], object]] = {
    "session": _session,
    "run": _run,
    "decide": _decide,
    "edit": _edit,
    "delete": _delete,
    "undo": _undo,
    "pain": _pain,
    "sign": _sign,
    "screen": _screen,
    "clear": lambda journal, number: journal.screening_cleared(f"Dr {number}"),
    "note": lambda journal, number: journal.write_note(f"Note {number}", about=MORNING.date()),
    "move": lambda journal, number: journal.move_day(
        MORNING.date(), MORNING.date() + timedelta(days=1 + number % 3)
    ),
    "move back": lambda journal, _number: journal.day_moved_back(MORNING.date()),
    "pause": lambda journal, _number: journal.pause_began(MORNING.date()),
    "pause over": lambda journal, number: journal.pause_ended(
        MORNING.date() + timedelta(days=number % 4)
    ),
    "test": lambda journal, number: journal.self_test_done("step-down", float(number), Side.LEFT),
    "profile": lambda journal, number: journal.write_profile(Profile(age=30 + number % 9)),
}

OFTEN = [*sorted(DEEDS), *["edit"] * 9, *["delete"] * 3, *["undo"] * 5]
"""What is done, the corrections more often: they are what two computers can disagree about."""

LIVES = st.lists(
    st.tuples(st.sampled_from(OFTEN), st.integers(0, 50), st.integers(1, 90)),
    min_size=2,
    max_size=14,
)
"""What is told, which of its kind, and how many seconds later."""


def live(path: Path, wall: Wall, deeds: list[tuple[str, int, int]]) -> None:
    """Tell a journal all of it; what makes no sense there is refused there."""
    with open_journal(path, wall_clock=wall) as journal:
        journal._connection.execute("PRAGMA synchronous=OFF")
        for what, number, seconds in deeds:
            wall.forward(seconds=seconds)
            with suppress(ValueError):
                DEEDS[what](journal, number)


def content(path: Path) -> dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]:
    """Return every row that travels, by table and key."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        for table in SHAPES:
            names = columns(table)
            keys = [names.index(name) for name in KEYS[table]]
            rows = connection.execute(f"SELECT {', '.join(names)} FROM {table}")  # noqa: S608
            found[table] = {tuple(row[key] for key in keys): row for row in rows}
    return found
