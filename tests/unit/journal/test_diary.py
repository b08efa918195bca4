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


def test_the_first_day_is_the_oldest_of_anything(journal: Journal, wall: Wall) -> None:
    assert journal.first_day() is None
    row = journal.write_note("Long ago", about=DAY - timedelta(days=400))
    a_full_day(journal, wall)
    assert journal.first_day() == DAY - timedelta(days=400)
    journal.delete(row)
    assert journal.first_day() == min(each.day for each in journal.days())


def test_the_worst_of_each_session_and_run_is_that_of_all_its_scores(
    journal: Journal, wall: Wall
) -> None:
    a_full_day(journal, wall)
    owners = [each.id for each in (*journal.sessions(), *journal.runs())]
    slowly = {
        owner: {
            knee: max(each.score for each in journal.scores_of(owner) if each.knee is knee)
            for knee in {each.knee for each in journal.scores_of(owner)}
        }
        for owner in owners
        if journal.scores_of(owner)
    }
    assert slowly
    assert journal.worst_by_owner() == slowly
    (run,) = journal.runs()
    journal.delete(run.id)
    assert run.id not in journal.worst_by_owner()


def test_the_sessions_with_an_exercise_are_those_with_a_set_of_it(
    journal: Journal, wall: Wall
) -> None:
    a_full_day(journal, wall)
    (session,) = journal.sessions()
    done = {each.exercise for each in journal.sets(session.id)}
    assert done
    for exercise in done:
        assert journal.sessions_with(exercise) == ((session.id, DAY),)
    assert journal.sessions_with("nobody-did-this") == ()
    journal.delete(session.id)
    assert not any(journal.sessions_with(exercise) for exercise in done)
