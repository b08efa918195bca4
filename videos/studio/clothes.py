"""Clothes: which colour a point of the body has, by planes in the bones' own frames."""

from __future__ import annotations

import numba as nb
import numpy as np

from studio.scene import GLOW, HAIR_, SHOE, SHORTS, SKIN, SOCK, SOLE_, TOP, Scene
from studio.skeleton import BALL, SOLE, Array
from studio.skin import FAST, HAIR, shape_distance

PELVIS, CHEST = 0, 2
R_TRUNK, R_NECK, R_HEAD, R_HAIR, R_PELVIS, R_THIGH, R_SHANK, R_FOOT, R_ARM = range(9)


@nb.njit(inline="always", **FAST)
def step(edge: float, x: float) -> float:
    """A 2 mm soft step: 0 below the edge, 1 above."""
    t = min(1.0, max(0.0, 0.5 + (x - edge) / 0.002))
    return t * t * (3 - 2 * t)


@nb.njit(inline="always", **FAST)
def local(v: Scene, bone: int, axis: int, x: float, y: float, z: float) -> float:
    """One coordinate of a point in a bone's own frame."""
    return (
        v.turns[bone, 0, axis] * (x - v.places[bone, 0])
        + v.turns[bone, 1, axis] * (y - v.places[bone, 1])
        + v.turns[bone, 2, axis] * (z - v.places[bone, 2])
    )


@nb.njit(inline="always", **FAST)
def blend(out: Array, colours: Array, material: int, amount: float) -> None:
    """Blend a material's colour into `out`."""
    for c in range(3):
        out[c] += (colours[material, c] - out[c]) * amount


@nb.njit(inline="always", **FAST)
def seam(off: float, width: float) -> float:
    """How much of a stitched edge is here: 1 on it, 0 a few millimetres away."""
    return np.exp(-((off / width) ** 2))


@nb.njit(**FAST)
def dress_trunk(v: Scene, x: float, y: float, z: float, out: Array) -> float:
    """Top with a scooped collar above shorts; returns how much seam is here."""
    ahead, beside = local(v, CHEST, 0, x, y, z), local(v, CHEST, 1, x, y, z)
    height = local(v, CHEST, 2, x, y, z)
    collar = max(
        0.232 - (height + 0.50 * ahead),
        min(np.sqrt((ahead + 0.004) ** 2 + beside * beside) - 0.084, 0.262 - height),
    )
    waist = local(v, PELVIS, 2, x, y, z) - 0.085
    blend(out, v.colours, TOP, step(0.0, collar))
    blend(out, v.colours, SHORTS, step(0.0, -waist))
    if collar < -0.002:
        return 0.0
    return max(seam(collar - 0.006, 0.005), seam(waist - 0.003, 0.004))


@nb.njit(**FAST)
def dress_foot(v: Scene, foot: int, top: float, x: float, y: float, z: float, out: Array) -> float:
    """Sock and shoe, up to `top` metres above the ankle; returns how much seam is here."""
    up, ahead = local(v, foot, 2, x, y, z), local(v, foot, 0, x, y, z)
    if up >= top:
        return 0.0
    blend(out, v.colours, SOCK, step(0.0, 0.042 - up))
    blend(out, v.colours, SHOE, step(0.0, -0.012 - up - 0.10 * ahead))
    low = up
    if ahead > BALL:
        low = local(v, foot + 1, 2, x, y, z) + 0.023 - SOLE
    blend(out, v.colours, SOLE_, step(0.0, 0.020 - SOLE - low))
    return 0.8 * seam(up + 0.014 + 0.10 * ahead, 0.004)


@nb.njit(**FAST)
def glow_on(v: Scene, x: float, y: float, z: float, out: Array) -> float:
    """Warm the colour over the working muscles; returns how much it glows."""
    if v.glow_amount <= 0:
        return 0.0
    gap = 1.0
    for j in range(v.glow.shape[0]):
        gap = min(gap, shape_distance(v.shapes, int(v.glow[j]), x, y, z))
    m = min(1.0, max(0.0, 1.0 - (gap - 0.001) / 0.030))
    m = m * m * (3 - 2 * m) * v.glow_amount
    for c in range(3):
        a, b = np.sqrt(out[c]), np.sqrt(v.colours[GLOW, c])
        out[c] = (a + (b - a) * m) ** 2
    return m


@nb.njit(**FAST)
def dress(v: Scene, seg: Array, x: float, y: float, z: float, out: Array) -> float:  # noqa: C901 - one branch per garment
    """Colour of the skin or clothes at a point of the body; returns how much it glows."""
    best, role, bone = 1e9, 0, 0
    for k in range(seg.shape[0]):
        if seg[k] < best:
            best, role, bone = seg[k], v.segment_role[k, 0], v.segment_role[k, 1]
    for c in range(3):
        out[c] = v.colours[SKIN, c]
    hem = 0.0
    if role == R_HAIR or (role == R_HEAD and seg[HAIR] < best + 0.0006):
        blend(out, v.colours, HAIR_, 1.0)
    elif role in (R_TRUNK, R_NECK, R_PELVIS):
        hem = dress_trunk(v, x, y, z, out)
    elif role == R_THIGH:
        leg = local(v, bone, 2, x, y, z) + 0.215
        blend(out, v.colours, SHORTS, step(0.0, leg))
        hem = seam(leg - 0.006, 0.005) * step(0.0, leg)
    elif role == R_ARM:
        sleeve = local(v, bone, 2, x, y, z) + 0.125
        blend(out, v.colours, TOP, step(0.0, sleeve))
        hem = seam(sleeve - 0.006, 0.005) * step(0.0, sleeve)
    elif role == R_FOOT:
        hem = dress_foot(v, bone, 1.0, x, y, z, out)
    elif role == R_SHANK:
        hem = dress_foot(v, bone + 1, 0.06, x, y, z, out)
    for c in range(3):
        out[c] *= 1.0 - 0.22 * hem
    return glow_on(v, x, y, z, out)
