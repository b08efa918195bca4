"""The theme dresses real widgets: text size, focus ring, icons, light and dark."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kneeline.ui.icons import Icon, Tint, pixmap, set_icon
from kneeline.ui.theme import Role, apply_theme, colours, look, style_as
from kneeline.ui.tokens import DARK, LIGHT, TYPE, Activity

# The offscreen platform says so of every window.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


def colours_in(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_text_grows_with_its_scale_and_does_not_add_up(qapp: QApplication) -> None:
    once = apply_theme(qapp, "light", 2.0).body_points
    assert apply_theme(qapp, "light", 2.0).body_points == once
    assert apply_theme(qapp, "light", 1.0).body_points == pytest.approx(once / 2)


@pytest.mark.parametrize("role", [Role.PRIMARY, Role.QUIET, Role.RANGE, Role.DANGER])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_button_is_wide_enough_for_its_words(
    qapp: QApplication, qtbot: QtBot, role: Role, scale: float
) -> None:
    apply_theme(qapp, "light", scale)
    button = QPushButton("Start today’s session")
    button.setCheckable(role is Role.RANGE)
    button.setChecked(role is Role.RANGE)
    style_as(button, role)
    qtbot.addWidget(button)
    button.ensurePolished()
    words = QFontMetricsF(button.font()).horizontalAdvance(button.text())
    assert button.font().pointSizeF() == pytest.approx(look().points(TYPE.body), abs=0.01)
    assert button.sizeHint().width() >= words


@pytest.mark.parametrize("role", [Role.PRIMARY, Role.QUIET, Role.BODY])
def test_focus_shows_as_a_ring_and_moves_nothing(qtbot: QtBot, role: Role) -> None:
    page = QWidget()
    style_as(page, Role.PAGE)
    column = QVBoxLayout(page)
    button, other = QPushButton("Start"), QPushButton("Not now")
    style_as(button, role)
    column.addWidget(button)
    column.addWidget(other)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    other.setFocus()
    at_rest, place = colours_in(button.grab().toImage()), button.geometry()
    button.setFocus()
    focused = colours_in(button.grab().toImage())
    assert LIGHT.focus not in at_rest
    assert LIGHT.focus in focused
    assert button.geometry() == place


def test_a_change_of_scheme_reaches_labels_and_icons(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    style_as(page, Role.PAGE)
    column = QVBoxLayout(page)
    button = QPushButton("Play")
    set_icon(button, Icon.PLAY, Tint.ACCENT, colours())
    chip = QLabel("Roll")
    style_as(chip, Role.CHIP, Activity.ROLL)
    column.addWidget(button)
    column.addWidget(chip)
    qtbot.addWidget(page)
    page.show()
    seen = colours_in(page.grab().toImage())
    assert {LIGHT.background, LIGHT.activities[Activity.ROLL].fill} <= seen
    assert LIGHT.accent.fill in colours_in(button.icon().pixmap(96, 96).toImage())
    apply_theme(qapp, "dark")
    seen = colours_in(page.grab().toImage())
    assert {DARK.background, DARK.activities[Activity.ROLL].fill} <= seen
    assert DARK.accent.fill in colours_in(button.icon().pixmap(96, 96).toImage())


def test_system_follows_the_system(qapp: QApplication) -> None:
    apply_theme(qapp, "system")
    assert not look().dark
    # What a desktop that turns dark makes Qt say.
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    assert look().dark == (qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    apply_theme(qapp, "light")
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    assert not look().dark


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", list(Icon))
def test_every_icon_draws_in_the_colour_it_is_given(name: Icon) -> None:
    drawn = pixmap(name, LIGHT.danger.fill, 48).toImage()
    inked = [
        QColor(drawn.pixelColor(x, y))
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    ]
    assert len(inked) > 40
    if name is not Icon.APP:
        # Where strokes lie over each other, blending rounds a channel down by one.
        wanted = QColor(LIGHT.danger.fill)
        for ink in inked:
            assert abs(ink.red() - wanted.red()) <= 2
            assert abs(ink.green() - wanted.green()) <= 2
            assert abs(ink.blue() - wanted.blue()) <= 2


def test_the_theme_is_light_to_import() -> None:
    heavy = ("numpy", "pyqtgraph", "PySide6.QtMultimedia", "sqlite_utils", "msgspec")
    script = f"import sys, kneeline.ui.theme; print([m for m in {heavy!r} if m in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"
