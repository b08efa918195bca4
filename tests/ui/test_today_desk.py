"""Today as a whole: the coach, the journal and the cards around the plan, with real presses."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.library.bookshelf import Bookshelf
from kneeline.app.notices import Notices
from kneeline.app.settings import Choices
from kneeline.app.today.daily import Daily
from kneeline.app.today.desk import TodayDesk
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.layout import lay_out
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession
from kneeline.coach.planning import Plan
from kneeline.coach.running import RunDecision
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import DayDecision, Profile, open_journal
from kneeline.ui.plan_card import PlanCard
from kneeline.ui.theme import Look
from tests.legible import clipped, overlapping, settle

NOW = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
TODAY = NOW.date()
QUIET = {Side.LEFT: 0, Side.RIGHT: 0}


class House:
    """The Today page in a window of its own, with everything behind it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.clock, self.notices = SimulatedClock(NOW), Notices()
        places = locations.find(folder)
        self.journal = open_journal(places.journal, wall_clock=self.clock.wall)
        self.choices = Choices(places.settings, self.notices.tell)
        shelf = Bookshelf(places, self.notices)
        self.daily = Daily(self.journal, shelf, places, self.notices, self.clock, self.choices)
        self.desk = TodayDesk(self.journal, shelf, self.daily, self.choices, self.notices)
        self.qtbot = qtbot

    def open(self) -> QWidget:
        self.page = page = self.desk.make_page()
        self.qtbot.addWidget(page)
        page.resize(1200, 768)
        page.show()
        page.activateWindow()
        self.qtbot.waitUntil(page.isActiveWindow)
        settle()
        return page

    def train(self, days_ago: int, worst: int = 0) -> None:
        lunge = DoneExercise(
            "reverse-lunge", Phase.STRENGTHEN, "half-held", felt=(FeltWhere.GLUTES,)
        )
        at = NOW - timedelta(days=days_ago)
        scores = {Side.LEFT: worst, Side.RIGHT: 0}
        self.journal.log_session(
            DoneSession(at, (lunge,), "daily", before=QUIET, worst=scores, hour_after=QUIET)
        )


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path)
    yield house
    house.journal.close()


def words(page: QWidget) -> str:
    settle()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def buttons(page: QWidget) -> dict[str, QPushButton]:
    settle()
    return {
        each.accessibleName() or each.text(): each
        for each in page.findChildren(QPushButton)
        if each.isVisible()
    }


def movers(page: QWidget) -> list[QPushButton]:
    return [each for name, each in buttons(page).items() if name.startswith("Move the strength")]


# -- decisions -----------------------------------------------------------------------------------


def test_every_decision_is_kept_with_its_rule_and_version(house: House) -> None:
    house.train(3)
    house.train(1, worst=4)
    house.journal.gate_passed({}, at=NOW - timedelta(days=9))
    house.journal.log_run(DoneRun(NOW - timedelta(days=5), 6, stage=1, worst=QUIET))
    house.open()
    house.qtbot.waitUntil(lambda: bool(house.journal.decisions()))
    made = house.journal.decisions()
    kinds = {type(each.decision) for each in made}
    assert {DayDecision, RunDecision} < kinds
    assert [each.day for each in made if each.exercise == "reverse-lunge"] == [
        TODAY - timedelta(days=3),
        TODAY - timedelta(days=1),
    ]
    assert all(each.rule and each.version == "2026-11" and each.decision for each in made)
    house.desk.refresh()
    house.daily.keep_decisions()
    assert house.journal.decisions() == made, "what stands is not written again"


def test_a_corrected_entry_corrects_the_decision(house: House) -> None:
    house.train(2, worst=4)
    house.open()
    house.daily.keep_decisions()
    [score] = [
        each
        for each in house.journal.pain_scores()
        if each.moment is Moment.DURING and each.knee is Side.LEFT
    ]
    house.journal.edit(score.id, score=1)
    house.desk.refresh()
    house.daily.keep_decisions()
    [made] = [each for each in house.journal.decisions() if each.exercise]
    assert made.rule == "missing"


def test_why_unfolds_the_rule_behind_an_exercise(house: House) -> None:
    house.train(2, worst=4)
    page = house.open()
    assert "Rule “some-pain”" not in words(page)
    why = buttons(page)["Why these? Strengthen"]
    why.setFocus()
    QTest.keyClick(why, Qt.Key.Key_Space)
    said = words(page)
    assert "Rule “some-pain”: Pain reached 3 to 5, during it or later that day." in said
    assert "from memory, not looked up yet (thomee-1997)" in said
    assert "Left knee: before 0, worst 4, an hour after 0, next morning –." in said
    assert "Rules of 2026-11." in said


