"""The Settings page with real keys on real settings: in force at once, kept, and readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt, QTime, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kneeline import wording
from kneeline.app import locations
from kneeline.app.library.bookshelf import Bookshelf
from kneeline.app.notices import Notices
from kneeline.app.session.sounding import Sounding
from kneeline.app.settings import Choices, load
from kneeline.app.settings_desk import SettingsDesk
from kneeline.app.today.daily import Daily
from kneeline.coach.side import Side
from kneeline.journal import Profile, open_journal
from kneeline.playback.amount import Amount
from kneeline.playback.way import Way
from kneeline.ui import theme
from kneeline.ui.settings.page import SettingsPage
from kneeline.ui.theme import Look
from tests.first_start_house import StillClock
from tests.legible import clipped, outside, settle

NAMES = ("sound", "picture", "session", "language", "reminders", "yourself", "data", "about")


class Silent(Sounding):
    """A Sounding that opens no device: what it would play is counted."""

    def __init__(self, *parts: object) -> None:
        super().__init__(*parts)  # type: ignore[arg-type]  # what a Sounding takes
        self.heard: list[str] = []
        self.lack = ""
        self.found: tuple[tuple[str, str], ...] = ()

    def try_chime(self) -> None:
        self.heard.append("chime")

    def try_voice(self) -> None:
        self.heard.append("voice")

    def list_voices(self) -> None:
        self.heard.append("asked for voices")

    def voices(self) -> tuple[tuple[str, str], ...]:
        return self.found

    @property
    def trouble(self) -> str:
        return self.lack


class Autostart:
    """Starting with the system, as a refusing or an obliging computer has it."""

    def __init__(self, refuses: str = "") -> None:
        self.on, self._refuses = False, refuses

    def turn(self, *, on: bool) -> str:
        self.on = on and not self._refuses
        return self._refuses


class House:
    """The page, and everything it changes."""

    def __init__(self, qtbot: QtBot, data: Path, app: QApplication, starts: Autostart) -> None:
        self.qtbot = qtbot
        self.notices = Notices(app)
        self.places = locations.find(data)
        self.choices = Choices(self.places.settings, self.notices.tell)
        clock = StillClock()
        self.journal = open_journal(self.places.journal, wall_clock=clock.wall)
        shelf = Bookshelf(self.places, self.notices)
        daily = Daily(self.journal, shelf, self.places, self.notices, clock, self.choices)
        self.sounding = Silent(self.places.resources / "sounds", self.choices, self.notices)
        self.desk = SettingsDesk(
            app,
            self.journal,
            places=self.places,
            choices=self.choices,
            notices=self.notices,
            bookshelf=shelf,
            daily=daily,
            sounding=self.sounding,
            starts_with_system=starts,
        )
        self.changed: list[frozenset[str]] = []
        self.desk.changed.connect(self.changed.append)
        self.page: SettingsPage = self.desk.make_page()
        qtbot.addWidget(self.page)

    def show(self, width: int = 1180, height: int = 740) -> None:
        self.page.resize(width, height)
        self.page.show()
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        settle()

    def kept(self, name: str) -> object:
        """What the next start will read."""
        settings, problem = load(self.places.settings)
        assert not problem
        return getattr(settings, name)

    def control(self, kind: type[QWidget], name: str) -> QWidget:
        [found] = [
            each
            for each in self.page.findChildren(kind)
            if each.accessibleName() == name or getattr(each, "text", str)() == name
        ]
        return found

    def pick(self, name: str, words: str) -> None:
        """Choose an entry of a list by keyboard."""
        combo = self.control(QComboBox, name)
        assert isinstance(combo, QComboBox)
        there = combo.findText(words)
        assert there >= 0, [combo.itemText(each) for each in range(combo.count())]
        combo.setFocus()
        step = Qt.Key.Key_Down if there > combo.currentIndex() else Qt.Key.Key_Up
        while combo.currentIndex() != there:
            self.qtbot.keyClick(combo, step)

    def words(self) -> str:
        return " ".join(
            each.text() for each in self.page.findChildren(QLabel) if each.isVisibleTo(self.page)
        )


@pytest.fixture
def build(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Callable[..., House]]:
    built: list[House] = []

    def make(starts: Autostart | None = None) -> House:
        built.append(House(qtbot, tmp_path / "data", qapp, starts or Autostart()))
        return built[-1]

    yield make
    for each in built:
        each.journal.close()
    theme.apply_theme(qapp, "light")


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    house = build()
    house.show()
    return house


@pytest.mark.parametrize(
    ("section", "name", "words", "setting", "value"),
    [
        ("sound", "Chimes are played by", "The system's player", "sound", Way.PLAYSOUND3),
        ("sound", "Chimes are played by", "No chimes", "sound", Way.OFF),
        ("sound", "What is said", "Everything", "voice", Amount.EVERYTHING),
        ("sound", "What is said", "Nothing", "voice", Amount.NOTHING),
        ("picture", "Text size", "125 %", "text_scale", 1.25),
        ("picture", "Colours", "Dark", "theme", "dark"),
        ("picture", "Motion", "As little as can be", "motion", "reduced"),
        ("language", "Language", "English", "language", "en"),
        ("language", "Distances", "Miles", "units", "miles"),
    ],
)
def test_a_choice_of_a_list_is_kept(
    house: House, section: str, name: str, words: str, setting: str, value: object
) -> None:
    house.page.open(section)
    house.pick(name, words)
    assert getattr(house.choices.now, setting) == value
    assert house.kept(setting) == value
    assert {setting} in house.changed


@pytest.mark.parametrize(
    ("section", "name", "setting", "steps", "value"),
    [
        ("sound", "Volume of the chimes", "volume", -2, 0.7),
        ("sound", "Volume of the voice", "voice_volume", -1, 0.95),
        ("sound", "Speed", "voice_rate", 3, 0.3),
        ("session", "Time to change position", "changeover", 4, 2.0),
        ("session", "Time to change position", "changeover", -9, 0.5),
    ],
)
def test_a_slider_is_moved_by_keys_and_kept(
    house: House, section: str, name: str, setting: str, steps: int, value: float
) -> None:
    house.page.open(section)
    slider = house.control(QSlider, name)
    for _time in range(abs(steps)):
        house.qtbot.keyClick(slider, Qt.Key.Key_Right if steps > 0 else Qt.Key.Key_Left)
    assert house.kept(setting) == pytest.approx(value)
    assert slider.accessibleDescription() in house.words()


@pytest.mark.parametrize(
    ("section", "name", "setting", "value"),
    [
        ("sound", "All sound off", "muted", True),
        ("picture", "Draw on the clips", "marks", False),
        ("reminders", "Stay in the tray", "tray", True),
    ],
)
def test_a_switch_is_turned_by_space_and_kept(
    house: House, section: str, name: str, setting: str, *, value: bool
) -> None:
    house.page.open(section)
    house.qtbot.keyClick(house.control(QAbstractButton, name), Qt.Key.Key_Space)
    assert house.kept(setting) is value


def test_the_text_grows_at_once(house: House) -> None:
    house.page.open("picture")
    before = theme.look().body_points
    house.pick("Text size", "200 %")
    assert theme.look().body_points == pytest.approx(before * 2)
    house.pick("Colours", "Dark")
    assert theme.look().dark


def test_motion_is_in_force_at_once(house: House) -> None:
    house.page.open("picture")
    house.pick("Motion", "As little as can be")
    assert not theme.may_move()
    house.pick("Motion", "Things may move")
    assert theme.may_move()


def test_chimes_and_voice_can_be_tried(house: House) -> None:
    for words in ("Play a chime", "Say a sentence"):
        house.qtbot.keyClick(house.control(QPushButton, words), Qt.Key.Key_Space)
    assert house.sounding.heard == ["asked for voices", "chime", "voice"]
    house.desk.change(muted=True)
    house.page.refresh()
    assert not house.control(QPushButton, "Play a chime").isEnabled()


def test_voices_come_when_they_are_known(house: House) -> None:
    house.sounding.found = (("Anna", "de_DE"), ("Daniel", "en_GB"))
    house.sounding.voices_changed.emit()
    house.pick("Voice", "Daniel, United Kingdom")
    assert house.kept("voice_name") == "Daniel"
    house.sounding.found = ()
    house.sounding.voices_changed.emit()
    combo = house.control(QComboBox, "Voice")
    assert isinstance(combo, QComboBox)
    assert combo.currentText() == "Daniel", "a voice that is not found is not forgotten"


def test_without_a_voice_it_says_how_to_get_one(house: House) -> None:
    house.sounding.lack = "This computer has no voice yet. Install one."
    house.sounding.voices_changed.emit()
    settle()
    assert "Install one." in house.words()


def test_reminders_have_days_and_a_time(house: House) -> None:
    house.page.open("reminders")
    for day in (1, 5):
        name = QLocale().dayName(day, QLocale.FormatType.LongFormat)
        house.qtbot.keyClick(house.control(QAbstractButton, name), Qt.Key.Key_Space)
    field = house.control(QAbstractSpinBox, "At")
    field.setProperty("time", QTime(7, 30))
    assert house.kept("reminder_days") == {1, 5}
    assert house.kept("reminder_time") == time(7, 30)


def test_starting_with_the_system_is_asked_of_the_system(build: Callable[..., House]) -> None:
    starts = Autostart()
    house = build(starts)
    house.show()
    house.page.open("reminders")
    box = house.control(QAbstractButton, "Start with the computer")
    assert isinstance(box, QAbstractButton)
    assert not box.isChecked()
    house.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert starts.on


def test_a_system_that_refuses_is_quoted(build: Callable[..., House]) -> None:
    house = build(Autostart("The folder for that takes no files."))
    house.show()
    house.page.open("reminders")
    box = house.control(QAbstractButton, "Start with the computer")
    house.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "takes no files" in house.words()


def test_without_a_tray_the_setting_says_what_closing_does(house: House) -> None:
    house.show()
    house.page.open("reminders")
    assert "Your desktop shows no tray, so closing the window closes Kneeline." in house.words()
    box = house.control(QAbstractButton, "Stay in the tray")
    assert isinstance(box, QAbstractButton)
    house.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert house.kept("tray") is True  # for the day on which the desktop has one


def test_what_the_next_start_reads_says_so(house: House) -> None:
    house.page.open("language")
    assert "in force when you next start" not in house.words()
    house.pick("Distances", "Miles")
    assert "in force when you next start" in house.words()
    house.pick("Distances", "As usual in my country")
    assert "in force when you next start" not in house.words()


def test_every_language_with_a_catalogue_is_offered_by_its_own_name(house: House) -> None:
    house.page.open("language")
    combo = house.control(QComboBox, "Language")
    assert isinstance(combo, QComboBox)
    offered = [combo.itemData(each) for each in range(combo.count())]
    assert offered == ["", *wording.languages(house.places.resources / "locale")]


def test_the_profile_is_written_answer_by_answer(house: House) -> None:
    house.journal.write_profile(Profile(runner=True, have=frozenset({"roller", "floor"})))
    house.page.open("yourself")
    for words in ("Loop band", "Foam roller"):
        house.qtbot.keyClick(house.control(QAbstractButton, words), Qt.Key.Key_Space)
    house.qtbot.keyClick(
        house.control(QAbstractButton, "Which knee hurts?: Both"), Qt.Key.Key_Space
    )
    age = house.control(QAbstractSpinBox, "Your age in years")
    house.qtbot.mouseClick(age, Qt.MouseButton.LeftButton)
    settle()
    house.qtbot.keyClicks(age, "51")
    house.qtbot.keyClick(age, Qt.Key.Key_Return)
    profile = house.journal.profile()
    assert profile is not None
    assert profile.have == {"band", "floor"}
    assert profile.knees == frozenset(Side)
    assert profile.age == 51
    assert profile.runner is True


def test_what_was_told_elsewhere_is_shown(house: House) -> None:
    house.page.open("yourself")
    house.journal.write_profile(
        Profile(
            age=60,
            knees=frozenset({Side.LEFT}),
            runner=False,
            have=frozenset({"mat"}),
            minutes=30.0,
        )
    )
    house.page.refresh()
    told = {each.text() for each in house.page.findChildren(QAbstractButton) if each.isChecked()}
    assert {"Mat", "Left", "No", "30 minutes"} <= told
    assert "Foam roller" not in told
    age = house.control(QAbstractSpinBox, "Your age in years")
    assert age.property("value") == 60


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Back up now", "back_up_asked"),
        ("Bring a backup back…", "restore_asked"),
        ("Export…", "export_asked"),
        ("Import…", "import_asked"),
    ],
)
def test_what_is_to_be_done_with_the_data_is_asked_for(
    house: House, words: str, signal: str
) -> None:
    house.page.open("data")
    with house.qtbot.waitSignal(getattr(house.page, signal), timeout=1000):
        house.qtbot.keyClick(house.control(QPushButton, words), Qt.Key.Key_Space)
    house.page.say("Backed up.")
    settle()
    assert "Backed up." in house.words()


class Files(QWidget):
    """Takes folders that are opened, in the system's stead."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)


