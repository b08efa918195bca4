"""Out of sight and back: the tray, reminders on simulated time, and leaving for good."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from kneeline.app.settings import Choices
from kneeline.app.system.background import Background
from kneeline.app.system.notifying import Notifier
from kneeline.app.system.reminding import DayAsItIs
from kneeline.app.system.tray import Tray
from kneeline.ui.icons import Icon
from kneeline.ui.window import MainWindow, Place

pytestmark = [
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="notify-send is the way of Linux"
    ),
    # Headless Qt knows of no tray and no windows one before the other.
    pytest.mark.qt_log_ignore("systemTrayWindowChanged", "does not support raise"),
]

MONDAY = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)

NOTIFY = """#!/bin/sh
printf '%s\\n' "$*" >> "{said}"
printf '%s' "{answer}"
exit {code}
"""


class WallClock:
    """The clock on the wall, set by hand."""

    def __init__(self) -> None:
        self.now = MONDAY

    def monotonic(self) -> float:
        return self.now.timestamp()

    def wall(self) -> datetime:
        return self.now


class Desktop(Tray):
    """The tray of a desktop that has one, or not: headless Qt never has."""

    has_one = True

    @property
    @override
    def there(self) -> bool:
        return self.has_one


class House:
    """A window with its background, on a desktop whose `notify-send` writes down what it shows."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.clock = WallClock()
        self.day = DayAsItIs(minutes=25, morning_open=True)
        self.asked_for_day = 0
        self.heard: list[str] = []
        place = Place("Today", Icon.TODAY, lambda: QLabel("Today"))
        self.window = MainWindow((place,))
        self.window.open_page(0)
        self.window.closing.connect(lambda: self.heard.append("closing"))
        qtbot.addWidget(self.window)
        self.choices = Choices(folder / "settings.json", self.heard.append)
        self.tray = Desktop()
        self.program = folder / "notify-send"
        self.desktop_answers("")
        self.notifier = Notifier(self.window, self.tray, str(self.program))
        self.background = Background(
            self.window,
            choices=self.choices,
            clock=self.clock,
            day=self.look_at_day,
            tray=self.tray,
            notifier=self.notifier,
        )
        self.background.today_asked.connect(lambda: self.heard.append("today"))
        self.background.start_asked.connect(lambda: self.heard.append("start"))
        self.background.day_changed.connect(lambda: self.heard.append("another day"))

    def look_at_day(self) -> DayAsItIs:
        self.asked_for_day += 1
        return self.day

    def desktop_answers(self, answer: str, code: int = 0) -> None:
        said = self.folder / "said.txt"
        self.program.write_text(NOTIFY.format(said=said, answer=answer, code=code))
        self.program.chmod(0o700)

    def said(self) -> list[str]:
        path = self.folder / "said.txt"
        return path.read_text().splitlines() if path.exists() else []

    def wait_for(self, count: int) -> list[str]:
        self.qtbot.waitUntil(lambda: len(self.said()) == count)
        return self.said()

    def choose(self, **changed: object) -> None:
        self.choices.change(**changed)
        self.background.follow()

    def looks_at(self, moment: datetime) -> None:
        """Let the clock be looked at, with nobody before the window."""
        self.clock.now = moment
        self.window.hide()
        self.background.look()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    made = House(qtbot, tmp_path)
    yield made
    made.background.stop()
    QGuiApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def reminding(house: House) -> House:
    house.choose(reminder_days=frozenset({1}), reminder_time=time(18))
    return house


def test_an_evening_of_looking_reminds_once(reminding: House) -> None:
    for minutes in range(0, 6 * 60, 10):
        reminding.looks_at(MONDAY + timedelta(minutes=minutes))
    said = reminding.wait_for(1)
    assert "Your session of today It takes about 25 minutes." in said[0]
    assert reminding.choices.now.reminded == MONDAY.date()
    assert reminding.asked_for_day == 1


def test_the_next_start_does_not_say_it_again(reminding: House) -> None:
    reminding.choices.change(reminded=MONDAY.date())
    reminding.looks_at(MONDAY + timedelta(hours=1, minutes=5))
    assert reminding.asked_for_day == 0


def test_a_session_is_never_disturbed_and_the_reminder_comes_after_it(reminding: House) -> None:
    reminding.window.show_alone(QWidget())
    reminding.looks_at(MONDAY + timedelta(hours=1))
    assert reminding.asked_for_day == 0
    reminding.window.show_home()
    reminding.looks_at(MONDAY + timedelta(hours=2))
    assert "Your session of today" in reminding.wait_for(1)[0]


