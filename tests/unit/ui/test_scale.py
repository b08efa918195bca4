"""Text at fixed parts of the window's height."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kneeline.ui.player.scale import HUGE, LARGE, NORMAL, SMALL, SMALLEST, Scale
from kneeline.ui.theme import Role, apply_theme, style_as


def test_the_parts_are_what_three_metres_ask_for() -> None:
    assert HUGE >= 1 / 6
    assert LARGE >= 1 / 16
    assert min(HUGE, LARGE, NORMAL, SMALL) >= SMALLEST >= 1 / 30


@pytest.mark.parametrize("height", [720, 768, 1080, 1440])
def test_text_follows_the_height_whatever_its_role(
    qapp: QApplication, qtbot: QtBot, height: int
) -> None:
    apply_theme(qapp, "light")
    scale = Scale()
    label, button = scale.add(QLabel("words"), NORMAL), scale.add(QPushButton("words"), LARGE)
    style_as(label, Role.CAPTION)
    style_as(button, Role.PRIMARY)
    for widget in (label, button):
        qtbot.addWidget(widget)
    scale.apply(height)
    for widget, part in ((label, NORMAL), (button, LARGE)):
        widget.ensurePolished()
        assert widget.font().pixelSize() == round(height * part)


def test_what_comes_in_later_gets_the_same_height(qtbot: QtBot) -> None:
    scale = Scale()
    scale.apply(1080)
    label = scale.add(QLabel("late"), SMALL)
    qtbot.addWidget(label)
    scale.apply_again()
    label.ensurePolished()
    assert label.font().pixelSize() == round(1080 * SMALL)


def test_a_widget_that_is_gone_is_forgotten(qtbot: QtBot) -> None:
    scale = Scale()
    gone, kept = scale.add(QLabel("gone"), SMALL), scale.add(QLabel("kept"), SMALL)
    qtbot.addWidget(kept)
    delete(gone)
    scale.apply(768)
    kept.ensurePolished()
    assert kept.font().pixelSize() == round(768 * SMALL)
