"""The Journal page with real keys on a real journal: read, put right, taken back, found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.journal.desk import JournalDesk
from kneeline.app.library.bookshelf import Bookshelf
from kneeline.app.notices import Notices
from kneeline.app.settings import Choices
from kneeline.app.today.daily import Daily
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.exercise import FeltWhere, Phase
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession
from kneeline.coach.screening import Tier
from kneeline.coach.side import Side
from kneeline.journal import open_journal
from kneeline.ui.journal.entry_row import EntryRow
from kneeline.ui.journal.page import DAYS_AT_ONCE, MOST_DAYS, JournalPage
from kneeline.ui.journal.view import Kind, Wanted
from kneeline.ui.theme import Look
from tests.legible import clipped, settle

NOW = datetime(2026, 3, 20, 18, 30, tzinfo=UTC)
TODAY = NOW.date()


class House:
    """The page in a window of its own, and the journal behind it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.clock, self.notices = SimulatedClock(NOW), Notices()
        places = locations.find(folder)
        self.journal = open_journal(places.journal, wall_clock=self.clock.wall)
        choices = Choices(places.settings, self.notices.tell)
        shelf = Bookshelf(places, self.notices)
        self.daily = Daily(self.journal, shelf, places, self.notices, self.clock, choices)
        self.desk = JournalDesk(self.journal, shelf, self.daily, choices, self.notices, self.clock)
        self.changes = 0
        self.desk.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1

    def open(self, width: int = 1200, height: int = 768) -> JournalPage:
        self.page = page = self.desk.make_page()
        self.qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        self.qtbot.waitUntil(page.isActiveWindow)
        self.read()
        return page

    def read(self) -> None:
        """Wait until the page has read what it wants."""
        settle()
        self.qtbot.waitUntil(lambda: not self.page.reading)
        settle()

    def pain(self, days_ago: int, score: int, knee: Side = Side.LEFT) -> str:
        said = PainScore(knee, Moment.NEXT_MORNING, score)
        return self.journal.log_pain(said, at=NOW - timedelta(days=days_ago, hours=11))

    def note(self, days_ago: int, words: str) -> str:
        return self.journal.write_note(words, about=TODAY - timedelta(days=days_ago))

    def train(self, days_ago: int, exercise: str = "clamshell") -> str:
        level = self.desk._bookshelf.now.exercises[exercise].levels[0].id
        done = DoneExercise(
            exercise,
            Phase.ACTIVATE,
            level,
            felt=(FeltWhere.GLUTES,),
            reps={Side.LEFT: 12, Side.RIGHT: 10},
        )
        at = NOW - timedelta(days=days_ago)
        worst = {Side.LEFT: 4, Side.RIGHT: 1}
        session = DoneSession(at, (done,), "daily", worst=worst, before={Side.LEFT: 2})
        return self.journal.log_session(session, name="The whole session")

    def press(
        self, key: Qt.Key, times: int = 1, *, ctrl: bool = False, shift: bool = False
    ) -> None:
        how = Qt.KeyboardModifier.NoModifier
        how |= Qt.KeyboardModifier.ControlModifier if ctrl else how
        how |= Qt.KeyboardModifier.ShiftModifier if shift else how
        for _time in range(times):
            self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, how)
        self.read()

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), words)
        self.read()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path)
    yield house
    house.journal.close()


def days(page: JournalPage) -> list[date]:
    return [card.view.day for card in page.cards]


def words(page: QWidget) -> str:
    settle()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def named(page: QWidget, name: str) -> QAbstractButton:
    settle()
    found = [
        each
        for each in page.findChildren(QAbstractButton)
        if each.isVisible() and (each.accessibleName() or each.text()) == name
    ]
    assert found, f"no button is called {name!r}"
    return found[0]


def row(page: JournalPage, kind: Kind) -> EntryRow:
    return next(each for card in page.cards for each in card.rows if each.view.kind is kind)


# -- reading ---------------------------------------------------------------------------------------


def test_days_stand_newest_first_with_all_that_happened(house: House) -> None:
    house.pain(0, 2)
    house.train(1)
    house.journal.log_run(DoneRun(NOW - timedelta(days=2), 25, 4.2, worst={Side.LEFT: 3}))
    house.note(2, "The hill again")
    page = house.open()
    assert days(page) == [TODAY - timedelta(days=back) for back in range(3)]
    said = words(page)
    for expected in (
        "The whole session",
        "2 of 2 sets",
        "25 min · 4.2 km · Road · Free",
        "The hill again",
        "Pain in the morning",
        "Left 4",
        "This is where your journal begins.",
    ):
        assert expected in said


