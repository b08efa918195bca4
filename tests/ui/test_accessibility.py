"""Whoever hears the app instead of seeing it meets a name, a role and a value everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kneeline.ui.labelled import label_list
from kneeline.ui.one_of import OneOf
from kneeline.ui.player.dial import Dial
from tests.unnamed import gap, whole_tree

ROOT = Path(__file__).parents[2]

SCREENS = {"session": 36, "places": 12, "first-start": 7}
"""How many screens each walk comes by, at least."""


@pytest.mark.slow
@pytest.mark.parametrize("what", SCREENS)
def test_a_screen_reader_can_tell_everything(what: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.unnamed", str(tmp_path), what],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=110,
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    seen = [line for line in lines if "gap" not in line]
    assert len({line["seen"] for line in seen}) >= SCREENS[what]
    assert min(line["count"] for line in seen) >= 5
    assert [line for line in lines if "gap" in line] == []


def gaps(qtbot: QtBot, *widgets: QWidget) -> list[str]:
    """Return what is missing on a page that holds these."""
    page = QWidget()
    column = QVBoxLayout(page)
    for each in widgets:
        column.addWidget(each)
    qtbot.addWidget(page)
    page.show()
    found = whole_tree(QAccessible.queryAccessibleInterface(page))
    return [missing for missing in map(gap, found) if missing]


def pair(group: QButtonGroup) -> list[QPushButton]:
    buttons = [QPushButton(words, checkable=True) for words in ("One", "Other")]
    for each in buttons:
        group.addButton(each)
    return buttons


def test_a_button_without_words_is_found(qtbot: QtBot) -> None:
    assert gaps(qtbot, QPushButton()) == ["no name"]
    assert gaps(qtbot, QPushButton("Go on")) == []


def test_a_list_needs_its_question_beside_it_wherever_it_is_put(qtbot: QtBot) -> None:
    bare, named = QComboBox(), QComboBox()
    for each in (bare, named):
        each.addItem("–")
    bare.setAccessibleName("Pain before")
    assert gaps(qtbot, bare) == ["a list without its question"]
    label_list(named, "Pain before")
    assert gaps(qtbot, named) == []


def test_one_of_several_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    plain, ours = QButtonGroup(qapp), OneOf(qapp)
    assert gaps(qtbot, *pair(plain)) == ["one of several, and does not say so"] * 2
    assert gaps(qtbot, *pair(ours)) == []


def test_what_is_painted_and_says_nothing_is_found(qtbot: QtBot) -> None:
    assert gaps(qtbot, Dial()) == ["painted, and says nothing"]
