"""The side that works: a flag whose point says left or right without reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from kneeline.coach.side import Side
from kneeline.ui.player.scale import SMALLEST
from kneeline.ui.player.side_badge import POINT, SideBadge
from kneeline.ui.theme import Look, Scheme
from kneeline.ui.tokens import contrast
from tests.legible import SIZES, extent, settle


@pytest.fixture
def badge(qtbot: QtBot) -> Callable[..., SideBadge]:
    def badge(side: Side | None, height: int = 768) -> SideBadge:
        badge = SideBadge()
        qtbot.addWidget(badge)
        badge.scale_to(height)
        badge.resize(badge.sizeHint())
        badge.show_side(side)
        badge.show()
        settle()
        return badge

    return badge


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_points_to_the_side_that_works_in_the_knees_colour(
    badge: Callable[..., SideBadge], dress: Callable[..., Look], side: Side, scheme: Scheme
) -> None:
    colour = dress(scheme).colours.knees[side].colour
    shown = badge(side)
    image = shown.grab().toImage()

    def column(x: int) -> int:
        """How high the flag stands at a place."""
        pixels = (image.pixelColor(x, y).name() for y in range(image.height()))
        return sum(each.upper() == colour.upper() for each in pixels)

    left, right = column(3), column(image.width() - 4)
    point, foot = (left, right) if side is Side.LEFT else (right, left)
    assert point < image.height() / 4
    assert foot > image.height() * 0.9


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_word_is_readable_on_its_colour(
    badge: Callable[..., SideBadge], dress: Callable[..., Look], side: Side, scheme: Scheme
) -> None:
    colours = dress(scheme).colours
    assert contrast(colours.surface, colours.knees[side].colour) >= 4.5
    assert not extent(badge(side).grab().toImage(), colours.surface).isEmpty()


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(("_width", "height"), SIZES)
def test_its_word_fits_and_reads_from_the_mat(
    badge: Callable[..., SideBadge], side: Side, _width: int, height: int
) -> None:
    shown = badge(side, height)
    assert shown._font.pixelSize() >= height * SMALLEST
    room = shown.width() - shown.height() * POINT
    assert QFontMetricsF(shown._font).horizontalAdvance(side.value.upper()) <= room


def test_both_sides_take_the_same_room(badge: Callable[..., SideBadge]) -> None:
    sizes = {badge(side).sizeHint().toTuple() for side in (*Side, None)}
    assert len(sizes) == 1


def test_where_both_work_there_is_no_flag(
    badge: Callable[..., SideBadge], dress: Callable[..., Look]
) -> None:
    colours = dress("light").colours
    shown = badge(Side.LEFT)
    shown.show_side(None)
    image = shown.grab().toImage()
    assert all(extent(image, each.colour).isEmpty() for each in colours.knees.values())
    assert shown.accessibleName() == ""


def test_a_screen_reader_hears_the_side(badge: Callable[..., SideBadge]) -> None:
    assert [badge(side).accessibleName() for side in Side] == ["LEFT", "RIGHT"]
