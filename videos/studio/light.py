"""Light and colour: three lamps that turn with the camera, skin, clothes and background."""

from __future__ import annotations

from typing import Final

import numpy as np

from studio.skeleton import Array

BACKGROUND: Final = "#E9EDEB"
"""The studio card: one flat colour at every edge, calm on the app's light and dark pages."""

SKINS: Final = {"light": "#E3B796", "medium": "#BE8A64", "dark": "#875740"}
HAIR: Final = {"light": "#6E4B34", "medium": "#3A2A22", "dark": "#2A211E"}
TOPS: Final = {"a": "#5E94A3", "b": "#6F8B74"}
SHORTS: Final = "#46566A"
SHOE, SHOE_SOLE, SOCK = "#F1F0EC", "#D5D9DB", "#FBFAF6"
GLOW: Final = "#FF7B39"
MAT_EDGE: Final = "#88A5A0"

MATERIALS: Final = (
    "skin",
    "hair",
    "top",
    "shorts",
    "shoe",
    "sole",
    "sock",
    "glow",
    "background",
    "mat",
    "mat_edge",
)


def linear(colour: str) -> Array:
    """A #RRGGBB colour as linear light, three numbers 0…1."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    result: Array = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return result


def palette(build: str, skin: str, mat: str) -> Array:
    """The colours of one figure and its studio, one row per material."""
    named = (
        SKINS[skin],
        HAIR[skin],
        TOPS[build],
        SHORTS,
        SHOE,
        SHOE_SOLE,
        SOCK,
        GLOW,
        BACKGROUND,
        mat,
        MAT_EDGE,
    )
    return np.array([linear(colour) for colour in named])


def lamps(azimuth: float) -> Array:
    """Key (casts the shadow), fill and rim lamp for a camera's azimuth: direction and colour."""

    def lamp(beside: float, above: float, colour: tuple[float, float, float]) -> list[float]:
        a, e = np.radians(azimuth + beside), np.radians(above)
        return [
            float(np.cos(e) * np.cos(a)),
            float(np.cos(e) * np.sin(a)),
            float(np.sin(e)),
            *colour,
        ]

    return np.array([
        lamp(-38, 52, (0.80, 0.77, 0.73)),
        lamp(62, 22, (0.10, 0.11, 0.13)),
        lamp(152, 38, (0.26, 0.27, 0.30)),
    ])  # fmt: skip