def test_both_knees_of_one_morning_are_one_line(house: House) -> None:
    house.pain(0, 2, Side.LEFT)
    house.pain(0, 5, Side.RIGHT)
    page = house.open()
    (view,) = page.cards[0].view.entries
    assert [(each.knee, each.score) for each in view.scores] == [(Side.LEFT, 2), (Side.RIGHT, 5)]


def test_details_show_sets_scores_and_where_it_was_felt(house: House) -> None:
    house.train(1)
    page = house.open()
    fold = named(page, "Details: 18:30 The whole session")
    fold.setFocus()
    house.press(Qt.Key.Key_Space)
    said = words(page)
    assert "left 12 reps" in said
    assert "right 10 reps" in said
    assert "felt in: Glutes" in said
    assert "Worst pain during" in said


def test_decisions_are_told_with_their_reasons(house: House) -> None:
    house.train(1)
    house.daily.today()
    house.daily.keep_decisions()
    page = house.open()
    named(page, "Details: What your coach decided").click()
    house.read()
    assert "Rule “" in words(page)


def test_red_flags_are_shown_and_cannot_be_deleted(house: House) -> None:
    house.journal.screening_raised(Tier.URGENT, ["hot-knee"], {"hot": True}, at=NOW)
    page = house.open()
    found = row(page, Kind.SAFETY)
    assert "See a doctor within days" in words(page)
    assert not found.findChildren(QToolButton)


def test_an_empty_journal_says_how_it_fills(house: House) -> None:
    page = house.open()
    assert "Your journal is empty" in words(page)
    named(page, "Add something now").click()
    settle()
    assert page.adding.isVisible()


def test_only_what_is_seen_is_read_and_scrolling_reads_on(house: House) -> None:
    for back in range(100):
        house.pain(back, back % 8)
    page = house.open()
    first = len(page.cards)
    assert DAYS_AT_ONCE <= first < MOST_DAYS
    for _time in range(20):
        scroll = page._sheet.verticalScrollBar()
        scroll.setValue(scroll.maximum())
        house.read()
    assert len(page.cards) == MOST_DAYS
    assert days(page) == [TODAY - timedelta(days=back) for back in range(MOST_DAYS)]
    named(page, "Older days").click()
    house.read()
    assert days(page)[0] == TODAY - timedelta(days=MOST_DAYS)
    named(page, "Back to the newest").click()
    house.read()
    assert days(page)[0] == TODAY


# -- finding ---------------------------------------------------------------------------------------


