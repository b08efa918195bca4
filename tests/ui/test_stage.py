"""The stage shows the most pressing thing, and every screen of a session is legible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kneeline.app.tour.clock import SimulatedClock
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.session import SessionEngine
from kneeline.coach.timeline import Question, SegmentKind
from kneeline.playback.films import FilmShelf
from kneeline.ui.player.banner import Banner
from kneeline.ui.player.conductor import Conductor
from kneeline.ui.player.dial import Dial
from kneeline.ui.player.interruptions import LeavePanel
from kneeline.ui.player.keys_card import KeysCard
from kneeline.ui.player.page import PlayerPage
from kneeline.ui.player.questions import FeltQuestion, panel_for
from kneeline.ui.player.scale import HUGE, LARGE, SMALLEST
from kneeline.ui.player.stage import Stage
from kneeline.ui.theme import Look, Scheme
from kneeline.ui.tokens import LIGHT
from tests.clips import demonstration
from tests.coached import LIBRARY, attending, hurt_panel
from tests.legible import (
    SIZES,
    clipped,
    extent,
    glyph_height,
    outside,
    overlapping,
    settle,
    smallest_text,
    texts,
)
from tests.mini import DAY

pytestmark = pytest.mark.qt_log_ignore("No RHI backend")

DAILY = lay_out(draw_up(LIBRARY.programmes["daily"], LIBRARY.exercises, History(), DAY))


# -- what comes first ------------------------------------------------------------------------------


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    stage = Stage(QLabel("movement"))
    qtbot.addWidget(stage)
    stage.resize(1366, 600)
    stage.show()
    return stage


def on_top(stage: Stage) -> str:
    return type(stage.currentWidget()).__name__


def test_an_interruption_comes_before_a_question_before_the_movement(stage: Stage) -> None:
    seen = [on_top(stage)]
    stage.ask(panel_for(Question.FELT_WHERE))
    seen.append(on_top(stage))
    stage.interrupt(hurt_panel())
    seen.append(on_top(stage))
    stage.interrupt(None)
    seen.append(on_top(stage))
    stage.ask(None)
    seen.append(on_top(stage))
    assert seen == ["QLabel", "FeltQuestion", "HurtPanel", "FeltQuestion", "QLabel"]


def test_a_question_that_comes_meanwhile_waits_behind_the_interruption(stage: Stage) -> None:
    stage.interrupt(LeavePanel())
    stage.ask(panel_for(Question.CHECK_OUT))
    assert on_top(stage) == "LeavePanel"
    assert stage.asking is stage.interruption
    stage.interrupt(None)
    assert on_top(stage) == "PainQuestion"


def test_the_next_question_takes_the_place_of_the_last_which_goes(stage: Stage) -> None:
    first, second = FeltQuestion(), FeltQuestion()
    stage.ask(first)
    stage.ask(second)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(first)
    assert stage.asking is second
    assert stage.count() == 2


@pytest.mark.parametrize("height", [720, 1440])
def test_a_panel_has_the_size_of_the_window_it_comes_into(stage: Stage, height: int) -> None:
    stage.scale_to(height)
    panel = hurt_panel()
    stage.interrupt(panel)
    settle()
    title = panel.findChildren(QLabel)[0]
    assert title.font().pixelSize() == round(height * LARGE)
    stage.scale_to(2 * height)
    settle()
    assert title.font().pixelSize() == round(2 * height * LARGE)


# -- every screen of a session ---------------------------------------------------------------------


class Evening:
    """The player with the real library and the real clip area, on simulated time."""

    def __init__(self, qtbot: QtBot, films: Path, size: tuple[int, int]) -> None:
        self.clock = SimulatedClock(datetime(2026, 3, 2, 18, 30, tzinfo=UTC))
        self.conductor = Conductor(SessionEngine(DAILY), self.clock)
        self.clip = demonstration(FilmShelf(films))
        self.page = PlayerPage(self.conductor, attending(), self.clip, self.clip)
        self.height = size[1]
        qtbot.addWidget(self.page)
        self.page.resize(*size)
        self.page.show()
        self.page.start()
        settle()

    def segments(self) -> Iterator[SegmentKind]:
        """Go through the session by skipping, a second into each segment."""
        while not self.conductor.engine.finished:
            self.clock.pass_by(1.0)
            self.conductor.look()
            settle()
            yield self.conductor.engine.segment.kind
            self.conductor.skip()

    def flaws(self) -> list[str]:
        """What a person could not read on the screen of now."""
        page = self.page
        found = [f"clipped: {each}" for each in clipped(page)]
        found += [f"outside: {each}" for each in outside(page)]
        found += [f"overlapping: {one} / {other}" for one, other in overlapping(page)]
        for widget, words in texts(page):
            # Rounded to whole pixels, as fonts are.
            if widget.font().pixelSize() < round(self.height * SMALLEST):
                found.append(f"too small: {words}")
        return found


@pytest.mark.parametrize("size", SIZES)
def test_every_screen_of_the_whole_session_is_legible(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    evening = Evening(qtbot, tmp_path, size)
    flaws: dict[str, str] = {}
    kinds = set()
    for kind in evening.segments():
        kinds.add(kind)
        flaws |= dict.fromkeys(evening.flaws(), kind.value)
    assert kinds == set(SegmentKind)
    assert flaws == {}


@pytest.mark.parametrize("size", SIZES)
def test_interruptions_in_a_session_are_legible(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    evening = Evening(qtbot, tmp_path, size)
    kinds = evening.segments()
    while next(kinds) is not SegmentKind.WORK:
        pass
    flaws = {}
    for keys in ("r", "+", " ", " ", "h", "l", "7", " "):
        qtbot.keyClicks(evening.page, keys)
        settle()
        flaws[keys] = evening.flaws()
    qtbot.keyClick(evening.page, Qt.Key.Key_Escape)
    settle()
    flaws["Esc"] = evening.flaws()
    assert {key: each for key, each in flaws.items() if each} == {}


@pytest.mark.parametrize("size", SIZES)
def test_the_card_of_all_keys_is_legible(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    evening = Evening(qtbot, tmp_path, size)
    qtbot.keyClicks(evening.page, "?")
    settle()
    [card] = evening.page.findChildren(KeysCard)
    assert clipped(card) == []
    assert outside(card) == []
    assert overlapping(card) == []
    assert smallest_text(card) >= round(size[1] * SMALLEST)
    clip = evening.clip
    assert card.geometry().right() < evening.page.width() * 0.75, "it hides the number"
    assert clip.width() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_persons_own_text_size_breaks_no_screen_of_a_session(
    dress: Callable[..., Look], qtbot: QtBot, tmp_path: Path, scheme: Scheme
) -> None:
    dress(scheme, 2.0)
    evening = Evening(qtbot, tmp_path, (1366, 768))
    flaws: dict[str, str] = {}
    for kind in evening.segments():
        flaws |= dict.fromkeys(evening.flaws(), kind.value)
    assert flaws == {}


@pytest.mark.parametrize("size", SIZES)
def test_a_form_cue_is_a_sixteenth_high_on_the_page(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    evening = Evening(qtbot, tmp_path, size)
    kinds = evening.segments()
    while next(kinds) is not SegmentKind.WORK:
        pass
    [banner] = evening.page.findChildren(Banner)
    assert banner.words
    painted = extent(banner.grab().toImage(), LIGHT.text)
    assert painted.height() >= glyph_height(banner, banner.words, size[1] * LARGE) - 2


@pytest.mark.parametrize("size", SIZES)
def test_the_number_of_a_set_is_a_sixth_high_on_the_page(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    evening = Evening(qtbot, tmp_path, size)
    kinds = evening.segments()
    while next(kinds) is not SegmentKind.WORK:
        pass
    [dial] = evening.page.findChildren(Dial)
    painted = extent(dial.grab().toImage(), LIGHT.text)
    assert painted.height() >= glyph_height(dial, "8", size[1] * HUGE) - 2
