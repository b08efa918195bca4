"""The cue on the screen: every form cue of the library large, every setup whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from kneeline import library
from kneeline.coach.exercise import Phase
from kneeline.ui.player.banner import _FLAGS, Banner
from kneeline.ui.player.scale import LARGE, SMALLEST
from kneeline.ui.theme import Look, Scheme
from kneeline.ui.tokens import SPACE, Activity
from tests.legible import SIZES, extent, glyph_height, settle

RESOURCES = Path(__file__).parents[2] / "resources"
EXERCISES = library.load(RESOURCES).exercises.values()
CUES = sorted({cue.text for each in EXERCISES for cue in each.cues})
SETUPS = sorted({each.setup for each in EXERCISES})


@pytest.fixture
def banner(qtbot: QtBot) -> Callable[[int, int], Banner]:
    def banner(width: int, height: int) -> Banner:
        banner = Banner()
        qtbot.addWidget(banner)
        banner.scale_to(height)
        banner.resize(width - 2 * SPACE.xl, banner.sizeHint().height())
        banner.show()
        settle()
        return banner

    return banner


def too_small(banner: Banner, texts: list[str], smallest: float) -> list[str]:
    """Return the texts that are not whole at a font of this many pixels or more."""
    room = QRectF(banner.rect()).adjusted(SPACE.xl, SPACE.s, -SPACE.l, -SPACE.s)
    found = []
    for text in texts:
        banner.show_text(text, Phase.ROLL)
        font = banner._fitting_font(room)
        needed = QFontMetricsF(font).boundingRect(room, _FLAGS, text)
        if font.pixelSize() < smallest or not room.adjusted(-1, -1, 1, 1).contains(needed):
            found.append(text)
    return found


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_form_cue_of_the_library_is_a_sixteenth_high(
    banner: Callable[[int, int], Banner], width: int, height: int
) -> None:
    assert len(CUES) > 50
    assert too_small(banner(width, height), CUES, int(height * LARGE)) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_setup_of_the_library_fits_and_reads_from_the_mat(
    banner: Callable[[int, int], Banner], width: int, height: int
) -> None:
    assert too_small(banner(width, height), SETUPS, int(height * SMALLEST)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_cue_is_painted_that_high(
    banner: Callable[[int, int], Banner], dress: Callable[..., Look], scheme: Scheme
) -> None:
    colours = dress(scheme).colours
    shown = banner(1366, 768)
    shown.show_text("HHHH", None)
    painted = extent(shown.grab().toImage(), colours.text)
    assert painted.height() >= glyph_height(shown, "H", 768 / 16) - 2
    assert painted.left() >= SPACE.xl - 1


@pytest.mark.parametrize("phase", Phase)
def test_the_edge_has_the_phases_colour(
    banner: Callable[[int, int], Banner], dress: Callable[..., Look], phase: Phase
) -> None:
    colours = dress("light").colours
    shown = banner(1366, 768)
    shown.show_text("", phase)
    edge = extent(shown.grab().toImage(), colours.activities[Activity(phase.value)].fill)
    assert edge.left() <= 1
    assert edge.width() <= SPACE.s
    assert edge.height() > shown.height() / 2


def test_it_keeps_its_height_whatever_it_says(banner: Callable[[int, int], Banner]) -> None:
    shown = banner(1366, 768)
    before = shown.sizeHint()
    for text in ("", "Heel down", max(SETUPS, key=len)):
        shown.show_text(text, Phase.ROLL)
        assert shown.sizeHint() == before
        assert shown.accessibleName() == shown.words == text