def test_the_folder_is_shown_and_opened(house: House, qtbot: QtBot) -> None:
    files = Files()
    qtbot.addWidget(files)
    QDesktopServices.setUrlHandler("file", files, "take")
    house.page.open("data")
    house.qtbot.keyClick(house.control(QPushButton, "Open the folder"), Qt.Key.Key_Space)
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(each.toLocalFile()) for each in files.opened] == [house.places.data]
    assert str(house.places.data) in house.words().replace("\u200b", "")
    house.qtbot.keyClick(house.control(QPushButton, "Copy its path"), Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == str(house.places.data)


def test_about_names_version_sources_and_licences(house: House) -> None:
    house.page.open("about")
    assert "does not diagnose" in house.words()
    assert "never looks for a newer version" in house.words()
    house.qtbot.keyClick(house.control(QPushButton, "Show the sources"), Qt.Key.Key_Space)
    sources = house.control(QPlainTextEdit, "Sources")
    assert isinstance(sources, QPlainTextEdit)
    assert "Willy and others 2019" in sources.toPlainText()
    house.qtbot.keyClick(house.control(QPushButton, "Show the licences"), Qt.Key.Key_Space)
    licence = house.control(QPlainTextEdit, "Licence")
    assert isinstance(licence, QPlainTextEdit)
    assert licence.toPlainText().startswith("MIT License")
    part = house.control(QComboBox, "Part")
    assert isinstance(part, QComboBox)
    for _entry in range(part.count() - 1):
        before = licence.toPlainText()
        house.qtbot.keyClick(part, Qt.Key.Key_Down)
        assert licence.toPlainText()
    assert before


def test_without_reports_no_folder_is_opened_and_that_is_said(house: House) -> None:
    house.page.open("about")
    button = house.control(QPushButton, "Open the folder of reports")
    house.qtbot.keyClick(button, Qt.Key.Key_Space)
    assert "nothing of ours has failed here" in house.words()


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1180, 740, 1.0), (1080, 700, 2.0), (560, 560, 2.0)]
)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_clipped(
    build: Callable[..., House],
    dress: Callable[..., Look],
    name: str,
    width: int,
    height: int,
    scale: float,
) -> None:
    dress("light", scale)
    house = build()
    house.sounding.lack = "This computer has no voice yet. " * 3
    house.show(width, height)
    section = house.page.open(name)
    settle()
    narrow = [] if width > 600 else [each.currentText() for each in section.findChildren(QComboBox)]
    cut = [each for each in clipped(section) if each not in narrow and "\u200b" not in each]
    assert cut == []
    assert outside(section.content) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_and_a_role(house: House, name: str) -> None:
    section = house.page.open(name)
    settle()
    found = 0
    for control in section.findChildren(QWidget):
        if control.focusPolicy() is Qt.FocusPolicy.NoFocus or not control.isVisibleTo(section):
            continue
        if control.parentWidget() is not None and isinstance(
            control.parentWidget(), QAbstractSpinBox
        ):
            continue
        told = QAccessible.queryAccessibleInterface(control)
        assert told is not None
        assert told.text(QAccessible.Text.Name), control
        found += 1
    assert found


def test_tab_reaches_every_control_of_a_section(house: House) -> None:
    section = house.page.open("sound")
    settle()
    wanted = {
        each
        for each in section.findChildren(QWidget)
        if isinstance(each, (QAbstractButton, QComboBox, QSlider))
        and each.isVisibleTo(section)
        and each.isEnabled()
    }
    reached: set[QWidget] = set()
    next(iter(wanted)).setFocus()
    for _press in range(40):
        here = house.page.focusWidget()
        if here is not None:
            reached.add(here)
            house.qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert wanted <= reached


def test_sections_are_a_list_beside_or_a_list_above(house: House) -> None:
    assert house.control(QPushButton, "Reminders").isVisible()
    house.page.resize(560, 560)
    settle()
    assert not house.control(QPushButton, "Reminders").isVisible()
    house.pick("Section", "Your data")
    settle()
    assert "Where it lies" in house.words()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
