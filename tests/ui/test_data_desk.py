"""Back up, bring back, export, import and report from the window, with real files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.data.desk import DataDesk
from kneeline.app.data.report_desk import ReportDesk
from kneeline.app.data.starting_over import START_OVER
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.side import Side
from kneeline.journal import Journal, backups_of, open_journal
from kneeline.journal.backup import take
from kneeline.ui.data.bring_in import ImportDialog
from kneeline.ui.data.report import ReportDialog
from kneeline.ui.data.restore import RestoreDialog
from kneeline.ui.data.take_out import ExportDialog
from kneeline.ui.theme import Look
from tests.legible import clipped, settle

NOW = datetime(2026, 3, 20, 18, 30, tzinfo=UTC)


class House:
    """The desk, a window it stands in, and a journal with a few days."""

    def __init__(self, qtbot: QtBot, data: Path) -> None:
        self.qtbot, self.places = qtbot, locations.find(data)
        self.clock = SimulatedClock(NOW)
        self.journal = open_journal(self.places.journal, wall_clock=self.clock.wall)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1000, 700)
        self.window.show()
        self.desk = DataDesk(self.window, self.places, self.clock, self.journal.close)
        self.said: list[str] = []
        self.desk.said.connect(self.said.append)
        for back in range(5):
            self.pain(back)

    def pain(self, days_ago: int, journal: Journal | None = None) -> None:
        score = PainScore(Side.LEFT, Moment.NEXT_MORNING, days_ago)
        at = NOW - timedelta(days=days_ago, hours=11)
        (journal or self.journal).log_pain(score, at=at)

    def export_to(self, path: Path) -> ExportDialog:
        self.desk.ask_to_export()
        dialog = self.desk.dialog
        assert isinstance(dialog, ExportDialog)
        dialog.file.line.setText(str(path))
        dialog.do.click()
        return dialog

    def answered(self, dialog: ExportDialog | ImportDialog | RestoreDialog | ReportDialog) -> str:
        self.qtbot.waitUntil(lambda: bool(dialog.sentence), timeout=10_000)
        return dialog.sentence


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    house = House(qtbot, tmp_path / "here")
    yield house
    house.journal.close()


def words(page: QWidget) -> str:
    settle()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


# -- backing up ------------------------------------------------------------------------------------


def test_a_backup_is_made_and_said_where(house: House) -> None:
    house.desk.back_up()
    house.qtbot.waitUntil(lambda: len(house.said) == 2)
    (backup,) = backups_of(house.places.journal)
    assert str(backup.path) in house.said[1]
    assert "proven good" in house.said[1]


def test_a_backup_that_cannot_be_made_says_why(house: House) -> None:
    (house.places.data / "backups").write_text("in the way")
    house.desk.back_up()
    house.qtbot.waitUntil(lambda: len(house.said) == 2)
    assert str(house.places.data / "backups") in house.said[1]


# -- bringing back ---------------------------------------------------------------------------------


def test_a_backup_comes_back_after_one_has_seen_what_would_go(house: House) -> None:
    take(house.places.journal, NOW)
    house.journal.write_note("Later than the backup", about=NOW.date())
    house.desk.ask_to_restore()
    dialog = house.desk.dialog
    assert isinstance(dialog, RestoreDialog)
    house.qtbot.waitUntil(dialog.do.isEnabled)
    assert "This would go: 1 note." in words(dialog)
    dialog.do.click()
    said = house.answered(dialog)
    assert "The backup is your journal now." in said
    assert house.journal.closed
    aside = [each for each in backups_of(house.places.journal) if each.before is not None]
    assert str(aside[0].path) in said
    codes: list[int] = []
    QTimer.singleShot(0, dialog.leave.click)
    codes.append(QCoreApplication.exec())
    assert codes == [START_OVER]
    with open_journal(house.places.journal, wall_clock=house.clock.wall) as restored:
        assert restored.notes() == ()
        assert len(restored.pain_scores()) == 5


def test_a_damaged_backup_is_refused_and_nothing_is_closed(house: House) -> None:
    backup = take(house.places.journal, NOW)
    backup.write_bytes(backup.read_bytes()[:2000])
    house.desk.ask_to_restore()
    dialog = house.desk.dialog
    assert isinstance(dialog, RestoreDialog)
    assert "was not restored" in house.answered(dialog)
    assert not dialog.do.isEnabled()
    assert not house.journal.closed


def test_a_backup_from_elsewhere_can_be_chosen(house: House, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick.db"
    elsewhere.write_bytes(take(house.places.journal, NOW).read_bytes())
    house.desk.ask_to_restore()
    dialog = house.desk.dialog
    assert isinstance(dialog, RestoreDialog)
    house.qtbot.waitUntil(dialog.do.isEnabled)
    dialog.add_file(elsewhere)
    house.qtbot.waitUntil(dialog.do.isEnabled)
    assert dialog.list.currentItem().text() == str(elsewhere)
    assert "It holds what your journal holds." in words(dialog)


# -- export and import -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "name", "holds"),
    [
        ("json", "all.json", '"kneeline":"journal"'),
        ("fhir", "pain.json", '"resourceType"'),
        ("ics", "week.ics", "BEGIN:VCALENDAR"),
    ],
)
def test_each_way_out_writes_its_file(
    house: House, tmp_path: Path, way: str, name: str, holds: str
) -> None:
    house.desk.ask_to_export()
    dialog = house.desk.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.choose(way)
    dialog.file.line.setText(str(tmp_path / name))
    dialog.do.click()
    assert name in house.answered(dialog)
    assert holds in (tmp_path / name).read_text("utf-8")


def test_an_export_can_begin_at_a_day(house: House, tmp_path: Path) -> None:
    house.desk.ask_to_export()
    dialog = house.desk.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.since.setChecked(True)
    dialog.day.setDate(dialog.day.maximumDate().fromString("2026-03-19", Qt.DateFormat.ISODate))
    dialog.file.line.setText(str(tmp_path / "some.json"))
    dialog.do.click()
    house.answered(dialog)
    found = json.loads((tmp_path / "some.json").read_text("utf-8"))
    assert found["since"] == "2026-03-19"
    assert len(found["tables"]["pain_scores"]) == 2


def test_what_lies_there_is_replaced_only_on_ones_word(house: House, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("mine")
    dialog = house.export_to(path)
    assert "is there already" in house.answered(dialog)
    assert path.read_text() == "mine"
    dialog.replace.setChecked(True)
    dialog.do.click()
    house.qtbot.waitUntil(lambda: "rows" in dialog.sentence)
    assert "kneeline" in path.read_text("utf-8")


def test_a_folder_that_is_not_there_is_named(house: House, tmp_path: Path) -> None:
    dialog = house.export_to(tmp_path / "nowhere" / "all.json")
    assert "does not exist" in house.answered(dialog)
    assert dialog.do.isEnabled()


def test_another_journal_is_seen_first_and_then_taken_in(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "all.json"
    house.answered(house.export_to(file))
    other = House(qtbot, tmp_path / "there")
    try:
        other.journal.close()
        fresh = locations.find(tmp_path / "fresh")
        with open_journal(fresh.journal, wall_clock=other.clock.wall) as journal:
            desk = DataDesk(other.window, fresh, other.clock, journal.close)
            came: list[bool] = []
            desk.imported.connect(lambda: came.append(True))
            desk.ask_to_import(file)
            dialog = desk.dialog
            assert isinstance(dialog, ImportDialog)
            qtbot.keyClick(dialog.file.line, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: "New: 5 pain scores." in words(dialog))
            assert journal.pain_scores() == ()
            dialog.do.click()
            said = other.answered(dialog)
            assert "taken into your journal" in said
            assert [each.score for each in journal.pain_scores()] == [4, 3, 2, 1, 0]
            assert came == [True]
            desk.ask_to_import(file)
            again = desk.dialog
            assert isinstance(again, ImportDialog)
            again.do.click()
            qtbot.waitUntil(lambda: "Nothing in it is new." in words(again))
            assert again.do.text() == "Look at it"
    finally:
        other.journal.close()


@pytest.mark.parametrize("raw", [b"", b"{", b'{"kneeline": "journal"}', b"\xff\xfe"])
def test_a_broken_file_is_named_and_nothing_comes(house: House, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(raw)
    before = house.journal.pain_scores()
    house.desk.ask_to_import(file)
    dialog = house.desk.dialog
    assert isinstance(dialog, ImportDialog)
    dialog.do.click()
    assert "broken.json" in house.answered(dialog)
    assert house.journal.pain_scores() == before
    assert dialog.do.text() == "Look at it"


# -- the report ------------------------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [4, 12, 0])
def test_a_report_is_made_and_offered(house: House, tmp_path: Path, weeks: int) -> None:
    desk = ReportDesk(house.window, house.places, house.clock)
    desk.ask()
    dialog = desk.dialog
    assert dialog is not None
    dialog.weeks.button(weeks).click()
    dialog.file.line.setText(str(tmp_path / "knee"))
    dialog.do.click()
    said = house.answered(dialog)
    assert (tmp_path / "knee.pdf").read_bytes().startswith(b"%PDF-")
    assert "Your report has" in said
    assert "knee.pdf" in said


def test_a_report_that_cannot_be_written_says_why(house: House, tmp_path: Path) -> None:
    desk = ReportDesk(house.window, house.places, house.clock)
    desk.ask()
    dialog = desk.dialog
    assert dialog is not None
    dialog.file.line.setText(str(tmp_path / "nowhere" / "knee.pdf"))
    dialog.do.click()
    assert "knee.pdf" in house.answered(dialog)
    assert dialog.do.isEnabled()


# -- everybody -------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_of_the_dialogs_has_room(
    house: House, dress: Callable[..., Look], scheme: str, scale: float
) -> None:
    dress(scheme, scale)
    take(house.places.journal, NOW)
    report = ReportDesk(house.window, house.places, house.clock)
    for ask in (
        house.desk.ask_to_export,
        house.desk.ask_to_import,
        house.desk.ask_to_restore,
        report.ask,
    ):
        ask()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        house.qtbot.wait(150)
        settle()
        assert clipped(dialog) == []
        dialog.close()
        settle()
