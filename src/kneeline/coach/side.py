"""Left and right, and how an exercise uses them."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """One side of the body; for pain scores, one knee."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sides(StrEnum):
    """How one exercise uses the two sides."""

    EACH = "each"
    """One side works for a whole set, then the other."""

    BOTH = "both"
    """Both sides work at once."""

    ALTERNATING = "alternating"
    """The sides take turns within one set."""