def test_searching_finds_notes_and_exercises_letter_by_letter(house: House) -> None:
    house.train(1, "clamshell")
    house.note(3, "The clamp of my bike")
    house.note(5, "Rain")
    page = house.open()
    house.press(Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is page.finder.search
    house.type("cla")
    assert days(page) == [TODAY - timedelta(days=1), TODAY - timedelta(days=3)]
    house.type("mp")
    assert days(page) == [TODAY - timedelta(days=3)]
    house.type("xx")
    assert days(page) == []
    assert "Nothing like that in your journal" in words(page)
    house.press(Qt.Key.Key_Escape)
    assert len(page.cards) == 3


@pytest.mark.parametrize(
    ("name", "kind", "back"),
    [
        ("Show: Notes", Kind.NOTE, 3),
        ("Show: Runs", Kind.RUN, 2),
        ("Show: Sessions", Kind.SESSION, 1),
        ("Show: Pain", Kind.PAIN, 0),
        ("Show: Breaks", Kind.BREAK, 4),
        ("Show: Self-tests", Kind.TEST, 5),
    ],
)
def test_a_kind_leaves_the_others_out(house: House, name: str, kind: Kind, back: int) -> None:
    house.pain(0, 1)
    house.train(1)
    house.journal.log_run(DoneRun(NOW - timedelta(days=2), 25))
    house.note(3, "Rain")
    house.journal.pause_began(TODAY - timedelta(days=4), TODAY - timedelta(days=4))
    house.journal.self_test_done("knee-to-wall", 9.5, Side.LEFT, at=NOW - timedelta(days=5))
    page = house.open()
    assert len(page.cards) == 6
    named(page, name).click()
    house.read()
    assert days(page) == [TODAY - timedelta(days=back)]
    assert {entry.kind for card in page.cards for entry in card.view.entries} == {kind}


def test_one_goes_to_a_day_and_back(house: House) -> None:
    for back in (0, 10, 20):
        house.pain(back, 1)
    page = house.open()
    page.finder.day.setFocus()
    page.finder.day.setDate(page.finder.day.date().addDays(-12))
    named(page, "Go there").click()
    house.read()
    assert days(page) == [TODAY - timedelta(days=20)]
    named(page, "Back to the newest").click()
    house.read()
    assert len(page.cards) == 3


# -- putting right ---------------------------------------------------------------------------------


def test_a_score_is_changed_by_keys_and_the_change_stays_to_be_seen(house: House) -> None:
    house.pain(1, 5)
    page = house.open()
    named(page, "Change: 07:30 Pain in the morning").setFocus()
    house.press(Qt.Key.Key_Space)
    assert isinstance(QApplication.focusWidget(), QComboBox)
    house.press(Qt.Key.Key_Up, 2)
    house.press(Qt.Key.Key_Return, ctrl=True)
    (score,) = house.journal.pain_scores()
    assert score.score == 3
    assert "pain from 5 to 3" in words(page)
    assert page.undo_bar.sentence == "Pain score was changed."
    assert QApplication.focusWidget() is named(page, "Change: 07:30 Pain in the morning")
    assert house.changes == 1


def test_undo_and_redo_go_back_and_forth(house: House) -> None:
    house.note(1, "Keep me")
    page = house.open()
    named(page, "Delete: Note").click()
    house.read()
    assert days(page) == []
    house.press(Qt.Key.Key_Z, ctrl=True)
    assert "Keep me" in words(page)
    house.press(Qt.Key.Key_Z, ctrl=True, shift=True)
    assert days(page) == []
    page.undo_bar.undo_button.click()
    house.read()
    assert "Keep me" in words(page)
    assert "Deleted on" in words(page)


def test_deleting_a_session_takes_its_sets_along_and_undo_brings_all_back(house: House) -> None:
    session = house.train(1)
    page = house.open()
    named(page, "Delete: 18:30 The whole session").click()
    house.read()
    assert house.journal.sets(session) == ()
    house.press(Qt.Key.Key_Z, ctrl=True)
    assert len(house.journal.sets(session)) == 2
    assert len(house.journal.scores_of(session)) == 3


def test_a_set_behind_two_folds_is_changed_and_stays_in_sight(house: House) -> None:
    session = house.train(1)
    page = house.open()
    named(page, "Details: 18:30 The whole session").click()
    house.read()
    named(page, "Details: Clamshell").click()
    house.read()
    found = next(
        each
        for each in page.findChildren(EntryRow)
        if each.view.title == "Set 1, left" and each.isVisible()
    )
    found.open_form()
    assert found.form is not None
    field = found.form.inputs["reps"].widget
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    house.type("9")
    house.press(Qt.Key.Key_Return)
    assert [each.reps for each in house.journal.sets(session)] == [9, 10]
    assert "left 9 reps" in words(page)
    assert "repetitions from 12 to 9" in words(page)


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        ("minutes", "many", "Minutes: write a number, like 25 or 4.2, and not “many”."),
        ("minutes", "0", "This lies between 0 and 1440"),
        ("km", "999", "This lies between 0 and 120"),
    ],
)
def test_nonsense_is_answered_and_changes_nothing(
    house: House, field: str, typed: str, answer: str
) -> None:
    house.journal.log_run(DoneRun(NOW - timedelta(days=2), 25, 4.2))
    page = house.open()
    found = row(page, Kind.RUN)
    found.open_form()
    assert found.form is not None
    line = found.form.inputs[field].widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    house.type(typed)
    house.press(Qt.Key.Key_Return)
    assert answer in words(page)
    (run,) = house.journal.runs()
    assert (run.minutes, run.km) == (25, 4.2)
    assert house.changes == 0
    house.press(Qt.Key.Key_Escape)
    assert found.form is None


def test_a_note_for_an_earlier_day_is_added_by_keyboard_alone(house: House) -> None:
    house.pain(4, 2)
    page = house.open()
    day = "Monday, 16 March 2026"
    add = named(page, f"Add something to {day}")
    add.setFocus()
    house.press(Qt.Key.Key_Space)
    named(page, "Add: Note").setFocus()
    house.press(Qt.Key.Key_Space)
    assert page.adding.form is not None
    edit = page.adding.form.inputs["text"].widget
    assert isinstance(edit, QPlainTextEdit)
    edit.setFocus()
    house.type("Long day on my feet")
    house.press(Qt.Key.Key_Return, ctrl=True)
    (note,) = house.journal.notes()
    assert (note.about, note.text) == (TODAY - timedelta(days=4), "Long day on my feet")
    assert "Long day on my feet" in words(page)
    house.press(Qt.Key.Key_Z, ctrl=True)
    assert house.journal.notes() == ()


