"""The Library page, shown in a window over a person's house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneeline.ui.library.page import LibraryPage
from kneeline.ui.theme import apply_theme
from tests.legible import settle
from tests.library_house import House


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def show(qtbot: QtBot, house: House) -> Callable[[], LibraryPage]:
    """Show the page over the house as it stands then."""

    def shown() -> LibraryPage:
        page = LibraryPage(house.source())
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        qtbot.waitUntil(lambda: not page.filling)
        settle()
        return page

    return shown


@pytest.fixture
def page(show: Callable[[], LibraryPage]) -> LibraryPage:
    return show()
