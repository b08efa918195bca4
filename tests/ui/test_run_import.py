"""Runs from files on the Runs page: dropped, chosen, read, told, taken back; and in miles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from kneeline.coach.past import DoneRun
from kneeline.coach.side import Side
from kneeline.journal import RunSource
from kneeline.ui.runs.arriving import DropVeil, ImportCard
from kneeline.ui.runs.page import RunsPage
from kneeline.ui.runs.table import RunsTable
from tests.legible import clipped, overlapping, settle
from tests.recordings import CYCLING, RUN, files, fit, gpx, tcx
from tests.runs_house import NOW, House, box, button, field, words


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path)
    house.runs((9, 1))
    yield house
    house.leave()


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    """Three runs, one of them in every format, a ride and a file that broke off."""
    folder = tmp_path / "watch"
    folder.mkdir()
    for days in (3, 5):
        run = replace(RUN, began=NOW - timedelta(days=days))
        (folder / f"days-{days}.fit").write_bytes(fit(run))
    for ending, content in files(replace(RUN, began=NOW - timedelta(days=1))):
        (folder / f"yesterday{ending}").write_bytes(content)
    (folder / "ride.fit").write_bytes(fit(sport=CYCLING))
    (folder / "half.tcx").write_bytes(tcx()[:4000])
    return folder


def drop(house: House, above: QWidget, *paths: Path) -> QDragEnterEvent:
    """Drag files above a widget and let go, as the window system tells the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window = house.window.windowHandle()
    at = above.mapTo(house.window, above.rect().center())
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enters = QDragEnterEvent(at, *held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enters)
    if enters.isAccepted():
        let_go = QDropEvent(QPointF(at), *held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, let_go)
        assert let_go.isAccepted()
    return enters


def done(house: House, page: RunsPage) -> ImportCard:
    house.qtbot.waitUntil(lambda: page.imports.isVisible() and not page.imports.bar.isVisible())
    settle()
    return page.imports


def lines(card: ImportCard) -> list[tuple[str, str]]:
    table = card.list
    found = []
    for row in range(table.rowCount()):
        name, said = table.item(row, 0), table.item(row, 1)
        assert name is not None
        assert said is not None
        found.append((name.text(), said.text()))
    return found


def heads(page: RunsPage) -> list[str]:
    settle()
    [card] = (each for each in page.findChildren(RunsTable) if each.isVisible())
    table = card.findChild(QTableView)
    assert table is not None
    model = table.model()
    across = Qt.Orientation.Horizontal
    return [model.headerData(column, across) for column in range(model.columnCount())]


# -- files come --------------------------------------------------------------------------------


def test_a_folder_is_dropped_and_taken_back_as_one(house: House, watch: Path) -> None:
    page = house.open()
    assert drop(house, page, watch).isAccepted()
    card = done(house, page)
    sums = "3 runs are new. 2 runs were in your journal already. 2 files gave no run."
    assert sums in words(card)
    assert [name for name, _said in lines(card)[:2]] == ["half.tcx", "ride.fit"]
    assert lines(card)[1][1] == "It is no run: it says “cycling”."
    assert "25 min · 3.8 km · 170 steps a minute" in lines(card)[2][1]
    runs = house.journal.runs()
    assert [run.source for run in runs] == [RunSource.MANUAL, *[RunSource.FIT] * 3]
    assert page.undo_bar.sentence == "3 runs are imported."
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(house.journal.runs()) == 1
    assert not card.isVisible()


def test_files_let_go_above_a_field_are_meant_for_the_page(house: House, watch: Path) -> None:
    page = house.open()
    minutes = field(page, "Minutes run")
    drop(house, minutes, watch / "days-3.fit")
    done(house, page)
    assert minutes.text() == ""
    assert len(house.journal.runs()) == 2


