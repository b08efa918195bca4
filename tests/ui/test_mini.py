"""The mini player: one session, one player, in a small window; and the mirror in a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kneeline.app.session.mirroring import Mirroring
from kneeline.app.session.shrinking import Shrinking
from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.session import SessionEngine
from kneeline.coach.timeline import SegmentKind
from kneeline.playback.films import FilmShelf
from kneeline.ui.player.banner import Banner
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.dial import Dial
from kneeline.ui.player.interruptions import HurtPanel
from kneeline.ui.player.mini import MiniPlayer
from kneeline.ui.player.mirror import Mirror
from kneeline.ui.player.page import PlayerPage
from kneeline.ui.player.side_badge import SideBadge
from kneeline.ui.theme import Look
from kneeline.ui.window import MainWindow
from tests.clips import demonstration
from tests.coached import attending
from tests.legible import settle
from tests.mini import ALL_FOUR, EXERCISES

pytestmark = pytest.mark.qt_log_ignore("No RHI backend", "does not support raise")

VIDEOS = Path(__file__).parents[2] / "videos"


class Evening:
    """A window with a player in it, amid the first set."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.clock = SimulatedClock(datetime(2026, 3, 2, 18, 30, tzinfo=UTC))
        self.conductor = Conductor(SessionEngine(ALL_FOUR), self.clock)
        self.shown = demonstration(FilmShelf(VIDEOS))
        self.page = PlayerPage(self.conductor, attending(EXERCISES), self.shown, self.shown)
        self.window = MainWindow(())
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.show_alone(self.page)
        self.shrinking = Shrinking(self.window, self.conductor, self.page, self.shown)
        self.mirroring = Mirroring(self.page)
        self.page.start()
        while self.conductor.engine.segment.kind is not SegmentKind.WORK:
            self.conductor.skip()
        settle()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.mini or self.page, key)
        settle()

    @property
    def mini(self) -> MiniPlayer | None:
        return self.shrinking._mini

    def small(self) -> MiniPlayer:
        self.press(Qt.Key.Key_N)
        assert self.mini is not None
        return self.mini


@pytest.fixture
def evening(qtbot: QtBot) -> Iterator[Evening]:
    evening = Evening(qtbot)
    yield evening
    # Nobody else closes what is small: it would stand in the way of the tests after.
    if evening.mini is not None and isValid(evening.mini):
        evening.mini.hide()
        evening.mini.deleteLater()


def test_n_makes_it_small_and_large_again(evening: Evening) -> None:
    mini = evening.small()
    assert mini.isVisible()
    assert not evening.window.isVisible()
    assert mini.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert mini.isAncestorOf(evening.shown.pair)
    evening.press(Qt.Key.Key_N)
    assert evening.mini is None
    assert evening.window.isVisible()
    assert evening.page.isAncestorOf(evening.shown.pair)


def test_it_shows_cue_number_and_side(evening: Evening) -> None:
    mini = evening.small()
    [dial], [banner], [side] = (
        mini.findChildren(Dial),
        mini.findChildren(Banner),
        mini.findChildren(SideBadge),
    )
    before = dial.accessibleName()
    evening.clock.pass_by(1)
    evening.conductor.look()
    assert before
    assert dial.accessibleName() != before
    assert banner.words == evening.page.banner_text
    assert side.accessibleName() in {"LEFT", "RIGHT"}


def test_its_keys_and_buttons_are_the_players(evening: Evening) -> None:
    mini = evening.small()
    evening.press(Qt.Key.Key_Space)
    assert evening.conductor.engine.paused
    buttons = {each.accessibleName(): each for each in mini.findChildren(QPushButton)}
    buttons["Go on"].click()
    [dial] = mini.findChildren(Dial)
    assert dial.accessibleName().startswith("3"), "three, two, one, and go"
    for _second in range(4):
        evening.clock.pass_by(1)
        evening.conductor.look()
    assert not evening.conductor.engine.paused
    before = evening.conductor.engine.index
    buttons["Skip"].click()
    assert evening.conductor.engine.index > before
    evening.press(Qt.Key.Key_Left)
    assert evening.conductor.engine.index <= before + 1


def test_what_hurts_is_asked_in_the_window_which_then_goes_again(evening: Evening) -> None:
    evening.small()
    evening.press(Qt.Key.Key_H)
    evening.conductor.look()
    assert isinstance(evening.page.asking, HurtPanel)
    assert evening.window.isVisible()
    assert evening.mini is None
    evening.press(Qt.Key.Key_Escape)
    evening.conductor.look()
    assert evening.mini is not None
    assert not evening.window.isVisible()


def test_closing_it_brings_the_player_back_and_ends_nothing(evening: Evening) -> None:
    mini = evening.small()
    mini.close()
    settle()
    assert evening.mini is None
    assert evening.window.isVisible()
    assert not evening.conductor.engine.finished


def test_a_window_that_somebody_else_brings_back_has_its_picture_again(evening: Evening) -> None:
    evening.small()
    evening.window.show()
    settle()
    assert evening.mini is None
    assert evening.page.isAncestorOf(evening.shown.pair)


def test_it_gives_way_when_the_session_is_over(evening: Evening) -> None:
    evening.small()
    evening.shrinking.end()
    assert evening.window.isVisible()
    assert evening.mini is None


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
def test_nothing_in_it_is_cut_or_without_a_name(
    evening: Evening, dress: Callable[..., Look], text_scale: float
) -> None:
    dress("dark", text_scale)
    mini = evening.small()
    for size in ((1, 1), (480, 340), (800, 500)):
        mini.resize(*size)
        settle()
        for button in mini.findChildren(QPushButton):
            assert button.accessibleName()
            assert mini.rect().contains(button.geometry())
            assert button.width() >= button.iconSize().width()


def test_c_shows_the_mirror_beside_the_clip_and_takes_it_away(evening: Evening) -> None:
    evening.press(Qt.Key.Key_C)
    [mirror] = evening.page.findChildren(Mirror)
    assert mirror.isVisible()
    assert evening.mirroring.camera._on
    evening.press(Qt.Key.Key_C)
    assert not evening.mirroring.camera._on
    assert not any(each.isVisible() for each in evening.page.findChildren(Mirror))


def test_the_session_goes_on_without_a_camera(evening: Evening) -> None:
    evening.press(Qt.Key.Key_C)
    evening.clock.pass_by(1)
    evening.conductor.look()
    assert not evening.conductor.engine.paused
    evening.press(Qt.Key.Key_Space)
    assert evening.conductor.engine.paused
