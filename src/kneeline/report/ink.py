"""The report's paper tokens: every colour, distance and text size on it, and nothing else.

The window's tokens live in `ui`, which `report` does not know; and paper is another thing than a
screen. These are the same hues at strengths that print: bands light enough to write on, lines dark
enough for a copier that knows only grey, where shape and dash tell what colour no longer does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from kneeline.coach.certainty import Certainty
from kneeline.coach.pain import Zone
from kneeline.coach.side import Side

TEXT = "#1B2126"
MUTED = "#545C63"
RULE = "#C9C4BA"
HAIR = "#E4E0D8"
PAPER = "#FFFFFF"
TINT = "#F4F2ED"
ACCENT = "#14595E"
RUN = "#0C708C"
WARNING, WARNING_TINT = "#8A3F00", "#FDF1E0"

ZONES = MappingProxyType({Zone.FINE: "#EDF5ED", Zone.CARE: "#FCF5E1", Zone.STOP: "#FBEAE5"})
"""The bands behind the scores."""

KNEES = MappingProxyType({Side.LEFT: "#1D4F91", Side.RIGHT: "#B3410E"})
SHADES = MappingProxyType({Side.LEFT: "#B4C6DF", Side.RIGHT: "#E8C3AE"})
"""The knees' colours as a shade for single days and ranges; solid, for PDF/A-1 knows no veil."""

CERTAINTIES = MappingProxyType(
    {
        Certainty.VERIFIED: "#2A6A41",
        Certainty.SECOND_HAND: "#7A5200",
        Certainty.UNCHECKED: "#7A5200",
        Certainty.OUR_CHOICE: "#6656A8",
    }
)


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres of paper around the words."""

    side: float = 16.0
    top: float = 13.0
    foot: float = 17.0


@dataclass(frozen=True, slots=True)
class Gaps:
    """Millimetres between things."""

    hair: float = 0.8
    small: float = 1.6
    line: float = 2.4
    block: float = 6.0
    column: float = 8.0


@dataclass(frozen=True, slots=True)
class Strokes:
    """Widths of lines in points."""

    hair: float = 0.4
    rule: float = 0.7
    line: float = 1.3


MARGINS = Margins()
GAPS = Gaps()
STROKES = Strokes()


@dataclass(frozen=True, slots=True)
class Letters:
    """One step of the type scale."""

    points: float
    bold: bool = False
    colour: str = TEXT


class Type(Enum):
    """The type scale."""

    TITLE = Letters(19, bold=True)
    NUMBER = Letters(16, bold=True)
    LEAD = Letters(9)
    SECTION = Letters(9.2, bold=True, colour=ACCENT)
    BODY = Letters(7.8)
    STRONG = Letters(7.8, bold=True)
    CAPTION = Letters(6.6, colour=MUTED)
    SMALL_STRONG = Letters(6.6, bold=True)
    WARNING = Letters(7.8, bold=True, colour=WARNING)

    @property
    def letters(self) -> Letters:
        """Size, weight and colour."""
        return self.value