def test_pain_a_run_and_a_session_can_be_added(house: House) -> None:
    page = house.open()
    for name, fill in (
        ("Add: Pain", {"score left": 3}),
        ("Add: Run", {"minutes": "25", "km": "4,2", "score right": 1}),
        ("Add: Session without Kneeline", {"score left": 2}),
    ):
        house.press(Qt.Key.Key_N, ctrl=True)
        named(page, name).click()
        settle()
        assert page.adding.form is not None
        for field, value in fill.items():
            widget = page.adding.form.inputs[field].widget
            if isinstance(widget, QLineEdit):
                widget.setText(str(value))
            elif isinstance(widget, QComboBox):
                widget.setCurrentText(str(value))
        page.adding.form.keep.click()
        house.read()
    (run,) = house.journal.runs()
    (session,) = house.journal.sessions()
    assert (run.minutes, run.km) == (25, 4.2)
    assert session.sets_done == session.sets_planned > 0
    assert house.journal.past().sessions[0].worst == {Side.LEFT: 2}
    mornings = [each for each in house.journal.pain_scores() if each.session is each.run is None]
    assert [(each.knee, each.score) for each in mornings] == [(Side.LEFT, 3)]
    house.press(Qt.Key.Key_Z, 3, ctrl=True)
    assert not house.journal.sessions()
    assert not house.journal.runs()
    assert not house.journal.pain_scores()


def test_what_lies_ahead_cannot_be_added(house: House) -> None:
    page = house.open()
    page.add_to(TODAY + timedelta(days=1))
    named(page, "Add: Note").click()
    assert page.adding.form is not None
    page.adding.form.keep.click()
    settle()
    assert "A note is about today or a day that has passed." in words(page)
    assert house.journal.notes() == ()


def test_the_change_log_holds_everything_and_takes_back(house: House) -> None:
    row_id = house.pain(1, 5)
    house.journal.edit(row_id, score=3)
    page = house.open()
    named(page, "Change log").click()
    house.qtbot.waitUntil(lambda: "pain from 5 to 3" in words(page))
    assert "Pain score of Thursday, 19 March 2026" in words(page)
    undo = next(
        each
        for each in page.findChildren(QPushButton)
        if each.isVisible() and each.accessibleName().startswith("Take it back")
    )
    undo.click()
    house.qtbot.waitUntil(lambda: "Put back on" in words(page))
    assert house.journal.pain_scores()[0].score == 5
    house.press(Qt.Key.Key_Escape)
    assert page.cards[0].isVisible()


def test_what_a_later_change_stands_on_is_not_taken_back(house: House) -> None:
    row_id = house.pain(1, 5)
    page = house.open()
    said = house.desk.save((row_id,), {"score": 3})
    assert said
    house.journal.edit(row_id, score=7)
    house.desk.refresh()
    house.read()
    page.undo()
    settle()
    assert page.undo_bar.sentence == "This was changed again later: undo that first."
    assert house.journal.pain_scores()[0].score == 7


# -- everybody -------------------------------------------------------------------------------------


def test_everything_that_takes_the_keyboard_has_a_name(house: House) -> None:
    house.pain(0, 2)
    house.train(1)
    house.note(2, "Rain")
    page = house.open()
    named(page, "Details: 18:30 The whole session").click()
    row(page, Kind.NOTE).open_form()
    page.add_to(TODAY)
    settle()
    nameless = [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each.parent(), QLineEdit | QComboBox)
        and not each.objectName().startswith("qt_")
        and not (each.accessibleName() or getattr(each, "text", lambda: "")())
    ]
    assert nameless == []


def test_tab_goes_through_the_page_as_one_reads(house: House) -> None:
    house.note(0, "One")
    house.note(1, "Two")
    page = house.open()
    page.add.setFocus()
    visited: list[str] = []
    for _press in range(40):
        here = QApplication.focusWidget()
        assert here is not None
        if here is page.add and visited:
            break
        name = here.accessibleName() or getattr(here, "text", str)()
        # A day is written in three parts, and Tab stops at each.
        if not visited or visited[-1] != name:
            visited.append(name)
        house.qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert visited == [
        "Add something to your journal",
        "Change log",
        "Search in your journal",
        "Go to this day",
        "Go there",
        "Show: Everything",
        "Add something to Friday, 20 March 2026",
        "Change: Note",
        "Delete: Note",
        "Add something to Thursday, 19 March 2026",
        "Change: Note",
        "Delete: Note",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_has_room(
    house: House, dress: Callable[..., Look], scheme: str, scale: float
) -> None:
    dress(scheme, scale)
    house.pain(0, 2)
    house.pain(0, 7, Side.RIGHT)
    house.train(1)
    house.note(2, "It rained, and the hill behind the house was as steep as it ever was. " * 3)
    page = house.open(1150, 768)
    named(page, "Details: 18:30 The whole session").click()
    page.add_to(TODAY)
    house.read()
    assert clipped(page) == []
    assert page._sheet.horizontalScrollBar().maximum() == 0


def test_a_journal_that_is_closed_while_days_are_read_ends_the_reading(house: House) -> None:
    for back in range(30):
        house.pain(back, 1)
    steps = house.desk.days(Wanted())
    assert next(step for step in steps if step is not None).day == TODAY
    house.journal.close()
    assert len(list(steps)) == 0
