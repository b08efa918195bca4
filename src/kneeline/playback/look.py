"""How clips look: the colours and sizes the window hands in, so that no literal lives here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kneeline.coach.exercise import Phase


@dataclass(frozen=True, slots=True)
class ClipLook:
    """Colours as "#rrggbb", sizes in device-independent pixels."""

    ground: str
    """Behind films and words."""

    ink: str
    """The exercise's name; at least 4.5:1 on the ground."""

    muted: str
    """The setup; at least 4.5:1 on the ground."""

    accents: Mapping[Phase, str]
    radius: float
    padding: float
    straight: str
    """Lines on a film that are as they should be; films are light in every theme."""

    caving: str
    """The knee's line where the knee is off it."""

    joint: str
    """Joints, and the way the movement goes."""

    halo: str
    """The light edge of every mark."""
