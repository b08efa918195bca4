"""The charts draw what they are given, read by mouse and by keys, and leave the program whole."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QLabel, QTableView
from pytestqt.qtbot import QtBot

from kneeline.coach.exercise import FeltWhere
from kneeline.coach.pain import Moment, Zone
from kneeline.coach.side import Side
from kneeline.insight.days import Span, latest
from kneeline.insight.practice import practice
from kneeline.insight.running import MorningAfter, mornings_after
from kneeline.insight.strength import Norm, ladder, standings
from kneeline.ui.charts.calendar_chart import CalendarChart
from kneeline.ui.charts.card import ChartCard
from kneeline.ui.charts.chart import Chart
from kneeline.ui.charts.day_axis import DayAxis
from kneeline.ui.charts.felt_chart import FeltChart
from kneeline.ui.charts.figures import as_csv
from kneeline.ui.charts.ladder_chart import LadderChart
from kneeline.ui.charts.pain_chart import PainChart
from kneeline.ui.charts.rolling_chart import RollingChart
from kneeline.ui.charts.run_chart import RunChart
from kneeline.ui.charts.self_test_chart import SelfTestChart
from kneeline.ui.charts.timeline_plot import TimelinePlot
from kneeline.ui.theme import Role, apply_theme, look
from kneeline.ui.tokens import DARK, LIGHT
from tests.synthetic import LADDERS, NAMES, TODAY, Life, Pain, by_day, life

# The offscreen platform says so of every window.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NORMS = (
    Norm("single-leg-bridges", "Single-leg bridges", "reps", 15, "kneeline-gate"),
    Norm("knee-to-wall", "Knee to wall", "cm", 10, "kneeline-gate"),
)


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    # A closed chart lives on until an event loop runs, and would be styled again by every test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def known(lived: Life, days: int) -> Span:
    del lived
    return latest(TODAY, max(days, 28))


def pain_chart(qtbot: QtBot, lived: Life, days: int, shown: int | None = None) -> PainChart:
    chart = PainChart()
    qtbot.addWidget(chart)
    chart.resize(1000, 480)
    span = known(lived, days)
    chart.draw_days(by_day(lived.pain), practice(lived.sets, lived.runs, span))
    chart.show_span(latest(TODAY, shown) if shown else span)
    chart.show()
    qtbot.waitExposed(chart)
    QApplication.processEvents()
    return chart


def one_day(score: int) -> Life:
    return Life(pain=[Pain(TODAY, Side.LEFT, Moment.BEFORE, score)])


def picture(chart: Chart) -> QImage:
    return chart.grab().toImage()


def pixels(image: QImage) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    """Return the colours of an image, row by row, as 0xRRGGBB."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(plain.constBits(), dtype=np.uint32) & 0xFFFFFF
    return flat.reshape(plain.height(), plain.width())


def count(image: QImage, colour: str) -> int:
    return int((pixels(image) == int(colour[1:], 16)).sum())


# -- the pain chart --------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "shown"), [(84, 84), (365, 365), (3650, 3650)])
def test_both_knees_are_drawn_at_every_range(qtbot: QtBot, days: int, shown: int) -> None:
    image = picture(pain_chart(qtbot, life(days), days, shown))
    for knee in LIGHT.knees.values():
        assert count(image, knee.colour) > 200


def test_the_shade_of_a_week_can_be_seen(qtbot: QtBot) -> None:
    """A fill without an edge once drew nothing, and no error (performance.md, trap 5)."""
    chart = pain_chart(qtbot, life(365), 365)
    shaded = pixels(picture(chart))
    for layer in chart._layers:
        layer._ranges.hide()
    without = pixels(picture(chart))
    assert (shaded != without).sum() > 2000


@pytest.mark.parametrize(
    ("score", "zone"),
    [(0, Zone.FINE), (2, Zone.FINE), (3, Zone.CARE), (5, Zone.CARE), (6, Zone.STOP)],
)
def test_a_score_stands_in_the_middle_of_its_zone(qtbot: QtBot, score: int, zone: Zone) -> None:
    chart = pain_chart(qtbot, one_day(score), 1)
    box = chart.plots._plots[0].getViewBox()
    where = box.mapViewToScene(QPointF(TODAY.toordinal() - 5, score)).toPoint()
    place = chart.plots.mapFromScene(where)
    seen = chart.plots.grab().toImage().pixelColor(place)
    assert seen.name().upper() == LIGHT.zones[zone].band