def test_nothing_opens_a_window_of_its_own(house: House) -> None:
    house.train(2, worst=4)
    others = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    page = house.open()
    house.desk.refresh()
    settle()
    windows = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    assert windows - others == {page}
    assert page.isActiveWindow()


# -- things and time -----------------------------------------------------------------------------


def test_the_plan_says_what_it_was_made_for_and_what_it_does_without(house: House) -> None:
    have = frozenset({"mat", "wall", "chair", "roller"})
    house.journal.write_profile(Profile(have=have, minutes=20))
    page = house.open()
    said = words(page)
    assert "Made for: foam roller, mat, chair, a free wall. At most 20 minutes." in said
    assert "You have 20 minutes today. So left out:" in said
    with house.qtbot.waitSignal(house.desk.profile_asked):
        buttons(page)["Change the things at hand and the time"].click()


# -- moving a strength day -----------------------------------------------------------------------


def test_a_strength_day_is_moved_and_moved_back(house: House) -> None:
    page = house.open()
    menu = movers(page)[0].menu()
    texts = [each.text() for each in menu.actions()]
    assert texts[0] == "To Saturday, 21 March 2026"
    menu.actions()[0].trigger()
    assert house.journal.moves() == {TODAY: date(2026, 3, 21)}
    said = words(page)
    assert "No strength today: you moved it to another day." in said
    assert "moved here" in said
    assert "Strength of Friday, 20 March 2026 is moved to Saturday, 21 March 2026." in said
    back = movers(page)[0].menu().actions()[0]
    assert back.text() == "Back to where it was: Friday, 20 March 2026"
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert house.journal.moves() == {}
    assert "Strength today" in words(page)


def test_a_day_that_strength_cannot_go_to_says_why(house: House) -> None:
    house.train(1)
    page = house.open()
    refused = [
        action
        for mover in movers(page)
        for action in mover.menu().actions()
        if not action.isEnabled() and action.text()
    ]
    assert refused
    assert any("strength needs a day between" in action.text() for action in refused)


# -- breaks --------------------------------------------------------------------------------------


def test_a_break_begins_keeps_the_streak_and_ends(house: House) -> None:
    for days in (3, 2, 1):
        house.train(days)
    page = house.open()
    buttons(page)["Ill or injured? Take a break"].click()
    said = words(page)
    assert "You are taking a break. Your streak waits for you." in said
    assert "Your streak of 3 days waits for you." in said
    assert not any(name == "Start" for name in buttons(page))
    house.clock.pass_by(timedelta(days=10).total_seconds())
    house.desk.refresh()
    assert "Your streak of 3 days waits for you." in words(page)
    buttons(page)["I am back"].click()
    [pause] = house.journal.pauses()
    assert (pause.first, pause.last) == (TODAY, TODAY + timedelta(days=9))
    assert "Start" in buttons(page)
    page.undo_bar.undo()  # type: ignore[attr-defined] # the page is a TodayPage
    assert house.journal.pauses()[0].last is None


def test_a_break_that_was_a_mistake_is_taken_back_at_once(house: House) -> None:
    page = house.open()
    buttons(page)["Ill or injured? Take a break"].click()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert house.journal.pauses() == ()
    buttons(page)["Ill or injured? Take a break"].click()
    buttons(page)["I am back"].click()
    assert house.journal.pauses() == (), "a break of no day is none"


# -- referral, lock, self-tests --------------------------------------------------------------------


def test_a_referral_offers_the_report(house: House) -> None:
    house.train(6, worst=6)
    house.train(1, worst=7)
    page = house.open()
    assert "Your knee had to stop you twice in two weeks." in words(page)
    assert "take Kneeline's report along" in words(page)
    with house.qtbot.waitSignal(house.desk.report_asked):
        buttons(page)["Make the report"].click()


def test_a_lock_offers_the_report_and_opens_by_a_clearance_alone(house: House) -> None:
    house.journal.screening_raised(Tier.URGENT, ["mechanical"], {"locked": True})
    page = house.open()
    assert "Your plan is locked" in words(page)
    assert "Start" not in buttons(page)
    with house.qtbot.waitSignal(house.desk.report_asked):
        buttons(page)["Make the report"].click()
    house.clock.pass_by(60)
    who = next(
        each for each in page.findChildren(QLineEdit) if each.accessibleName().startswith("Who")
    )
    QTest.keyClicks(who, "Dr Lund")
    QTest.keyClick(who, Qt.Key.Key_Return)
    assert "Start" in buttons(page)


def test_the_run_of_the_day_is_offered(house: House) -> None:
    for back in range(20):
        for knee in Side:
            house.journal.log_pain(
                PainScore(knee, Moment.NEXT_MORNING, 0), at=NOW - timedelta(days=back, hours=1)
            )
    house.journal.gate_passed({}, at=NOW - timedelta(days=3))
    house.train(1)
    page = house.open()
    assert "6 times: run 1 min, walk 2 min" in words(page)
    with house.qtbot.waitSignal(house.desk.runs_asked):
        buttons(page)["To the run"].click()


