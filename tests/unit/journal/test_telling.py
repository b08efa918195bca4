"""What is told outside a session is kept as told, and nonsense gets a sentence and no row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from kneeline.coach.certainty import Certainty
from kneeline.coach.exercise import Phase
from kneeline.coach.facts import Activity, Facts, KneeFacts, Sign
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession, Pause
from kneeline.coach.rules import Action, Verdict
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.coach.today import Wishes, plan_day
from kneeline.journal import DayDecision, Journal, Profile, RunSource
from kneeline.simulation import PEOPLE, live
from kneeline.simulation.person import EVERYTHING
from tests.unit.coach_rules.made_up import shipped
from tests.unit.journal.sitting import MORNING, Wall

if TYPE_CHECKING:
    from collections.abc import Callable

    from kneeline.coach.progression import Decision
    from kneeline.coach.running import RunDecision

DAY = MORNING.date()
TOMORROW = DAY + timedelta(days=1)
BRIDGE = DoneExercise("bridge", Phase.ACTIVATE, "body")
SESSION = DoneSession(MORNING, (BRIDGE,), "full")
RUN = DoneRun(MORNING, 20.0)
NOWHERE = "00000000-0000-4000-8000-000000000000"


def sore(score: int = 3, moment: Moment = Moment.NEXT_MORNING) -> PainScore:
    return PainScore(Side.LEFT, moment, score)


def all_rows(journal: Journal) -> dict[str, list[tuple[object, ...]]]:
    names = [
        row[0]
        for row in journal._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '[_]*'"
        )
    ]
    return {
        name: sorted(map(tuple, journal._connection.execute(f"SELECT * FROM {name}")), key=repr)  # noqa: S608 (a test's own words)
        for name in names
    }


LATER = MORNING + timedelta(minutes=1)
NONSENSE: list[tuple[Callable[[Journal], object], str]] = [
    (lambda _: DoneRun(MORNING, 0.0), "from 1 minute to a day"),
    (lambda _: DoneRun(MORNING, 30.0, km=500.0), "at most 120 km"),
    (lambda _: DoneRun(MORNING, 30.0, km=0.0), "longer than 0 km"),
    (lambda j: j.log_run(DoneRun(LATER, 20.0)), "in the future"),
    (lambda j: j.log_run(replace(RUN, worst={Side.LEFT: 11})), "from 0 to 10"),
    (lambda j: j.log_run(replace(RUN, before={Side.LEFT: -1})), "from 0 to 10"),
    (lambda j: j.log_run(replace(RUN, cadence=12.0)), "between 30 and 300"),
    (lambda j: j.log_run(replace(RUN, stage=0)), "from 1 to 100"),
    (lambda j: j.log_run(replace(RUN, at=datetime(2026, 3, 1))), "time zone"),  # noqa: DTZ001 (that is the nonsense)
    (lambda j: j.log_session(replace(SESSION, at=LATER)), "in the future"),
    (lambda j: j.log_session(replace(SESSION, exercises=())), "at least one exercise"),
    (lambda j: j.log_session(replace(SESSION, exercises=(BRIDGE, BRIDGE))), "only once"),
    (lambda j: j.log_session(replace(SESSION, programme="")), "the programme"),
    (lambda j: j.log_session(replace(SESSION, roll_minutes=5.0)), "on the roller"),
    (lambda j: j.log_session(replace(SESSION, worst={Side.LEFT: 12})), "from 0 to 10"),
    (lambda j: j.log_pain(sore(), at=LATER), "in the future"),
    (lambda j: j.log_pain(sore(), session=NOWHERE), "not in the journal"),
    (lambda j: j.log_pain(sore(), run=NOWHERE), "not in the journal"),
    (lambda j: j.log_pain(sore(), session=NOWHERE, run=NOWHERE), "not to both"),
    (lambda j: j.log_signs([Sign.SHARP]), "belongs to an exercise"),
    (lambda j: j.log_signs([Sign.SHARP], session=NOWHERE), "belongs to an exercise"),
    (lambda j: j.log_signs([Sign.SHARP], run=NOWHERE), "not in the journal"),
    (lambda j: j.write_note("  ", about=DAY), "needs some text"),
    (lambda j: j.screening_raised(Tier.URGENT, ["calf"], {}, at=LATER), "in the future"),
    (lambda j: j.screening_cleared("  "), "name or the profession"),
    (lambda j: j.pause_began(DAY + timedelta(days=2)), "later than tomorrow"),
    (lambda j: j.pause_began(DAY, DAY - timedelta(days=1)), "ends on the day it began"),
    (lambda j: j.pause_ended(DAY), "No pause"),
    (lambda j: j.self_test_done("", 3.0), "needs its name"),
    (lambda j: j.self_test_done("step-down", float("nan")), "measures a number"),
    (lambda j: j.gate_passed({}, at=LATER), "in the future"),
    (lambda j: j.move_day(DAY, DAY), "less than a week"),
    (lambda j: j.move_day(DAY, DAY + timedelta(days=7)), "less than a week"),
    (lambda j: j.write_profile(Profile(age=0)), "from 1 to 120"),
    (lambda j: j.write_profile(Profile(minutes=0)), "between 1 and 1440"),
    (lambda j: j.write_profile(Profile(since=TOMORROW)), "in the future"),
]


def test_nonsense_gets_a_sentence_and_no_row(journal: Journal) -> None:
    before = all_rows(journal)
    for tell, says in NONSENSE:
        with pytest.raises(ValueError, match=says):
            tell(journal)
    assert all_rows(journal) == before
    assert not any(before.values())


def test_a_file_is_taken_only_once(journal: Journal) -> None:
    first = journal.log_run(RUN, source=RunSource.GPX, fingerprint="abc")
    with pytest.raises(ValueError, match="already"):
        journal.log_run(RUN, source=RunSource.GPX, fingerprint="abc")
    (told,) = journal.runs()
    assert (told.id, told.source, journal.knows_run("abc")) == (first, RunSource.GPX, True)
    journal.delete(first)
    assert not journal.knows_run("abc")
    journal.log_run(RUN, source=RunSource.GPX, fingerprint="abc")


def test_a_session_for_an_earlier_day(journal: Journal, wall: Wall) -> None:
    wall.forward(days=5)
    squat = DoneExercise("squat", Phase.STRENGTHEN, "body", reps={Side.LEFT: 8, Side.RIGHT: 9})
    done = DoneSession(MORNING, (squat, BRIDGE), "full", worst={Side.LEFT: 2})
    session = journal.log_session(done, name="Full", sets={"squat": 3})
    (told,) = journal.sessions()
    assert (told.id, told.name, told.started, told.sets_done) == (session, "Full", MORNING, 7)
    assert [each.reps for each in journal.sets(session)] == [8, 9, 8, 9, 8, 9, None]
    assert journal.days_with_sessions() == (DAY,)
    assert journal.past().sessions == (done,)


def test_signs_of_an_exercise_and_of_a_run(journal: Journal) -> None:
    session, run = journal.log_session(SESSION), journal.log_run(RUN)
    journal.log_signs([Sign.SWELLING], session=session, exercise="bridge", knee=Side.RIGHT)
    journal.log_signs([Sign.SHARP, Sign.GIVING_WAY], run=run)
    with pytest.raises(ValueError, match="no such exercise"):
        journal.log_signs([Sign.SHARP], session=session, exercise="squat")
    past = journal.past()
    assert past.sessions[0].exercises[0].signs == {Sign.SWELLING}
    assert past.runs[0].signs == {Sign.SHARP, Sign.GIVING_WAY}
    assert past.lock is not None


def test_a_lock_survives_a_restart_and_opens_by_a_clearance(journal: Journal, wall: Wall) -> None:
    journal.screening_raised(Tier.SAME_DAY, ["calf"], {"calf-swollen": True, "fever": False})
    lock = journal.past().lock
    assert lock is not None
    assert (lock.tier, lock.flags) == (Tier.SAME_DAY, ("calf",))
    (told,) = journal.screenings()
    assert told.answers == {"calf-swollen": True, "fever": False}
    with pytest.raises(ValueError, match="A red flag stays"):
        journal.delete(told.id)
    wall.forward(days=1)
    cleared = journal.screening_cleared(" Dr Lund ")
    assert journal.past().lock is None
    journal.delete(cleared)
    assert journal.past().lock == lock


def test_a_pause_begins_and_ends(journal: Journal, wall: Wall) -> None:
    journal.pause_began(DAY)
    assert journal.past().pauses == (Pause(DAY),)
    with pytest.raises(ValueError, match="already"):
        journal.pause_began(TOMORROW)
    with pytest.raises(ValueError, match="before it began"):
        journal.pause_ended(DAY - timedelta(days=1))
    journal.pause_ended(TOMORROW)
    assert journal.past().pauses == (Pause(DAY, TOMORROW),)
    wall.forward(days=2)
    journal.pause_began(DAY + timedelta(days=2), DAY + timedelta(days=9))


def test_a_day_is_moved_and_moved_again(journal: Journal) -> None:
    journal.move_day(DAY, TOMORROW)
    journal.move_day(DAY, DAY + timedelta(days=2))
    journal.move_day(TOMORROW, DAY)
    assert journal.moves() == {DAY: DAY + timedelta(days=2), TOMORROW: DAY}
    journal.day_moved_back(TOMORROW)
    assert journal.moves() == {DAY: DAY + timedelta(days=2)}


def test_a_profile_is_kept_and_its_changes_are_in_the_log(journal: Journal, wall: Wall) -> None:
    assert journal.profile() is None
    since, band = date(2025, 11, 1), frozenset({"band"})
    told = Profile(37, DAY, frozenset({Side.LEFT}), since, runner=True, have=band, minutes=35)
    journal.write_profile(replace(told, told=None))
    assert journal.profile() == told
    wall.forward(days=400)
    journal.write_profile(replace(told, have=frozenset({"band", "roller"})))
    journal.write_profile(replace(told, have=frozenset({"band", "roller"})))
    (change,) = journal.changes("profile")
    assert (change.before, change.after) == ({"have": '["band"]'}, {"have": '["band","roller"]'})


@pytest.mark.parametrize(
    ("day", "age"), [(DAY, 17), (date(2027, 3, 1), 17), (date(2027, 3, 2), 18)]
)
def test_an_age_grows_with_the_years(day: date, age: int) -> None:
    assert Profile(17, DAY).age_on(day) == age
    assert Profile().age_on(day) is None


def test_decisions_are_kept_once_and_the_newest_stands(journal: Journal, wall: Wall) -> None:
    diary = live(PEOPLE["runner"], 8, shipped())
    wall.moment = datetime(2026, 6, 1, tzinfo=UTC)
    exercises = [each for track in diary.after.tracks.values() for each in track.decisions]
    made: list[Decision | RunDecision] = [*exercises[:40], *diary.after.running.decisions]
    day = DayDecision(diary.after.day.day, diary.after.facts, diary.after.verdict)
    journal.decision_made(*made, day)
    journal.decision_made(*made)
    told = journal.decisions()
    once = {(each.day, getattr(each, "exercise", None), type(each)): each for each in (*made, day)}
    assert len(told) == len(once)
    assert {(each.day, each.exercise, type(each.decision)): each.decision for each in told} == once
    facts = Facts(Activity.DAY, {Side.LEFT: KneeFacts(morning=8)}, signs=frozenset(Sign))
    verdict = Verdict(Action.REST, "bad-morning", Certainty.OUR_CHOICE, "kneeline-rules", "9")
    journal.decision_made(DayDecision(day.day, facts, verdict))
    (newest,) = [
        each for each in journal.decisions(day.day) if isinstance(each.decision, DayDecision)
    ]
    assert (newest.decision, newest.rule, newest.version) == (
        DayDecision(day.day, facts, verdict),
        "bad-morning",
        "9",
    )


def test_the_plan_of_a_day_from_a_real_journal(journal: Journal, wall: Wall) -> None:
    journal.log_run(RUN)
    wall.forward(days=1)
    today = plan_day(journal.past(), shipped(), Wishes(EVERYTHING), wall())
    journal.decision_made(DayDecision(today.day.day, today.facts, today.verdict))
    assert today.plan is not None
    (told,) = journal.decisions()
    assert (told.day, told.rule) == (wall().date(), today.verdict.rule)


@pytest.mark.parametrize("action", Action)
def test_a_day_is_planned_unless_the_coach_wanted_rest(journal: Journal, action: Action) -> None:
    day, facts = MORNING.date(), Facts(Activity.DAY, {Side.LEFT: KneeFacts(before=2)})
    verdict = Verdict(action, "made-up", Certainty.OUR_CHOICE, "kneeline-rules", "1")
    journal.decision_made(DayDecision(day, facts, verdict))
    rested = action in {Action.REST, Action.STOP, Action.REFER}
    assert journal.planned_days() == (() if rested else (day,))
