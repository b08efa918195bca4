"""The Runs page and a guided run, with real keys, a real journal and simulated time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kneeline.app.today.bookmark_file import WORTH_IT_FROM
from kneeline.coach.exercise import Phase
from kneeline.coach.past import DoneExercise, DoneRun, DoneSession, Surface
from kneeline.coach.side import Side
from kneeline.journal import RunSource
from kneeline.ui.runs.cadence import TapPad
from kneeline.ui.runs.done import RunDonePage
from kneeline.ui.runs.table import RunsTable
from kneeline.ui.theme import Look
from tests.legible import clipped, overlapping, settle
from tests.runs_house import NOW, QUIET_KNEES, House, box, button, field, words


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path)
    yield house
    house.leave()


def press(key: Qt.Key, times: int = 1) -> None:
    """Press a key on whatever has the keyboard."""
    for _time in range(times):
        holder = QApplication.focusWidget()
        assert holder is not None
        QTest.keyClick(holder, key)


# -- the gate ------------------------------------------------------------------------------------


def test_the_gate_opens_once_all_is_ticked_and_the_week_was_quiet(house: House) -> None:
    house.quiet_week()
    page = house.open()
    boxes = [each for each in page.findChildren(QCheckBox) if each.accessibleDescription()]
    assert len(boxes) == 7
    assert [each.isChecked() for each in boxes if not each.isEnabled()] == [True]
    assert not button(page, "6 still to go").isEnabled()
    for each in boxes:
        if each.isEnabled():
            each.setFocus()
            press(Qt.Key.Key_Space)
    button(page, "Open the way to running").setFocus()
    press(Qt.Key.Key_Space)
    settle()
    assert house.journal.past().gates == (NOW.date(),)
    assert "Stage 1 of 10" in words(page)


def test_a_week_that_nobody_scored_keeps_the_gate_shut(house: House) -> None:
    house.quiet_week(3)
    page = house.open()
    assert "3 of the last 7 days have a score" in words(page)
    for each in page.findChildren(QCheckBox):
        each.click()
    assert not button(page, "1 still to go").isEnabled()
    assert not house.journal.past().gates


# -- where one stands ----------------------------------------------------------------------------


def test_the_page_says_where_one_stands_and_what_comes_next(house: House) -> None:
    house.runs((6, 1), (4, 1), (2, 2))
    said = words(house.open())
    assert "Stage 2 of 10" in said
    assert "5 times: run 2 min, walk 2 min" in said
    assert "One more quiet run opens the next stage." in said


def test_running_far_before_its_time_opens_no_stage(house: House) -> None:
    house.runs((6, 10), (4, 10), (2, 10))
    assert "Stage 1 of 10" in words(house.open())


def test_a_day_between_two_runs_says_so_and_offers_no_start(house: House) -> None:
    house.runs((1, 1))
    said = words(house.open())
    assert "the knee gets a day off between two runs" in said
    assert "The next one fits in on" in said
    assert "Start the run" not in [each.text() for each in house.window.findChildren(QPushButton)]


def test_a_run_that_hurt_much_on_the_first_stage_stops_running(house: House) -> None:
    house.runs((1, 1), worst=7)
    said = words(house.open())
    assert "No running for now" in said
    assert "7 of 10" in said
    assert "Ready to run?" in said


# -- the form ------------------------------------------------------------------------------------


def test_a_run_is_logged_by_keyboard_alone(house: House) -> None:
    page = house.open()
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert field(page, "Minutes run").hasFocus()
    QTest.keyClicks(field(page, "Minutes run"), "25")
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(field(page, "Kilometres"), "4,2")
    press(Qt.Key.Key_Tab)
    for _field in ("surface", "stage"):
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Tab)
    for steps in (1, 1, 3, 1, 2, 1):
        press(Qt.Key.Key_Down, steps)
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    [run] = house.journal.past().runs
    assert (run.minutes, run.km, run.surface, run.stage) == (25, 4.2, Surface.TRACK, 1)
    assert run.before == {Side.LEFT: 0, Side.RIGHT: 0}
    assert run.worst == {Side.LEFT: 2, Side.RIGHT: 0}
    assert run.hour_after == {Side.LEFT: 1, Side.RIGHT: 0}
    assert run.at == NOW
    assert "It is in your journal." in words(page)
    assert "No runs yet" not in words(page)


@pytest.mark.parametrize(
    ("minutes", "km", "sentence"),
    [
        ("0", "", "A run lasts from 1 minute to a day, not 0 minutes."),
        ("", "", "Write the minutes as a number"),
        ("nan", "", "A run lasts from 1 minute"),
        ("30", "500", "at most 120 km, not 500 km."),
        ("30", "far", "Write the kilometres as a number"),
    ],
)
def test_nonsense_is_a_sentence_and_nothing_is_stored(
    house: House, minutes: str, km: str, sentence: str
) -> None:
    page = house.open()
    QTest.keyClicks(field(page, "Minutes run"), minutes)
    QTest.keyClicks(field(page, "Kilometres"), km)
    QTest.keyClick(field(page, "Kilometres"), Qt.Key.Key_Return)
    assert sentence in words(page)
    assert not house.journal.past().runs
    assert field(page, "Minutes run").text() == minutes, "what was typed stays"


def test_a_run_of_tomorrow_is_refused(house: House) -> None:
    page = house.open()
    page.form.begin(NOW + timedelta(days=1), None)
    QTest.keyClicks(field(page, "Minutes run"), "30")
    QTest.keyClick(field(page, "Minutes run"), Qt.Key.Key_Return)
    assert "That lies in the future" in words(page)
    assert not house.journal.past().runs


def test_an_hour_after_a_run_the_knees_are_asked_about(house: House) -> None:
    house.journal.log_run(DoneRun(NOW - timedelta(hours=2), 20, worst=QUIET_KNEES))
    page = house.open()
    assert "an hour after your run" in words(page)
    for knee in ("Left knee", "Right knee"):
        name = f"{knee}: 2 of 10"
        next(
            each
            for each in page.findChildren(QPushButton)
            if each.accessibleName() == name and each.isVisible()
        ).click()
        settle()
    assert house.journal.past().runs[0].hour_after == {Side.LEFT: 2, Side.RIGHT: 2}
    assert "an hour after your run" not in words(page)


# -- steps a minute ------------------------------------------------------------------------------


def test_tapping_along_measures_the_steps_and_the_metronome_asks_for_five_percent(
    house: House,
) -> None:
    page = house.open()
    button(page, "Tap along").setFocus()
    press(Qt.Key.Key_Space)
    pad = page.findChild(TapPad)
    assert pad is not None
    assert pad.hasFocus()
    for _tap in range(30):
        QTest.keyClick(pad, Qt.Key.Key_Space)
        house.clock.pass_by(60 / 160)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    settle()
    assert house.choices.now.cadence == pytest.approx(160)
    assert house.choices.now.cadence_since == NOW.date()
    assert "Your own: 160 steps a minute. The metronome beats 168 steps a minute, 5 % more." in (
        words(page)
    )


def test_too_few_taps_are_no_measurement(house: House) -> None:
    page = house.open()
    button(page, "Tap along").click()
    pad = page.findChild(TapPad)
    assert pad is not None
    for _tap in range(3):
        QTest.keyClick(pad, Qt.Key.Key_Space)
        house.clock.pass_by(0.4)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    assert "Tap along with at least 10 steps" in words(page)
    assert house.choices.now.cadence is None


# -- a guided run --------------------------------------------------------------------------------


def begin(house: House) -> QWidget:
    house.runs((6, 1), (4, 1))
    page = house.open()
    assert button(page, "Start the run").hasFocus()
    press(Qt.Key.Key_Space)
    settle()
    player = house.window.alone
    assert player is not None
    QTest.keyClicks(player, "10")
    QTest.keyClick(player, Qt.Key.Key_Space)
    return player


def test_a_guided_run_is_led_to_its_end_and_logged(house: House) -> None:
    player = begin(house)
    house.pass_by(34)
    QTest.keyClicks(player, "1020")
    QTest.keyClick(player, Qt.Key.Key_Space)
    house.qtbot.waitUntil(lambda: isinstance(house.window.alone, RunDonePage))
    assert "5 of 5 running parts, 10 min of running" in words(house.window)
    [record] = house.journal.runs(since=NOW.date())
    assert (record.minutes, record.stage, record.complete) == (10, 2, True)
    assert (record.source, record.surface) == (RunSource.GUIDED, Surface.TREADMILL)
    run = house.journal.past().runs[-1]
    assert run.before == {Side.LEFT: 1, Side.RIGHT: 0}
    assert run.worst == {Side.LEFT: 2, Side.RIGHT: 0}
    assert not house.journal.sessions(), "a run is no session"


def test_a_run_that_hurts_is_walked_home(house: House) -> None:
    player = begin(house)
    house.pass_by(6)
    for key in ("h", "l", "4"):
        QTest.keyClicks(player, key)
    assert "A run may hurt up to 2 of 10" in words(house.window)
    QTest.keyClick(player, Qt.Key.Key_Space)
    house.pass_by(5.1)
    QTest.keyClicks(player, "1030")
    QTest.keyClick(player, Qt.Key.Key_Space)
    house.qtbot.waitUntil(lambda: isinstance(house.window.alone, RunDonePage))
    run = house.journal.past().runs[-1]
    assert (run.minutes, run.complete) == (1, False)
    assert run.worst[Side.LEFT] == 4


def killed(house: House, folder: Path) -> House:
    """The house after the machine went dark: only what is on the disk is left."""
    kept = (folder / "run-under-way.json").read_bytes()
    house.desk.end_for_good()
    written = house.journal.runs(since=NOW.date())
    if written:
        house.journal.delete(written[-1].id)
    (folder / "run-under-way.json").write_bytes(kept)
    house.window.show_home(0)
    house.desk.refresh()
    return house


def test_a_run_that_was_killed_is_gone_on_with(house: House, tmp_path: Path) -> None:
    begin(house)
    house.pass_by(10)
    house = killed(house, tmp_path)
    page = house.open()
    assert "A run is waiting for you" in words(page)
    [minutes] = re.findall(r"was cut off after ([0-9.]+) min of running", words(page))
    assert 2.7 <= float(minutes) <= 3, "a quarter of a minute may be lost, and no more"
    button(page, "Go on with it").click()
    player = house.window.alone
    assert player is not None
    QTest.keyClick(player, Qt.Key.Key_Space)
    house.pass_by(30)
    QTest.keyClicks(player, "1020")
    QTest.keyClick(player, Qt.Key.Key_Space)
    house.qtbot.waitUntil(lambda: isinstance(house.window.alone, RunDonePage))
    [record] = house.journal.runs(since=NOW.date())
    assert (record.minutes, record.complete) == (10, True)
    run = house.journal.past().runs[-1]
    assert (run.before, run.at) == ({Side.LEFT: 1, Side.RIGHT: 0}, NOW)
    assert run.after == {Side.LEFT: 1, Side.RIGHT: 0}
    assert run.worst == {Side.LEFT: 2, Side.RIGHT: 0}
    assert not (tmp_path / "run-under-way.json").exists()


def test_a_run_that_was_killed_is_written_down_or_forgotten(house: House, tmp_path: Path) -> None:
    begin(house)
    house.pass_by(10)
    house = killed(house, tmp_path)
    kept = (tmp_path / "run-under-way.json").read_bytes()
    house.clock.pass_by(3 * 3600)
    page = house.open()
    house.desk.refresh()
    settle()
    texts = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    assert "Go on with it" not in texts
    button(page, "Write down what I ran").click()
    [record] = house.journal.runs(since=NOW.date())
    assert (record.minutes, record.complete, record.at) == (pytest.approx(2.9, abs=0.3), False, NOW)
    assert "A run is waiting" not in words(page)
    (tmp_path / "run-under-way.json").write_bytes(kept)
    [card] = house.desk.waiting_cards()
    house.qtbot.addWidget(card)
    next(each for each in card.findChildren(QPushButton) if each.text() == "Forget it").click()
    assert house.desk.waiting_cards() == []
    assert len(house.journal.runs(since=NOW.date())) == 1


@pytest.mark.parametrize("broken", [b"", b"{}", b"[1, 2"])
def test_a_kept_run_that_cannot_be_read_is_put_aside(
    house: House, tmp_path: Path, broken: bytes
) -> None:
    (tmp_path / "run-under-way.json").write_bytes(broken)
    page = house.open()
    assert "A run is waiting" not in words(page)
    assert "run-under-way.broken.json" in house.notices.standing[0]
    assert (tmp_path / "run-under-way.broken.json").read_bytes() == broken


# -- mending -------------------------------------------------------------------------------------


def runs_table(page: QWidget) -> QTableView | None:
    card = page.findChild(RunsTable)
    assert card is not None
    return card.findChild(QTableView)


def choose_run(page: QWidget, row: int) -> QTableView:
    table = runs_table(page)
    assert table is not None
    table.setFocus()
    table.selectRow(row)
    return table


def test_a_run_is_changed_by_keyboard_and_the_change_undone(house: House) -> None:
    house.runs((6, 1), (4, 1), (2, 2))
    before = house.journal.past().runs
    page = house.open()
    QTest.keyClick(choose_run(page, 0), Qt.Key.Key_Return)
    minutes = field(page, "Minutes run")
    assert minutes.hasFocus()
    assert minutes.text() == "10"
    QTest.keyClick(minutes, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(minutes, "12,5")
    worst = box(page, "Worst, Left knee")
    worst.setCurrentIndex(worst.findData(3))
    after = box(page, "60 min after, Right knee")
    after.setCurrentIndex(0)
    QTest.keyClick(minutes, Qt.Key.Key_Return)
    run = house.journal.past().runs[-1]
    assert (run.minutes, run.at) == (12.5, before[-1].at)
    assert run.worst == {Side.LEFT: 3, Side.RIGHT: 0}
    assert run.hour_after == {Side.LEFT: 1}
    assert page.undo_bar.sentence == "The run is changed."
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert house.journal.past().runs == before


def test_a_change_that_makes_no_sense_changes_nothing(house: House) -> None:
    house.runs(
        (6, 1),
    )
    before = house.journal.past().runs
    page = house.open()
    QTest.keyClick(choose_run(page, 0), Qt.Key.Key_Return)
    km = field(page, "Kilometres")
    QTest.keyClicks(km, "500")
    QTest.keyClick(km, Qt.Key.Key_Return)
    assert "at most 120 km, not 500 km." in words(page)
    assert house.journal.past().runs == before
    button(page, "Leave it as it was").click()
    assert field(page, "Minutes run").text() == ""


def test_a_run_is_deleted_by_key_and_put_back(house: House) -> None:
    house.runs((6, 1), (4, 1), (2, 2))
    before = house.journal.past()
    page = house.open()
    QTest.keyClick(choose_run(page, 1), Qt.Key.Key_Delete)
    assert [run.day for run in house.journal.past().runs] == [
        before.runs[0].day,
        before.runs[2].day,
    ]
    page.undo_bar.undo_button.click()
    assert house.journal.past() == before


def test_the_grounds_of_a_stop_are_said_once(house: House) -> None:
    house.runs((6, 1), (4, 1), (2, 2), (1, 2), worst=7)
    said = words(house.open())
    sentences = [each for line in said.split("\n") for each in line.split(". ") if len(each) > 20]
    assert len(sentences) == len(set(sentences)), sentences


def test_closing_the_window_keeps_what_was_run(house: House) -> None:
    begin(house)
    house.pass_by(7)
    house.desk.end_for_good()
    run = house.journal.past().runs[-1]
    assert (run.minutes, run.complete) == (2, False)
    house.desk.end_for_good()
    assert len(house.journal.past().runs) == 3, "it is written down once"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_every_word_has_its_room(
    house: House, dress: Callable[..., Look], scheme: str, text_scale: float
) -> None:
    dress(scheme, text_scale)
    house.runs((6, 1), (4, 1), (2, 2))
    page = house.open()
    assert not clipped(page)
    assert not overlapping(page)


# -- filling the page --------------------------------------------------------------------------


def test_after_years_without_a_bookmark_the_page_waits_until_somebody_looks(house: House) -> None:
    done = (DoneExercise("bridge", Phase.ACTIVATE, "floor"),)
    for days in range(1, WORTH_IT_FROM + 1):
        house.journal.log_session(DoneSession(NOW - timedelta(days=days), done, "daily"))
    house.runs((2, 1))
    house.window.make_page(0)
    house.qtbot.waitUntil(lambda: not house.desk.filling)
    assert not house.window.findChildren(RunsTable)
    page = house.open()
    assert len(page.findChildren(RunsTable)) == 1
    assert page.isAncestorOf(QApplication.focusWidget() or page.window())


def test_a_page_come_back_to_stays_as_it_was_until_all_of_it_is_new(house: House) -> None:
    house.runs((4, 1))
    page = house.open()
    [old] = page.findChildren(RunsTable)
    start = button(page, "Start the run")
    start.setFocus()
    house.desk.refresh_in_steps()
    seen = 0
    while house.desk.filling:
        assert old.isVisible()
        assert start.hasFocus()
        seen += 1
        QApplication.processEvents()
    settle()
    assert seen
    assert [each for each in page.findChildren(RunsTable) if each.isVisible()] != [old]
    assert button(page, "Start the run").hasFocus()
