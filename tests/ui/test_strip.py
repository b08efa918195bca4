"""The strip: each phase its share of the time, its name, and what is left."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from pytestqt.qtbot import QtBot

from kneeline import library
from kneeline.coach.exercise import Phase
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.coach.timeline import Timeline
from kneeline.ui.phases import phase_name
from kneeline.ui.player.picture import phase_parts
from kneeline.ui.player.scale import SMALL
from kneeline.ui.player.strip import Strip
from kneeline.ui.theme import Look, Scheme
from kneeline.ui.tokens import LIGHT, SPACE, Activity
from tests.legible import SIZES, extent, settle
from tests.mini import ALL_FOUR, DAY

RESOURCES = Path(__file__).parents[2] / "resources"
SHELF = library.load(RESOURCES)


@pytest.fixture
def strip(qtbot: QtBot) -> Callable[..., Strip]:
    def strip(timeline: Timeline = ALL_FOUR, width: int = 1366, height: int = 768) -> Strip:
        strip = Strip(timeline)
        qtbot.addWidget(strip)
        strip.scale_to(height)
        strip.resize(width - 2 * SPACE.xl, strip.sizeHint().height())
        strip.show()
        settle()
        return strip

    return strip


def begins(timeline: Timeline, phase: Phase) -> int:
    """The first segment of a phase."""
    for place, segment in enumerate(timeline.segments):
        heading = timeline.heading(segment)
        if heading is not None and heading.phase is phase:
            return place
    pytest.fail(f"no {phase}")


def bar(strip: Strip, colour: str) -> QRect:
    """Where the bar has a colour: a line of pixels through its middle."""
    image: QImage = strip.grab().toImage()
    line = QRect(
        QPoint(0, strip.height() - SPACE.s), QPoint(strip.width() - 1, strip.height() - SPACE.s)
    )
    return extent(image, colour, line)


def fill(phase: Phase) -> str:
    return LIGHT.activities[Activity(phase.value)].fill


def test_at_the_start_nothing_is_filled(strip: Callable[..., Strip]) -> None:
    shown = strip()
    shown.show_place(0, 0)
    assert all(bar(shown, fill(phase)).isEmpty() for phase in Phase)


def test_at_the_end_every_phase_is_filled_in_order(strip: Callable[..., Strip]) -> None:
    shown = strip()
    shown.show_place(len(ALL_FOUR.segments) - 1, 0)
    bars = [bar(shown, fill(phase)) for phase in Phase]
    assert all(not each.isEmpty() for each in bars)
    assert [each.left() for each in bars] == sorted(each.left() for each in bars)
    assert all(one.right() < other.left() for one, other in pairwise(bars))


@pytest.mark.parametrize("phase", Phase)
def test_a_phase_begins_to_fill_when_it_begins(strip: Callable[..., Strip], phase: Phase) -> None:
    shown = strip()
    place = begins(ALL_FOUR, phase)
    shown.show_place(place, 0)
    assert bar(shown, fill(phase)).isEmpty()
    shown.show_place(place + 1, 0)
    little = bar(shown, fill(phase)).width()
    shown.show_place(place + 2, 0)
    assert 0 < little < bar(shown, fill(phase)).width()


@pytest.mark.parametrize("name", SHELF.programmes)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_programme_has_room_for_its_phases_names(
    strip: Callable[..., Strip], name: str, width: int, height: int
) -> None:
    timeline = lay_out(draw_up(SHELF.programmes[name], SHELF.exercises, History(), DAY))
    shown = strip(timeline, width, height)
    font = QFont(shown._font)
    assert font.pixelSize() == round(height * SMALL)
    font.setBold(True)
    metrics = QFontMetricsF(font)
    parts = [part for part in phase_parts(timeline) if part.phase is not None]
    room = shown.width() - metrics.horizontalAdvance("Under 1 min left") - SPACE.l
    widths = shown._widths(room)
    assert sum(widths) <= room + 1
    for part, share in zip(parts, widths, strict=True):
        assert part.phase is not None
        assert metrics.horizontalAdvance(phase_name(part.phase)) <= share - SPACE.s


def test_what_names_leave_over_is_shared_by_time(strip: Callable[..., Strip]) -> None:
    shown = strip()
    seconds = [part.seconds for part in phase_parts(ALL_FOUR) if part.phase is not None]
    named = shown._widths(0)
    spare = [width - name for width, name in zip(shown._widths(1200), named, strict=True)]
    assert sum(spare) == pytest.approx(1200 - sum(named))
    assert [each / sum(spare) for each in spare] == pytest.approx(
        [each / sum(seconds) for each in seconds]
    )


def test_the_bars_do_not_move_while_the_time_left_gets_shorter(strip: Callable[..., Strip]) -> None:
    timeline = lay_out(draw_up(SHELF.programmes["daily"], SHELF.exercises, History(), DAY))
    shown = strip(timeline)
    lefts = set()
    for place in range(begins(timeline, Phase.ACTIVATE) + 2, len(timeline.segments)):
        shown.show_place(place, 0)
        lefts.add(bar(shown, fill(Phase.ACTIVATE)).left())
    assert len(lefts) == 1


def test_a_screen_reader_hears_what_is_left(strip: Callable[..., Strip]) -> None:
    shown = strip()
    shown.show_place(0, 0)
    assert shown.accessibleName() == f"{round(ALL_FOUR.seconds / 60)} min left"
    shown.show_place(len(ALL_FOUR.segments) - 1, 1e6)
    assert shown.accessibleName() == "Under 1 min left"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_time_left_is_in_the_colour_of_text_at_the_right(
    strip: Callable[..., Strip], dress: Callable[..., Look], scheme: Scheme
) -> None:
    colours = dress(scheme).colours
    shown = strip()
    shown.show_place(0, 0)
    right_half = QRect(shown.width() // 2, 0, shown.width() // 2, shown.height())
    words = extent(shown.grab().toImage(), colours.text, right_half)
    assert words.right() >= shown.width() - SPACE.s
