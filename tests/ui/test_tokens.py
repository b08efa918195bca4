"""Text can be read, and controls can be seen, wherever the tokens allow them to stand."""

from __future__ import annotations

from itertools import product

import pytest

from kneeline.ui.tokens import DARK, LIGHT, Activity, Colours, contrast

TEXT = 4.5
GRAPHIC = 3.0

both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def grounds(colours: Colours) -> tuple[str, ...]:
    return (
        colours.background,
        colours.surface,
        colours.raised,
        colours.hover,
        colours.pressed,
        colours.selection.fill,
        *(zone.band for zone in colours.zones.values()),
    )


def papers(colours: Colours) -> tuple[str, ...]:
    return colours.background, colours.surface, colours.raised


def test_contrast_knows_its_two_ends() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#17656A", "#17656A") == pytest.approx(1)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@both
def test_text_reads_on_every_ground(colours: Colours) -> None:
    faint = {
        pair: contrast(*pair)
        for pair in product((colours.text, colours.muted), grounds(colours))
        if contrast(*pair) < TEXT
    }
    assert faint == {}


@both
def test_text_reads_on_every_accent(colours: Colours) -> None:
    inks = {a.value: contrast(ink.fill, ink.on) for a, ink in colours.activities.items()}
    inks["accent"] = contrast(colours.accent.fill, colours.accent.on)
    inks["accent hover"] = contrast(colours.accent_hover, colours.accent.on)
    inks["accent pressed"] = contrast(colours.accent_pressed, colours.accent.on)
    inks["danger"] = contrast(colours.danger.fill, colours.danger.on)
    inks["danger hover"] = contrast(colours.danger_hover, colours.danger.on)
    inks["selection"] = contrast(colours.selection.fill, colours.selection.on)
    assert set(Activity) <= set(inks)
    assert {name: value for name, value in inks.items() if value < TEXT} == {}


@both
def test_accents_read_as_words_on_paper(colours: Colours) -> None:
    words = [ink.fill for ink in colours.activities.values()]
    words += [colours.accent.fill, colours.danger.fill]
    assert min(contrast(word, paper) for word, paper in product(words, papers(colours))) >= TEXT


@both
def test_a_knee_and_a_zones_name_read_on_every_zone(colours: Colours) -> None:
    for zone in colours.zones.values():
        assert contrast(zone.text, zone.band) >= TEXT
        assert contrast(zone.text, colours.surface) >= TEXT
        for knee in colours.knees.values():
            assert contrast(knee.colour, zone.band) >= TEXT


@both
def test_the_two_knees_differ_by_more_than_colour(colours: Colours) -> None:
    left, right = colours.knees.values()
    assert left.marker != right.marker
    assert left.dashed != right.dashed


@both
def test_focus_and_outlines_can_be_seen(colours: Colours) -> None:
    for paper in papers(colours):
        assert contrast(colours.focus, paper) >= GRAPHIC
        assert contrast(colours.outline, paper) >= GRAPHIC
