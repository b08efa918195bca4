"""What was written can be corrected and deleted, all of it can be undone, and the log tells it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession, Surface
from kneeline.coach.side import Side
from kneeline.journal import Journal, Recorder, database
from kneeline.journal.fields import FIELDS
from kneeline.journal.mending import DELETABLE
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import MORNING, Wall

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Full = tuple[Journal, Mapping[str, str]]

DAY = MORNING.date()
NOWHERE = "00000000-0000-4000-8000-000000000000"
LOGS = ("change_log", "changed_rows")


def all_but_the_logs(journal: Journal) -> dict[str, list[dict[str, object]]]:
    """Return every row, without the time at which it was last changed."""
    return {
        table: sorted(
            (
                {key: row[key] for key in row.keys() if key != "changed"}  # noqa: SIM118 (a row is no mapping)
                for row in journal._connection.execute(f"SELECT * FROM {table}")  # noqa: S608 (our own tables)
            ),
            key=repr,
        )
        for table in database.TABLES
        if table not in LOGS
    }


CORRECTIONS: dict[str, dict[str, Any]] = {
    "sets": {"reps": 7, "seconds": 12.345678901234567, "complete": False},
    "pain_scores": {"score": 9, "knee": Side.RIGHT, "moment": Moment.BEFORE},
    "felt": {"where": FeltWhere.KNEE},
    "notes": {"text": " Slept very badly. ", "about": DAY - timedelta(days=1)},
    "runs": {
        "minutes": 25.1,
        "km": None,
        "surface": Surface.TRAIL,
        "stage": 3,
        "cadence": 171.5,
        "complete": False,
    },
    "pauses": {"first": DAY - timedelta(days=3), "last": None},
    "self_tests": {"value": 11, "side": None},
}


def test_every_field_can_be_corrected_undone_and_redone(full: Full, wall: Wall) -> None:
    journal, ids = full
    assert {table: set(known) for table, known in FIELDS.items() if known} == {
        table: set(values) for table, values in CORRECTIONS.items()
    }
    for table, values in CORRECTIONS.items():
        before = all_but_the_logs(journal)
        wall.forward(minutes=1)
        change = journal.edit(ids[table], **values)
        after = all_but_the_logs(journal)
        (told,) = journal.changes(ids[table])
        assert (told.change, told.kind, told.table, told.at) == (change, "edited", table, wall())
        assert len(told.before) == len(told.after) == len(values)
        undone = journal.undo(change)
        assert all_but_the_logs(journal) == before
        journal.redo(change)
        assert all_but_the_logs(journal) == after
        assert [each.undoes for each in journal.changes(ids[table])][:2] == [None, change]
        with pytest.raises(ValueError, match="changed again later"):
            journal.undo(undone)


@pytest.mark.parametrize("table", DELETABLE)
def test_deleting_hides_it_and_undoing_brings_it_back(full: Full, wall: Wall, table: str) -> None:
    journal, ids = full
    before, past = all_but_the_logs(journal), journal.past()
    wall.forward(minutes=1)
    change = journal.delete(ids[table])
    gone = all_but_the_logs(journal)
    assert gone != before
    assert ids[table] not in {getattr(each, "id", None) for each in journal.entries(DAY)}
    with pytest.raises(ValueError, match="not in the journal"):
        journal.delete(ids[table])
    with pytest.raises(ValueError, match="not in the journal"):
        journal.edit(ids[table], score=3)
    journal.undo(change)
    assert (all_but_the_logs(journal), journal.past()) == (before, past)
    journal.redo(change)
    assert all_but_the_logs(journal) == gone


def test_what_belongs_to_a_session_or_run_goes_with_it(full: Full) -> None:
    journal, ids = full
    journal.delete(ids["sessions"])
    assert (journal.sets(ids["sessions"]), journal.felt(ids["sessions"])) == ((), ())
    assert (journal.scores_of(ids["sessions"]), journal.cues_shown(ids["sessions"])) == ((), ())
    rest = ["Slept well.", "Slept badly."]
    assert [each.text for each in journal.notes()] == ["With the run.", *rest]
    journal.delete(ids["runs"])
    assert journal.scores_of(ids["runs"]) == ()
    assert [each.text for each in journal.notes()] == rest
    assert (journal.past().sessions, journal.past().runs) == ((), ())


def test_a_session_put_on_another_day_takes_all_along(full: Full) -> None:
    journal, ids = full
    before = all_but_the_logs(journal)
    there = datetime(2026, 2, 20, 22, 30, tzinfo=MORNING.tzinfo)
    change = journal.edit(ids["sessions"], at=there)
    (told,) = journal.sessions()
    assert (told.started, told.day) == (there, date(2026, 2, 20))
    assert {each.day for each in journal.sets(ids["sessions"])} == {told.day}
    assert {each.day for each in journal.scores_of(ids["sessions"])} == {told.day}
    assert journal.past().sessions[0].at == there
    journal.undo(change)
    assert all_but_the_logs(journal) == before


@pytest.mark.parametrize(
    ("table", "wrong", "says"),
    [
        ("pain_scores", {"score": 11}, "from 0 to 10, not 11"),
        ("pain_scores", {"score": True}, "from 0 to 10"),
        ("pain_scores", {"knee": "middle"}, "one of left, right"),
        ("pain_scores", {"at": MORNING + timedelta(days=9)}, "in the future"),
        ("pain_scores", {"at": DAY}, "a day and a time"),
        ("pain_scores", {"score": 3, "text": "x"}, "cannot be changed here: text"),
        ("notes", {"text": "  "}, "needs some text"),
        ("notes", {"about": MORNING}, "is a day"),
        ("notes", {"at": MORNING}, "cannot be changed here: at"),
        ("runs", {"minutes": 0}, "between 0 and 1440"),
        ("runs", {"km": 500}, "between 0 and 120"),
        ("runs", {"km": float("nan")}, "between 0 and 120"),
        ("runs", {"complete": 1}, "yes or a no"),
        ("self_tests", {"value": float("inf")}, "is a number"),
        ("pauses", {"first": DAY + timedelta(days=1)}, "does not fit"),
        ("sets", {"reps": 3}, "says already"),
    ],
)
def test_nonsense_changes_nothing(full: Full, table: str, wrong: dict[str, Any], says: str) -> None:
    journal, ids = full
    if says == "says already":
        journal.edit(ids[table], **wrong)
    before, log = all_but_the_logs(journal), journal.changes()
    with pytest.raises(ValueError, match=says):
        journal.edit(ids[table], **wrong)
    assert (all_but_the_logs(journal), journal.changes()) == (before, log)


def test_what_is_not_there_cannot_be_changed(journal: Journal) -> None:
    for nothing in (journal.delete, journal.edit):
        with pytest.raises(ValueError, match="not in the journal"):
            nothing(NOWHERE)
    with pytest.raises(ValueError, match="no such change"):
        journal.undo(NOWHERE)
    with pytest.raises(ValueError, match="not undone"):
        journal.redo(NOWHERE)


def test_a_session_under_way_is_left_alone(journal: Journal) -> None:
    session = Recorder(journal).begin(ALL_FOUR)
    with pytest.raises(ValueError, match="under way"):
        journal.delete(session)
    with pytest.raises(ValueError, match="under way"):
        journal.edit(session, at=MORNING - timedelta(days=1))
    journal.undo(journal.discard(session))
    (told,) = journal.sessions()
    assert (told.id, told.ending) == (session, "left")


def test_a_change_that_was_changed_again_is_not_undone(journal: Journal) -> None:
    score = journal.log_pain(PainScore(Side.LEFT, Moment.NEXT_MORNING, 3))
    first, second = journal.edit(score, score=5), journal.edit(score, score=6)
    with pytest.raises(ValueError, match="undo that first"):
        journal.undo(first)
    journal.undo(second)
    journal.undo(first)
    assert [each.score for each in journal.pain_scores()] == [3]


def test_a_run_taken_again_bars_the_way_back_for_the_first(journal: Journal) -> None:
    run = DoneRun(MORNING, 20.0)
    deleted = journal.delete(journal.log_run(run, fingerprint="f"))
    second = journal.log_run(run, fingerprint="f")
    with pytest.raises(ValueError, match="does not fit"):
        journal.undo(deleted)
    assert [each.id for each in journal.runs()] == [second]


SESSION = DoneSession(MORNING, (DoneExercise("bridge", Phase.ACTIVATE, "body"),), "full")
STEPS = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from(["edit", "delete", "undo", "redo"]), st.integers(0, 9)
    ),
    max_size=12,
)


@given(STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_everything_backwards_restores_everything(
    journal: Journal, wall: Wall, steps: list[tuple[int, str, int]]
) -> None:
    journal._connection.execute("PRAGMA synchronous=OFF")
    session = journal.log_session(SESSION)
    rows = [session, journal.sets(session)[0].id, journal.log_run(DoneRun(MORNING, 20.0))]
    rows += [journal.log_pain(PainScore(Side.LEFT, Moment.AFTER, 1), session=session)]
    rows += [journal.write_note("A note.", about=DAY, session=session)]
    edits: dict[int, Callable[[int], dict[str, Any]]] = {
        0: lambda n: {"at": MORNING - timedelta(days=n)},
        1: lambda n: {"reps": n},
        2: lambda n: {"minutes": n + 1.5, "km": n or None},
        3: lambda n: {"score": n},
        4: lambda n: {"text": f"Note {n}."},
    }
    before, made = all_but_the_logs(journal), []
    for number, what, value in steps:
        which = number % len(rows)
        state = all_but_the_logs(journal)
        wall.forward(seconds=1)
        try:
            if what == "edit":
                made.append(journal.edit(rows[which], **edits[which](value)))
            elif what == "delete":
                made.append(journal.delete(rows[which]))
            elif made:
                made.append(getattr(journal, what)(made[number % len(made)]))
        except ValueError:
            assert all_but_the_logs(journal) == state
    for change in reversed(made):
        journal.undo(change)
    assert all_but_the_logs(journal) == before