def test_a_day_that_is_done_is_not_reminded_of(reminding: House) -> None:
    reminding.day = DayAsItIs(minutes=10, trained=True)
    reminding.looks_at(MONDAY + timedelta(hours=1))
    assert reminding.choices.now.reminded is None


def test_the_morning_is_asked_about_once_and_a_press_shows_today(reminding: House) -> None:
    reminding.desktop_answers("default")
    for hour in (6, 7, 8, 11):
        reminding.looks_at((MONDAY + timedelta(days=1)).replace(hour=hour))
    assert "How are your knees this morning?" in reminding.wait_for(1)[0]
    reminding.qtbot.waitUntil(lambda: "today" in reminding.heard)
    assert reminding.window.isVisible()
    assert reminding.choices.now.asked == date(2026, 3, 3)


def test_a_press_in_a_session_brings_only_the_window(reminding: House) -> None:
    reminding.window.show_alone(QWidget())
    reminding.notifier.pressed.emit()
    assert reminding.window.isVisible()
    assert "today" not in reminding.heard


def test_who_sits_before_the_window_is_not_reminded(reminding: House) -> None:
    reminding.window.show()
    reminding.window.activateWindow()
    reminding.qtbot.waitUntil(reminding.window.isActiveWindow)
    reminding.clock.now = MONDAY + timedelta(hours=1)
    reminding.background.look()
    assert reminding.asked_for_day == 0


def test_another_day_is_told_once(house: House) -> None:
    for hours in (0, 8, 9):
        house.looks_at(MONDAY + timedelta(hours=hours))
    assert house.heard.count("another day") == 1


def test_closing_hides_it_and_says_so_the_first_time_only(house: House) -> None:
    house.choose(tray=True)
    for _time in range(2):
        house.background.begin()
        assert house.window.isVisible()
        house.window.close()
        assert not house.window.isVisible()
    assert "Kneeline is still running" in house.wait_for(1)[0]
    assert "closing" not in house.heard
    assert not QGuiApplication.quitOnLastWindowClosed()


@pytest.mark.parametrize("tray", [True, False])
def test_without_a_tray_or_without_wanting_it_closing_closes(house: House, tray: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    house.tray.has_one = not tray
    house.choose(tray=tray)
    house.background.begin()
    house.window.close()
    assert house.heard == ["closing"]
    assert QGuiApplication.quitOnLastWindowClosed()


def test_ctrl_q_leaves_for_good_though_the_tray_is_on(house: House) -> None:
    house.choose(tray=True)
    house.background.begin()
    house.window.activateWindow()
    house.qtbot.waitUntil(house.window.isActiveWindow)
    house.qtbot.keyClick(house.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert house.heard == ["closing"]
    assert not house.window.isVisible()


def test_the_menu_opens_starts_and_quits(house: House) -> None:
    house.choose(tray=True)
    actions = {each.text(): each for each in house.tray.menu.actions() if each.text()}
    assert list(actions) == ["Open Kneeline", "Start today's session", "Quit"]
    actions["Open Kneeline"].trigger()
    assert house.window.isVisible()
    house.window.close()
    actions["Start today's session"].trigger()
    assert house.window.isVisible()
    assert house.heard == ["start"]
    actions["Quit"].trigger()
    assert house.heard == ["start", "closing"]


def test_starting_hidden_opens_no_window(house: House) -> None:
    house.choose(tray=True)
    house.background.begin(hidden=True)
    assert not house.window.isVisible()


def test_starting_hidden_without_the_tray_is_a_button_in_the_taskbar(house: House) -> None:
    house.background.begin(hidden=True)
    assert house.window.isMinimized()


@pytest.mark.parametrize("program", ["too old", "missing"])
def test_where_notify_send_fails_nothing_breaks(house: House, program: str) -> None:
    if program == "missing":
        house.program.unlink()
    else:
        house.desktop_answers("", code=1)
    house.notifier.say("Title", "Words")
    house.qtbot.waitUntil(lambda: not house.notifier.waits)
    house.notifier.say("-Title", "--words that look like options")
    house.qtbot.waitUntil(lambda: not house.notifier.waits)


def test_quitting_from_the_system_closes_for_good(house: House) -> None:
    house.choose(tray=True)
    house.background.begin()
    house.window.expect_to_leave()
    house.window.close()
    assert house.heard == ["closing"]
