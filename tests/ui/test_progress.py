"""The Progress page: cheap until it is shown, helpful when it is empty, whole at every size."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kneeline.coach.side import Side
from kneeline.insight.days import latest
from kneeline.insight.practice import practice
from kneeline.insight.strength import Norm
from kneeline.journal import Recorder, open_journal
from kneeline.ui.charts.board import Board
from kneeline.ui.charts.card import ChartCard
from kneeline.ui.progress import ALL_DAYS, FOUR_WEEKS, TWELVE_WEEKS, ProgressPage, ProgressSource
from kneeline.ui.theme import apply_theme
from kneeline.ui.tokens import LIGHT
from tests.mini import ALL_FOUR
from tests.synthetic import LADDERS, NAMES, TODAY, Life, by_day, comfort, life
from tests.unit.journal.sitting import Wall, record

# The offscreen platform says so of every window.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NORMS = (Norm("single-leg-bridges", "Single-leg bridges", "reps", 15, "kneeline-gate"),)


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, "light")


def source(lived: Life) -> ProgressSource:
    return ProgressSource(
        today=lambda: TODAY,
        pain=lambda: by_day(lived.pain),
        mornings=lambda: lived.pain,
        work=lambda: lived.sets,
        levels=lambda: lived.sets,
        felt=lambda: lived.felt,
        comfort=lambda first, last: comfort(lived, first, last),
        runs=lambda: lived.runs,
        self_tests=lambda: lived.self_tests,
        planned=lambda: lived.planned,
        paused=lambda: lived.paused,
        ladders=lambda: LADDERS,
        names=lambda: NAMES,
        norms=NORMS,
    )


def shown(qtbot: QtBot, lived: Life, width: int = 1166, height: int = 768) -> ProgressPage:
    page = ProgressPage(source(lived))
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    qtbot.waitUntil(lambda: bool(page.findChildren(Board)))
    QApplication.processEvents()
    return page


def board(page: ProgressPage) -> Board:
    (found,) = page.findChildren(Board)
    return found


def words(page: ProgressPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def range_button(page: ProgressPage, text: str) -> QPushButton:
    (found,) = [each for each in page.findChildren(QPushButton) if each.text() == text]
    return found


def titles(page: ProgressPage) -> list[str]:
    return [card.chart.title for card in page.findChildren(ChartCard) if card.isVisible()]


def test_importing_the_page_imports_neither_numpy_nor_pyqtgraph() -> None:
    script = (
        "import sys, kneeline.ui.progress;"
        "print([m for m in ('numpy', 'pyqtgraph', 'sqlite_utils') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.strip() == "[]"


def test_the_page_is_there_before_its_charts(qtbot: QtBot) -> None:
    page = ProgressPage(source(life(84)))
    qtbot.addWidget(page)
    page.show()
    assert "Drawing your charts …" in words(page)
    assert not page.findChildren(Board)
    qtbot.waitUntil(lambda: bool(page.findChildren(Board)))
    assert "Drawing your charts …" not in words(page)


def test_nothing_yet_names_what_will_come_and_hides_the_ranges(qtbot: QtBot) -> None:
    page = shown(qtbot, Life())
    assert titles(page) == []
    assert "Your charts begin with your first session" in words(page)
    assert "Each check-in adds a point for each knee" in words(page)
    assert "strength ladder" in words(page)
    assert not range_button(page, "12 weeks").isVisible()


def test_work_without_scores_still_asks_for_them(qtbot: QtBot) -> None:
    page = shown(qtbot, Life(sets=life(28).sets))
    assert titles(page)[:2] == ["Worst pain of the day", "Days you trained"]
    assert "Your first check-in puts the first points here" in words(page)
    assert "Still to come" in words(page)


def test_larger_text_while_the_page_is_open_gives_each_chart_its_own_row(
    qtbot: QtBot, qapp: QApplication
) -> None:
    page = shown(qtbot, life(84), width=1400)
    calendar, rolling = (board(page).cards[n] for n in (1, 2))
    assert calendar.y() == rolling.y()
    apply_theme(qapp, "light", 2.0)
    QApplication.processEvents()
    assert calendar.y() < rolling.y()


def test_twelve_weeks_show_every_chart(qtbot: QtBot) -> None:
    page = shown(qtbot, life(84))
    assert titles(page) == [
        "Worst pain of the day",
        "Days you trained",
        "Minutes of rolling",
        "Strength ladder",
        "Where you felt it",
        "How your exercises feel",
        "Self-tests",
        "The morning after a run",
    ]
    assert "Still to come" not in words(page)


@pytest.mark.parametrize(("days", "begins"), [(7, FOUR_WEEKS), (84, TWELVE_WEEKS)])
def test_the_range_begins_with_what_there_is(qtbot: QtBot, days: int, begins: int) -> None:
    low, high = board(shown(qtbot, life(days))).pain.plots.shown
    assert high - low == pytest.approx(begins, rel=0.15)


def test_ranges_are_chosen_by_keys_and_stay_chosen(qtbot: QtBot) -> None:
    page = shown(qtbot, life(3650))
    plots = board(page).pain.plots
    year = range_button(page, "1 year")
    year.setFocus()
    qtbot.keyClick(year, Qt.Key.Key_Space)
    low, high = plots.shown
    assert high - low == pytest.approx(365, rel=0.05)
    everything = range_button(page, "All")
    everything.setFocus()
    qtbot.keyClick(everything, Qt.Key.Key_Space)
    low, high = plots.shown
    assert high - low == pytest.approx(3650, rel=0.05)
    page.refresh()
    assert plots.shown == pytest.approx((low, high))
    assert page._range.days == ALL_DAYS


def test_every_chart_follows_a_range_that_is_chosen_while_they_are_drawn(qtbot: QtBot) -> None:
    page = shown(qtbot, life(365))
    qtbot.waitUntil(lambda: not page._work.working)
    page._stale = True
    page._refresh_once()
    assert page._work.working
    for words_of_range in ("All", "4 weeks"):
        range_button(page, words_of_range).click()
    assert page._work.working
    qtbot.waitUntil(lambda: not page._work.working)
    cards = board(page).cards
    low, high = board(page).pain.plots.shown
    assert high - low == pytest.approx(FOUR_WEEKS, rel=0.15)
    said = [card.chart.sentence() for card in cards]
    page.refresh()
    assert [card.chart.sentence() for card in cards] == said


def test_tab_visits_everything_once_and_by_name(qtbot: QtBot) -> None:
    page = shown(qtbot, life(84))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    start = range_button(page, "12 weeks")
    start.setFocus()
    visited = []
    for _press in range(40):
        here = QApplication.focusWidget()
        assert here is not None
        if here is start and visited:
            break
        visited.append(here.accessibleName())
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    charts = [card.chart.title for card in board(page).cards]
    by_days = {"Worst pain of the day", "Minutes of rolling"}
    expected = ["Show: 12 weeks", "Make the report for your physiotherapist"]
    for title in charts:
        expected += [f"{title}: as a table", f"{title}: save"]
        expected += [title] if title in by_days else []
    assert visited == expected


def test_arrows_choose_another_range(qtbot: QtBot) -> None:
    page = shown(qtbot, life(365))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    start = range_button(page, "12 weeks")
    start.setFocus()
    qtbot.keyClick(start, Qt.Key.Key_Right)
    low, high = board(page).pain.plots.shown
    assert high - low == pytest.approx(365, rel=0.05)


def test_charts_with_days_pan_together(qtbot: QtBot) -> None:
    page = shown(qtbot, life(365))
    pain, rolling = board(page).pain.plots, board(page).rolling.plots
    qtbot.keyClick(pain, Qt.Key.Key_PageUp)
    assert rolling.shown == pytest.approx(pain.shown)
    qtbot.keyClick(rolling, Qt.Key.Key_Plus)
    assert pain.shown == pytest.approx(rolling.shown)


def test_the_same_dots_are_not_drawn_twice(qtbot: QtBot) -> None:
    page = shown(qtbot, life(84))
    dots = [layer._dots.data for layer in board(page).pain._layers]
    assert all(each.size for each in dots)
    page.refresh()
    assert all(
        layer._dots.data is each for layer, each in zip(board(page).pain._layers, dots, strict=True)
    )


def test_the_dots_of_ten_years_are_ready_before_a_closer_look_a_knee_at_a_time(
    qtbot: QtBot,
) -> None:
    page = shown(qtbot, life(3650))
    chart = board(page).pain
    chart.show_span(latest(TODAY, 3650))
    assert chart.plots.bin_days > 1
    lived = life(3600)
    span = latest(TODAY, 3650)
    chart.draw_days(by_day(lived.pain), practice(lived.sets, lived.runs, span))
    laid = [
        sum(bool(layer._dots.data.size) for layer in chart._layers) for _step in chart.lay_dots()
    ]
    assert laid == [1, 2]
    dots = [layer._dots.data for layer in chart._layers]
    chart.show_span(latest(TODAY, 84))
    assert chart.plots.bin_days == 1
    assert all(layer._dots.data is each for layer, each in zip(chart._layers, dots, strict=True))


def test_whoever_comes_back_while_the_charts_are_made_sees_them_all_the_same(
    qtbot: QtBot,
) -> None:
    page = ProgressPage(source(life(28)))
    qtbot.addWidget(page)
    page.show()
    page._refresh_once()
    for _step in range(3):
        next(page._work._steps)
    assert page._board is None, "it is still being made"
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: page._scroll.widget() is page._board, timeout=20_000)


def test_what_was_logged_meanwhile_is_there_on_the_next_visit(qtbot: QtBot) -> None:
    lived = Life()
    page = shown(qtbot, lived)
    page.hide()
    lived.pain += life(7).pain
    page.show()
    qtbot.waitUntil(lambda: "Over the last 7 days your worst pain was" in words(page))


@pytest.mark.parametrize("width", [500, 1166, 1720])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_sideways(
    qtbot: QtBot, qapp: QApplication, width: int, scale: float
) -> None:
    if width / scale < 400:
        width = round(400 * scale)
    apply_theme(qapp, "light", scale)
    page = shown(qtbot, life(84), width=width)
    assert page._scroll.horizontalScrollBar().maximum() == 0
    for card in page.findChildren(ChartCard):
        assert card.chart.geometry().right() <= card.width()


def test_wide_pages_put_two_charts_beside_each_other(qtbot: QtBot) -> None:
    page = shown(qtbot, life(84), width=1400)
    calendar, rolling = (board(page).cards[n] for n in (1, 2))
    assert calendar.y() == rolling.y()
    page.resize(700, 700)
    QApplication.processEvents()
    assert calendar.y() < rolling.y()


def test_a_real_journals_records_fit_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    wall = Wall()
    with open_journal(tmp_path / "journal.db", wall_clock=wall) as journal:
        record(Recorder(journal), ALL_FOUR)
        page = ProgressPage(
            ProgressSource(
                today=lambda: wall().date(),
                pain=journal.daily_pain,
                work=journal.daily_work,
                levels=journal.levels_worked,
                felt=journal.daily_felt,
            )
        )
        qtbot.addWidget(page)
        page.resize(1166, 768)
        page.show()
        page.refresh()
    chart = board(page).pain
    assert chart._trends[Side.LEFT].worst[-1] == 4
    assert chart._trends[Side.RIGHT].worst[-1] == 2
    assert chart.figures().rows[-1][0] == date(2026, 3, 2)
    assert "2 more days with a pain score" in words(page)


def test_the_pain_chart_can_be_written_without_a_visit(qtbot: QtBot, tmp_path: Path) -> None:
    page = ProgressPage(source(life(84)))
    qtbot.addWidget(page)
    for suffix in ("png", "svg", "csv"):
        page.save_pain_chart(tmp_path / f"pain.{suffix}")
        assert (tmp_path / f"pain.{suffix}").stat().st_size > 1000
    drawn = QImage(str(tmp_path / "pain.png"))
    assert drawn.width() > 2000
    right = range(int(drawn.width() * 0.88), drawn.width())
    inks = {
        drawn.pixelColor(x, y).name().upper()
        for x in right
        for y in range(drawn.height() // 4, drawn.height(), 2)
    }
    # The names of the knees stand in the right margin: it was laid out and nothing is cut off.
    assert {knee.colour for knee in LIGHT.knees.values()} <= inks
