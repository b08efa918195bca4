"""A window with the Runs page in it, a journal behind it, and simulated time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kneeline.app import locations
from kneeline.app.notices import Notices
from kneeline.app.running.desk import RunningDesk
from kneeline.app.session.player_desk import PlayerDesk
from kneeline.app.session.sounding import Sounding
from kneeline.app.settings import Choices
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.pain import Moment, PainScore
from kneeline.coach.past import DoneRun
from kneeline.coach.side import Side
from kneeline.journal import open_journal
from kneeline.library.rules import coaching
from kneeline.playback.amount import Amount
from kneeline.playback.metronome import MetronomeSound
from kneeline.playback.way import Way
from kneeline.ui.icons import Icon
from kneeline.ui.runs.page import RunsPage
from kneeline.ui.window import MainWindow, Place
from tests.coached import LIBRARY, RESOURCES
from tests.legible import settle

NOW = datetime(2026, 3, 20, 18, 30, tzinfo=UTC)
COACHING = coaching(RESOURCES, LIBRARY)
QUIET_KNEES = {Side.LEFT: 1, Side.RIGHT: 0}


class House:
    """A window with the Runs page in it, and a journal behind."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.clock = SimulatedClock(NOW)
        self.journal = open_journal(folder / "journal.db", wall_clock=self.clock.wall)
        self.notices = Notices()
        self.choices = Choices(folder / "settings.json", self.notices.tell)
        self.choices.change(sound=Way.OFF, voice=Amount.NOTHING)
        self.window = MainWindow((Place("Runs", Icon.RUNS, self._make),))
        qtbot.addWidget(self.window)
        places = locations.find(folder)
        sounding = Sounding(places.resources / "sounds", self.choices, self.notices)
        self.desk = RunningDesk(
            self.window,
            self.journal,
            COACHING,
            places=places,
            choices=self.choices,
            notices=self.notices,
            clock=self.clock,
            have=frozenset,
            desk=PlayerDesk(
                self.window, choices=self.choices, notices=self.notices, sounding=sounding
            ),
        )
        self.qtbot = qtbot

    def _make(self) -> RunsPage:
        return self.desk.make_page()

    def open(self) -> RunsPage:
        page = self.window.open_page(0)
        assert isinstance(page, RunsPage)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.waitUntil(lambda: not self.desk.filling)
        settle()
        return page

    def quiet_week(self, days: int = 7) -> None:
        for back in range(days):
            for knee, score in QUIET_KNEES.items():
                at = NOW - timedelta(days=back, hours=9)
                self.journal.log_pain(PainScore(knee, Moment.NEXT_MORNING, score), at=at)

    def runs(self, *back_and_stage: tuple[int, int], worst: int = 1) -> None:
        """Write quiet runs down after the gate was passed, so many days ago, at a stage."""
        self.quiet_week(20)
        self.journal.gate_passed({"hops": True}, at=NOW - timedelta(days=19))
        for back, number in back_and_stage:
            stage = COACHING.runs.stage(number)
            assert stage is not None
            run = DoneRun(
                NOW - timedelta(days=back),
                stage.running,
                stage=number,
                before=QUIET_KNEES,
                worst={**QUIET_KNEES, Side.LEFT: worst},
                hour_after=QUIET_KNEES,
            )
            self.journal.log_run(run)

    def pass_by(self, minutes: float) -> None:
        """Live on, a second at a time: the session notices longer gaps."""
        assert self.desk.conductor is not None
        for _second in range(round(minutes * 60)):
            self.clock.pass_by(1)
            self.desk.conductor.look()
        settle()

    def leave(self) -> None:
        """Let go of what sounds and of the journal."""
        for each in self.desk.media():
            each.stop()
            if isinstance(each, MetronomeSound):
                assert each.wait(5000)
        self.journal.close()


def words(page: QWidget) -> str:
    settle()
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def field(page: QWidget, name: str) -> QLineEdit:
    return next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == name)


def box(page: QWidget, name: str) -> QComboBox:
    return next(each for each in page.findChildren(QComboBox) if each.accessibleName() == name)


def button(page: QWidget, text: str) -> QPushButton:
    return next(
        each for each in page.findChildren(QPushButton) if each.text() == text and each.isVisible()
    )