def test_self_tests_are_offered_and_put_off(house: House) -> None:
    page = house.open()
    assert "Measure where you start" in words(page)
    with house.qtbot.waitSignal(house.desk.tests_asked):
        buttons(page)["Do them now"].click()
    buttons(page)["Not today"].click()
    assert "Measure where you start" not in words(page)
    house.clock.pass_by(timedelta(days=1).total_seconds())
    house.desk.refresh()
    assert "Measure where you start" in words(page)


def test_the_whole_screening_is_asked_once_and_then_what_is_new(house: House) -> None:
    questions, shortened = house.daily.questions_due()
    assert not shortened
    house.journal.screening_raised(Tier.FINE, (), {})
    assert house.daily.questions_due() == ((), True)
    house.clock.pass_by(timedelta(days=1).total_seconds())
    daily, shortened = house.daily.questions_due()
    assert shortened
    assert 0 < len(daily) < len(questions)


def test_pain_on_a_day_without_training_makes_a_gentle_day(house: House) -> None:
    house.journal.log_pain(PainScore(Side.RIGHT, Moment.HOUR_AFTER, 8))
    said = words(house.open())
    assert "Your right knee hurt too much since yesterday: 8 of 10." in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_every_word_has_its_room(
    house: House, dress: Callable[..., Look], scheme: str, text_scale: float
) -> None:
    dress(scheme, text_scale)
    house.journal.write_profile(Profile(have=frozenset({"mat", "wall"}), minutes=15))
    for days in (9, 5, 1):
        house.train(days, worst=6)
    page = house.open()
    assert not clipped(page)
    assert not overlapping(page)


# -- other programs ------------------------------------------------------------------------------


def test_a_second_journal_beside_ours_is_told_of(house: House) -> None:
    copy = house.journal.path.with_name("journal (conflicted copy).db")
    house.journal._connection.execute("PRAGMA wal_checkpoint")
    shutil.copy(house.journal.path, copy)
    house.open()
    assert [str(copy) in each for each in house.notices.standing] == [True]


def test_a_page_come_back_to_keeps_its_plan_and_takes_what_is_new_in_steps(
    house: House, qtbot: QtBot
) -> None:
    page = house.open()
    card = page.findChild(PlanCard)
    house.desk.refresh()
    assert page.findChild(PlanCard) is card, "the same plan is not built anew"

    house.journal.write_profile(Profile(minutes=10))
    house.desk.refresh_in_steps()
    assert page.findChild(PlanCard) is card, "not before the window had its turn"
    qtbot.waitUntil(lambda: page.findChild(PlanCard) is not card)
    settle()
    assert "10" in "".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_a_journal_that_closes_between_two_steps_is_not_read(house: House) -> None:
    page = house.open()
    card = page.findChild(PlanCard)
    house.journal.write_profile(Profile(minutes=10))
    house.desk.refresh_in_steps()
    house.journal.close()
    settle()
    assert page.findChild(PlanCard) is card


def test_deciding_is_over_once_all_is_written_down(house: House, qtbot: QtBot) -> None:
    house.train(1)
    house.open()
    house.daily.today()
    assert house.daily.deciding
    qtbot.waitUntil(lambda: not house.daily.deciding)
    assert house.journal.decisions()


def test_a_page_out_of_sight_takes_what_is_new_in_steps(house: House, qtbot: QtBot) -> None:
    page = house.open()
    card = page.findChild(PlanCard)
    page.hide()
    house.journal.write_profile(Profile(minutes=10))
    house.daily.changed.emit()
    assert page.findChild(PlanCard) is card
    qtbot.waitUntil(lambda: page.findChild(PlanCard) is not card)


def test_who_begins_from_elsewhere_begins_what_is_right_now(house: House) -> None:
    begun: list[Plan] = []
    house.desk.start_asked.connect(begun.append)
    house.open().hide()
    house.desk.start()
    house.journal.write_profile(Profile(minutes=10))
    house.desk.start()
    long, short = (lay_out(plan).seconds for plan in begun)
    assert short <= 10 * 60 < long


def test_a_row_longer_than_what_the_day_is_planned_from_is_counted_whole(house: House) -> None:
    for days_ago in range(1, 200):
        house.train(days_ago)
    house.daily.today()
    house.daily.keep_decisions()
    bookmark = house.journal.path.with_name("coach-bookmark.json")
    house.qtbot.waitUntil(bookmark.exists)
    house.daily.today()
    assert len(house.daily.past.done) < 199, "planned from the last weeks alone"
    assert house.daily.streak == 199