def test_the_page_says_that_it_takes_what_is_held_above_it(house: House, watch: Path) -> None:
    page = house.open()
    veil = page.findChild(DropVeil)
    assert veil is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(watch))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enters = QDragEnterEvent(QPoint(500, 300), *held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(house.window.windowHandle(), enters)
    settle()
    assert veil.isVisible()
    assert veil.size() == page.size()
    QApplication.sendEvent(house.window.windowHandle(), QDragLeaveEvent())
    assert not veil.isVisible()
    assert len(house.journal.runs()) == 1


def test_words_that_are_dragged_are_not_taken(house: House) -> None:
    page = house.open()
    data = QMimeData()
    data.setText("12 km")
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enters = QDragEnterEvent(QPoint(500, 100), *held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, enters)
    veil = page.findChild(DropVeil)
    assert veil is not None
    assert not veil.isVisible()


def test_files_are_chosen_by_key(
    house: House, watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = house.open()
    chosen = [str(watch / "days-3.fit"), str(watch / "half.tcx")]
    kinds = []

    def choose(*told: object) -> tuple[list[str], str]:
        kinds.append(told[-1])
        return chosen, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    card = done(house, page)
    assert [name for name, _said in lines(card)] == ["half.tcx", "days-3.fit"]
    assert "*.fit.gz" in str(kinds)


def test_the_newest_may_be_said_to_have_hurt(house: House, watch: Path) -> None:
    page = house.open()
    drop(house, page, watch)
    done(house, page)
    button(page, "Say how the newest one felt").click()
    worst = box(page, "Worst, Left knee")
    assert worst.hasFocus()
    QTest.keyClick(worst, Qt.Key.Key_2)
    button(page, "Keep the change").click()
    newest = house.journal.past().runs[-1]
    assert (newest.at, newest.worst) == (NOW - timedelta(days=1), {Side.LEFT: 2})
    assert newest.km == pytest.approx(3.75)
    assert newest.cadence == 170


def test_nothing_new_writes_nothing_and_offers_no_undo(house: House, watch: Path) -> None:
    page = house.open()
    drop(house, page, watch / "days-3.fit")
    done(house, page)
    page.undo_bar.hide()
    drop(house, page, watch / "days-3.fit")
    card = done(house, page)
    assert "No new runs" in words(card)
    assert not page.undo_bar.isVisible()
    button(card, "Close").click()
    assert not card.isVisible()
    drop(house, page, watch / "none-of-it")
    assert "gave no run" in words(done(house, page))


def test_an_empty_folder_is_told(house: House, tmp_path: Path) -> None:
    page = house.open()
    (tmp_path / "empty").mkdir()
    drop(house, page, tmp_path / "empty")
    assert "no GPX, TCX or FIT file" in words(done(house, page))


def test_many_files_are_counted_and_can_be_stopped(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "years"
    folder.mkdir()
    for days in range(2, 62):
        run = replace(RUN, began=NOW - timedelta(days=days))
        (folder / f"{days:03}.gpx").write_bytes(gpx(run))
    page = house.open()
    bar = page.imports.findChild(QProgressBar)
    assert bar is not None
    seen: list[int] = []
    bar.valueChanged.connect(seen.append)
    bar.valueChanged.connect(lambda value: value >= 3 and button(page, "Stop").click())
    drop(house, page, folder)
    card = done(house, page)
    assert seen == sorted(seen)
    assert bar.maximum() == 60
    assert "You stopped before the rest was read." in words(card)
    taken = len(house.journal.runs()) - 1
    assert 3 <= taken < 60
    # One of the files holds the run that was in the journal before: told, and not taken twice.
    assert len(lines(card)) - taken in {0, 1}


def test_what_is_dropped_meanwhile_waits_its_turn(house: House, watch: Path) -> None:
    page = house.open()
    page.give([watch / "days-3.fit"])
    page.give([watch / "days-5.fit"])
    house.qtbot.waitUntil(lambda: len(house.journal.runs()) == 3)
    done(house, page)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_what_is_told_can_be_read(house: House, watch: Path, size: tuple[int, int]) -> None:
    page = house.open()
    house.window.resize(*size)
    drop(house, page, watch)
    done(house, page)
    assert not clipped(page)
    assert not overlapping(page.imports)


# -- miles ---------------------------------------------------------------------------------------


def test_distances_are_counted_in_the_persons_unit(house: House) -> None:
    house.journal.log_run(DoneRun(NOW - timedelta(days=3), 30.0, km=5.0))
    house.choices.change(units="miles")
    page = house.open()
    assert "mi" in heads(page)
    assert "km" not in heads(page)
    miles = field(page, "Miles")
    QTest.keyClicks(field(page, "Minutes run"), "20")
    QTest.keyClicks(miles, "2")
    QTest.keyClick(miles, Qt.Key.Key_Return)
    newest = house.journal.runs()[-1]
    assert newest.km == pytest.approx(3.218688)
    assert " mi" in words(page), "the most for one run is said in miles"


def test_a_distance_that_is_left_alone_stays_to_the_metre(house: House) -> None:
    house.journal.log_run(DoneRun(NOW - timedelta(days=3), 30.0, km=5.0))
    house.choices.change(units="miles")
    page = house.open()
    page.edit_run(house.journal.runs()[-1].id)
    assert field(page, "Miles").text() == "3.107"
    minutes = field(page, "Minutes run")
    minutes.selectAll()
    QTest.keyClicks(minutes, "31")
    button(page, "Keep the change").click()
    changed = house.journal.runs()[-1]
    assert (changed.minutes, changed.km) == (31, 5.0)


def test_another_unit_holds_when_the_page_is_shown_again(house: House) -> None:
    page = house.open()
    assert "km" in heads(page)
    house.choices.change(units="miles")
    house.desk.refresh()
    assert "mi" in heads(page)
    house.choices.change(units="km")
    house.desk.refresh()
    assert field(page, "Kilometres").text() == ""
