"""A figure: skeleton and flesh of a build as flat arrays for the compiled solver."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from studio.body import Flesh
from studio.skeleton import BONE, MASSES, Array, Ints, tree
from studio.skin import CUT_BONES, HAIR_CUT

_SHOE = (
    (-0.055, 0.0, -0.085),
    (0.120, -0.036, -0.085),
    (0.105, 0.040, -0.085),
    (-0.069, 0.0, -0.055),
    (-0.022, 0.037, -0.055),
    (-0.022, -0.037, -0.055),
    (0.055, 0.046, -0.066),
    (0.055, -0.031, -0.066),
    (0.112, 0.050, -0.066),
    (0.112, -0.044, -0.066),
    (0.0, 0.040, -0.012),
    (0.0, -0.040, -0.012),
    (0.055, 0.0, -0.008),
    (0.100, 0.0, -0.032),
)
"""Points of the left shoe in the foot's frame that must stay out of floor and walls."""
_TOE_CAP = (
    (0.078, 0.0, -0.023),
    (0.080, 0.0, 0.0),
    (0.03, 0.045, -0.002),
    (0.03, -0.043, -0.002),
    (0.03, 0.0, 0.025),
)


def _shoes() -> list[tuple[str, tuple[float, float, float]]]:
    """Bone and offset of every guarded point of both shoes."""
    found = []
    for side, s in (("L", 1.0), ("R", -1.0)):
        found += [(f"foot.{side}", (x, s * y, z)) for x, y, z in _SHOE]
        found += [(f"toe.{side}", (x, s * y, z)) for x, y, z in _TOE_CAP]
    return found


class Figure(NamedTuple):
    """Skeleton and flesh as flat arrays."""

    base: Array
    parent: Ints
    offset: Array
    joint_bone: Ints
    joint_axis: Ints
    joint_sign: Array
    kind: Ints
    bone: Ints
    far_bone: Ints
    at: Array
    to: Array
    radii: Array
    segment: Ints
    blend: Array
    pairs: Ints
    pair_blend: Array
    cut_bones: Ints
    hair_cut: Array
    sole_bone: Ints
    sole_offset: Array
    knee_bones: Ints
    mass_bone: Ints
    mass_at: Array
    mass: Array


def figure(body: Flesh, base: Array) -> Figure:
    """The flat form of a build standing, lying or kneeling as `base` turns it."""
    return Figure(
        base, *tree(body.build.frame).arrays(), *body.arrays(), body.segment, body.blend,
        body.neighbours, body.neighbour_blend, CUT_BONES, HAIR_CUT,
        np.array([BONE[bone] for bone, _ in _shoes()]),
        np.array([at for _, at in _shoes()], float),
        np.array([BONE[f"{b}.{s}"] for s in "LR" for b in ("shank", "foot")]),
        np.array([BONE[b] for b, _, _ in MASSES]), np.array([a for _, a, _ in MASSES], float),
        np.array([m for _, _, m in MASSES]),
    )  # fmt: skip
