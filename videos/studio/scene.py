"""A scene: all that a frame shows, as flat arrays for the compiled renderer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.skeleton import Array, Ints

CELL = 0.016
BLOCK = 4
MISS, GROUND, BODY = -3, -2, -1
"""What a ray met where it met no prop; props count from 0."""
SKIN, HAIR_, TOP, SHORTS, SHOE, SOLE_, SOCK, GLOW, BACK, MAT, MAT_EDGE = range(11)
Pixels = NDArray[np.float32]


class Scene(NamedTuple):
    """All that a frame shows, as flat arrays."""

    shapes: Array
    planes: Array
    pairs: Ints
    pair_blend: Array
    segments: int
    turns: Array
    places: Array
    segment_role: Ints
    glow: Array
    glow_amount: float
    origin: Array
    grid: Pixels
    list_start: Ints
    list_items: Ints
    solids: Array
    groups: Array
    colours: Array
    solid_colours: Array
    lamps: Array
    mat: Array
    floor: Pixels
    floor_origin: Array