def test_days_without_a_score_are_a_gap_in_the_line(qtbot: QtBot) -> None:
    scored = [80, 79, 78, 77, 10, 9, 8, 7]
    lived = Life(
        pain=[Pain(TODAY - timedelta(days=ago), Side.LEFT, Moment.AFTER, 9) for ago in scored]
    )
    chart = pain_chart(qtbot, lived, 84)
    box = chart.plots._plots[0].getViewBox()

    def line_at(ago: int) -> bool:
        scene = box.mapViewToScene(QPointF(TODAY.toordinal() - ago + 0.4, 9))
        middle = chart.plots.mapFromScene(scene)
        column = seen[middle.y() - 4 : middle.y() + 5, middle.x()]
        return bool((column == ink).any())

    seen, ink = pixels(chart.plots.grab().toImage()), int(LIGHT.knees[Side.LEFT].colour[1:], 16)
    assert line_at(78)
    assert line_at(8)
    assert not line_at(40)


def turn_wheel(plots: TimelinePlot, modifier: Qt.KeyboardModifier) -> bool:
    """Turn the wheel over a chart and tell whether the chart took it."""
    middle = QPointF(plots.viewport().rect().center())
    event = QWheelEvent(
        middle,
        plots.viewport().mapToGlobal(middle),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 (Qt's own signature: not inverted)
    )
    QApplication.sendEvent(plots.viewport(), event)
    return event.isAccepted()


def test_the_wheel_is_the_pages_and_with_ctrl_the_charts(qtbot: QtBot) -> None:
    chart = pain_chart(qtbot, life(365), 365, 84)
    before = chart.plots.shown
    assert not turn_wheel(chart.plots, Qt.KeyboardModifier.NoModifier)
    assert chart.plots.shown == before
    assert turn_wheel(chart.plots, Qt.KeyboardModifier.ControlModifier)
    low, high = chart.plots.shown
    assert high - low < before[1] - before[0]


def test_plus_and_minus_zoom(qtbot: QtBot) -> None:
    chart = pain_chart(qtbot, life(365), 365, 84)
    before = chart.plots.shown
    qtbot.keyClick(chart.plots, Qt.Key.Key_Plus)
    closer = chart.plots.shown
    assert closer[1] - closer[0] < before[1] - before[0]
    qtbot.keyClick(chart.plots, Qt.Key.Key_Minus)
    assert chart.plots.shown == pytest.approx(before)


def test_nobody_gets_lost_beyond_the_days_there_are(qtbot: QtBot) -> None:
    chart = pain_chart(qtbot, life(365), 365, 84)
    for _press in range(60):
        qtbot.keyClick(chart.plots, Qt.Key.Key_PageUp)
    low, _high = chart.plots.shown
    assert low >= TODAY.toordinal() - 365 - 20
    for _press in range(60):
        qtbot.keyClick(chart.plots, Qt.Key.Key_Minus)
    low, high = chart.plots.shown
    assert high - low < 365 * 1.2
    for _press in range(60):
        qtbot.keyClick(chart.plots, Qt.Key.Key_Plus)
    low, high = chart.plots.shown
    assert high - low == pytest.approx(7)


def test_keys_read_the_days_one_by_one(qtbot: QtBot) -> None:
    lived = Life(
        pain=[
            Pain(TODAY, Side.LEFT, Moment.BEFORE, 4),
            Pain(TODAY, Side.LEFT, Moment.DURING, 6),
            Pain(TODAY - timedelta(days=1), Side.LEFT, Moment.BEFORE, 2),
        ]
    )
    chart = pain_chart(qtbot, lived, 28)
    readout = chart.findChildren(QLabel)[0]
    qtbot.keyClick(chart.plots, Qt.Key.Key_Right)
    assert "22 Nov 2026" in readout.text()
    assert "Left knee 6 (7-day mean 4)" in readout.text()
    assert "Right knee no score" in readout.text()
    qtbot.keyClick(chart.plots, Qt.Key.Key_Left)
    assert "21 Nov 2026" in readout.text()
    assert chart.plots.accessibleDescription() == readout.text()
    for _press in range(40):
        qtbot.keyClick(chart.plots, Qt.Key.Key_Left)
    assert "26 Oct 2026" in readout.text()


def test_the_mouse_reads_the_day_it_points_at(qtbot: QtBot) -> None:
    chart = pain_chart(qtbot, one_day(4), 1)
    readout, height = chart.findChildren(QLabel)[0], chart.plots.height()
    box = chart.plots._plots[0].getViewBox()
    where = box.mapViewToScene(QPointF(TODAY.toordinal() + 0.2, 5)).toPoint()
    qtbot.mouseMove(chart.plots.viewport(), chart.plots.mapFromScene(where))
    assert "22 Nov 2026" in readout.text()
    assert chart.plots.height() == height

    def away() -> bool:
        # pyqtgraph listens to the mouse 100 times a second and not more.
        qtbot.mouseMove(chart.plots.viewport(), next(corners))
        return "Point at a day" in readout.text()

    corners = cycle([QPoint(1, 1), QPoint(2, 2)])
    qtbot.waitUntil(away)


def test_what_was_done_is_read_out_too(qtbot: QtBot) -> None:
    lived = life(84)
    chart = pain_chart(qtbot, lived, 84)
    run = lived.runs[-1]
    chart.plots.read(run.day)
    assert f"run {run.minutes} min" in chart.findChildren(QLabel)[0].text()


def test_a_change_of_theme_reaches_the_chart(qtbot: QtBot, qapp: QApplication) -> None:
    chart = pain_chart(qtbot, life(84), 84)
    apply_theme(qapp, "dark")
    QApplication.processEvents()
    image = picture(chart)
    for knee in Side:
        assert count(image, DARK.knees[knee].colour) > 200
        assert count(image, LIGHT.knees[knee].colour) == 0


def test_labels_stand_apart_where_the_lines_end_together(qtbot: QtBot) -> None:
    both = [Pain(TODAY, knee, Moment.BEFORE, 3) for knee in Side]
    chart = pain_chart(qtbot, Life(pain=both), 1)
    left, right = chart._labels._labels.values()
    assert abs(left.pos().y() - right.pos().y()) >= left.boundingRect().height() * 0.9


# -- the time axis ---------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [7, 28, 84, 365, 3650])
@pytest.mark.parametrize("width", [300, 900, 1700])
@pytest.mark.usefixtures("qapp")
def test_the_axis_labels_real_days_that_fit(days: int, width: int) -> None:
    axis = DayAxis()
    first = TODAY.toordinal() - days
    (spacing, values), *more = axis.tickValues(first, TODAY.toordinal(), width)
    words = axis.tickStrings(values, 1, spacing)
    assert not more
    assert 1 <= len(values) <= width / 60
    assert len(set(words)) == len(words)
    assert all(value == int(value) for value in values)
    if "2026" not in words[-1]:
        assert any("20" in word for word in words)


# -- the other charts ------------------------------------------------------------------------------


def test_the_calendar_tells_what_each_day_was(qtbot: QtBot) -> None:
    chart = CalendarChart()
    qtbot.addWidget(chart)
    monday = date(2026, 11, 16)
    days = [monday + timedelta(days=n) for n in range(7)]
    chart.draw_days({days[0]}, set(days[:3]), {days[2]}, Span(monday, days[-1]))
    kinds = [row[1] for row in chart.figures().rows]
    assert kinds == ["trained", "planned, not done", "paused to heal", *["rest"] * 4]
    assert chart.sentence() == "You kept 1 of 2 planned days in one week."
    chart.resize(500, 300)
    assert count(picture(chart), LIGHT.accent.fill) > 100


def test_ladder_felt_self_tests_and_runs_draw_their_figures(qtbot: QtBot) -> None:
    lived, span = life(365), latest(TODAY, 365)
    ladders, felt, tests, runs = LadderChart(), FeltChart(), SelfTestChart(), RunChart()
    rolling = RollingChart()
    ladders.draw_rungs(ladder(lived.sets, LADDERS), NAMES)
    felt.draw_felt(lived.felt, span)
    tests.draw_standings(standings(lived.self_tests, NORMS))
    runs.draw_mornings(mornings_after(lived.runs, lived.pain), span)
    rolling.draw_practice(practice(lived.sets, lived.runs, span))
    rolling.show_span(span)
    for chart in (ladders, felt, tests, runs, rolling):
        qtbot.addWidget(chart)
        chart.resize(600, max(chart.minimumSizeHint().height(), 300))
        chart.show()
        assert not chart.is_empty()
        assert chart.sentence()
        assert len({chart.grab().toImage().pixelColor(x, 40).name() for x in range(600)}) > 1
    assert sum(row[1] for row in felt.figures().rows) == sum(each.sets for each in lived.felt)
    assert [row[0] for row in ladders.figures().rows] == list(NAMES.values())
    assert {row[0] for row in tests.figures().rows} == {norm.name for norm in NORMS}
    assert sum(row[1] for row in rolling.figures().rows) == pytest.approx(
        sum(each.seconds for each in lived.sets if each.exercise == "roll-quads") / 60
    )


def test_runs_are_not_compared_before_three_of_each_kind(qtbot: QtBot) -> None:
    chart = RunChart()
    qtbot.addWidget(chart)
    mornings = [MorningAfter(TODAY - timedelta(days=n), 20 if n % 2 else 40, 2) for n in range(5)]
    chart.draw_mornings(mornings, latest(TODAY, 28))
    assert chart.is_empty()
    chart.draw_mornings(
        [*mornings, MorningAfter(TODAY - timedelta(days=5), 20, 1)], latest(TODAY, 28)
    )
    assert not chart.is_empty()


def test_felt_counts_only_the_shown_days(qtbot: QtBot) -> None:
    chart = FeltChart()
    qtbot.addWidget(chart)
    lived = life(365)
    chart.draw_felt(lived.felt, latest(TODAY, 7))
    week = [row for row in lived.felt if (TODAY - row.day).days < 7]
    glutes = sum(row.sets for row in week if row.where is FeltWhere.GLUTES)
    assert chart.figures().rows[0][1] == glutes


# -- card, table, exports --------------------------------------------------------------------------


def test_a_chart_without_figures_helps_instead(qtbot: QtBot) -> None:
    card = ChartCard(pain_chart(qtbot, Life(), 0), "Your first check-in fills this chart.")
    qtbot.addWidget(card)
    card.show()
    assert not card.chart.isVisible()
    assert not card.table_button.isVisible()
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert "Your first check-in fills this chart." in shown


def test_few_days_say_how_many_are_missing(qtbot: QtBot) -> None:
    card = ChartCard(pain_chart(qtbot, one_day(3), 1), "")
    qtbot.addWidget(card)
    card.show()
    assert card.chart.isVisible()
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert "2 more days with a pain score and this chart can say something." in shown


def test_the_table_holds_the_same_figures_newest_first(qtbot: QtBot) -> None:
    chart = pain_chart(qtbot, life(84), 84)
    card = ChartCard(chart, "")
    qtbot.addWidget(card)
    card.resize(1000, 600)
    card.show()
    card.table_button.setFocus()
    qtbot.keyClick(card.table_button, Qt.Key.Key_Space)
    table = card.findChild(QTableView)
    assert isinstance(table, QTableView)
    assert table.isVisible()
    assert not chart.isVisible()
    model, figures = table.model(), chart.figures()
    assert model.rowCount() == len(figures.rows)
    newest = figures.rows[-1][0]
    assert isinstance(newest, date)
    first = model.index(0, 0).data()
    assert str(newest.year) in first
    assert str(newest.day) in first
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Left, worst: ")
    qtbot.keyClick(card.table_button, Qt.Key.Key_Space)
    assert chart.isVisible()


def test_exports_hold_picture_drawing_and_figures(qtbot: QtBot, tmp_path: Path) -> None:
    chart = pain_chart(qtbot, life(84), 84)
    card = ChartCard(chart, "")
    qtbot.addWidget(card)
    for suffix in ("png", "svg", "csv"):
        assert card.save(tmp_path / f"pain.{suffix}")
    drawn = QImage(str(tmp_path / "pain.png"))
    assert drawn.width() >= 2 * chart.width()
    assert count(drawn.scaledToWidth(drawn.width() // 2), LIGHT.zones[Zone.FINE].band) > 5000
    svg = (tmp_path / "pain.svg").read_text()
    root = ET.fromstring(svg)  # noqa: S314 (we wrote it ourselves, a line above)
    words = "".join(root.itertext())
    assert "Worst pain of the day" in words
    assert "Left knee" in words
    assert "<image" not in svg
    with (tmp_path / "pain.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["Day", "Left, worst"]
    assert len(rows) == len(chart.figures().rows) + 1
    assert date.fromisoformat(rows[1][0]) == chart.figures().rows[0][0]


def test_csv_leaves_gaps_empty(qtbot: QtBot) -> None:
    chart = pain_chart(qtbot, one_day(4), 1)
    row = as_csv(chart.figures()).splitlines()[1]
    assert row == "2026-11-22,4,4,,,,,,0,0"


@pytest.mark.parametrize("name", ["pain.gif", "missing/pain.png"])
def test_what_cannot_be_saved_is_said_on_the_card(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    card = ChartCard(pain_chart(qtbot, life(28), 28), "")
    qtbot.addWidget(card)
    card.show()
    assert not card.save(tmp_path / name)
    (trouble,) = [
        label
        for label in card.findChildren(QLabel)
        if label.property("role") == Role.ERROR and label.isVisible()
    ]
    assert "pain." in trouble.text()
    assert list(tmp_path.iterdir()) == []
    assert card.save(tmp_path / "pain.png")
    assert not trouble.isVisible()


def test_an_export_keeps_what_was_there_when_it_fails(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "pain.csv"
    folder.mkdir()
    card = ChartCard(pain_chart(qtbot, life(28), 28), "")
    qtbot.addWidget(card)
    assert not card.save(folder)
    assert folder.is_dir()


def test_words_and_cells_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    chart = LadderChart()
    qtbot.addWidget(chart)
    chart.draw_rungs(ladder(life(84).sets, LADDERS), NAMES)
    small = chart.minimumSizeHint().height()
    apply_theme(qapp, "light", 2.0)
    assert chart.minimumSizeHint().height() == pytest.approx(2 * small, rel=0.15)
    assert look().body_points > 0


# -- cost ------------------------------------------------------------------------------------------


def test_ten_years_never_put_more_marks_than_pixels(qtbot: QtBot) -> None:
    """Days give way to bins before they cover each other: that is what keeps panning cheap."""
    chart = pain_chart(qtbot, life(3650), 3650)
    for shown in (28, 84, 365, 1200, 3650):
        chart.show_span(latest(TODAY, shown))
        QApplication.processEvents()
        low, high = chart.plots.shown
        marks = (high - low) / chart.plots.bin_days
        assert marks <= chart.plots.width()
        for layer in chart._layers:
            assert layer._dots.isVisible() == (chart.plots.bin_days == 1)
            assert layer._ranges.isVisible() == (chart.plots.bin_days > 1)


def test_the_frames_are_real_widgets(qtbot: QtBot) -> None:
    card = ChartCard(pain_chart(qtbot, life(28), 28), "")
    qtbot.addWidget(card)
    assert isinstance(card, QFrame)
    assert card.chart.accessibleName() == "Worst pain of the day"
    assert card.chart.accessibleDescription()
    assert card.table_button.accessibleName() == "Worst pain of the day: as a table"
    assert np.isfinite(card.chart.plots.shown).all()


@pytest.mark.parametrize(
    ("answer", "written"), [("pain.svg", "pain.svg"), ("pain", "pain.svg"), ("", None)]
)
def test_the_menu_asks_where_and_adds_the_ending(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    written: str | None,
) -> None:
    card = ChartCard(pain_chart(qtbot, life(28), 28), "")
    qtbot.addWidget(card)
    chosen = str(tmp_path / answer) if answer else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (chosen, ""))
    menu = card.save_button.menu()
    (drawing,) = [action for action in menu.actions() if action.data() == "svg"]
    drawing.trigger()
    assert [each.name for each in tmp_path.iterdir()] == ([written] if written else [])
