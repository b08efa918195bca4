"""The page that is shown where the journal cannot be opened, with journals that really cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.data.rescue_desk import RescueDesk
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.side import Side
from kneeline.journal import Journal, JournalError, open_journal
from kneeline.journal.backup import take
from kneeline.ui.theme import Look
from tests.legible import clipped, settle

NOW = datetime(2026, 3, 20, 18, 30, tzinfo=UTC)


class House:
    """A data folder with a journal, a backup, and something that happens to the journal."""

    def __init__(self, qtbot: QtBot, data: Path) -> None:
        self.qtbot, self.places, self.clock = qtbot, locations.find(data), SimulatedClock(NOW)
        with self.open() as journal:
            for back in range(1, 40):
                score = PainScore(Side.LEFT, Moment.NEXT_MORNING, back % 11)
                journal.log_pain(score, at=NOW - timedelta(days=back))
        self.backup = take(self.places.journal, NOW - timedelta(days=1))

    def open(self) -> Journal:
        return open_journal(self.places.journal, wall_clock=self.clock.wall)

    def damage(self) -> None:
        path = self.places.journal
        raw = path.read_bytes()
        path.write_bytes(raw[:100] + b"\x5a" * 4000 + raw[4100:])

    def error(self) -> JournalError:
        with pytest.raises(JournalError) as caught:
            self.open()
        return caught.value

    def desk(self) -> RescueDesk:
        desk = RescueDesk(self.places, self.clock, self.error())
        self.qtbot.addWidget(desk.page)
        self.ended: list[bool] = []
        desk.ended.connect(self.ended.append)
        desk.page.show()
        settle()
        return desk


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> House:
    return House(qtbot, tmp_path)


def words(desk: RescueDesk) -> str:
    labels = desk.page.findChildren(QLabel)
    return "\n".join(each.text() for each in labels if each.isVisible()).replace("\u200b", "")


def test_a_damaged_journal_is_explained_and_its_backup_brought_back_by_key(house: House) -> None:
    house.damage()
    broken = house.places.journal.read_bytes()
    desk = house.desk()
    said = words(desk)
    assert f"{house.places.journal}, is damaged" in said
    assert "It was made on 2026-03-19" in said
    assert desk.page.restore.hasFocus() or desk.page.focusWidget() is desk.page.restore
    house.qtbot.keyClick(desk.page.restore, Qt.Key.Key_Space)
    assert house.ended == [True]
    with house.open() as journal:
        assert len(journal.pain_scores()) == 39
    kept = next(house.places.data.glob("damaged-*")) / house.places.journal.name
    assert kept.read_bytes() == broken


def test_a_missing_journal_comes_back(house: House) -> None:
    house.places.journal.unlink()
    desk = house.desk()
    assert "is gone" in words(desk)
    desk.page.restore.click()
    assert house.ended == [True]
    with house.open() as journal:
        assert len(journal.pain_scores()) == 39


def test_an_empty_journal_needs_a_second_word(house: House) -> None:
    house.damage()
    desk = house.desk()
    assert not desk.page.sure.isVisible()
    desk.page.anew.click()
    assert house.ended == []
    desk.page.sure.click()
    assert house.ended == [True]
    with house.open() as journal:
        assert journal.pain_scores() == ()
    assert house.backup.exists()
    assert list(house.places.data.glob("damaged-*"))


def test_leaving_changes_nothing(house: House) -> None:
    house.damage()
    before = {each: each.read_bytes() for each in house.places.data.rglob("*") if each.is_file()}
    desk = house.desk()
    house.qtbot.keyClick(desk.page, Qt.Key.Key_Escape)
    assert house.ended == [False]
    after = {each: each.read_bytes() for each in house.places.data.rglob("*") if each.is_file()}
    assert after == before


def test_a_newer_damaged_backup_is_passed_over_and_said(house: House) -> None:
    newer = take(house.places.journal, NOW)
    newer.write_bytes(b"SQLite format 3\x00" + b"\x00" * 3000)
    house.damage()
    desk = house.desk()
    assert "1 newer backup is damaged, too, and was passed over." in words(desk)
    assert "It was made on 2026-03-19" in words(desk)


def test_without_any_good_backup_only_an_empty_journal_is_offered(house: House) -> None:
    house.backup.unlink()
    house.damage()
    desk = house.desk()
    shown = [each.text() for each in desk.page.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["Begin an empty journal", "Open the folder", "Quit"]


def test_a_journal_of_a_newer_kneeline_is_left_alone(house: House) -> None:
    with closing(sqlite3.connect(house.places.journal)) as connection:
        connection.execute("PRAGMA user_version = 999")
    desk = house.desk()
    assert "newer Kneeline" in words(desk)
    shown = [each.text() for each in desk.page.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["Open the folder", "Quit"]


def test_a_disk_that_refuses_is_told_and_the_page_stays(house: House) -> None:
    house.places.journal.unlink()
    desk = house.desk()
    house.backup.unlink()
    desk.page.restore.click()
    settle()
    assert house.ended == []
    assert desk.page.isVisible()
    assert str(house.backup) in words(desk)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_has_room(
    house: House, dress: Callable[..., Look], scheme: str, scale: float
) -> None:
    dress(scheme, scale)
    house.damage()
    desk = house.desk()
    desk.page.anew.click()
    settle()
    # A path may be broken at each of its marks, which `clipped` does not know.
    assert [each for each in clipped(desk.page) if "\u200b" not in each] == []
