"""The design tokens: every distance, radius, text size and colour of Kneeline, and nothing else.

No other module holds a colour or a pixel. Sizes of text are factors of the system's own text
size, so that a person who has set it to 200 % gets 200 % here. Each colour that text stands on has
its partner beside it; tests/ui/test_tokens.py computes that every pair reaches 4.5:1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kneeline.coach.pain import Zone
from kneeline.coach.side import Side


class Activity(StrEnum):
    """What an accent stands for: the phases of a session, and the run."""

    ROLL = "roll"
    ACTIVATE = "activate"
    MOBILISE = "mobilise"
    STRENGTHEN = "strengthen"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in device-independent pixels."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741 (xs, s, m, l, xl is the series everybody reads)
    xl: int = 24
    xxl: int = 32
    xxxl: int = 48


@dataclass(frozen=True, slots=True)
class Radii:
    """Corner radii in device-independent pixels."""

    small: int = 4
    control: int = 8
    card: int = 12


@dataclass(frozen=True, slots=True)
class Strokes:
    """Line widths in device-independent pixels."""

    hair: int = 1
    focus: int = 2
    line: int = 2
    strong: int = 3


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Sizes of text, as factors of the system's text size."""

    caption: float = 1.0
    body: float = 1.15
    lead: float = 1.35
    section: float = 1.55
    title: float = 2.2
    number: float = 3.4


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour and the colour of text on it."""

    fill: str
    on: str


@dataclass(frozen=True, slots=True)
class KneeLook:
    """How one knee is told from the other without its colour: marker, line, and then the colour."""

    colour: str
    marker: str
    """pyqtgraph's symbol: "o" a disc, "d" a diamond."""

    dashed: bool


@dataclass(frozen=True, slots=True)
class ZoneLook:
    """A pain zone: the calm band behind a chart, and the colour of words and small marks on it."""

    band: str
    text: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one scheme."""

    background: str
    surface: str
    raised: str
    hover: str
    pressed: str
    border: str
    """Lines that only part things."""

    outline: str
    """Lines that show where a control is: at least 3:1."""

    text: str
    muted: str
    disabled: str
    accent: Ink
    accent_hover: str
    accent_pressed: str
    selection: Ink
    danger: Ink
    danger_hover: str
    focus: str
    """The ring around what has the keyboard; a fill keeps clear of it."""

    activities: Mapping[Activity, Ink]
    knees: Mapping[Side, KneeLook]
    zones: Mapping[Zone, ZoneLook]


PAGE_WIDTH = 1080
"""Widest that words and cards of a page become, in device-independent pixels."""

SPACE = Spacing()
RADII = Radii()
STROKES = Strokes()
TYPE = TypeScale()

LIGHT = Colours(
    background="#F6F4EF",
    surface="#FFFFFF",
    raised="#FBFAF7",
    hover="#EFECE4",
    pressed="#E4DFD4",
    border="#DFDAD0",
    outline="#857E72",
    text="#20262B",
    muted="#575F66",
    disabled="#9A968D",
    accent=Ink("#17656A", "#FFFFFF"),
    accent_hover="#115358",
    accent_pressed="#0C4246",
    selection=Ink("#D5E8E6", "#20262B"),
    danger=Ink("#A82A22", "#FFFFFF"),
    danger_hover="#8C1F18",
    focus="#1F57C3",
    activities=MappingProxyType(
        {
            Activity.ROLL: Ink("#6656A8", "#FFFFFF"),
            Activity.ACTIVATE: Ink("#8C5A00", "#FFFFFF"),
            Activity.MOBILISE: Ink("#2B7748", "#FFFFFF"),
            Activity.STRENGTHEN: Ink("#A13468", "#FFFFFF"),
            Activity.RUN: Ink("#0C708C", "#FFFFFF"),
        }
    ),
    knees=MappingProxyType(
        {
            Side.LEFT: KneeLook("#1D4F91", "o", dashed=False),
            Side.RIGHT: KneeLook("#B3410E", "d", dashed=True),
        }
    ),
    zones=MappingProxyType(
        {
            Zone.FINE: ZoneLook("#EAF3EA", "#2A6A41"),
            Zone.CARE: ZoneLook("#FBF3DC", "#7A5200"),
            Zone.STOP: ZoneLook("#FAE8E3", "#9E2B1F"),
        }
    ),
)

DARK = Colours(
    background="#14181A",
    surface="#1C2123",
    raised="#24292C",
    hover="#2C3235",
    pressed="#363D40",
    border="#343B3E",
    outline="#7F888B",
    text="#EDEAE4",
    muted="#A9B0B2",
    disabled="#6B7376",
    accent=Ink("#6FC4BE", "#0F1A1B"),
    accent_hover="#8AD3CE",
    accent_pressed="#A5E0DC",
    selection=Ink("#254647", "#EDEAE4"),
    danger=Ink("#F39A8E", "#2A0F0B"),
    danger_hover="#F8B3A9",
    focus="#9AC0FF",
    activities=MappingProxyType(
        {
            Activity.ROLL: Ink("#B5A8F2", "#191430"),
            Activity.ACTIVATE: Ink("#E3AE4C", "#241800"),
            Activity.MOBILISE: Ink("#83CB9A", "#0C2114"),
            Activity.STRENGTHEN: Ink("#F191B9", "#300A1B"),
            Activity.RUN: Ink("#6AC2DD", "#06202A"),
        }
    ),
    knees=MappingProxyType(
        {
            Side.LEFT: KneeLook("#83B4F3", "o", dashed=False),
            Side.RIGHT: KneeLook("#FF9E6B", "d", dashed=True),
        }
    ),
    zones=MappingProxyType(
        {
            Zone.FINE: ZoneLook("#1B2922", "#8CCB9F"),
            Zone.CARE: ZoneLook("#2C2819", "#E2BE6F"),
            Zone.STOP: ZoneLook("#32211E", "#F2A599"),
        }
    ),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 (none) to 21 (source: wcag-22)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (the constants are sRGB's)
        for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
