"""What tests of windows stand on: the light theme, and a way to dress in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.composition import Kneeline
from kneeline.app.settings import Settings, save
from kneeline.playback.amount import Amount
from kneeline.playback.way import Way
from kneeline.ui.clock import SystemClock
from kneeline.ui.theme import Look, Scheme, apply_theme
from tests.legible import settle


@pytest.fixture(scope="session", autouse=True)
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Callable[..., Look]]:
    """Dress the app in a scheme and a text size for one test."""

    def dress(scheme: Scheme, text_scale: float = 1.0) -> Look:
        return apply_theme(qapp, scheme, text_scale)

    yield dress
    # Widgets of tests before are gone for Qt only now; dressing them once more would take long.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    apply_theme(qapp, "light")


@pytest.fixture
def kneeline(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Kneeline]:
    """The whole window on an empty data folder, silent."""
    places = locations.find(tmp_path / "kneeline")
    locations.make_private(places.data)
    save(places.settings, Settings(sound=Way.OFF, voice=Amount.NOTHING, first_start="done"))
    made = Kneeline(qapp, places, SystemClock())
    # What is made ahead brings film and sound along, which this has no use for.
    made.ahead.drop()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    settle()
    yield made
    made.window.hide()
    made.save()
    made.deleteLater()
