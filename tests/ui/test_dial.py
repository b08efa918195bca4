"""The big number, its ring and its disc, by the pixels that mean something."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kneeline import library
from kneeline.coach.exercise import Phase
from kneeline.coach.layout import lay_out
from kneeline.coach.planning import History, draw_up
from kneeline.ui.player.dial import RING, Dial
from kneeline.ui.player.picture import Picture
from kneeline.ui.player.scale import HUGE
from kneeline.ui.theme import Look, Scheme
from kneeline.ui.tokens import LIGHT, Activity
from tests.legible import SIZES, extent, glyph_height, settle
from tests.mini import DAY

RESOURCES = Path(__file__).parents[2] / "resources"
ROLL = LIGHT.activities[Activity.ROLL].fill
PICTURE = Picture(
    phase=Phase.ROLL,
    title="Quads roll",
    detail="Body weight",
    side=None,
    number="38",
    unit="seconds",
    done=0.0,
    reach=0.0,
    stroke="",
)


@pytest.fixture
def dial(qtbot: QtBot) -> Callable[..., Dial]:
    def dial(picture: Picture, height: int = 768, *, paused: bool = False) -> Dial:
        dial = Dial()
        qtbot.addWidget(dial)
        dial.scale_to(height)
        dial.resize(round(height * 0.58), round(height * 0.56))
        dial.show_picture(picture, paused=paused)
        dial.show()
        settle()
        return dial

    return dial


def on_ring(dial: Dial, part: float) -> QPoint:
    """Where a part of the whole turn lies on the ring, clockwise from the top."""
    side = min(dial.width(), dial.height()) * 0.96
    radius, turn = side * (1 - RING) / 2, part * math.tau
    middle = dial.rect().center()
    return QPoint(
        round(middle.x() + radius * math.sin(turn)), round(middle.y() - radius * math.cos(turn))
    )


def ring(dial: Dial) -> list[str]:
    """The colours of the ring at 24 places from the top, clockwise."""
    image = dial.grab().toImage()
    places = [(number + 0.5) / 24 for number in range(24)]
    return [image.pixelColor(on_ring(dial, part)).name().upper() for part in places]


@pytest.mark.parametrize("done", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_the_ring_fills_clockwise_from_the_top(dial: Callable[..., Dial], done: float) -> None:
    filled = round(24 * done)
    colours = ring(dial(replace(PICTURE, done=done)))
    # The round ends of the line reach a little further than what is done.
    inner = [*range(filled), *range(filled + 1, 23)]
    assert [colours[place] == ROLL for place in inner] == [place < filled for place in inner]


@pytest.mark.parametrize("phase", Phase)
def test_the_ring_has_the_phases_colour(dial: Callable[..., Dial], phase: Phase) -> None:
    colours = ring(dial(replace(PICTURE, phase=phase, done=1.0)))
    assert set(colours) == {LIGHT.activities[Activity(phase.value)].fill.upper()}


def test_a_pause_takes_the_colour_away(dial: Callable[..., Dial]) -> None:
    assert set(ring(dial(replace(PICTURE, done=1.0), paused=True))) == {LIGHT.muted.upper()}


def disc_radius(dial: Dial) -> int:
    """How far the breathing disc reaches to the left of the middle, in pixels."""
    image = dial.grab().toImage()
    middle = dial.rect().center()
    ground = image.pixelColor(0, 0)
    inner = round(min(dial.width(), dial.height()) * 0.41)
    for distance in range(inner, 0, -1):
        if image.pixelColor(middle.x() - distance, middle.y()) != ground:
            return distance
    return 0


def test_the_disc_breathes_with_the_movement(dial: Callable[..., Dial]) -> None:
    picture = replace(PICTURE, number="", stroke="Down")
    radii = [disc_radius(dial(replace(picture, reach=reach))) for reach in (0.0, 0.5, 1.0)]
    assert radii[0] < radii[1] < radii[2]
    assert radii[1] - radii[0] == pytest.approx(radii[2] - radii[1], abs=2)


def test_without_a_stroke_or_in_a_pause_there_is_no_disc(dial: Callable[..., Dial]) -> None:
    still = replace(PICTURE, number="", reach=1.0)
    assert disc_radius(dial(still)) == 0
    assert disc_radius(dial(replace(still, stroke="Down"), paused=True)) == 0


@pytest.mark.parametrize(("_width", "height"), SIZES)
def test_the_number_is_a_sixth_of_the_window_high(
    dial: Callable[..., Dial], _width: int, height: int
) -> None:
    shown = dial(replace(PICTURE, unit=""), height)
    painted = extent(shown.grab().toImage(), LIGHT.text)
    assert painted.height() >= glyph_height(shown, "38", height * HUGE) - 2


@pytest.mark.parametrize("number", ["8", "38", "99", "1:40", "9:59"])
@pytest.mark.parametrize(("_width", "height"), SIZES)
def test_every_number_stays_within_the_ring(
    dial: Callable[..., Dial], number: str, _width: int, height: int
) -> None:
    shown = dial(replace(PICTURE, number=number, unit="", done=1.0), height)
    image = shown.grab().toImage()
    painted = extent(image, LIGHT.text)
    assert not outside_the_ring(shown, painted)
    assert abs(painted.center().x() - shown.rect().center().x()) <= height * 0.02


def test_no_segment_of_the_library_counts_longer_than_that() -> None:
    shelf = library.load(RESOURCES)
    for programme in shelf.programmes.values():
        timeline = lay_out(draw_up(programme, shelf.exercises, History(), DAY))
        assert all((segment.seconds or 0) < 600 for segment in timeline.segments)


def strokes() -> list[str]:
    exercises = library.load(RESOURCES).exercises.values()
    return sorted({word for each in exercises for word in each.strokes if word} | {"Your own pace"})


def outside_the_ring(shown: Dial, painted: QRect) -> bool:
    """Whether something painted lies on the ring or beyond it."""
    middle = shown.rect().center()
    inner = min(shown.width(), shown.height()) * 0.96 / 2 * (1 - 2 * RING)
    corners = (
        painted.topLeft(),
        painted.topRight(),
        painted.bottomLeft(),
        painted.bottomRight(),
    )
    return any(math.hypot(p.x() - middle.x(), p.y() - middle.y()) > inner for p in corners)


@pytest.mark.parametrize(("_width", "height"), SIZES)
def test_every_word_of_the_movement_stays_within_the_ring(
    dial: Callable[..., Dial], _width: int, height: int
) -> None:
    found = []
    for word in strokes():
        shown = dial(replace(PICTURE, stroke=word, unit="of 12"), height)
        if outside_the_ring(shown, extent(shown.grab().toImage(), ROLL)):
            found.append(word)
    assert found == []


def test_number_unit_and_stroke_do_not_touch(dial: Callable[..., Dial]) -> None:
    number = extent(dial(replace(PICTURE, unit="")).grab().toImage(), LIGHT.text)
    unit = extent(dial(replace(PICTURE, number="")).grab().toImage(), LIGHT.muted)
    stroke = dial(replace(PICTURE, number="", unit="", stroke="Down"))
    word = extent(stroke.grab().toImage(), ROLL)
    assert number.bottom() < unit.top()
    assert unit.bottom() < word.top()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_number_is_in_the_colour_of_text(
    dial: Callable[..., Dial], dress: Callable[..., Look], scheme: Scheme
) -> None:
    colours = dress(scheme).colours
    image = dial(PICTURE).grab().toImage()
    assert not extent(image, QColor(colours.text).name()).isEmpty()


def test_a_screen_reader_hears_number_unit_and_stroke(dial: Callable[..., Dial]) -> None:
    shown = dial(replace(PICTURE, number="3", unit="of 8", stroke="Down"))
    assert shown.accessibleName() == "3 of 8 Down"
