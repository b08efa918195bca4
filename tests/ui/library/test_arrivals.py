"""A therapist's files: looked at, explained, and copied only when somebody says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.ui.library.page import LibraryPage
from tests.legible import settle
from tests.library_house import House, another_bridge, press, words


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def bridge(folder: Path, name: str, change: tuple[str, str] = ("", "")) -> Path:
    path = folder / f"{name}.toml"
    path.write_text(another_bridge(name).replace(*change, 1), encoding="utf-8")
    return path


def tick(page: LibraryPage, name: str) -> QCheckBox:
    [found] = [each for each in page.findChildren(QCheckBox) if each.accessibleName() == name]
    return found


def test_good_files_are_added_after_a_look_and_can_be_taken_back(
    page: LibraryPage, house: House, inbox: Path
) -> None:
    page.bring_in([bridge(inbox, "one"), bridge(inbox, "two")])
    settle()
    assert words(page).count("No problem found.") == 2
    assert house.library.own == frozenset()
    press(page, "Add 2 files")
    assert house.library.own == {"one", "two"}
    assert page.shelf.isVisible()
    assert "38 exercises" in words(page)
    assert page.undo_bar.sentence == "2 files were added."
    press(page, "Undo")
    assert house.library.own == frozenset()
    assert "36 exercises" in words(page)


def test_a_bad_file_is_explained_and_only_the_good_one_is_added(
    page: LibraryPage, house: House, inbox: Path
) -> None:
    page.bring_in([bridge(inbox, "bad", ("sets = 2", "sets = 99")), bridge(inbox, "good")])
    settle()
    assert any("the number is too large; write 10 or less." in each for each in words(page))
    press(page, "Add 1 file")
    assert house.library.own == {"good"}
    assert not (house.data / "exercises" / "bad.toml").exists()


def test_only_bad_files_leave_nothing_to_add_until_they_are_mended(
    page: LibraryPage, house: House, inbox: Path
) -> None:
    path = bridge(inbox, "mine", ("sets = 2", "sets = 99"))
    page.bring_in([path])
    settle()
    [add] = [each for each in page.findChildren(QPushButton) if each.text() == "Nothing to add"]
    assert not add.isEnabled()
    bridge(inbox, "mine")
    press(page, "Look again")
    press(page, "Add 1 file")
    assert house.library.own == {"mine"}


def test_what_is_there_is_replaced_only_when_ticked(
    page: LibraryPage, house: House, inbox: Path, qtbot: QtBot
) -> None:
    mine = house.put_exercise("mine")
    before = mine.read_bytes()
    other = bridge(inbox, "mine", ("sets = 2", "sets = 1"))
    page.bring_in([other])
    settle()
    box = tick(page, "Replace mine with it: Bridge of mine")
    assert not box.isChecked()
    assert "Nothing to add" in [each.text() for each in page.findChildren(QPushButton)]
    assert mine.read_bytes() == before
    qtbot.keyClick(box, Qt.Key.Key_Space)
    press(page, "Add 1 file")
    assert mine.read_bytes() == other.read_bytes()
    press(page, "Undo")
    assert mine.read_bytes() == before


def test_the_same_file_again_is_no_work(page: LibraryPage, house: House, inbox: Path) -> None:
    house.put_exercise("mine")
    page.bring_in([bridge(inbox, "mine")])
    settle()
    assert "You have it already, word for word. Nothing to do." in words(page)


def test_an_unticked_file_that_another_needs_is_said(
    page: LibraryPage, house: House, inbox: Path
) -> None:
    bridge(inbox, "mine")
    text = (house.own.resources / "programmes" / "glute-wake-up.toml").read_text(encoding="utf-8")
    text = text.replace("glute-wake-up", "wake").replace('"clamshell"', '"mine"')
    (inbox / "wake.toml").write_text(text, encoding="utf-8")
    page.bring_in([inbox])
    settle()
    tick(page, "Add it: Bridge of mine").setChecked(False)
    press(page, "Add 1 file")
    assert page.arrivals.isVisible()
    assert any("there is no exercise “mine”" in each for each in words(page))
    assert not (house.data / "programmes").exists()


def test_a_folder_without_files_is_said(page: LibraryPage, inbox: Path) -> None:
    page.bring_in([inbox])
    settle()
    assert any("There is no .toml file in it." in each for each in words(page))


def test_files_can_be_dropped_on_the_page(page: LibraryPage, inbox: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bridge(inbox, "mine")))])
    drop = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    # Not sent: Qt delivers a drop only from a drag of the system's.
    page.dropEvent(drop)
    settle()
    assert page.arrivals.isVisible()
    assert "Bridge of mine" in words(page)


def test_escape_goes_back_and_copies_nothing(
    page: LibraryPage, house: House, inbox: Path, qtbot: QtBot
) -> None:
    page.bring_in([bridge(inbox, "mine")])
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.shelf.isVisible()
    assert house.library.own == frozenset()
