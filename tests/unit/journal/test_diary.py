"""The journal day by day, and what a search finds."""

from __future__ import annotations

from datetime import timedelta

from kneeline.coach.facts import Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import (
    ClearanceRecord,
    GateRecord,
    Journal,
    JournalDay,
    MoveRecord,
    Note,
    PainRecord,
    PauseRecord,
    Recorder,
    RunRecord,
    ScreeningRecord,
    SelfTestRecord,
    SessionRecord,
    SignRecord,
)
from tests.mini import ALL_FOUR
from tests.unit.journal.sitting import MORNING, Wall, record

DAY = MORNING.date()
SHARP = frozenset({Sign.SHARP})
NAMES = {"bridge": "Brücke", "reverse-lunge": "Reverse lunge", "squat": "Squat"}


def a_full_day(journal: Journal, wall: Wall) -> None:
    record(Recorder(journal), ALL_FOUR)
    told = (
        lambda: journal.log_run(DoneRun(wall(), 20.0, worst={Side.LEFT: 6}, signs=SHARP)),
        lambda: journal.screening_raised(Tier.FINE, (), {"night": False}),
        lambda: journal.screening_cleared("Dr Lund"),
        lambda: journal.self_test_done("step-down", 12, Side.LEFT),
        lambda: journal.gate_passed({"stairs": True}),
        lambda: journal.pause_began(DAY, DAY),
        lambda: journal.move_day(DAY, DAY + timedelta(days=1)),
        lambda: journal.write_note("Knie STRASSE ruhig.", about=DAY),
        lambda: journal.log_pain(PainScore(Side.RIGHT, Moment.AFTER, 1)),
    )
    for each in told:
        wall.forward(minutes=5)
        each()
    wall.forward(days=1)
    journal.log_pain(PainScore(Side.RIGHT, Moment.NEXT_MORNING, 2))


def test_a_day_in_order(journal: Journal, wall: Wall) -> None:
    a_full_day(journal, wall)
    assert [type(each) for each in journal.entries(DAY)] == [
        SessionRecord,
        RunRecord,
        SignRecord,
        ScreeningRecord,
        ClearanceRecord,
        SelfTestRecord,
        GateRecord,
        PauseRecord,
        MoveRecord,
        Note,
        PainRecord,
    ]
    assert [type(each) for each in journal.entries(DAY + timedelta(days=1))] == [PainRecord]
    assert journal.entries(DAY - timedelta(days=1)) == ()


def test_days_newest_first(journal: Journal, wall: Wall) -> None:
    assert journal.days() == ()
    a_full_day(journal, wall)
    newest, oldest = journal.days()
    assert newest == JournalDay(DAY + timedelta(days=1), worst={Side.RIGHT: 2})
    assert oldest == JournalDay(DAY, 1, 1, 1, {Side.LEFT: 6, Side.RIGHT: 2})
    assert journal.days(until=DAY) == (oldest,)


def test_scores_and_signs_of_a_run(journal: Journal, wall: Wall) -> None:
    a_full_day(journal, wall)
    (run,) = journal.runs()
    assert [(each.moment, each.score) for each in journal.scores_of(run.id)] == [(Moment.DURING, 6)]
    assert [each.sign for each in journal.signs_of(run.id)] == [Sign.SHARP]


def test_search_in_notes_and_in_names_of_exercises(journal: Journal, wall: Wall) -> None:
    a_full_day(journal, wall)
    wall.forward(days=2)
    record(Recorder(journal), ALL_FOUR)
    (note,) = journal.notes()
    first, second = journal.sessions()
    assert [each.found for each in journal.search("straße", NAMES)] == [note]
    found = journal.search("BRÜCKE", NAMES)
    assert [(each.found, each.exercise) for each in found] == [
        (second, "bridge"),
        (first, "bridge"),
    ]
    assert journal.search("squat", NAMES) == journal.search("  ", NAMES) == ()
    assert journal.search("nowhere", NAMES) == ()


def test_a_deleted_session_is_not_found(journal: Journal) -> None:
    session, _ = record(Recorder(journal), ALL_FOUR)
    journal.delete(session)
    assert journal.search("lunge", NAMES) == ()
    assert (journal.entries(DAY), journal.days()) == ((), ())
