"""The theme's colours, handed to rooms that must not know the theme."""

from __future__ import annotations

from kneeline.coach.exercise import Phase
from kneeline.coach.pain import Zone
from kneeline.playback.look import ClipLook
from kneeline.ui.theme import look
from kneeline.ui.tokens import LIGHT, RADII, SPACE, Activity


def clip_look() -> ClipLook:
    """Return how clips look in the theme of now."""
    colours = look().colours
    return ClipLook(
        ground=colours.surface,
        ink=colours.text,
        muted=colours.muted,
        accents={phase: colours.activities[Activity(phase.value)].fill for phase in Phase},
        radius=RADII.card,
        padding=SPACE.xl,
        straight=LIGHT.zones[Zone.FINE].text,
        caving=LIGHT.zones[Zone.STOP].text,
        joint=LIGHT.text,
        halo=LIGHT.surface,
    )
